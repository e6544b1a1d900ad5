import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '渡口的灯丨河边夜话 Vol.3',
  categories: ['河边'],
  author: '河边',
  placeholderHosts: [],
};

const PROSE = [
  '渡口的灯昨晚又亮了，过河的人在灯下排着队，船家一趟一趟地撑过来，撑过去，谁也没有说话。',
  '雾是后半夜起的，先是一层，后来连对岸的树也看不见了，只有灯还在，像是浮在水上一样。',
  '灯一直亮到天明，最后一个过河的人把船钱放在船头，道了一声谢，就走进雾里去了。',
];
const ARTICLE = PROSE.map((text) => `<p>${text}</p>`).join('');
const picture = (name: string) => `<p><img src="https://img.ferry.example/${name}.jpg"></p>`;

/** What of an article stays besides its three paragraphs, below which it has what is given. */
async function below(html: string): Promise<string> {
  const once = await cleanHtml(ARTICLE + html, context);
  expect((await cleanHtml(once.html, context)).html).toBe(once.html);
  return once.text
    .split('\n')
    .filter((line) => !PROSE.includes(line))
    .join('\n');
}

const images = (html: string) => html.match(/<img[^>]*>/g)?.length ?? 0;

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

describe('a label of feedback above nothing but ways to send it', () => {
  it.each(['纠错&amp;反馈', '意见反馈', '联系方式'])('goes with them: %s', async (label) => {
    expect(await below(`<p><strong>${label}</strong></p><p>Email：lamp@ferry.example</p>`)).toBe('');
  });

  it('stays above prose, and where nothing follows', async () => {
    const told = '<p><strong>意见反馈</strong></p><p>船家把意见写在船板上，第二天就改了。</p>';
    expect(await below(told)).toContain('意见反馈');
    expect(await below('<p><strong>意见反馈</strong></p>')).toBe('意见反馈');
  });
});

describe('what to answer an account with', () => {
  it.each([
    '公众号后台回复“地图”，即可获取渡口地图',
    '后台回复「地图」获取',
    '关注「渡口之灯」公众号，后台回复【地图】，获取渡口地图',
    '在渡口公众号对话框回复关键词“船票”领取',
  ])('goes: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '渡口公众号后台回复“灯”，获取本文的数据',
    '船家在后台回复“灯还亮着”，说完就走了',
    '在后台回复“灯”的人里，船家只认得两个',
  ])('stays where the article needs or tells it: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });
});

describe('what else stands below the essays of accounts', () => {
  it.each([
    '原创不易，求点赞、在看、转发三连',
    '你怎么看？欢迎在评论区留言',
    '今日互动：你最喜欢哪一盏灯？',
    '加小编微信进群交流',
    '寻求报道请发邮件至 tips@lamp.example',
    '微信公众号搜索“渡口之灯”，获取更多资讯',
    '声明：本文由入驻渡口平台的作者撰写，除官方账号外，观点仅代表作者本人，不代表渡口立场。',
    '编辑丨船家',
    '上一篇：没有了',
    '阅读 10万+',
    '点击收听本文音频',
    'PS：本公众号改版了，记得把我们设为星标',
    '为了不错过推送，请把渡口设为星标',
    '戳这里，看更多',
    '想要获取本期资料，请在后台回复“渡口”',
    '看完记得点个赞哦',
    '觉得好看，请点这里↓↓↓',
    '图源网络，侵权必删',
    '风险提示：基金有风险，投资需谨慎',
    '觉得有用就分享给朋友吧',
    '欢迎把这篇文章分享给你的朋友',
    'Telegram 频道：https://t.me/lamp',
    '除非注明，渡口网文章均为原创，转载请以链接形式标明本文地址',
    '本站所有资源均来自网络，仅供学习交流，请于下载后24小时内删除',
    '本文永久链接是：https://lamp.example/1',
    '如果您觉得本文有帮助，可以请我喝杯咖啡',
    '请作者喝杯咖啡',
    '赞赏码',
    '支付宝扫一扫打赏',
    '您的支持是我写作最大的动力！',
    '取消回复',
    '您的电子邮箱地址不会被公开。必填项已用*标注',
    '目前还没有评论，来说点什么吧',
    '暂无评论',
    '共有 3 条评论',
    '网友评论',
    '查看全部 12 条评论',
    '本文已被浏览 1200 次',
    '打印本文',
    '【关闭窗口】',
    '更多猛料！欢迎扫描左方二维码关注渡口',
    '京ICP备12345678号',
  ])('goes: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '写作不易，他写到第三年才写完',
    '加了小编的人都走了',
    '在账本里搜索“灯”，查看去年的油钱',
    '船家把灯设为星标的样子，刻在了门上',
    '下一篇：渡口的船',
    '上一篇：河边的灯',
    '想要上船的人，可以在后台等船家',
    '出门别忘了关注天气',
    '今日话题：灯塔的油从哪里来',
    '你怎么看这盏灯',
    '责编：船家 校对：守灯人',
    '编辑丨船家 摄影丨守灯人',
    '责编｜船家 校对｜守灯人',
    '图源网络的鱼，船家没有删',
    '他说股市有风险，父亲没有听',
    '分享给朋友的鱼，他自己没有吃',
    '除夕那天，村里的灯均为船家所点',
    '请作者喝咖啡的人姓李',
    '父亲的支持是他写作的动力',
    '渡口没有留言的人',
    '原文链接：https://lamp.example/1',
    '他关上窗，打印本来就慢',
  ])('stays: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });
});

