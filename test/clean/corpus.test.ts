import { readdirSync, readFileSync } from 'node:fs';
import { parseFragment, serialize } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { describe, expect, it } from 'vitest';
import { findSources } from '../../lambda/clean/sources/sources.ts';
import { findLeft } from '../../local/corpus/judge.ts';
import { publish, SITE } from '../article/uploads.ts';
import { hasRealUploads, nameWith, REAL_ARTICLES } from '../support/needs.ts';
import {
  compareTexts,
  findUnsafeAddresses,
  precisionOf,
  readCorpus,
  readHtml,
  readVisibleText,
  recallOf,
  type Sample,
  sumOverlaps,
} from './corpus.ts';

const corpus = await readCorpus();
const heldOut = await readCorpus('held-out');

/** What is marked and stays all the same, by the names of the samples. */
const knownDirt: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(new URL('known-dirt.json', import.meta.url), 'utf8'),
);

function compare({ article, reference }: Sample) {
  return compareTexts(readVisibleText(article.content), reference);
}

describe('of the corpus', () => {
  it.each(corpus.map((sample) => [sample.name, sample] as const))('%s is cleaned as by hand', (_, sample) => {
    expect(sample.reference.length).toBeGreaterThan(80);
    expect(recallOf(compare(sample))).toBeGreaterThanOrEqual(0.98);
    expect(findUnsafeAddresses(sample.article.content)).toEqual([]);
    expect(serialize(parseFragment(sample.article.content))).toBe(sample.article.content);
  });

  it('what is marked goes, but for what is known to stay', () => {
    const left = corpus.flatMap(({ name, dirt, article, reference }) => {
      const pieces = findLeft(dirt, readVisibleText(article.content), reference);
      return pieces.length === 0 ? [] : [[name, pieces] as const];
    });
    expect(Object.fromEntries(left)).toEqual(knownDirt);
  });

  it('nearly all text is kept and nearly all dirt goes', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(24);
    const overlap = sumOverlaps(corpus.map(compare));
    expect(recallOf(overlap)).toBeGreaterThanOrEqual(0.995);
    expect(precisionOf(overlap)).toBeGreaterThanOrEqual(0.98);
  });
});

describe('of what is held out', () => {
  it.each(heldOut.map((sample) => [sample.name, sample] as const))('no text of %s is lost', (_, sample) => {
    expect(recallOf(compare(sample))).toBeGreaterThanOrEqual(0.99);
    expect(sample.dirt.length).toBeGreaterThan(0);
    expect(findSources(sample.article, SITE.rules ?? [])).toEqual([]);
  });
});

describe.skipIf(!hasRealUploads)(nameWith('of the real uploads', hasRealUploads, 'uploads'), () => {
  const files = hasRealUploads
    ? readdirSync(REAL_ARTICLES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
    : [];

  it.each(files)('%s keeps its text, and no address that a browser would run', async (file) => {
    const upload = readFileSync(
      new URL(file.split('/').map(encodeURIComponent).join('/'), REAL_ARTICLES),
      'utf8',
    );
    const body = parseFragment(await readHtml(upload, file), { treeAdapter: adapter });
    const { title, content } = await publish(upload, file);
    // A line that repeats the title is kept as the title.
    const overlap = compareTexts(
      `${title}${readVisibleText(content)}`,
      readVisibleText(serialize(body, { treeAdapter: adapter })),
    );
    expect(content).not.toBe('');
    // The name of a channel above the title is nearly a quarter of the shortest of them.
    expect(recallOf(overlap)).toBeGreaterThanOrEqual(0.75);
    expect(findUnsafeAddresses(content)).toEqual([]);
  });
});
