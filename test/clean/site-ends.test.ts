import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { ARTICLE, below, context, images, PROSE, picture } from './night-article.ts';

describe('a time of publication below everything goes', () => {
  it.each(['2021/02/11 11:57:56', '2021-02-11 11:57', '2021年2月11日 11:57'])('%s', async (stamp) => {
    expect(await below(`<p>${stamp}</p>`)).toBe('');
  });

  it('and below a picture, in a line of its paragraph', async () => {
    expect(
      await below('<img src="https://img.ferry.example/a.jpg"><br>渡口又开了<br>2021/02/11 11:57:56'),
    ).toBe('渡口又开了');
  });

  it.each([
    ['the day that a letter was written', '<p>2021年2月11日</p>'],
    ['a day in words', '<p>二〇二一年二月十一日</p>'],
    ['a time with a label', '<p>开船时间：2021-02-11 11:57</p>'],
    ['a time that is introduced', '<p>下一班船：</p><p>2021-02-11 11:57</p>'],
    ['a time that somebody signed', '<p>船家 2021-02-11 11:57 于渡口</p>'],
  ])('%s stays', async (_, html) => {
    expect(await below(html)).toMatch(/年|11:57/);
  });
});

describe("the first page of the article's own site goes below everything", () => {
  const own = picture('lamp');

  it.each(['《渡口的灯》官方网站：www.ferry.example', '官网：https://ferry.example/', '网址:ferry.example'])(
    '%s',
    async (line) => {
      expect(await below(`${own}<p>${line}</p>`)).toBe('');
    },
  );

  it.each([
    ['that of another site', '官网：https://lamps.example/'],
    ['a page of the site', '官网：https://www.ferry.example/timetable'],
    ['an address without a label', 'www.ferry.example'],
    ['a sentence', '船票可以在官方网站买：www.ferry.example，也可以在渡口买。'],
  ])('%s stays', async (_, line) => {
    expect(await below(`${own}<p>${line}</p>`)).toBe(line);
  });
});

describe('a code to scan', () => {
  it('goes with the line below it that points at it', async () => {
    const { html } = await cleanHtml(`${ARTICLE}${picture('a')}<p>▲ 长按识别添加船家微信</p>`, context);
    expect([images(html), html.includes('长按')]).toEqual([0, false]);
  });

  it.each([
    ['a picture above a line that does not point at it', '<p>长按识别二维码，关注我们</p>'],
    ['a picture with a caption that points at it', '<p>▲ 渡口的灯，摄于去年冬天</p>'],
  ])('%s stays', async (_, line) => {
    const { html } = await cleanHtml(`${ARTICLE}${picture('a')}${line}`, context);
    expect(images(html)).toBe(1);
  });
});

describe('a code to scan below', () => {
  const code = (width: number, height: number) =>
    `<p><img src="https://img.ferry.example/k.png" width="${width}" height="${height}"></p>`;
  const lines = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('');
  const INVITATION = lines('扫描以下二维码', '添加船家', '备注【灯】', '一起过河');

  it('goes with all the lines over which an invitation is divided', async () => {
    const { html } = await cleanHtml(`${ARTICLE}${INVITATION}${code(150, 139)}`, context);
    expect([images(html), html.includes('备注')]).toEqual([0, false]);
  });

  it.each([
    '本文首发公众号：河边夜话（ID:ferry_night）',
    '来自公众号：河边夜话',
    '作者：船家（微信号：ferry1999）',
  ])('goes alone where it is small and square, and the line above it names an account: %s', async (line) => {
    const { html } = await cleanHtml(`${ARTICLE}<p>${line}</p>${code(150, 150)}`, context);
    expect([images(html), html.includes(line)]).toEqual([0, true]);
  });

  it.each([
    [
      'a picture below such a line that is as wide as the text',
      '<p>本文首发公众号：河边夜话</p>',
      code(640, 640),
    ],
    ['a small one that is no square', '<p>本文首发公众号：河边夜话</p>', code(200, 120)],
    ['one of which nobody knows how large it is', '<p>本文首发公众号：河边夜话</p>', picture('k')],
    ['a small one below a line that names no account', '<p>渡口的旧船票：正面</p>', code(150, 150)],
    ['one below prose', '<p>扫描以下二维码</p><p>船家说，灯要亮到天明。</p>', code(150, 150)],
    ['one below more lines than an invitation has', lines('扫码看灯', ...'一二三四五'), code(150, 150)],
  ])('%s stays', async (_, above, shown) => {
    const { html } = await cleanHtml(ARTICLE + above + shown, context);
    expect(images(html)).toBe(1);
  });
});

