import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { realisticArticle } from './article.ts';
import type { CleaningInput } from './cleaners/input.ts';
import { compareTimes, type Timing } from './measuring.ts';
import {
  atLeast,
  atMost,
  paragraph,
  type Result,
  round,
  showRatio,
  showTime,
  showTimes,
  table,
} from './result.ts';

/** The cleaners by their modules, the baseline first. */
const CLEANERS = {
  parse5: 'parse5: parse and serialise alone',
  ours: 'front matter and cleaning',
  whole: 'everything from bytes to an article',
  'sanitize-html': 'sanitize-html',
  dompurify: 'DOMPurify on jsdom, one window for all',
  'dompurify-window': 'DOMPurify on jsdom, a window for each',
  defuddle: 'Defuddle (linkedom)',
  readability: 'Readability on jsdom',
} as const;

type Cleaner = keyof typeof CLEANERS;

/**
 * Times the cleaning of an article beside that of other cleaners.
 *
 * @param file an article to take instead of the usual one.
 */
export async function benchCleaning(file?: string): Promise<Result> {
  const input = file === undefined ? realisticArticle() : readArticle(file);
  const timings = await compareTimes<Cleaner>({
    parse5: { module: './cleaners/parse5.ts', input },
    ours: { module: './cleaners/ours.ts', input },
    whole: { module: './cleaners/whole.ts', input },
    'sanitize-html': { module: './cleaners/sanitize-html.ts', input },
    dompurify: { module: './cleaners/dompurify.ts', input },
    'dompurify-window': { module: './cleaners/dompurify-window.ts', input },
    defuddle: { module: './cleaners/defuddle.ts', input },
    readability: { module: './cleaners/readability.ts', input },
  });
  const { ours, others } = split(timings);
  const rows = [...timings].map(([name, timing]) => [
    CLEANERS[name],
    showTime(timing.time),
    name === 'parse5' ? '1' : showRatio(timing),
    name === 'parse5' || name === 'ours' || name === 'whole'
      ? ''
      : showTimes(timing.ratio.median / ours.ratio.median),
  ]);
  const text = [
    paragraph(`One article of ${round(Buffer.byteLength(input.text) / 1000)} KB with the markup and the dirt of a
      real upload${file === undefined ? '' : ` (${basename(file)})`}. Our own time holds reading the front matter,
      telling HTML from Markdown, and cleaning; the others get the body alone, or a page around it.`),
    table(['cleaner', 'time of one article', 'in times of parse5', 'in times of ours'], rows),
    paragraph(`DOMPurify with one window for all articles takes ${showRatio(others.dompurify)} the time of parse5,
      which jsdom parses with: a cleaner ten times as fast would take ${round(others.dompurify.ratio.median / 10)} of the
      time that parsing alone takes. The bar holds against a window for each article. sanitize-html is
      ${showTimes(ours.ratio.median / others['sanitize-html'].ratio.median)} as fast as ours: it does not parse as
      browsers do, and removes less.`),
  ].join('\n\n');
  const faster = (name: 'dompurify' | 'dompurify-window' | 'readability' | 'defuddle', bar: number) => {
    const times = others[name].ratio.median / ours.ratio.median;
    return atLeast(`cleaning, against ${CLEANERS[name]}`, `${bar}× as fast`, showTimes(times), bar / times);
  };
  return {
    title: 'Cleaning',
    text,
    verdicts: [
      atMost('front matter and cleaning, against parse5 alone', '2×', showRatio(ours), ours.ratio.median / 2),
      faster('dompurify-window', 10),
      faster('dompurify', 10),
      faster('readability', 10),
      faster('defuddle', 1),
    ],
  };
}

function split(timings: ReadonlyMap<Cleaner, Timing>) {
  const timing = (name: Cleaner): Timing => {
    const found = timings.get(name);
    if (found === undefined) throw new Error(`${name} was not timed`);
    return found;
  };
  const others = {
    dompurify: timing('dompurify'),
    'dompurify-window': timing('dompurify-window'),
    readability: timing('readability'),
    defuddle: timing('defuddle'),
    'sanitize-html': timing('sanitize-html'),
  };
  return { ours: timing('ours'), others };
}

function readArticle(file: string): CleaningInput {
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const [front = '', title = ''] = /^\s*---\n(?:.*\n)*?title:\s*(.*)\n(?:.*\n)*?---\n/.exec(text) ?? [];
  return { key: `金融/${basename(file)}`, text, html: text.slice(front.length), title };
}
