import { parseFragment, serialize } from 'parse5';
import { bodyToHtml } from '../lambda/article/body.ts';
import { parseFrontMatter } from '../lambda/article/front-matter/front-matter.ts';
import { readMetadata } from '../lambda/article/metadata.ts';
import { deriveArticle } from '../lambda/article/pipeline.ts';
import { cleanBody, parseBody } from '../lambda/clean/clean.ts';
import { parseSite } from '../lambda/model/site.ts';
import { readAllRules } from '../local/publish/rules.ts';
import { realisticArticle } from '../test/support/finance-article.ts';
import type { Prepare } from './candidate.ts';
import { OTHERS } from './cleaners.ts';
import { compareTimes } from './compare.ts';
import { atLeast, atMostTimes, type Result, showTimes, table } from './figures.ts';

const PARSE5 = 'parse5: parse and serialise alone';
const OURS = 'front matter and cleaning';
const WHOLE = 'everything from bytes to an article';

/** The first is what the others are compared with. */
export const CANDIDATES: Readonly<Record<string, Prepare>> = {
  [PARSE5]: async () => {
    const { html } = realisticArticle();
    return () => serialize(parseFragment(html));
  },
  [OURS]: async () => {
    const { key, text } = realisticArticle();
    const { timeZone, placeholderHosts, rules = [] } = parseSite({}, readAllRules());
    return async () => {
      const front = await parseFrontMatter(text);
      const reading = front.status === 'read' ? readMetadata(front.fields, { timeZone, now: 0 }) : front;
      if (front.status !== 'read' || reading.status !== 'read')
        throw new Error('the article is not published');
      const body = parseBody(await bodyToHtml(front.body, { key }));
      const { title = '', categories, author } = reading.metadata;
      return cleanBody(body, {
        key,
        id: 'id',
        title,
        categories,
        placeholderHosts,
        rules,
        ...(author !== undefined && { author }),
      });
    };
  },
  [WHOLE]: async () => {
    const { key, text } = realisticArticle();
    const [site, body] = [parseSite({}, readAllRules()), Buffer.from(text)];
    return () => deriveArticle({ key, body, size: body.length, modified: Date.UTC(2024, 0, 1) }, site);
  },
  ...Object.fromEntries(
    Object.entries(OTHERS).map(([name, prepare]): [string, Prepare] => [
      name,
      async () => {
        const body = realisticArticle();
        const clean = await prepare();
        return () => clean(body);
      },
    ]),
  ),
};

/** What each other cleaner is to be slower by. */
const WANTED: Readonly<Partial<Record<keyof typeof OTHERS, number>>> = {
  'DOMPurify on jsdom, a window for each': 10,
  'DOMPurify on jsdom, one window for all': 10,
  'Readability on jsdom': 10,
  'Defuddle (linkedom)': 1,
};

/** Times the cleaning of an article beside that of other cleaners. */
export async function measure(): Promise<Result> {
  const { ratioOf, rows } = await compareTimes(import.meta.filename, CANDIDATES);
  const ours = ratioOf(OURS);
  const timesOfOurs = (name: string): number => ratioOf(name).median / ours.median;
  return {
    tables: {
      cleaning: table(
        ['cleaner', 'time of one article', 'in times of parse5', 'in times of ours'],
        rows.map(([name = '', ...cells]) => [
          name,
          ...cells,
          Object.hasOwn(OTHERS, name) ? showTimes(timesOfOurs(name)) : '',
        ]),
      ),
    },
    bars: [
      atMostTimes('front matter and cleaning, against parse5 alone', ours, 2),
      ...Object.entries(WANTED).map(([name, bar]) =>
        atLeast(`cleaning, against ${name}`, timesOfOurs(name), bar, showFaster),
      ),
    ],
  };
}

function showFaster(times: number): string {
  return `${showTimes(times)} as fast`;
}
