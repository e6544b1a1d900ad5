import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { type MetadataReading, readMetadata } from '../../lambda/article/metadata.ts';

/** What front matter with these lines comes to. */
async function judge(...lines: string[]): Promise<MetadataReading> {
  const reading = await parseFrontMatter(`---\nlayout: post\n${lines.join('\n')}\n---\n`);
  if (reading.status === 'rejected') throw new Error(reading.rejection.reason);
  return readMetadata(reading.fields, { timeZone: 'Asia/Shanghai', now: Date.UTC(2024, 0, 2) });
}

/** What front matter with these lines says. */
async function read(...lines: string[]) {
  const reading = await judge(...lines);
  if (reading.status !== 'read') throw new Error(JSON.stringify(reading));
  return reading;
}

async function metadata(...lines: string[]) {
  return (await read(...lines)).metadata;
}

async function rejection(...lines: string[]) {
  const reading = await judge(...lines);
  return reading.status === 'rejected' ? reading.rejection : undefined;
}

describe('categories', () => {
  test.each([
    ['a list in brackets', 'categories: [金融, 新浪财经]', ['金融', '新浪财经']],
    ['a list of lines', 'categories:\n  - 金融\n  - 世界经济论坛 - 报告', ['金融', '世界经济论坛 - 报告']],
    [
      'paths, as Hexo nests them',
      'categories:\n  - [金融, 新浪财经]\n  - [新闻]\n  - [金融, 报告]',
      ['金融', '新浪财经', '新闻', '报告'],
    ],
    ['one name', 'categories: 世界经济论坛 - 报告', ['世界经济论坛 - 报告']],
    ['one name in the singular', 'category: C/C++', ['C/C++']],
    ['names between commas', 'categories: 金融, 新闻，科技、体育', ['金融', '新闻', '科技', '体育']],
    ['names with a comma, in a list', 'categories:\n  - 衣, 食\n  - 住、行', ['衣, 食', '住、行']],
    [
      'mappings with names',
      'categories:\n  - { name: 金融, slug: jinrong }\n  - name: 新闻',
      ['金融', '新闻'],
    ],
    [
      'a name with a colon, which YAML takes for a mapping',
      'categories:\n  - 专题: 半年报',
      ['专题: 半年报'],
    ],
    ['numbers as they are written', 'categories: [2021, 007, 1.0]', ['2021', '007', '1.0']],
    ['both spellings at once', 'categories: [金融]\ncategory: 新闻', ['金融', '新闻']],
    ['none', 'categories:', []],
    ['empty ones', 'categories: ["", " ", 金融, ~]', ['金融']],
  ])('%s', async (_name, lines, expected) => {
    expect((await metadata(lines)).categories).toEqual(expected);
  });

  test('are kept as written: composed and trimmed, but never made compatible', async () => {
    const { categories } = await metadata(
      'categories: [新浪财经－国內, 新浪财经-国内, "  Cafe\\u0301 ", "甲\u3000乙"]',
    );
    expect(categories).toEqual(['新浪财经－国內', '新浪财经-国内', 'Café', '甲\u3000乙']);
  });

  test('are named once, whatever their Unicode form', async () => {
    expect((await metadata('categories: [金融, 金融, Caf\u00e9, "Cafe\\u0301"]')).categories).toEqual([
      '金融',
      'Caf\u00e9',
    ]);
  });

  test('are at most 50', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `c${i}`);
    expect(await rejection(`categories: [${names.slice(0, 50)}]`)).toBeUndefined();
    expect(await rejection(`categories: [${names}]`)).toMatchObject({
      reason: 'the article names 500 categories, and the limit is 50',
      line: 3,
    });
  });

  test('have at most 500 characters', async () => {
    expect(await rejection(`categories: [金融, ${'长'.repeat(500)}]`)).toBeUndefined();
    const { reason = '' } = (await rejection(`categories: [金融, ${'长'.repeat(501)}]`)) ?? {};
    expect(reason).toMatch(/^the category "长+…" has 501 characters, and the limit is 500$/);
    expect(reason.length).toBeLessThan(150);
  });

  test('that aliases name again are there once', async () => {
    const { categories } = await metadata('topic: &topic [甲, 乙]', 'categories: [*topic, 丙, *topic]');
    expect(categories).toEqual(['甲', '乙', '丙']);
  });
});

