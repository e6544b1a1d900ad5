import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Article } from '../../lambda/model/article.ts';
import type { Scope } from '../../lambda/model/list-kinds.ts';
import type { Site } from '../../lambda/model/site.ts';
import { findings, type Rendered, render } from './render.ts';
import { SAMPLE_SITE } from './sample.ts';

/*
 * A case is a folder: what is published (`articles.json`) and the three documents that come of it, to the byte.
 * `GOLDEN=write npx vitest run test/feeds/golden.test.ts` writes the documents anew; review the difference.
 */
interface Case {
  readonly scope: Scope;
  /** What differs from the site of the other tests. */
  readonly site: Partial<Site>;
  readonly articles: readonly Article[];
}

const FOLDER = join(import.meta.dirname, 'golden');
const FILES = { rss: 'rss.xml', atom: 'atom.xml', json: 'feed.json' } as const satisfies Record<
  keyof Rendered,
  string
>;
const FORMATS = ['rss', 'atom', 'json'] as const;

function readCase(name: string): Case {
  return JSON.parse(readFileSync(join(FOLDER, name, 'articles.json'), 'utf8'));
}

describe.each(readdirSync(FOLDER))('the feeds of the case "%s"', (name) => {
  const { scope, site: settings, articles } = readCase(name);
  const site = { ...SAMPLE_SITE, ...settings };

  test.each(FORMATS)('are what was reviewed: %s', (format) => {
    const document = render(articles, site, scope)[format];
    const path = join(FOLDER, name, FILES[format]);
    if (process.env.GOLDEN === 'write') writeFileSync(path, document);
    expect(document).toBe(readFileSync(path, 'utf8'));
  });

  test('give validators nothing to say', () => {
    expect(findings(render(articles, site, scope), site, scope)).toEqual([]);
  });

  test('do not depend on when they are rendered', () => {
    const before = render(articles, site, scope);
    vi.useFakeTimers({ now: new Date('2042-01-01T00:00:00Z') });
    try {
      expect(render(articles, site, scope)).toEqual(before);
    } finally {
      vi.useRealTimers();
    }
  });
});
