import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { runs } from '../support/runs.ts';

/** The fields as plain data, the body and the warnings, or the reason of the rejection. */
async function read(text: string) {
  const reading = await parseFrontMatter(text);
  if (reading.status === 'rejected') return reading.rejection;
  const { fields, body, warnings } = reading;
  return {
    fields: Object.fromEntries([...fields].map(([name, { value }]) => [name, value])),
    body,
    warnings,
  };
}

describe('YAML between lines of hyphens', () => {
  const expected = {
    fields: { title: '一个标题', categories: ['金融', '新浪财经'] },
    body: '正文\n',
    warnings: [],
  };

  test.each([
    ['as Jekyll writes it', '---\ntitle: 一个标题\ncategories: [金融, 新浪财经]\n---\n正文\n'],
    [
      'below blank lines and a byte order mark',
      '\ufeff\n \n---\ntitle: 一个标题\ncategories: [金融, 新浪财经]\n---\n正文\n',
    ],
    [
      'with spaces behind the hyphens',
      '---  \ntitle: 一个标题\ncategories:\n - 金融\n - 新浪财经\n---\t\n正文\n',
    ],
    ['with its language named', '---yaml\ntitle: 一个标题\ncategories:\n- 金融\n- 新浪财经\n---\n正文\n'],
    [
      'with more than three hyphens, as Hexo allows',
      '----\ntitle: 一个标题\ncategories: [金融, 新浪财经]\n----\n正文\n',
    ],
    [
      'with the closing line alone, as Hexo allows',
      'title: 一个标题\ncategories:\n- 金融\n- 新浪财经\n---\n正文\n',
    ],
    ['closed as a YAML document', '---\ntitle: 一个标题\ncategories: [金融, 新浪财经]\n...\n正文\n'],
  ])('%s', async (_name, text) => {
    expect(await read(text)).toEqual(expected);
  });

  test('ends at the first closing line, whatever the body holds', async () => {
    const text = '---\ntitle: a\nnote: |\n  x\n  --- y\n---\nbody\n\n---\n\nmore: of it\n';
    expect(await read(text)).toMatchObject({
      fields: { title: 'a', note: 'x\n--- y\n' },
      body: 'body\n\n---\n\nmore: of it\n',
    });
  });

  test('keeps scalars as they are written', async () => {
    const text = '---\ntitle: 007\ndate: 2021-03-21 16:45:49\ndraft: yes\nversion: 1.10\ncover: ~\n---\n';
    expect(await read(text)).toMatchObject({
      fields: { title: '007', date: '2021-03-21 16:45:49', draft: 'yes', version: '1.10', cover: null },
    });
  });

  test('knows the line of every field', async () => {
    const reading = await parseFrontMatter('\n---\ntitle: a\n# note\nsource_url: b\n---\n');
    expect(reading).toMatchObject({ status: 'read' });
    if (reading.status !== 'read') return;
    expect(reading.fields.get('title')?.line).toBe(3);
    expect(reading.fields.get('sourceurl')?.line).toBe(5);
  });

  test('keeps a value that begins with a character reference, which is an anchor to YAML', async () => {
    const text = "---\ntitle: &#123;公告&#125; it's here\ncategories:\n  - &#123;a&#125;\n---\n";
    expect(await read(text)).toMatchObject({
      fields: { title: "&#123;公告&#125; it's here", categories: ['&#123;a&#125;'] },
    });
  });
});

describe('other languages of front matter', () => {
  test.each([
    ['TOML', '+++\ntitle = "某事"\ncategories = ["金融"]\n+++\nbody'],
    ['JSON between semicolons, without braces', ';;;\n"title": "某事",\n"categories": ["金融"]\n;;;\nbody'],
    ['JSON between semicolons', ';;;\n{ "title": "某事", "categories": ["金融"] }\n;;;\nbody'],
    ['JSON by name', '---json\n{ "title": "某事", "categories": ["金融"] }\n---\nbody'],
    ['TOML by name', '---toml\ntitle = "某事"\ncategories = ["金融"]\n---\nbody'],
    ['a JSON object that opens the file', '{\n  "title": "某事",\n  "categories": ["金融"]\n}\nbody'],
  ])('%s', async (_name, text) => {
    const { body, ...rest } = (await read(text)) as { body: string };
    expect(rest).toEqual({ fields: { title: '某事', categories: ['金融'] }, warnings: [] });
    expect(body.trim()).toBe('body');
  });

  test('a text that only opens with a brace is a body', async () => {
    expect(await read('{% raw %}\ntext')).toMatchObject({ fields: {}, body: '{% raw %}\ntext' });
    expect(await read('{ "a": 1 }\ntext')).toMatchObject({ fields: {}, body: '{ "a": 1 }\ntext' });
  });
});

