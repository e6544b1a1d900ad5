import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { MAX_UPLOAD_BYTES } from '../../lambda/model/article.ts';
import { derive, publish, SITE, uploadOf } from './uploads.ts';

describe('what real uploads teach (design, section 1)', () => {
  test('the file begins with a blank line, then the front matter', async () => {
    const article = await publish('\ufeff\n\n---\ntitle: 某事\ncategories: [金融]\n---\n\n<p>正文。</p>');
    expect(article).toMatchObject({ title: '某事', categories: ['金融'], content: '<p>正文。</p>' });
  });

  test('categories are a topic, a source and a channel, and are kept as written', async () => {
    const { categories } = await publish(
      '---\ncategories: [金融, 新浪财经, 新浪财经－国內]\n---\n<p>正文。</p>',
    );
    expect(categories).toEqual(['金融', '新浪财经', '新浪财经－国內']);
  });

  test.each([
    ['Thu, 16 Sep 2021 04:00:14 GMT', '2021-09-16T04:00:14Z'],
    ['2021-09-16T04:00:14Z', '2021-09-16T04:00:14Z'],
    ['2021-03-21 16:45:49', '2021-03-21T08:45:49Z'],
  ])('the date %s is RFC 822, ISO 8601 or local time of the site', async (date, expected) => {
    expect((await publish(`---\ntitle: a\ndate: ${date}\n---\n<p>正文。</p>`)).published).toBe(expected);
  });

  test('local time is that of the configured time zone', async () => {
    const upload = uploadOf('---\ndate: 2021-03-21 16:45:49\n---\n<p>正文。</p>');
    const derivation = await deriveArticle(upload, { ...SITE, timeZone: 'America/New_York' });
    expect(derivation).toMatchObject({ article: { published: '2021-03-21T20:45:49Z' } });
  });

  test('no link of the original is made up where there is none', async () => {
    expect(await publish('---\ntitle: a\n---\n<p>正文。</p>')).not.toHaveProperty('link');
  });

  test.each(['link', 'url', 'source_url'])('the original has its address in %s', async (name) => {
    const { link } = await publish(`---\n${name}: https://example.org/a\n---\n<p>正文。</p>`);
    expect(link).toBe('https://example.org/a');
  });

  test('every brace of the file is a character reference, in the front matter too', async () => {
    const text =
      '---\ntitle: &#123;某&#125;事\ncategories:\n  - "&#123;类&#125;"\n---\n<p>用 &#123;x&#125; 表示。</p>';
    expect(await publish(text)).toMatchObject({
      title: '{某}事',
      categories: ['{类}'],
      content: '<p>用 {x} 表示。</p>',
    });
  });

  test('a picture that cleaning removes as a QR code is not the picture of the article', async () => {
    const code = 'https://n.sinaimg.cn/finance/code.png';
    const text =
      `---\ntitle: a\ncategories: [新浪财经]\nheadimg: '${code}'\nthumbnail: '${code.replace('https', 'http')}'\n---\n` +
      '<div><p>正文的第一段，说的是一件事。</p><p><img src="https://n.sinaimg.cn/photo.jpg"></p>' +
      `<div class="appendQr_wrap"><div class="appendQr_normal"><img src="${code}"></div>` +
      '<div class="appendQr_normal_txt">扫码下载客户端，新闻抢先看</div></div></div>';
    expect(await publish(text)).toMatchObject({ image: 'https://n.sinaimg.cn/photo.jpg' });
    const alone = await publish(text.replace('<p><img src="https://n.sinaimg.cn/photo.jpg"></p>', ''));
    expect(alone).not.toHaveProperty('image');
  });

  test.each(['https://picsum.photos/400/300?random=81', '//fastly.picsum.photos/id/1/1.jpg'])(
    'a picture of the placeholder host is none: %s',
    async (address) => {
      expect(await publish(`---\nthumbnail: '${address}'\n---\n<p>正文。</p>`)).not.toHaveProperty('image');
      const { image } = await publish(
        `---\nthumbnail: '${address}'\nimage: https://example.org/b.png\n---\n<p>正文。</p>`,
      );
      expect(image).toBe('https://example.org/b.png');
    },
  );

  test('a title that is not YAML is read as a person would', async () => {
    const derivation = await derive(
      `---\ntitle: """""'央行：降息'"""""\ncategories: [金融]\n---\n<p>正文。</p>`,
    );
    expect(derivation).toMatchObject({
      status: 'published',
      article: { title: '央行：降息', categories: ['金融'] },
      warnings: expect.arrayContaining([expect.objectContaining({ line: 2 })]),
    });
  });

  test('an HTML body within .md, with blank lines and deep indentation, does not become code', async () => {
    const { content } = await publish(
      '---\ntitle: a\n---\n\n<div>   \n\n\n            <p>甲。</p>\n\n        <p>乙。</p>\n</div>\n',
    );
    expect(content).toBe('<p>甲。</p>\n<p>乙。</p>');
  });

  test('a Markdown body is rendered', async () => {
    const { content } = await publish(
      '---\ntitle: a\n---\n\n## 一\n\n甲**乙**\n\n| x | y |\n|--|--|\n| 1 | 2 |\n',
    );
    expect(content).toContain('<h2>一</h2>');
    expect(content).toContain('<strong>乙</strong>');
    expect(content).toContain('<td>1</td>');
  });

  test.each([
    [
      "post/金融/Driving Growth Using 'Practical Wisdom'_ Japan's Perspectives.md",
      "Driving Growth Using 'Practical Wisdom'_ Japan's Perspectives",
    ],
    [`post/"""'央行：降息'""".md`, '央行：降息'],
    ['post/a+b ｜ 々 🎉.markdown', 'a+b ｜ 々 🎉'],
    ['Release 2.1', 'Release 2.1'],
    ['a.b/c', 'c'],
  ])('the key %s is the identity, and its last part the title at need', async (key, title) => {
    const article = await publish('<p>正文。</p>', key);
    expect(article).toMatchObject({ key, title });
    expect((await publish('---\ntitle: 另一个\n---\n<p>别的。</p>', key)).guid).toBe(article.guid);
  });

  test('without front matter the title is the first heading, and there are no categories but a warning', async () => {
    const derivation = await derive('# 一个标题\n\n正文。');
    expect(derivation).toMatchObject({ article: { title: '一个标题', categories: [] } });
    expect(derivation.warnings.map(({ message }) => message)).toEqual([
      'the article names no title; "一个标题" was found for it',
      "the article names no categories; it stands in the site's own feed only",
      'the article names no date; it is dated to its upload, and moves with the next one',
    ]);
  });

  test('a saved HTML page says of itself what front matter would have', async () => {
    const page =
      '<!doctype html><html lang="zh-cn"><head><title>一个标题_某站</title>' +
      '<link rel="canonical" href="https://example.org/a">' +
      '<meta property="article:published_time" content="2021-03-21T16:45:49+08:00"></head>' +
      '<body><h1>一个标题</h1><p>正文。</p></body></html>';
    expect(await publish(page, 'post/page.html')).toMatchObject({
      title: '一个标题',
      link: 'https://example.org/a',
      language: 'zh-CN',
      published: '2021-03-21T08:45:49Z',
      content: '<p>正文。</p>',
    });
    const untitled = page.replace('<h1>一个标题</h1>', '');
    expect(await publish(untitled, 'post/page.html')).toMatchObject({ title: '一个标题_某站' });
  });
});

