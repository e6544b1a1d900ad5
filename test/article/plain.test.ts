import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlain } from '../../lambda/article/front-matter/plain.ts';
import { readYaml } from '../../lambda/article/front-matter/yaml.ts';

test.each([
  [
    "title: '一个标题'\ncategories: \n - 金融\n - 新浪财经\ndate: Thu, 16 Sep 2021 04:00:14 GMT\nthumbnail: ''",
  ],
  ['title: "It\'s 7:30"\n\ntags: [C#, F# guide, a]\nlink: https://example.org/a#b\ndraft: false'],
])('what scrapers and bloggers write needs no parser: %j', (source) => {
  expect(readPlain(source, 2)).toEqual(readYaml(source, 2));
});

test.each([
  'title: a #b',
  'title: a: b',
  "title: 'It''s'",
  'title: "a\\n"',
  'title: *a',
  'title: null',
  'title: |\n  a',
  'title: a\n  b',
  'tags:\n  - a\n - b',
  'tags:\n- a: b',
  'title: a\ntitle: b',
  '# note\ntitle: a',
])('what only a parser can judge is left to it: %j', (source) => {
  expect(readPlain(source, 2)).toBeUndefined();
});

test('whatever needs no parser is read as a parser of YAML reads it', () => {
  const pieces = fc.constantFrom(
    ...['title', 'tags:', 'date', 'a', '甲', '1', '12:30', 'https://a/b', '👩‍👩‍👧', '\ud800', 'null', '~'],
    ...[': ', ':', '- ', ' - ', '  - ', '\n', '\n', '\n', ' ', ', ', ',', '\t', '\u00a0', '\u2028', '\u0085'],
    ...["'", '"', '#', ' #', '[', ']', '{', '&a', '*a', '|', '>', '!', '%', '@', '`', '\\', '?', '-', '--'],
  );
  const sources = fc.array(pieces, { maxLength: 14 }).map((parts) => `title: ${parts.join('')}`);
  fc.assert(
    fc.property(sources, (source) => {
      const lines = source.split('\n').map((line) => (line.trim() === '' ? '' : line));
      const plain = readPlain(lines.join('\n'), 2);
      if (plain !== undefined) expect(readYaml(lines.join('\n'), 2)).toEqual(plain);
    }),
    { numRuns: 3000 },
  );
});