describe('what is broken is recovered entry by entry', () => {
  test.each([
    ['quotes heaped around a title', 'title: """""\'央行降息\'"""""', { title: '央行降息' }, 1],
    ['quotes within quotes', "title: ''新基建'为何火'", { title: "'新基建'为何火" }, 1],
    ['an apostrophe within quotes', "title: 'It's fine'", { title: "It's fine" }, 1],
    ['two quotations', 'title: "a" and "b"', { title: '"a" and "b"' }, 1],
    ['a quote that never closes', 'title: "无题', { title: '无题' }, 1],
    ['a second colon', 'title: 突发: 地震', { title: '突发: 地震' }, 1],
    ['a bracket at the beginning', 'title: [快讯] 央行', { title: '[快讯] 央行' }, 1],
    ['an asterisk at the beginning', 'title: *重要* 通知', { title: '*重要* 通知' }, 1],
    ['an at sign at the beginning', 'title: @某人 说', { title: '@某人 说' }, 1],
    ['a colon of full width', 'title：央行', { title: '央行' }, 1],
    ['tabs before items', 'categories:\n\t- 金融\n\t- "新浪财经"', { categories: ['金融', '新浪财经'] }, 1],
    ['a list that never closes', 'categories: [金融, 新浪财经', { categories: ['金融', '新浪财经'] }, 1],
    ['a line of a title that no field begins', 'title: "央行\n  某事: 降息', { title: '央行 某事: 降息' }, 1],
    ['a key that stands twice', 'title: a\ntitle: b', { title: 'b' }, 1],
    [
      'a tag that executes',
      'title: !!js/function "function () {}"',
      { title: '!!js/function "function () {}"' },
      1,
    ],
  ])('%s', async (_name, broken, fields, warnings) => {
    const reading = await read(`---\nauthor: 张三\n${broken}\ndate: 2021-03-21\ntags:\n  - x\n---\n正文`);
    expect(reading).toMatchObject({
      fields: { author: '张三', ...fields, date: '2021-03-21', tags: ['x'] },
      body: '正文',
    });
    expect(reading).toHaveProperty('warnings.length', warnings);
    expect(reading).toHaveProperty('warnings.0.line', broken.startsWith('title: a') ? 4 : 3);
  });

  test('a broken entry of TOML or JSON', async () => {
    expect(await read('+++\ntitle = 某 事\ndraft = true\n+++\n')).toMatchObject({
      fields: { title: '某 事', draft: true },
    });
    expect(await read('{\n"title": "某"事",\n"categories": ["a", "b"]\n}\n')).toMatchObject({
      fields: { title: '某"事', categories: ['a', 'b'] },
    });
  });

  test('an entry of a known name that slipped to the right below another', async () => {
    const broken = 'title: 央行降息\n  link: https://a.example/1\n\tcategories: [金融]';
    const reading = await read(`---\n${broken}\nauthor: 张三\n---\n正文`);
    expect(reading).toMatchObject({
      fields: { title: '央行降息', link: 'https://a.example/1', categories: ['金融'], author: '张三' },
    });
    expect('warnings' in reading && reading.warnings[0]).toEqual({
      message:
        'the entry is indented below another and was taken as one of its own: "link: https://a.example/1"; likewise on line 4',
      line: 3,
    });
  });

  test('the warning names the line and quotes it, shortened and on one line', async () => {
    const reading = await read(`---\ntitle: a: ${'长'.repeat(500)}\u202e\n---\n`);
    expect(reading).toMatchObject({
      warnings: [
        {
          message: `the value is not YAML as it stands and was taken as plain text: "a: ${'长'.repeat(57)}…"`,
          line: 2,
        },
      ],
    });
  });

  test('lines that share a reason share a warning', async () => {
    const lines = Array.from({ length: 14 }, (_, i) => `a${i}: b: ${i}`).join('\n');
    expect(await read(`---\ntitle: x\n${lines}\n---\n`)).toMatchObject({
      warnings: [
        {
          message:
            'the value is not YAML as it stands and was taken as plain text: "b: 0"; likewise on line 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 3 more',
          line: 3,
        },
      ],
    });
  });
});