describe('what pages in English say below an article', () => {
  const LATIN = [
    'The lamp on the river was lit again last night, and the people who wanted to cross stood in a line.',
    'The fog came after midnight, and later the trees on the other bank could no longer be seen.',
  ];
  const end = async (line: string) => {
    const body = [...LATIN, line].map((text) => `<p>${text}</p>`).join('');
    const { text } = await cleanHtml(body, { ...context, title: 'A night on the river' });
    return text.split('\n').filter((kept) => !LATIN.includes(kept));
  };

  it.each([
    'Share this article',
    'Share this:',
    'Like this:',
    'Print this page',
    'Email this article',
    'Join the conversation',
    'Skip to content',
    'Read the comments',
    'Listen to this article',
    'Enter your email address',
    'Thanks for signing up!',
    'By signing up, you agree to our privacy policy.',
    'Powered by WordPress',
    'Discover more from The Lamp',
    'Support The Lamp by becoming a member',
    '3 min read',
    'Estimated reading time: 3 minutes',
    'Join our Discord server',
  ])('goes: %s', async (line) => {
    expect(await end(line)).toEqual([]);
  });

  it.each([
    'Share this bread with the ferryman',
    'They join our hands over the water',
    'Print this on paper that does not burn',
    'The conversation he joined was about oil',
    'She supports her house by becoming a ferryman',
    'Photo by John on Unsplash',
    'Last updated: March 22, 2021',
  ])('stays: %s', async (line) => {
    expect(await end(line)).toEqual([line]);
  });
});

describe('what a program left of itself', () => {
  it.each(['null', 'undefined'])('goes behind the last picture: %s', async (word) => {
    expect(await below(`<img src="https://img.ferry.example/k.png">${word}`)).toBe('');
  });

  it('stays as a word of a line', async () => {
    expect(await below('<p>船票上写着 null</p>')).toBe('船票上写着 null');
  });

  it('goes with a full stop that stands alone below what asks readers to follow', async () => {
    expect(await below('<p>↓点击关注渡口，获取更多精彩内容↓</p><p>.</p>')).toBe('');
  });

  it('is the end of a tag that a drawing in its address tore apart', async () => {
    const drawing = `data:image/svg+xml;charset=utf-8,<svg height="8" width="9" xmlns="http://www.w3.org/2000/svg"/>`;
    const torn = `<p>灯下<img alt src="${drawing}" referrerpolicy="no-referrer">有人</p>`;
    expect(await below(torn)).toBe('灯下有人');
    expect(await below('<p>灯下" referrerpolicy="no-referrer"&gt;有人</p>')).toContain('referrerpolicy');
  });
});

describe('a statement of a platform that its author let it publish an article', () => {
  it('goes below everything', async () => {
    const line = '注：本文系作者授权在渡口门平台发表，内容仅为作者本人观点，不代表渡口门立场和观点。';
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it('stays where it says who that is', async () => {
    const line = '注：本文系船家授权渡口门发表，不代表渡口门立场和观点。';
    expect(await below(`<p>${line}</p>`)).toBe(line);
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

describe('more that is left below an article', () => {
  it('goes: the place of a table of contents, when it was published, what to thank the author with', async () => {
    for (const mark of ['[TOC]', '[[toc]]', '@[TOC](文章目录)', '{:toc}'])
      expect(await below(`<p>${mark}</p><p>${PROSE[0]}</p>`)).toBe('');
    expect(await below('<p>发布时间：2020-07-04</p>')).toBe('');
    const thanks = '%25E6%2589%2593%25E8%25B5%258F%25E5%259B%25BE';
    expect(images((await cleanHtml(ARTICLE + picture(thanks), context)).html)).toBe(0);
  });

  it('stays: a mark that is explained, a picture with another name', async () => {
    expect(await below('<p>目录写成这样：</p><p>[TOC]</p>')).toContain('[TOC]');
    expect(images((await cleanHtml(ARTICLE + picture('%25E6%2589%2593%25'), context)).html)).toBe(1);
  });
});
