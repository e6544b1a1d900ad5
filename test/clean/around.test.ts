import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '水塔要拆了',
  categories: ['城北'],
  author: '城北',
  placeholderHosts: [],
};

const PROSE = [
  '<p>城北的水塔立了六十年，塔顶的钟早就不走了，住在下面的人还是照它的影子收衣服。</p>',
  '<p>拆塔的告示贴出来那天，来看的人比开学那天还多，老人们站在影子里，谁也不先走。</p>',
];

/** What an article says besides its two paragraphs. */
async function rest(html: string): Promise<string> {
  const once = await cleanHtml(html, context);
  expect((await cleanHtml(once.html, context)).html).toBe(once.html);
  return once.text
    .split('\n')
    .filter((line) => !PROSE.join('').includes(line))
    .join('\n');
}

const below = (html: string) => rest(PROSE.join('') + html);
const above = (html: string) => rest(html + PROSE.join(''));

describe('a label above the title that stands there again', () => {
  it('goes with it', async () => {
    expect(await above('<p>城市</p><h1>水塔要拆了</h1>')).toBe('');
    expect(await above('<p>Real estate</p><p>水塔要拆了</p>')).toBe('');
  });

  it('goes where the fields of a template are told apart by line feeds alone', async () => {
    expect(await rest('城市更新\n\n\n水塔要拆了\n拆塔的告示今天贴出来，说是年底以前拆完。\n')).toBe(
      '拆塔的告示今天贴出来，说是年底以前拆完。',
    );
  });

  it.each([
    ['without the title below it', '<p>城市</p>'],
    ['of a sentence', '<p>他说不拆。</p><h1>水塔要拆了</h1>'],
    ['that says what follows', '<p>通告：</p><h1>水塔要拆了</h1>'],
    ['with a picture', '<p>城市<img src="https://a.example/1.jpg"></p><h1>水塔要拆了</h1>'],
  ])('stays %s', async (_name, html) => {
    const [first] = (await cleanHtml(html + PROSE.join(''), context)).text.split('\n');
    expect(['城市', '他说不拆。', '通告：']).toContain(first);
  });
});

describe('a date above the title that stands there again', () => {
  it('goes with it', async () => {
    expect(await above('<div>2021.03.19</div><div>水塔要拆了</div>')).toBe('');
    expect(await above('<p>2021.03.19 09:30</p><p>城北</p><h1>水塔要拆了</h1>')).toBe('');
  });

  it('stays where another line is a date, as in a chronicle', async () => {
    const days = '<p>2021.3.19</p><h1>水塔要拆了</h1><p>告示贴了。</p><p>2021.3.20</p><p>告示又撕了。</p>';
    expect(await above(days)).toContain('2021.3.19');
  });

  it('stays where the title is not there again', async () => {
    expect(await above('<p>2021.03.19</p><h2>告示</h2>')).toContain('2021.03.19');
  });
});

describe('lines with an empty one between', () => {
  it('stay apart where they would become one word', async () => {
    const { html } = await cleanHtml('报名中\n   \n   河东区\n   \n  ￥1', context);
    expect(html).toBe('<p>报名中</p>\n<p>河东区</p>\n<p>￥1</p>');
  });

  it('are joined where words have spaces, and where a text was wrapped', async () => {
    expect((await cleanHtml('<p>The tower\n\n  is old</p>', context)).html).toBe('<p>The tower is old</p>');
    expect((await cleanHtml('<p>水塔\n  很旧</p>', context)).html).toBe('<p>水塔很旧</p>');
  });
});