describe('a body that begins with a thematic break has no front matter', () => {
  test.each([
    '---\n\n一段话。\n\n---\n\n又一段。',
    '---\n\n他说：好。再说: 也好: 都好。\n\n---\n\n又一段。',
    '---\n\n一段话，没有第二条线。',
    '---\n',
  ])('%j', async (text) => {
    expect(await read(text)).toEqual({ fields: {}, body: text, warnings: [] });
  });

  test('nor has one that begins with a heading over hyphens', async () => {
    expect(await read('一个标题\n---\n正文')).toMatchObject({ fields: {}, body: '一个标题\n---\n正文' });
  });
});

describe('front matter without an end is rejected', () => {
  test.each([
    ['---\ntitle: a\n\n正文\n', 'the front matter never ends', 1],
    ['\n\n+++\ntitle = "a"\n', 'the front matter never ends', 3],
    ['{ "title": "a", \n', 'the front matter never ends', 1],
    [
      '---\ntitle: a\n\n正文第一段。\n\n---\n后面',
      'the front matter does not end above the text of the article',
      4,
    ],
    [
      '---\ntitle: a\n\nNote this: yes\n\n---\n后面',
      'the front matter does not end above the text of the article',
      4,
    ],
    [
      '---\ntitle: a\n<p>正文</p>\n---\n后面',
      'the front matter does not end above the text of the article',
      3,
    ],
    [
      `---\ntitle: a\n${'a: b\n'.repeat(6000)}---\n`,
      'the front matter is longer than front matter can be',
      1,
    ],
  ])('%j', async (text, reason, line) => {
    expect(await read(text)).toMatchObject({ reason, line, advice: expect.stringMatching(/^Close .*\.$/) });
  });
});

describe('front matter is data', () => {
  test.each(['js', 'javascript', 'coffee', 'cson', 'ruby', 'constructor', '__proto__'])(
    'in %s it is refused, unread',
    async (language) => {
      const text = `---${language}\n{ title: (globalThis.executed = true) }\n---\nbody`;
      expect(await read(text)).toMatchObject({
        reason: `the front matter is written in "${language}", which is not read`,
      });
      expect(globalThis).not.toHaveProperty('executed');
    },
  );

  test('names that objects inherit are ordinary names', async () => {
    const reading = await read('---\ntitle: a\n__proto__: { draft: true }\nconstructor: b\n---\n');
    expect(reading).toMatchObject({ fields: { title: 'a', constructor: 'b' } });
    expect(reading).not.toHaveProperty('fields.draft');
  });

  test('aliases of aliases are refused before they are read', async () => {
    const levels = Array.from(
      { length: 20 },
      (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`,
    );
    expect(
      await read(`---\ntitle: a\nl0: &l0 [x]\n${levels.join('\n')}\ncategories: *l20\n---\n`),
    ).toMatchObject({
      reason: 'the front matter repeats itself without measure',
    });
  });

  test('a second reading of a broken file is the same as the first', async () => {
    const text = '---\ntitle: a: b\n---\nbody';
    expect(await read(text)).toEqual(await read(text));
  });

  test('no text executes or throws', async () => {
    const pieces = fc.constantFrom(
      '---',
      '---js',
      '---json',
      '+++',
      ';;;',
      '...',
      '\n',
      '\n',
      '\n',
      'title: ',
      'title = ',
      'categories:',
      ' - ',
      '{',
      '}',
      '[',
      '"',
      "'",
      '!!js/function ',
      '&a ',
      '*a',
      '&#123;',
      '|',
      '>',
      '<<: *a',
      '\t',
      '\r',
      '#',
      ': ',
      'x',
      '金融',
      '\ud800',
      '\0',
      '(() => { globalThis.executed = true; })()',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.boolean(), async (text, fenced) => {
        const reading = await parseFrontMatter(fenced ? `---\n${text}\n---\n` : text);
        expect(['read', 'rejected']).toContain(reading.status);
      }),
      { numRuns: runs(300) },
    );
    expect(globalThis).not.toHaveProperty('executed');
  });

  test('a title that YAML can write comes back as it was, or as a broken line that says the same', async () => {
    const title = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => /^[\p{L}\p{N}][^\p{C}\s#:]*$/u.test(text));
    await fc.assert(
      fc.asyncProperty(title, async (text) => {
        fc.pre(text !== 'null');
        expect(await read(`---\ntitle: ${text}\n---\n`)).toMatchObject({ fields: { title: text } });
      }),
    );
  });
});