describe('tags', () => {
  test('are tags and keywords, without those that are categories', async () => {
    const { tags } = await metadata('categories: [金融]', 'tags: [央行, 金融, 央行]', 'keywords: 利率, 汇率');
    expect(tags).toEqual(['央行', '利率', '汇率']);
  });

  test('beyond the 200th are left out, with a warning', async () => {
    const { metadata, warnings } = await read(`tags: [${Array.from({ length: 201 }, (_, i) => `t${i}`)}]`);
    expect(metadata.tags).toHaveLength(200);
    expect(warnings).toEqual([{ message: 'the article names 201 tags; the first 200 are kept', line: 3 }]);
  });
});

describe('the title', () => {
  test.each([
    ['character references are decoded once', 'title: "&#123;甲&#125; &amp;lt; 乙"', '{甲} &lt; 乙'],
    ['so they are where YAML would see an anchor', 'title: &#123;甲&#125; 乙', '{甲} 乙'],
    ['it is text, not markup', 'title: 怎样用 <script> 标签', '怎样用 <script> 标签'],
    [
      'white space is collapsed, control characters go',
      'title: "甲\\t 乙\\u0007\\n丙\\u00a0丁"',
      '甲 乙 丙 丁',
    ],
    ['half a character goes', 'title: "a\\ud83d"', 'a'],
    ['marks that turn the writing around go', 'title: "a\\u202Eb\\u2066c"', 'abc'],
    ['full-width forms stay', 'title: ＡＢＣ：１２３', 'ＡＢＣ：１２３'],
    ['quotes heaped around it go', `title: '"""''甲''"""'`, '甲'],
    ['quotes that belong to it stay', `title: '"甲" 与 "乙"'`, '"甲" 与 "乙"'],
    ['numbers stay as they are written', 'title: 1.10', '1.10'],
    ['an emoji of several parts stays whole', 'title: 👩‍👩‍👧 家', '👩‍👩‍👧 家'],
  ])('%s', async (_name, line, expected) => {
    expect((await metadata(line)).title).toBe(expected);
  });

  test('has at most 1,000 characters', async () => {
    expect(await rejection(`title: ${'长'.repeat(1000)}`)).toBeUndefined();
    expect(await rejection(`title: ${'长'.repeat(10_000)}`)).toEqual({
      reason: 'the title has 10000 characters, and the limit is 1000',
      advice: 'Shorten the title.',
      line: 3,
    });
  });

  test.each(['title:', 'title: ""', 'title: ~', 'title: " \\u200b "'])('%s is none', async (line) => {
    expect(await metadata(line)).not.toHaveProperty('title');
  });
});

describe('dates', () => {
  test.each(['date', 'pubDate', 'published', 'publish_date', 'created', 'Date'])('%s', async (name) => {
    const { published } = await metadata(`${name}: 2021-03-21 16:45:49`);
    expect(published).toEqual({
      time: Date.UTC(2021, 2, 21, 8, 45, 49),
      hasOffset: false,
      isDay: false,
      line: 3,
    });
  });

  test.each(['updated', 'lastmod', 'modified', 'last_modified'])('%s', async (name) => {
    expect((await metadata(`${name}: 2021-03-21`)).updated).toEqual({
      time: Date.UTC(2021, 2, 20, 16),
      hasOffset: false,
      isDay: true,
      line: 3,
    });
  });

  test('of TOML keep the zone that they have, or take that of the site', async () => {
    const reading = await parseFrontMatter(
      '+++\ndate = 2021-03-21T16:45:49\nupdated = 2021-03-21T16:45:49Z\n+++\n',
    );
    if (reading.status === 'rejected') throw new Error(reading.rejection.reason);
    expect(
      readMetadata(reading.fields, { timeZone: 'Asia/Shanghai', now: Date.UTC(2024, 0, 2) }),
    ).toMatchObject({
      metadata: {
        published: { time: Date.UTC(2021, 2, 21, 8, 45, 49) },
        updated: { time: Date.UTC(2021, 2, 21, 16, 45, 49) },
      },
    });
  });

  test('that do not exist are left out, with a warning', async () => {
    const { metadata, warnings } = await read('date: 2021-02-30');
    expect(metadata).not.toHaveProperty('published');
    expect(warnings).toEqual([{ message: '"2021-02-30" is no date that exists or can be read', line: 3 }]);
  });
});

describe('drafts', () => {
  test.each([
    ['draft: true', true],
    ['draft: "yes"', true],
    ['published: false', true],
    ['published: No', true],
    ['draft: false', false],
    ['draft:', false],
    ['published: true', false],
    ['published: 2021-03-21', false],
    ['title: a', false],
  ])('%s', async (line, draft) => {
    expect(await judge(line)).toMatchObject({ status: draft ? 'skipped' : 'read', warnings: [] });
  });

  test('what is neither true nor false is taken as a draft, with a warning', async () => {
    expect(await judge('draft: maybe')).toMatchObject({ status: 'skipped', warnings: [{ line: 3 }] });
  });
});