describe('an article', () => {
  test('has all that its front matter says', async () => {
    const text =
      '---\ntitle: 某事\ndate: 2021-03-21 16:45:49\nupdated: 2021-03-22 08:00\nauthor: 张三\nlang: zh\n' +
      'link: https://example.org/a\ndescription: 一句话。\ncover: /c.png\ncategories: [金融]\ntags: [央行]\n---\n<p>正文。</p>';
    expect(await derive(text)).toEqual({
      status: 'published',
      article: {
        key: 'post/a.md',
        id: expect.stringMatching(/^[0-9a-z]{20}$/),
        guid: expect.stringMatching(/^urn:uuid:/),
        title: '某事',
        published: '2021-03-21T08:45:49Z',
        updated: '2021-03-22T00:00:00Z',
        link: 'https://example.org/a',
        author: '张三',
        language: 'zh',
        summary: '一句话。',
        content: '<p>正文。</p>',
        image: 'https://example.org/c.png',
        categories: ['金融'],
        tags: ['央行'],
      },
      references: ['/c.png'],
      warnings: [],
    });
  });

  test('is summed up by its beginning where it says nothing itself', async () => {
    expect((await publish('---\ntitle: a\n---\n<p>甲。</p><p>乙。</p>')).summary).toBe('甲。乙。');
  });

  test('is summed up by its prose, and by what it shows where there is none', async () => {
    const table = '| 名称 | 数量 |\n| --- | ---: |\n| 甲 | 1 |\n';
    const code = '```js\nconst a = 1;\n```\n';
    const around = `---\ntitle: a\n---\n开头是一句话。\n\n${table}\n> 引文有一句。\n>\n> ${code.replaceAll('\n', '\n> ')}\n\n$$a^2$$\n\n<ruby>漢<rt>かん</rt></ruby>字。`;
    expect((await publish(around)).summary).toBe('开头是一句话。引文有一句。漢字。');
    expect((await publish(`---\ntitle: a\n---\n${table}`)).summary).toBe('名称 数量 甲 1');
  });

  test('has the first picture of its body where front matter names none', async () => {
    const text =
      '<p>甲。</p><p><img src="data:image/png;base64,iVBORw0KGgo="><img src="https://example.org/1.png"></p>';
    expect((await publish(text)).image).toBe('https://example.org/1.png');
  });

  test('has the picture behind a proxy', async () => {
    const { image } = await publish(
      "---\nthumbnail: 'https://x.workers.dev/?http://example.org/1.png'\n---\n<p>甲。</p>",
    );
    expect(image).toBe('http://example.org/1.png');
  });

  test('was not updated before it was published', async () => {
    expect(await publish('---\ndate: 2021-03-21\nupdated: 2021-03-20\n---\n<p>甲。</p>')).not.toHaveProperty(
      'updated',
    );
    expect(await publish('---\ndate: 2021-03-21\nupdated: 2021-03-21\n---\n<p>甲。</p>')).not.toHaveProperty(
      'updated',
    );
  });

  test('may be saved as GBK', async () => {
    const gbk = Buffer.from('2d2d2d0a7469746c653a20b1eacce20a2d2d2d0a3c703ed5fdcec4a1a33c2f703e', 'hex');
    expect(await publish(gbk)).toMatchObject({ title: '标题', content: '<p>正文。</p>' });
  });

  test('is the same from the same upload, to the byte', async () => {
    const upload = uploadOf('---\ntitle: a: b\n---\n# 甲\n\n乙[^1]\n\n[^1]: 丙');
    expect(JSON.stringify(await deriveArticle(upload, SITE))).toBe(
      JSON.stringify(await deriveArticle(upload, SITE)),
    );
  });
});