describe('a section that says how to get in touch', () => {
  const CONTACTS = [
    '网站：ferry.example.com',
    '邮件：lamp@ferry.example',
    '灯下微信：ferry1999',
    '支持我们：https://ferry.example/pay',
  ];
  const section = (...lines: readonly string[]) =>
    ['【关于我们】', ...lines].map((line) => `<p>${line}</p>`).join('');

  it('goes however many ways there are', async () => {
    expect(await below(section(...CONTACTS, '社交媒体：@渡口（https://ferry.example/t）'))).toBe('');
  });

  it('stays where it tells more than that over as many lines', async () => {
    const told = section(CONTACTS[0] ?? '', '船家在渡口撑了三十年船，灯是他父亲留下的。', ...CONTACTS);
    expect(await below(told)).toContain('【关于我们】');
  });
});

describe('a box of which a line of one pixel can be seen', () => {
  const box = (style: string, text = '编者按') => `<section style="${style}">${text}</section>`;

  it.each([
    'width:3em;height:1px;overflow:hidden',
    'position:absolute;WIDTH: 1px;overflow : hidden !important',
  ])('goes with the words that nobody sees: %s', async (style) => {
    expect(await below(box(style))).toBe('');
  });

  it.each([
    'line-height:1px;overflow:hidden',
    'height:10px;overflow:hidden',
    'height:1px',
    'min-height:1px;overflow:hidden',
  ])('stays where it is larger or shows what it holds: %s', async (style) => {
    expect(await below(box(style))).toBe('编者按');
  });

  it('stays where it holds more than a label, which something may unfold', async () => {
    expect(await below(box('height:1px;overflow:hidden', PROSE.join('而').repeat(2)))).not.toBe('');
  });
});

describe('what a site says of itself in a last section', () => {
  const about = (name: string, text: string) =>
    `<h2>后来</h2><p>灯灭了，人散了。</p><h2>关于${name}</h2>${picture('logo')}<p>${text}</p>`;
  const WRITE =
    '这个栏目每周说一个河边的故事。如果你也有故事，可以写信到 <a href="mailto:hi@ferry.example">hi@ferry.example</a>';

  it.each(['河边夜话', '河边', '「河边夜话」'])(
    'goes where the section is named after it: %s',
    async (name) => {
      expect(await below(about(name, WRITE))).toBe('后来\n灯灭了，人散了。');
    },
  );

  it.each([
    ['a section about the subject', '渡口的灯', WRITE],
    ['a section about somebody else', '船家', WRITE],
    [
      'a section that offers no way to get in touch',
      '河边夜话',
      '河边夜话原是茶馆里的闲谈，四十年前才有人记下来。',
    ],
  ])('%s stays', async (_, name, text) => {
    expect(await below(about(name, text))).toContain(`关于${name}`);
  });
});

describe('a statement that says what it is', () => {
  it.each([
    '声明：河边宝所有资讯内容不构成投资建议，股市有风险，投资需谨慎。',
    '免责声明：栏目嘉宾发言不代表本台立场，投资有风险，入市需谨慎。',
  ])('goes whatever it speaks of: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '声明：渡口从来没有卖过假票，有人冒充船家收钱，请过河的人小心。',
    '这份报告不构成投资建议，但渡口的股票当天涨了三成。',
  ])('a statement of somebody in the news stays: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });
});

