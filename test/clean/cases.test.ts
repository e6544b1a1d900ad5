import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CleanContext, CleanedBody } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

/**
 * Every folder in `cases/` is a body before and after. `npm run golden` writes what comes out; review the
 * difference before you commit it.
 */
const folder = new URL('cases/', import.meta.url);
const writes = process.env.GOLDEN === 'write';

interface Case {
  readonly context: Partial<CleanContext>;
  /** What must be read out besides. */
  readonly reads?: Partial<CleanedBody>;
}

describe('a body', () => {
  for (const name of readdirSync(folder)) {
    const file = (path: string) => new URL(`${name}/${path}`, folder);
    const { context, reads }: Case = JSON.parse(readFileSync(file('context.json'), 'utf8'));
    const full = { key: `${name}.md`, id: 'k7', title: '', categories: [], placeholderHosts: [], ...context };

    it(`like ${name} comes out as expected`, async () => {
      const cleaned = await cleanHtml(readFileSync(file('input.html'), 'utf8'), full);
      if (writes) writeFileSync(file('expected.html'), `${cleaned.html}\n`);
      expect(existsSync(file('expected.html')), 'npm run golden writes it').toBe(true);
      const expected = readFileSync(file('expected.html'), 'utf8').trimEnd();
      expect(findDifference(cleaned.html, expected)).toBeUndefined();
      expect(cleaned).toMatchObject(reads ?? {});
      expect((await cleanHtml(cleaned.html, full)).html).toBe(cleaned.html);
    });
  }
});

/** The first node of two fragments that is not the same, with what stands before it. */
function findDifference(actual: string, expected: string): unknown {
  const split = (html: string) => html.match(/<[^>]*>|[^<]+/g) ?? [];
  const nodes = split(actual);
  const wanted = split(expected);
  for (let i = 0; i < Math.max(nodes.length, wanted.length); i++) {
    if (nodes[i] !== wanted[i])
      return { after: wanted.slice(Math.max(0, i - 3), i).join(''), actual: nodes[i], expected: wanted[i] };
  }
  return undefined;
}
