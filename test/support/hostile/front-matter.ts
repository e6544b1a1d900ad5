import { many, nested, type Shape, type Shapes } from './shape.ts';

const KEYS =
  'title,date,updated,author,link,url,source_url,description,excerpt,thumbnail,headimg,cover,lang,categories,tags,draft,published'.split(
    ',',
  );

/** A front matter around a shape, and an article below it. */
const within =
  (shape: Shape): Shape =>
  (bytes) =>
    `---\ntitle: 题\n${shape(bytes)}\n---\n正文。\n`;

/** What a value can be made of. */
const VALUES: Readonly<Record<string, Shape>> = {
  letters: many('长'),
  spaces: many(' ', 'a', 'b'),
  digits: many('1'),
  quotes: many('"'),
  'a quoted text': many('\\"', '"', '"'),
  brackets: many('['),
  braces: many('{'),
  'a list in line': many((i) => `a${i}, `, '[', ']'),
  'a mapping in line': many((i) => `a${i}: b, `, '{', '}'),
  'a list': many((i) => `\n  - a${i}`),
  'a mapping': many((i) => `\n  a${i}: b`),
  lists: many('- '),
  colons: many('a: '),
  hashes: many(' #'),
  'character references': many('&amp;'),
  elements: many('<b>'),
  'a block of lines': many('  词\n', '|\n'),
  'a folded block': many('  词\n\n', '>\n'),
  'numbers of a date': many('2021-'),
  'years and spaces': many(' ', '2021-03-21', '16:45'),
  addresses: many('https://a.example/'),
  'white space of Chinese': many('　'),
  'an alias': many('*a '),
  'a tag': many('!a '),
};

/** What is at the top of a file, or looks as if it were. */
export const FRONT_MATTER_SHAPES: Shapes = {
  ...Object.fromEntries(
    Object.entries(VALUES).map(([name, value]) => [
      `front matter: a title of ${name}`,
      (bytes: number) => `---\ntitle: ${value(bytes)}\n---\n正文。\n`,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(VALUES).map(([name, value]) => [
      `front matter: every key with ${name}`,
      within((bytes) => KEYS.map((key) => `${key}: ${value(bytes / KEYS.length)}`).join('\n')),
    ]),
  ),
  'front matter: many keys': within(many((i) => `a${i}: b\n`)),
  'front matter: one key often': within(many('a: b\n')),
  'front matter: many categories': within(many((i) => `\n - 类${i}`, 'categories:')),
  'front matter: long categories': within(
    (bytes) => `categories: [${many('长')(bytes / 2)}, ${many('久')(bytes / 2)}]`,
  ),
  'front matter: many tags': within(many((i) => `标${i}, `, 'tags: [', ']')),
  'front matter: many authors': within(many((i) => `\n - 人${i}`, 'author:')),
  'front matter: without an end': many('a: b\n', '---\ntitle: 题\n'),
  'front matter: without a beginning': many('a: b\n', 'title: 题\n'),
  'front matter: lines of hyphens': many('---\n'),
  'front matter: hyphens': many('-', '---\n'),
  'front matter: lines that look like it': many('---\ntitle: 词\n'),
  'front matter: blank lines before it': many('\n', '', '---\ntitle: 题\n---\n正文。'),
  'front matter: blank lines in it': within(many('\n')),
  'front matter: comments in it': within(many('# a\n')),
  'front matter: broken lines': within(many('a: "\n')),
  'front matter: lines that are no keys': within(many('词\n')),
  'front matter: tabs': within(many('\ta: b\n')),
  'front matter: nested lists': within((bytes) => `a: ${nested('[', ']')(bytes)}`),
  'front matter: nested mappings': within((bytes) => `a: ${nested('{a: ', '}')(bytes)}`),
  'front matter: growing indentation': within((bytes) =>
    Array.from({ length: Math.floor(Math.sqrt(2 * bytes)) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ),
  'front matter: anchors that double': within(
    (bytes) =>
      `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\n${many('# a\n')(bytes)}`,
  ),
  'front matter: a long anchor used often': within(
    (bytes) => `a: &a ${many('长')(bytes / 2)}\nb: [${many('*a, ')(bytes / 2)}]`,
  ),
  'front matter: keys made of aliases': within(
    (bytes) => `a: &a ${many('b')(bytes / 2)}\n? [${many('*a,')(bytes / 2)}]\n: c`,
  ),
  'front matter: merge keys': within(many((i) => `a${i}: &a${i}\n  <<: *a${i - 1}\n`)),
  'front matter: documents': within(many('--- \na: b\n...\n')),
  'front matter: directives': many('%YAML 1.2\n', '---\n', '---\n正文。'),
  'front matter: engines of code': many('a = 1;\n', '---js\n', '---\n正文。'),
  'TOML: values': many((i) => `a${i} = "b"\n`, '+++\ntitle = "题"\n', '+++\n正文。'),
  'TOML: tables': many((i) => `[a${i}]\n`, '+++\ntitle = "题"\n', '+++\n正文。'),
  'TOML: nested tables': many('.a', '+++\ntitle = "题"\n[a', ']\n+++\n正文。'),
  'TOML: nested lists': (bytes) => `+++\ntitle = "题"\na = ${nested('[', ']', '1')(bytes)}\n+++\n正文。`,
  'TOML: a text without an end': many('\\"', '+++\ntitle = "', '\n+++\n正文。'),
  'TOML: without an end': many('a = 1\n', '+++\n'),
  'JSON: values': many((i) => `"a${i}": 1, `, '{"title": "题", ', '"z": 1}\n\n正文。'),
  'JSON: a text without an end': many('\\"', '{"title": "'),
  'JSON: nested lists': (bytes) => `{"title": "题", "a": ${nested('[', ']', '1')(bytes)}}\n\n正文。`,
  'JSON: braces': many('{'),
  'a title and nothing else': many('长', '---\ntitle: 题\n', '\n---\n'),
  'lines of a byline': many('作者：某人 2021-09-16\n', '题\n\n'),
  'dates above the body': many('2021-09-16 '),
};