describe('what is not to be published is skipped', () => {
  test.each(['draft: true', 'published: false'])('%s', async (line) => {
    expect(await derive(`---\ntitle: a\n${line}\n---\n`)).toEqual({
      status: 'skipped',
      reason: 'it is a draft',
      warnings: [],
    });
  });

  test.each([
    ['post/图/1.png', /^it is a file for articles to show/],
    ['post/notes.docx', /^it is a file for articles to show/],
    ['post/notes.psd', /^it is a "\.psd" file/],
    ['post/金融/', /^it is the placeholder of a folder$/],
  ])('%s', async (key, reason) => {
    expect(await derive(new Uint8Array(), key)).toMatchObject({
      status: 'skipped',
      reason: expect.stringMatching(reason),
    });
  });
});

describe('bad input is rejected with a reason and advice', () => {
  const categories = Array.from({ length: 500 }, (_, i) => `c${i}`).join(', ');
  const bomb = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`)}]`).join(
    '\n',
  );

  test.each([
    ['an empty file', '', 'the file is empty'],
    ['nothing but blank lines', '\n \n', 'the article has no body'],
    ['a binary file', Buffer.from('a\0b'), 'the file is binary or UTF-16, not a text'],
    ['front matter without a body', '---\ntitle: a\n---\n\n', 'the article has no body'],
    [
      'a body of which cleaning leaves nothing',
      '<div><script>x</script><style>y</style></div>',
      'nothing is left of the body after cleaning',
    ],
    [
      'front matter that never ends',
      '---\ntitle: a\ndate: 2021-01-01\n\n<p>正文。</p>',
      'the front matter never ends',
    ],
    [
      'front matter that executes',
      '---js\n{ title: "a" }\n---\n正文',
      'the front matter is written in "js", which is not read',
    ],
    [
      'a YAML bomb',
      `---\ntitle: a\nl0: &l0 [x]\n${bomb}\ncategories: *l9\n---\n<p>正文。</p>`,
      'the front matter repeats itself without measure',
    ],
    [
      '500 categories',
      `---\ntitle: a\ncategories: [${categories}]\n---\n<p>正文。</p>`,
      'the article names 500 categories, and the limit is 50',
    ],
    [
      'a title of 10,000 characters',
      `---\ntitle: ${'长'.repeat(10_000)}\n---\n<p>正文。</p>`,
      'the title has 10000 characters, and the limit is 1000',
    ],
    [
      'too much Markdown',
      `甲\n\n${'['.repeat(500_000)}`,
      'the body has more Markdown than an article can have',
    ],
  ])('%s', async (_name, content, reason) => {
    expect(await derive(content)).toMatchObject({
      status: 'rejected',
      rejection: { reason, advice: expect.stringMatching(/^[A-Z].*\.$/) },
    });
  });

  test('100,000 nested elements, by the bounds of the cleaner', async () => {
    expect(await derive(`${'<ul><li>'.repeat(100_000)}正文。`)).toMatchObject({
      status: 'rejected',
      rejection: {
        reason: expect.stringContaining('nested'),
        advice: 'Simplify the body, or split the article.',
      },
    });
  });

  test('a file that is too large, with both sizes', async () => {
    const upload = { ...uploadOf('<p>正文。</p>'), size: 20 * 1024 * 1024 };
    expect(await deriveArticle(upload, SITE)).toMatchObject({
      rejection: { reason: 'the file has 20 MiB, and the limit is 5 MiB' },
    });
    const barely = { ...upload, size: MAX_UPLOAD_BYTES + 1 };
    expect(await deriveArticle(barely, SITE)).toMatchObject({
      rejection: { reason: 'the file has 5.01 MiB, and the limit is 5 MiB' },
    });
  });

  test.each([
    ['a text', () => 'x'.repeat(2 ** 29).concat('x'.repeat(2 ** 29))],
    ['a list', () => Array.from({ length: 2 ** 32 })],
    ['a text of bytes', () => Buffer.alloc(2 ** 29).toString('latin1')],
  ])('what becomes larger than %s can be', async (_what, grow) => {
    const derivation = await deriveArticle(uploadOf('---\ntitle: a\n---\n<p>正文。</p>'), SITE, grow);
    expect(derivation).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'it would become larger than any text can be' },
    });
  });

  test('and an error of the code is not: it may be mended', async () => {
    const upload = uploadOf('---\ntitle: a\n---\n<p>正文。</p>');
    const fail = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    await expect(deriveArticle(upload, SITE, fail)).rejects.toThrow('Maximum call stack');
  });

  test('a file with neither a title nor a name', async () => {
    expect(await derive('<p>正文。</p>', 'post/.md')).toMatchObject({
      rejection: { reason: 'the article has no title' },
    });
  });
});

