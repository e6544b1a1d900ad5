import { describe, expect, test } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { derive, publish, SITE, UPLOADED, uploadOf } from './uploads.ts';

const PROSE = '<p>春天的河边，柳树又绿了，来散步的人一天比一天多。</p>';

function write(lines: string, body = PROSE, key?: string) {
  return derive(`---\ntitle: 甲\ncategories: [乙]\n${lines}\n---\n${body}`, key);
}

describe('the date stands in the first of these that tells one, and a warning says which', () => {
  test.each([
    [
      'a line under the title',
      '<h1>甲</h1><p>2021-03-21 16:45 来源：晚报</p>',
      'post/a.md',
      '2021-03-21T08:45:00Z',
    ],
    [
      'a line under the title',
      '<p>记者 张三</p><p>发布于：昨天 08:00</p>',
      'post/a.md',
      '2024-01-01T00:00:00Z',
    ],
    [
      'a line under the title',
      '<span>晚报</span> <span>2021年3月21日 16:45</span>',
      'a.md',
      '2021-03-21T08:45:00Z',
    ],
    ['a line under the title', '<p><em>2021-03-21 · 张三</em></p>', 'a.md', '2021-03-20T16:00:00Z'],
    [
      'a line under the title',
      '<h1>刚刚，渡口停航</h1><h2>三天前他还在</h2><p>2021-03-21 16:45</p>',
      'a.md',
      '2021-03-21T08:45:00Z',
    ],
    ['a line under the title', '<p>3小时前 · 晚报</p>', 'a.md', '2024-01-02T00:04:05Z'],
    ['the name of the file', '', 'post/2021-03-21-spring.md', '2021-03-20T16:00:00Z'],
    ['the name of the file', '', 'post/春天_20210321.html', '2021-03-20T16:00:00Z'],
    ['the name of the file', '', 'post/2021年3月21日 春天.md', '2021-03-20T16:00:00Z'],
    ['the folder', '', 'post/2021-03-21-spring/index.md', '2021-03-20T16:00:00Z'],
    ['the folder', '', 'post/2021/03/21/spring.md', '2021-03-20T16:00:00Z'],
    ['the folder', '', 'post/2021/03/spring.md', '2021-02-28T16:00:00Z'],
  ])('%s: %s %s', async (where, opening, key, expected) => {
    const derivation = await write('layout: post', opening + PROSE, key);
    expect(derivation).toMatchObject({ status: 'published', article: { published: expected } });
    expect(derivation.warnings).toEqual([
      { message: `front matter names no date; that of ${where} was taken: "${expected}"` },
    ]);
  });

  test.each([
    '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2021-03-21T16:45:00+08:00"}]}</script>',
    '<meta property="article:published_time" content="2021-03-21T08:45:00Z">',
    '<meta name="pubdate" content="2021-03-21 16:45 来源：晚报">',
  ])('a page: %s', async (head) => {
    const page = `<!doctype html><html><head>${head}</head><body>${PROSE}</body></html>`;
    expect(await publish(page, 'a.html')).toMatchObject({ published: '2021-03-21T08:45:00Z' });
  });

  test('when it was changed, where nothing else tells one', async () => {
    const derivation = await write('lastmod: 2021-03-21');
    expect(derivation).toMatchObject({ article: { published: '2021-03-20T16:00:00Z' } });
    expect(derivation.warnings).toEqual([
      {
        message: 'the article only says when it was changed, and is dated to that: "2021-03-20T16:00:00Z"',
        line: 4,
      },
    ]);
  });

  test('the address of the original', async () => {
    expect(await write('link: https://news.example/2021/03-21/1.html\nurl: x')).toMatchObject({
      article: { published: '2024-01-02T03:04:05Z' },
    });
    expect(await write('link: https://news.example/2021-03-21/1.html')).toMatchObject({
      article: { published: '2021-03-20T16:00:00Z' },
    });
  });

  test.each([
    ['prose', '<p>2021年3月21日，春天的河边开了一个灯会。</p>'],
    ['a heading', '<h2>灯会2021年3月21日开幕</h2>'],
    ['what is further down', `${PROSE}<p>2021-03-21 16:45 来源：晚报</p>`],
    ['what is yet to come', '<p>时间：2030年3月21日 16:45</p>'],
  ])('%s dates nothing', async (_name, opening) => {
    expect(await write('layout: post', opening + PROSE)).toMatchObject({
      article: { published: '2024-01-02T03:04:05Z' },
    });
  });

  test.each(['post/34202954007.md', 'post/第20301231号.md', 'post/20211399.md'])(
    'figures are no date: %s',
    async (key) => {
      expect(await write('layout: post', PROSE, key)).toMatchObject({
        article: { published: '2024-01-02T03:04:05Z' },
      });
    },
  );
});

