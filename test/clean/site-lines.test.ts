import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { INVITATIONS, NOTICES, PHRASES } from '../../lambda/clean/prune/phrases.ts';
import { INVITING, STRONG, STRONG_LATIN } from '../../lambda/clean/prune/speech.ts';
import { runs } from '../support/runs.ts';
import { cleanHtml } from './clean-html.ts';
import { type PatternNode, parsePattern } from './pattern-nodes.ts';

const context: CleanContext = {
  key: 'post/a.md',
  id: 'k7',
  title: '河上的磨坊',
  categories: ['河边'],
  link: 'https://site.example/post/1.html',
  placeholderHosts: [],
};

/** What stands where a pattern holds for one character of many. */
const CHARACTERS = [...'磨坊水轮河桥的了我你本站网 abcxyz0189，。：:、·-|@#▲★👉（）“”'];

/** Texts that a part of a pattern holds for, but for what has to stand around them. */
function textsOf(node: PatternNode): fc.Arbitrary<string> {
  switch (node.type) {
    case 'text':
      return fc.constant(node.text);
    case 'set': {
      const set = new RegExp(`^${node.source}$`, 'u');
      const members = [...node.source, ...CHARACTERS].filter((character) => set.test(character));
      return members.length === 0 ? fc.constant('') : fc.constantFrom(...members);
    }
    case 'any-of':
      return fc.oneof(...node.branches.map(textsOf));
    case 'sequence':
      return fc.tuple(...node.parts.map(textsOf)).map((parts) => parts.join(''));
    case 'repeat': {
      const maxLength = Math.min(node.max, node.min + 3);
      return fc.array(textsOf(node.part), { minLength: node.min, maxLength }).map((parts) => parts.join(''));
    }
    default:
      return fc.constant('');
  }
}

const line = fc
  .oneof(
    ...[PHRASES, INVITATIONS, NOTICES, STRONG, INVITING, STRONG_LATIN].map(({ source }) =>
      textsOf(parsePattern(source)),
    ),
  )
  .map((text) => text.replace(/[&<>]/g, ''));

const prose = fc.constantFrom(
  '磨坊的水轮停了三年，今年春天又转了起来，磨面的人从三个村子赶来，在门口排到了桥上。',
  '看磨坊的老人说，水还是从前的水，只是上游多了一道坝。',
  'The mill had stood still for three years when the wheel began to turn again this spring.',
  '河边的灯也亮了',
);

const block = fc.oneof(
  { weight: 4, arbitrary: line.map((text) => `<p>${text}</p>`) },
  fc.tuple(line, line).map(([one, other]) => `<p>${one}<br>${other}</p>`),
  fc.tuple(prose, line).map(([one, other]) => `<p>${one}<br>${other}</p>`),
  line.map((text) => `<h3>${text}</h3>`),
  line.map((text) => `<p><strong>${text}</strong></p>`),
  line.map((text) => `<p><a href="https://site.example/post/2.html">${text}</a></p>`),
  line.map((text) => `<ul><li>${text}</li></ul>`),
  line.map((text) => `<blockquote><p>${text}</p></blockquote>`),
  fc.constantFrom('<p><img src="https://site.example/1.jpg"></p>', '<hr>'),
);

const paragraph = prose.map((text) => `<p>${text}</p>`);

const article = fc
  .tuple(
    fc.array(block, { maxLength: 3 }),
    fc.array(fc.oneof({ weight: 3, arbitrary: paragraph }, block), { maxLength: 5 }),
    fc.array(block, { maxLength: 4 }),
  )
  .map((parts) => parts.flat().join('\n'));

const RUNS = Number(process.env.FUZZ_RUNS ?? runs(300));

describe('an article among lines of its site', () => {
  it(
    'is not changed by cleaning it again',
    async () => {
      await fc.assert(
        fc.asyncProperty(article, async (html) => {
          const once = await cleanHtml(html, context);
          expect((await cleanHtml(once.html, context)).html).toBe(once.html);
        }),
        { numRuns: RUNS },
      );
    },
    120_000 + RUNS * 10,
  );
});