test('no upload makes it throw, and every message is one printable line', async () => {
  const lines = fc.constantFrom(
    '---',
    'title: 甲',
    'title: "',
    'date: 2021-02-30',
    'date: 2030-01-01',
    'categories: [a, b',
    'draft: perhaps',
    'link: javascript:x',
    'lang: \u202e!',
    'tags: x\u0007',
    '',
    '<p>甲</p>',
    '# 乙',
    '**丙',
    '<div>',
    '</div>',
    '| a |',
    '```',
    '&#123;',
    '[^1]',
    '[^1]: x',
    '\ud800',
  );
  const texts = fc.array(lines, { maxLength: 25 }).map((parts) => parts.join('\n'));
  const keys = fc.oneof(
    fc.constantFrom('a.md', 'a.html', 'a', 'a.png', 'a/', '.md', ''),
    fc.string({ unit: 'grapheme' }),
  );
  await fc.assert(
    fc.asyncProperty(texts, keys, async (text, key) => {
      const derivation = await derive(text, key);
      const messages = derivation.warnings.map(({ message }) => message);
      if (derivation.status === 'rejected')
        messages.push(derivation.rejection.reason, derivation.rejection.advice);
      if (derivation.status === 'skipped') messages.push(derivation.reason);
      for (const message of messages) expect(message).not.toMatch(/\p{Cc}|\u202e|^$/u);
    }),
    { numRuns: 300 },
  );
});
