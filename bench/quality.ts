import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import createDOMPurify from 'dompurify';
import { JSDOM, VirtualConsole } from 'jsdom';
import { parseFragment, serialize } from 'parse5';
import sanitizeHtml from 'sanitize-html';
import { cleanBody, parseBody } from '../lambda/clean/clean.ts';
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
import { atLeast, paragraph, type Result, table } from './result.ts';

/** Where the articles that name no address of their own would stand. */
const ADDRESS = 'https://site.example/articles/1.html';

/** Cleans a body of the corpus. */
type Cleaner = (html: string, sample: Sample) => string | Promise<string>;

/** What a cleaner came to over the whole corpus. */
interface Quality {
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

const OTHERS = ['sanitize-html', 'DOMPurify', 'Readability', 'Defuddle'] as const;

const CLEANERS: Readonly<Record<'ours' | (typeof OTHERS)[number], Cleaner>> = {
  ours: async (html, { article }) =>
    (await cleanBody(parseBody(html), { ...article, placeholderHosts: [] })).html,
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

/** What `npm test` holds our own cleaning to. */
const BARS = { recall: 0.995, precision: 0.98 };

/**
 * How much of what a person would keep each cleaner keeps, and how much of what it leaves a person would keep: by the
 * corpus of the tests (test/clean/corpus), bodies in which what is not the article's is marked by hand.
 */
export async function benchQuality(): Promise<Result> {
  const corpus = await readCorpus();
  const ours = await measure(CLEANERS.ours, corpus);
  const rows: [string, Quality][] = [['ours', ours]];
  for (const name of OTHERS) rows.push([name, await measure(CLEANERS[name], corpus)]);
  return {
    title: 'What cleaning keeps',
    text: [
      paragraph(`${corpus.length} bodies in which what is not the article's is marked by hand (\`test/clean/corpus\`).
        What is compared is the text without white space, by its sequences of five characters. Readability and Defuddle
        look for articles in pages, and get each body within one; sanitize-html and DOMPurify make HTML safe, and do not
        try to remove what is not the article's. Our rules were mended by these very bodies: a body of an unknown site
        keeps more of what is not wanted, see [cleaning.md](cleaning.md).`),
      table(
        [
          'cleaner',
          'text kept',
          'of the worst article',
          'of what is left, wanted',
          'changed by a second cleaning',
          'changed by parsing',
          'relative or unsafe addresses',
        ],
        rows.map(([name, { recall, worst, precision, unsteady, reparsed, addresses }]) => [
          name,
          ...[recall, worst, precision].map((part) => part.toFixed(4)),
          ...[unsteady, reparsed, addresses].map(String),
        ]),
      ),
    ].join('\n\n'),
    verdicts: [
      keepsAtLeast('text that cleaning keeps', BARS.recall, ours.recall),
      keepsAtLeast('text that was wanted, of what cleaning leaves', BARS.precision, ours.precision),
    ],
  };
}

/** The share is that of what may be lost. */
function keepsAtLeast(what: string, bar: number, kept: number) {
  return atLeast(what, String(bar), kept.toFixed(4), (1 - kept) / (1 - bar));
}

/** Cleans the corpus twice. */
async function measure(clean: Cleaner, corpus: readonly Sample[]): Promise<Quality> {
  const results = [];
  for (const sample of corpus) {
    const once = await clean(sample.html, sample);
    const twice = await clean(once, sample);
    results.push({ once, twice, overlap: compareTexts(readVisibleText(once), sample.reference) });
  }
  const all = sumOverlaps(results.map(({ overlap }) => overlap));
  return {
    recall: recallOf(all),
    worst: Math.min(...results.map(({ overlap }) => recallOf(overlap))),
    precision: precisionOf(all),
    unsteady: results.filter(({ once, twice }) => once !== twice).length,
    reparsed: results.filter(({ once }) => serialize(parseFragment(once)) !== once).length,
    addresses: results.reduce((sum, { once }) => sum + findUnsafeAddresses(once).length, 0),
  };
}