describe('above an article', () => {
  /** What of an article stays besides its three paragraphs, above which it has what is given. */
  const above = async (html: string, author = '河边夜话') => {
    const { text } = await cleanHtml(html + ARTICLE, { ...context, author });
    return text
      .split('\n')
      .filter((line) => !PROSE.includes(line))
      .join('\n');
  };

  it.each([
    '<p>作者：夜话</p>',
    '<p>文/夜话</p>',
    '<p><span>原创</span>\n<span>夜话</span> 2020-07-29</p>',
    '<p>B站：河边夜话 | 公众号：河边的灯</p><p>欢迎关注公众号</p>',
    '<blockquote><p>公众号：<a href="https://lamp.example">河边的灯</a>，网站：lamp.example</p></blockquote>',
    '<p><a href="https://ferry.example/k?q=1">#2021渡口的灯#</a></p>',
    '<p><a href="river://topic/1">#渡口#</a> <a href="river://topic/2">#河边的灯#</a></p>',
  ])('what front matter says of the author, and where to follow, goes: %s', async (html) => {
    expect(await above(html)).toBe('');
  });

  it.each([
    '<p>作者：撑船的人</p>',
    '<p>原创音乐剧 2020-07-29</p>',
    '<p>公众号：河边的灯，是船家的女儿开的。</p>',
    '<blockquote><p>公众号：河边的灯，是船家的女儿开的。</p></blockquote>',
    '<p>#渡口#昨晚又亮了</p>',
  ])('what else is said stays: %s', async (html) => {
    expect(await above(html)).not.toBe('');
  });
});

describe('a section that looks for people', () => {
  const hiring = (label: string, text: string) =>
    `<h2>后来</h2><p>灯灭了，人散了。</p><h2>${label}</h2><p>我们撑了四十年的船。</p><p>${text}</p>`;

  it.each(['招聘信息', '加入我们', 'We’re hiring'])('goes below everything: %s', async (label) => {
    expect(await below(hiring(label, '愿意撑船的人，把简历寄到 boat@ferry.example'))).toBe(
      '后来\n灯灭了，人散了。',
    );
  });

  it('stays where nobody is asked to apply, or the article is about work', async () => {
    expect(await below(hiring('招聘信息', '那年渡口贴出告示，要找三个撑船的人。'))).toContain('招聘信息');
    expect(
      await below(`<p>渡口今年第一次招聘船工。</p>${hiring('招聘信息', '简历寄到 boat@ferry.example')}`),
    ).toContain('招聘信息');
  });
});

describe('whom the press may write to', () => {
  it.each([
    '<p>媒体联络<br>看灯人<br>渡口办公室<br>lamp@ferry.example</p>',
    '<p>Media contact: Ada Lamp, +44 20 0000 0000, lamp@ferry.example</p>',
  ])('goes below everything: %s', async (html) => {
    expect(await below(html)).toBe('');
  });

  it.each([
    '<p>媒体联络不上渡口的人，只好自己过河去看。</p>',
    '<p>受难者家属可以写信到 help@ferry.example</p>',
  ])('what is told stays: %s', async (html) => {
    expect(await below(html)).not.toBe('');
  });
});

describe('links marked as what leads to all that is said of something', () => {
  const link = (label: string) =>
    `<a href="https://ferry.example/x?q=${encodeURIComponent(label)}">${label}</a>`;

  it.each([
    [['#渡口的灯#']],
    [['$渡口(SH600000)$']],
    [['@河边', '@船家', '$渡口(SH600000)$']],
    [['#ferry', '#light']],
  ])('go below everything: %s', async (labels) => {
    expect(await below(`<p> ${labels.map(link).join('  ')} </p>`)).toBe('');
  });

  it.each([
    ['the number of something', link('#12')],
    ['somebody', link('@船家')],
    ['what is said of them', `谢谢 ${link('@船家')} 的 ${link('#渡口#')}`],
    ['a price', link('$12')],
  ])('stay where they are %s', async (_, html) => {
    expect(await below(`<p>${html}</p>`)).not.toBe('');
  });
});
