/*
 * How much of what a person would keep each cleaner keeps, and how much of what it leaves a person would keep: by
 * the corpus of the tests (test/clean/corpus), bodies in which what is not the article's is marked by hand.
 *
 *     node bench/cleaning-quality.ts
 */
import { fileURLToPath } from 'node:url';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import createDOMPurify from 'dompurify';
import { JSDOM, VirtualConsole } from 'jsdom';
import { parseFragment, serialize } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { cleanBody } from '../lambda/clean/clean.ts';
import {
  compareTexts,
  findUnsafeAddresses,
  precisionOf,
  readCorpus,
  readVisibleText,
  recallOf,
  type Sample,
  sumOverlaps,
} from '../test/clean/corpus.ts';
import { pageOf } from './cleaners/input.ts';

/** Where the articles that name no address of their own would stand. */
const ADDRESS = 'https://site.example/articles/1.html';

/** Cleans a body of the corpus. */
type Cleaner = (html: string, sample: Sample) => string | Promise<string>;

/** What a cleaner came to over the whole corpus. */
export interface Quality {
  readonly name: string;
  /** The part of the wanted text that is there, by sequences of five characters: of all, and of the worst article. */
  readonly recall: number;
  readonly worst: number;
  /** The part of what is there that was wanted. */
  readonly precision: number;
  /** How many articles cleaning a second time changes. */
  readonly unsteady: number;
  /** How many articles parsing and writing changes. */
  readonly reparsed: number;
  /** How many addresses are relative or could do harm. */
  readonly addresses: number;
}

const purifier = createDOMPurify(new JSDOM('').window);

const CLEANERS: Readonly<Record<string, Cleaner>> = {
  ours: async (html, { article }) => (await cleanBody(html, { ...article, placeholderHosts: [] })).html,
  'sanitize-html': (html) =>
    sanitizeHtml(html, {
      allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'ins', 'details'],
    }),
  DOMPurify: (html) => purifier.sanitize(html),
  Readability: (html, { article }) => {
    const page = pageOf({ key: article.key, text: '', html, title: article.title });
    const dom = new JSDOM(page, { url: article.link ?? ADDRESS, virtualConsole: new VirtualConsole() });
    const content = new Readability(dom.window.document).parse()?.content ?? '';
    dom.window.close();
    return content;
  },
  Defuddle: async (html, { article }) => {
    const page = pageOf({ key: article.key, text: '', html, title: article.title });
    const { content } = await Defuddle(page, article.link ?? ADDRESS);
    return content;
  },
};

/** Cleans the corpus with every cleaner, twice. */
export async function measureCleaningQuality(): Promise<readonly Quality[]> {
  const corpus = await readCorpus();
  const qualities: Quality[] = [];
  for (const [name, clean] of Object.entries(CLEANERS)) {
    const results = [];
    for (const sample of corpus) {
      const once = await clean(sample.html, sample);
      const twice = await clean(once, sample);
      results.push({ once, twice, overlap: compareTexts(readVisibleText(once), sample.reference) });
    }
    const all = sumOverlaps(results.map(({ overlap }) => overlap));
    qualities.push({
      name,
      recall: recallOf(all),
      worst: Math.min(...results.map(({ overlap }) => recallOf(overlap))),
      precision: precisionOf(all),
      unsteady: results.filter(({ once, twice }) => once !== twice).length,
      reparsed: results.filter(({ once }) => serialize(parseFragment(once)) !== once).length,
      addresses: results.reduce((sum, { once }) => sum + findUnsafeAddresses(once).length, 0),
    });
  }
  return qualities;
}

/** The qualities as a table in Markdown. */
export function describeCleaningQuality(qualities: readonly Quality[]): string {
  const rows = qualities.map(({ name, recall, worst, precision, unsteady, reparsed, addresses }) =>
    [name, recall.toFixed(4), worst.toFixed(4), precision.toFixed(4), unsteady, reparsed, addresses].join(
      ' | ',
    ),
  );
  return [
    'cleaner | text kept | worst article | dirt removed | changed by a second cleaning | changed by parsing | relative or unsafe addresses',
    '--- | ---: | ---: | ---: | ---: | ---: | ---:',
    ...rows,
  ]
    .map((row) => `| ${row} |`)
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(describeCleaningQuality(await measureCleaningQuality()));
  // jsdom keeps timers.
  process.exit();
}