describe('what a page counts', () => {
  it.each([
    '<div class="tptn_counter" id="tptn_counter_26">（本文共有29人浏览过，今日共有1人浏览过，欢迎多加利用！）</div>',
    '<div class="post-views">1,204 views</div>',
    '<span>0 likes</span><br><span>0 saves</span>',
    '<div class="view-count">阅读 1024</div>',
  ])('goes: %s', async (html) => {
    expect(await below(html)).toBe('');
  });

  it.each([
    '<div class="counter">水塔有 42 米高</div>',
    '<div class="views">从塔上看得见 3 座桥。</div>',
    '<div class="views"><p>The tower had 300 visitors on its last day.</p></div>',
    '<p>12 likes it</p>',
  ])('is none, and stays: %s', async (html) => {
    expect(await below(html)).not.toBe('');
  });
});

describe('words to press behind a text', () => {
  it('go by their name where they end it', async () => {
    expect(await below('<p>塔下还有一口井。<em class="readmore"><span>≡</span>阅读详情</em></p>')).toBe(
      '塔下还有一口井。',
    );
    expect(await below('<p>It is old. <span class="read-more">Continue</span><br></p>')).toBe('It is old.');
  });

  it.each([
    '<p>他<em class="readmore">阅读</em>了告示。</p>',
    '<p>塔下还有<em class="readmore">一口井</em></p>',
    '<p>塔下<em class="much">阅读详情</em></p>',
  ])('stay: %s', async (html) => {
    expect(await below(html)).toBe(html.replace(/<[^<>]+>/g, ''));
  });

  it('go where they lead to a store of applications, to play there what is here', async () => {
    const store = 'https://a.app.qq.com/o/simple.jsp?pkgname=city.north';
    const film = '<video src="https://a.example/1.mp4"></video><br>';
    expect(await rest(`${film}<a href="${store}">APP播放</a>`)).toBe('');
    expect(await below(`<p><a href="${store}">打开客户端查看</a></p>`)).toBe('');
    expect(await below(`<p><a href="${store}">城北钟 App</a></p>`)).toBe('城北钟 App');
    expect(await below('<p><a href="https://north.example/app">APP播放</a></p>')).toBe('APP播放');
  });
});

describe('a quotation of one paragraph', () => {
  it.each(['想让你的水塔出现在本栏目里，请和 tower@north.example 联系。', '未经授权，不得转载。'])(
    'goes where the site speaks in it: %s',
    async (line) => {
      expect(await above(`<blockquote><p>${line}</p></blockquote>`)).toBe('');
      expect(await below(`<blockquote><p>${line}</p></blockquote>`)).toBe('');
    },
  );

  it.each(['拆塔的公司说，有事请和 tower@north.example 联系。', '塔不能拆，拆了就没有影子了。'])(
    'stays where anybody else does: %s',
    async (line) => {
      expect(await above(`<blockquote><p>${line}</p></blockquote>`)).toBe(line);
      expect(await below(`<blockquote><p>${line}</p></blockquote>`)).toBe(line);
    },
  );
});

describe('the rights of a site', () => {
  it.each([
    '© 本文系 NorthCity 作者原创，著作权归 NorthCity 所有，未经许可，不得转载使用。',
    '欢迎转发到朋友圈。',
    '注：本文系新闻报道，不构成投资建议，股市有风险，投资需谨慎。',
  ])('go: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it('stay with the name of who wrote it', async () => {
    const line = '本文系林一舟原创，未经许可，不得转载使用。';
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });
});