describe('authors', () => {
  test.each([
    ['author: 张三', '张三'],
    ['author: [张三, 李四]', '张三、李四'],
    ['authors: [Ada, Grace]', 'Ada, Grace'],
    ['author: { name: Ada, email: ada@example.org }', 'Ada'],
    ['author: Ada <ada@example.org>', 'Ada'],
    ['author: R&amp;D', 'R&D'],
  ])('%s', async (line, author) => {
    expect((await metadata(line)).author).toBe(author);
  });

  test.each(['author:', 'author: []', 'author: { email: ada@example.org, url: x }'])(
    '%s is none',
    async (line) => {
      expect(await metadata(line)).not.toHaveProperty('author');
    },
  );
});

describe('the address of the original', () => {
  test.each(['link', 'url', 'source_url', 'original', 'canonicalUrl'])('%s', async (name) => {
    expect((await metadata(`${name}: https://example.org/a?b=1&amp;c=2`)).link).toBe(
      'https://example.org/a?b=1&c=2',
    );
  });

  test('one without a scheme is completed', async () => {
    expect((await metadata('link: //example.org/a')).link).toBe('https://example.org/a');
  });

  test('tracking parameters are left out', async () => {
    expect((await metadata('link: https://example.org/a?id=1&utm_source=wx')).link).toBe(
      'https://example.org/a?id=1',
    );
  });

  test.each(['javascript:alert(1)', '/posts/a/', 'ftp://example.org/', 'example', 'https://'])(
    '%s is left out, with a warning',
    async (address) => {
      const { metadata, warnings } = await read(`link: "${address}"`);
      expect(metadata).not.toHaveProperty('link');
      expect(warnings).toMatchObject([
        { message: expect.stringContaining(JSON.stringify(address)), line: 3 },
      ]);
    },
  );

  test('the next field counts where the first is of no use', async () => {
    expect((await metadata('url: /posts/a/', 'source_url: https://example.org/')).link).toBe(
      'https://example.org/',
    );
  });
});

describe('the description', () => {
  test.each([
    ['description: 一段话', '一段话'],
    ['excerpt: <p>一段 <b>话</b></p><p>又一段</p>', '一段 话 又一段'],
    ['summary: a &amp;lt; b', 'a &lt; b'],
    ['description: |\n  第一行\n  第二行', '第一行 第二行'],
    ['description: "<script>x</script>话<!-- y -->"', '话'],
  ])('%j', async (lines, expected) => {
    expect((await metadata(lines)).description).toBe(expected);
  });
});

describe('pictures', () => {
  test.each([
    ['thumbnail: https://example.org/a.png', ['https://example.org/a.png']],
    ['cover: { url: a.png, alt: x }', ['a.png']],
    ['image: { src: a.png }', ['a.png']],
    ['headimg: b.png\nthumbnail: a.png', ['a.png', 'b.png']],
    ['images: [a.png, b.png]', ['a.png', 'b.png']],
    ['thumbnail:', []],
    ['image: true', []],
  ])('%j', async (lines, expected) => {
    expect((await metadata(lines)).images).toEqual(expected);
  });
});

describe('the language', () => {
  test.each([
    ['lang: zh-cn', 'zh-CN'],
    ['language: en_US', 'en-US'],
  ])('%s', async (line, expected) => {
    expect((await metadata(line)).language).toBe(expected);
  });

  test('one that is no tag is left out, with a warning', async () => {
    expect(await read('lang: 简体中文')).toMatchObject({
      metadata: expect.not.objectContaining({ language: expect.anything() }),
      warnings: [{ line: 3 }],
    });
  });
});

test('no data makes it throw, or gives text that is not printable', () => {
  const names = fc.constantFrom(
    'title',
    'date',
    'categories',
    'tags',
    'author',
    'link',
    'description',
    'thumbnail',
    'draft',
    'lang',
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(names, fc.anything({ withBigInt: true, withNullPrototype: true }))),
      (entries) => {
        const fields = new Map(entries.map(([name, value]) => [name, { value }]));
        const reading = readMetadata(fields, { timeZone: 'Asia/Shanghai', now: Date.UTC(2024, 0, 2) });
        const texts = reading.warnings.map(({ message }) => message);
        if (reading.status === 'read') {
          const { title = '', author = '', categories } = reading.metadata;
          texts.push(title, author, ...categories);
        }
        for (const text of texts) {
          expect(text).not.toMatch(/\p{Cc}/u);
          expect(text.isWellFormed()).toBe(true);
        }
      },
    ),
  );
});