describe('what programs write in place of a date is none', () => {
  test.each([
    'Invalid Date',
    '1970-01-01',
    '1970-01-01T00:00:00Z',
    '1970-01-01 08:00:00',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    '0001-01-01T00:00:00Z',
    '1970-01-20',
    'None',
  ])('%s', async (date) => {
    const derivation = await write(`date: ${date}`, `<p>2021-03-21 16:45</p>${PROSE}`);
    expect(derivation).toMatchObject({ article: { published: '2021-03-21T08:45:00Z' } });
    expect(derivation.warnings).toContainEqual({
      message: `"${date}" is no date that exists or can be read`,
      line: 4,
    });
  });

  test('seconds that were taken for milliseconds are seconds again', async () => {
    const derivation = await write('date: Mon, 19 Jan 1970 16:58:36 GMT');
    expect(derivation).toMatchObject({ article: { published: '2021-03-21T08:40:00Z' } });
    expect(derivation.warnings).toEqual([
      { message: '"Mon, 19 Jan 1970 16:58:36 GMT" was read as 2021-03-21T08:40:00Z', line: 4 },
    ]);
  });

  test('a date among words is quoted with what it was read as', async () => {
    expect((await write('date: 发布：2021-03-21 16:45 阅读 99')).warnings).toEqual([
      { message: '"发布：2021-03-21 16:45 阅读 99" was read as 2021-03-21T08:45:00Z', line: 4 },
    ]);
  });

  test.each([
    ['昨天 08:00', '2024-01-01T00:00:00Z'],
    ['12月30日 08:00', '2023-12-30T00:00:00Z'],
    ['3小时前', '2024-01-02T00:04:05Z'],
  ])('a date that the upload completes is quoted with what it was read as: %s', async (date, published) => {
    expect((await write(`date: ${date}`)).warnings).toEqual([
      { message: `"${date}" was read as ${published}`, line: 4 },
    ]);
  });
});

describe('an article says how little its date does, as only a time that it states tells of one story', () => {
  test.each([
    ['a time in front matter', 'date: 2021-03-21 16:45', '', undefined],
    ['a day in front matter', 'date: 2021-03-21', '', 'day'],
    ['a time under the title', 'layout: post', '<p>2021-03-21 16:45 来源：晚报</p>', 'found'],
    ['the time of a change', 'updated: 2021-03-21 16:45', '', 'found'],
    ['a time a little ahead', 'date: 2024-01-02 20:00', '', 'upload'],
    ['nothing', 'layout: post', '', 'upload'],
  ])('%s', async (_, lines, opening, expected) => {
    const derivation = await write(lines, opening + PROSE);
    expect(derivation.status === 'published' && derivation.article.dated).toBe(expected);
  });
});

describe('an article that is dated ahead is held until then', () => {
  test.each([
    ['2024-01-03 12:00', '2024-01-03T04:00:00Z'],
    ['2030-05-01', '2030-04-30T16:00:00Z'],
    ['Wed, 01 May 2030 04:00:00 GMT', '2030-05-01T04:00:00Z'],
    ['2024-01-02T12:04:05+08:00', '2024-01-02T04:04:05Z'],
    ['2024-01-02 12:04:05 Asia/Shanghai', '2024-01-02T04:04:05Z'],
  ])('%s', async (date, until) => {
    expect(await write(`date: ${date}`)).toMatchObject({
      status: 'held',
      until,
      article: { published: until },
      warnings: [],
    });
  });

  test.each(['2024-01-02 12:00', 'Tue, 02 Jan 2024 11:00:00 GMT', '2024-01-02T05:00:00Z'])(
    'within a day, %s is of a clock in another zone',
    async (date) => {
      const derivation = await write(`date: ${date}`);
      expect(derivation).toMatchObject({
        status: 'published',
        article: { published: '2024-01-02T03:04:05Z' },
      });
      expect(derivation.warnings[0]?.message).toContain('is later than the upload');
    },
  );

  test('so is one that Jekyll would hold by its name', async () => {
    expect(await write('layout: post', PROSE, '_posts/2030-05-01-plan.md')).toMatchObject({ status: 'held' });
  });

  test('unless the site publishes what is ahead', async () => {
    const upload = uploadOf('---\ntitle: 甲\ndate: 2030-05-01\n---\n正文。');
    expect(await deriveArticle(upload, { ...SITE, future: true })).toMatchObject({
      status: 'published',
      article: { published: '2030-04-30T16:00:00Z' },
    });
  });
});

describe('doubtful dates are settled, with a warning', () => {
  test.each([
    ['an impossible one', 'date: 2021-02-30', '"2021-02-30" is no date that exists or can be read'],
    [
      'one in the future',
      'date: 2024-01-02 20:00',
      '2024-01-02T12:00:00Z is later than the upload, whose time is taken instead',
    ],
    [
      'one for which nobody would wait',
      'date: Sun, 03 May 2189 00:00:00 GMT',
      '2189-05-03T00:00:00Z is later than the upload, whose time is taken instead',
    ],
  ])('%s', async (_name, line, message) => {
    const derivation = await derive(`---\ntitle: a\ncategories: [x]\n${line}\n---\n<p>正文。</p>`);
    expect(derivation).toMatchObject({ article: { published: '2024-01-02T03:04:05Z' } });
    expect(derivation.warnings).toContainEqual({ message, line: 4 });
  });

  test('whole seconds are kept even where the upload has more', async () => {
    const derivation = await deriveArticle({ ...uploadOf('<p>正文。</p>'), modified: UPLOADED + 999 }, SITE);
    expect(derivation).toMatchObject({ article: { published: '2024-01-02T03:04:05Z' } });
  });
});