describe('what a page says of itself below an article', () => {
  it.each([
    '最后编辑于：2021.03.21 12:00:00',
    '©著作权归作者所有,转载或内容合作请联系作者',
    '城北日报 原创文章，欢迎转载，请注明出处。',
    '* 本文系作者投稿，不代表城北网站观点。',
    '本文依 CC 創用姓名標示授權條款釋出',
    '请LIKE我们的官方Facebook网页以获取更多新信息',
    'This article appeared in the City section of the print edition under the headline "A tower goes"',
    'A version of this article appears in print on Jan. 3, Section A, Page 1.',
    'Discuss this article in our forums',
    'Write to Ann Lee at ann.lee@north.example',
    'Follow the North’s coverage at https://north.example/tower',
    '推荐内容：',
    '赞一个 (8)',
    '3人打赏',
    '投稿：阿远 阅读 1024 · 喜欢 12 · 评论 3',
    '文章纠错',
    '数据加载中...',
    '请登录城北查看全文',
    '＊查看日文原文',
  ])('%s goes', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '本文系林一舟投稿，不代表城北网站观点。',
    '这篇文章登在城北日报的头版上。',
    'This article of the treaty appeared in the final draft.',
    'She wrote to Ann Lee at the tower.',
    'They follow the river’s course to the sea.',
    '他回头说：',
    '塔上的人完了',
    '3人喝茶',
    '他请我登录系统查看全文的译本。',
  ])('%s stays: it tells something', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it('a label stays that something follows', async () => {
    expect(await below('<p>推荐内容：</p><ul><li>城北的井</li></ul>')).toBe('推荐内容：\n城北的井');
    expect(await below('<p>推荐内容：</p><p><img src="https://a.example/1.jpg"></p>')).toBe('推荐内容：');
  });
});

describe('a line of the words of pages', () => {
  it.each([
    '微信扫一扫，分享到朋友圈',
    '赞(12) 打赏',
    '评论 3 登录后参与评论',
    '（更多精彩内容，请下载城北APP）',
    '想了解更多？请点赞、收藏、转发三连！',
    '如果内容对你有价值，可以到这里点个赞让我知道。也欢迎分享本刊给可能感兴趣的朋友。',
    '长按二维码，关注城北公众号',
    '城北微信公众号',
    '返回城北网首页>>',
    '已有12人点赞',
    'Like this: Like Loading...',
    'Sponsored Links',
    'Loading comments...',
    '更多相关资讯请关注：城北的井专题',
    '点击查看城北的完整积分榜>>',
    '立即登录',
    '城北广告合作，请点击这里',
    '如需获得授权请联系城北版权部：b@north.example',
    '风险提示及免责条款',
    '打开 城北 阅读全文',
    '关键词 >> 石榴',
    '投稿或寻求报道：[email protected]',
    '【本文结束】如需转载请务必注明出处：城北',
    '想和读者分享你的新奇观点和发现，点击这里投稿',
    '特别提醒：如果我们使用了您的图片，请作者与本站联系索取稿酬。',
    '给作者打赏，鼓励TA抓紧创作！',
    '本文参与了城北征文「春天的井」，欢迎正在阅读的你也加入。',
    'Check out North on YouTube for more news:',
    'As an Amazon Associate I earn from qualifying purchases.',
    'If you enjoyed this article consider joining our club to view this site ad-free.',
    'We want to hear what you think about this article. Submit a letter to the editor.',
    'Appeared in the March 22, 2021, print edition as ‘The Well.’',
  ])('goes: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '我关注了他的微信公众号',
    '读者要订阅才能看到后半篇。',
    '评论员 林一舟',
    '为他点赞！',
    '微博和微信都转发了。',
    '微信公众号下架了点赞和评论',
    '下载微信，注册账号。他照做了。',
    '最后点击分享到朋友圈即可。',
    '③ 扫码登录',
    'Share prices',
    'They told the newsletter to stop.',
    'Follow the river to the old mill.',
    'He told them to sign up before the boat left.',
    '更多的人在井边等着，请他讲完。',
    '给作者打赏的人昨天都到了井边。',
    '打开城北的门，阅读墙上的全文。',
    '打开菜单查看更多',
    '更多信息请查看：城北的井志第三卷',
    '为作者点赞的人',
    'They earn more than the Amazon associates do.',
    'If you enjoyed this well, its water comes from the north.',
    'We want to hear the water, he said.',
  ])('stays: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it('stays between paragraphs', async () => {
    const line = '微信扫一扫，分享到朋友圈';
    expect(await rest(`${PROSE[0]}<p>${line}</p>${PROSE[1]}`)).toBe(line);
  });
});
