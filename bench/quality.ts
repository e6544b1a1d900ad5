import { parseFragment, serialize } from 'parse5';
import { cleanBody, parseBody } from '../lambda/clean/clean.ts';
import { findSources } from '../lambda/clean/sources/sources.ts';
import { findLeft } from '../local/corpus/judge.ts';
import { readAllRules } from '../local/publish/rules.ts';
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
import { OTHERS } from './cleaners.ts';
import { atLeast, type Result, table } from './figures.ts';

type Clean = (html: string, sample: Sample) => Promise<string>;

/** Two ways to run DOMPurify give the same. */
const COMPARED = [
  'sanitize-html',
  'DOMPurify on jsdom, one window for all',
  'Readability on jsdom',
  'Defuddle (linkedom)',
] as const;

/** How much of what a person would keep each cleaner keeps, and how much of what it leaves a person would keep. */
export async function measure(): Promise<Result> {
  const [corpus, rules] = [await readCorpus(), readAllRules()];
  const clean: Clean = async (html, { article }) =>
    (await cleanBody(parseBody(html), { ...article, placeholderHosts: [], rules })).html;
  const ours = await judge(clean, corpus);
  const hasRule = ({ article }: Sample) => findSources(article, rules).length > 0;
  const parts = [
    ['sources with a rule', corpus.filter(hasRule)],
    ['sources without', corpus.filter((sample) => !hasRule(sample))],
    ['held out', await readCorpus('held-out')],
  ] as const;
  const apart = await Promise.all(
    parts.map(async ([name, samples]) => [
      `${name}: ${samples.length}`,
      ...(await judge(clean, samples)).cells.slice(0, TEXT_CELLS),
    ]),
  );
  const rows = [['ours', ...ours.cells]];
  for (const name of COMPARED) {
    const clean = await OTHERS[name]();
    const { cells } = await judge(
      async (html, { article: { title, link } }) => String(await clean({ html, title, link })),
      corpus,
    );
    rows.push([name.replace(/ .*/, ''), ...cells]);
  }
  return {
    tables: {
      quality: table(
        [
          `cleaner, on ${corpus.length} bodies`,
          'text kept',
          'of the worst article',
          'of what is left, wanted',
          'pieces of dirt that go',
          'changed by a second cleaning',
          'changed by parsing',
          'relative or unsafe addresses',
        ],
        rows,
      ),
      'quality-parts': table(
        [
          'ours, bodies of',
          'text kept',
          'of the worst article',
          'of what is left, wanted',
          'pieces of dirt that go',
        ],
        apart,
      ),
    },
    bars: [
      atLeast('text that cleaning keeps', ours.recall, 0.995, show),
      atLeast('text that was wanted, of what cleaning leaves', ours.precision, 0.98, show),
    ],
  };
}

/** Of what is told of each cleaner, so much is about text. */
const TEXT_CELLS = 4;

/** Cleans the corpus twice; text is compared by its sequences of five characters. */
async function judge(clean: Clean, corpus: readonly Sample[]) {
  const results = [];
  for (const sample of corpus) {
    const once = await clean(sample.html, sample);
    const twice = await clean(once, sample);
    const text = readVisibleText(once);
    const left = findLeft(sample.dirt, text, sample.reference).length;
    results.push({ once, twice, left, overlap: compareTexts(text, sample.reference) });
  }
  const all = sumOverlaps(results.map(({ overlap }) => overlap));
  const [recall, precision] = [recallOf(all), precisionOf(all)];
  const worst = Math.min(...results.map(({ overlap }) => recallOf(overlap)));
  const unsteady = results.filter(({ once, twice }) => once !== twice).length;
  const reparsed = results.filter(({ once }) => serialize(parseFragment(once)) !== once).length;
  const addresses = results.reduce((sum, { once }) => sum + findUnsafeAddresses(once).length, 0);
  const pieces = corpus.reduce((sum, { dirt }) => sum + dirt.length, 0);
  const left = results.reduce((sum, result) => sum + result.left, 0);
  const gone = `${pieces - left} of ${pieces}`;
  const cells = [
    ...[recall, worst, precision].map(show),
    gone,
    ...[unsteady, reparsed, addresses].map(String),
  ];
  return { recall, precision, cells };
}

function show(part: number): string {
  return part.toFixed(4);
}
