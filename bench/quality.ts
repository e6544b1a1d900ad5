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

type Clean = (html: string, sample: Sample) => unknown;

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
      ...(await judge(clean, samples)).cells.slice(0, ABOUT_TEXT.length),
    ]),
  );
  const rows = [['ours', ...ours.cells]];
  for (const [name, prepare] of Object.entries(OTHERS)) {
    // It cleans as DOMPurify does with one window for all.
    if (name === 'DOMPurify on jsdom, a window for each') continue;
    const clean = await prepare();
    const { cells } = await judge((html, { article }) => clean({ ...article, html }), corpus);
    rows.push([name.replace(/ .*/, ''), ...cells]);
  }
  return {
    tables: {
      quality: table([`cleaner, on ${corpus.length} bodies`, ...ABOUT_TEXT, ...ABOUT_MARKUP], rows),
      'quality-parts': table(['ours, bodies of', ...ABOUT_TEXT], apart),
    },
    bars: [
      atLeast('text that cleaning keeps', ours.recall, 0.995, show),
      atLeast('text that was wanted, of what cleaning leaves', ours.precision, 0.98, show),
    ],
  };
}

/** What is told of each cleaner. */
const ABOUT_TEXT = ['text kept', 'of the worst article', 'of what is left, wanted', 'pieces of dirt that go'];
const ABOUT_MARKUP = ['changed by a second cleaning', 'changed by parsing', 'relative or unsafe addresses'];

/** Cleans the corpus twice; text is compared by its sequences of five characters. */
async function judge(clean: Clean, corpus: readonly Sample[]) {
  const results = [];
  for (const sample of corpus) {
    const once = String(await clean(sample.html, sample));
    const twice = String(await clean(once, sample));
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
  const cells = [...[recall, worst, precision].map(show), gone, `${unsteady}`, `${reparsed}`, `${addresses}`];
  return { recall, precision, cells };
}

function show(part: number): string {
  return part.toFixed(4);
}
