import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '渡口的灯',
  categories: ['河边'],
  author: '河边',
  placeholderHosts: [],
};

const FIRST = '<p>渡口的灯昨晚又亮了，过河的人在灯下排着队，船家一趟一趟地撑过来，撑过去，谁也没有说话。</p>';
const MIDDLE = '<p>雾是后半夜起的，先是一层，后来连对岸的树也看不见了，只有灯还在，像是浮在水上一样。</p>';
const LAST = '<p>灯一直亮到天明，最后一个过河的人把船钱放在船头，道了一声谢，就走进雾里去了。</p>';
const PICTURE = '<p><img src="https://img.ferry.example/lamp.jpg"></p>';

/** What an article says besides its three paragraphs. */
async function rest(html: string): Promise<string> {
  const once = await cleanHtml(html, context);
  expect((await cleanHtml(once.html, context)).html).toBe(once.html);
  return once.text
    .split('\n')
    .filter((line) => !`${FIRST}${MIDDLE}${LAST}`.includes(line))
    .join('\n');
}

const below = (html: string) => rest(FIRST + MIDDLE + LAST + html);
const above = (html: string) => rest(html + FIRST + MIDDLE + LAST);
const amid = (html: string, picture = PICTURE) => rest(FIRST + picture + MIDDLE + html + LAST);

const links = (...pairs: readonly (readonly [string, string])[]) =>
  `<ul>${pairs.map(([href, text]) => `<li><a href="${href}">${text}</a></li>`).join('')}</ul>`;
const OWN = links(
  ['https://www.ferry.example/news/one', '<b>对岸的灯去年就已经不亮了</b>'],
  ['https://www.ferry.example/news/two', '撑船的人说起四十年前的大雾'],
);

describe('traditional characters say the same', () => {
  it.each([
    '掃描二維碼，關注我們',
    '延伸閱讀',
    '分享到 微信 微博',
    '未經授權不得轉載',
    '責任編輯：',
    '點擊閱讀全文',
    '聲明：圖片來源於網絡，如有侵權請聯繫刪除',
    '閱讀次數：1,024',
    '轉載請註明出處',
    '如果想收看更多渡口的消息，請到「渡口放送」YouTube頻道或「渡口情報」Facebook專頁及成為粉絲：',
  ])('%s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it('and the editor is named as the upload writes it', async () => {
    const { editor, text } = await cleanHtml(`${FIRST}<p>責任編輯：鄭寶雲</p>`, context);
    expect([editor, text.includes('鄭')]).toEqual(['鄭寶雲', false]);
    expect((await cleanHtml(`<p>燈亮了。（責任編輯：鄭寶雲）</p>`, context)).editor).toBe('鄭寶雲');
  });
});

describe('below an article, what a site says of itself goes', () => {
  it.each([
    'Want more of the river? Sign up for our newsletter.',
    'Sign up to the <a href="https://ferry.example/brief">River Brief here</a> for news from both banks in your inbox',
    'Get the latest river news delivered to your inbox',
    'Great, you’re signed up!',
    'Follow The Ferry on Twitter',
    'Suggest a correction',
    'Comments (12)',
    'Back to top',
    'c.2021 The River Times Company',
    'Copyright © Ferry, Inc. All Rights Reserved.',
    'The views expressed here are those of the author and do not necessarily reflect those of the Ferry.',
    'This article contains affiliate links. We may earn a commission if you buy through them.',
    '以上内容不代表本站立场，不构成投资建议，据此操作，风险自担。',
    '（投资有风险，入市需谨慎）',
    '部分图片来自网络，如有侵权请联系删除。',
    '商务合作：boat@ferry.example',
    '加入我们的读者交流群',
    '阅读 1024 点赞 12',
  ])('%s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    'He told them to sign up before the boat left.',
    'The newsletter has readers on both banks.',
    'Follow the river to the old mill.',
    'Get the rope ready.',
    'The company may earn a commission of five per cent.',
    '投资者说，这份报告不构成建议，但很多人照做了。',
    '本文作者不代表任何机构的立场。',
    '以上数据仅供参考，以渡口当天的公告为准。',
    '交流群里的人都知道这件事。',
  ])('%s stays: it tells something', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it('buttons go, with whatever stands in their row', async () => {
    const row =
      '<div><a href="https://a.example/reuse"><span>Reuse this content</span></a><a href="https://a.example/trust">The Trust Project</a></div>';
    expect(await below(row)).toBe('');
    expect(
      await below(
        '<p><a href="https://a.example/win">Windows</a> <a href="https://a.example/mac">macOS</a></p>',
      ),
    ).toBe('Windows macOS');
  });

  it('a link to the whole of it goes, in a line of its own or behind the last sentence', async () => {
    expect(await below('<p><a href="https://ferry.example/1">查看渡口讨论</a></p>')).toBe('');
    expect(
      await rest(
        `${FIRST}${MIDDLE}${LAST.replace('</p>', '<br><a href="https://ferry.example/1">查看全文</a></p>')}`,
      ),
    ).toBe('');
    const within = '<p>船家说，规章的<a href="https://ferry.example/1">全文</a></p>';
    expect(await below(within)).toBe('船家说，规章的全文');
  });

  it('a link to all that there is goes from behind a picture, which stays', async () => {
    const call = '<a href="https://ferry.example/work">See All Ferry Work</a>';
    const shown = async (html: string) => {
      const { text, images } = await cleanHtml(FIRST + MIDDLE + LAST + html, context);
      return [text.includes('Ferry'), images.length];
    };
    expect(await shown(`<p><img src="https://img.ferry.example/1.jpg"> ${call}</p>`)).toEqual([false, 1]);
    expect(await shown(`<p><img src="https://img.ferry.example/1.jpg">${call}</p>`)).toEqual([false, 1]);
    expect(await shown(`<p>${call}</p>`)).toEqual([false, 0]);
  });

  it.each([
    '瀏覽次數：1,024 | 文章分類：<a href="https://ferry.example/c">河邊</a> 加入書籤：<a href="https://ferry.example/p">永久連結</a>',
    'This entry was posted in <a href="https://ferry.example/c">Boats</a> and tagged <a href="https://ferry.example/t">lamps</a>. Bookmark the <a href="https://ferry.example/p">permalink</a>.',
    '此条目发表在<a href="https://ferry.example/c">河边</a>分类目录，贴了<a href="https://ferry.example/t">灯</a>标签。将<a href="https://ferry.example/p">固定链接</a>加入收藏夹。',
    'Posted in <a href="https://ferry.example/c">Boats</a> | Tagged <a href="https://ferry.example/t">lamps</a>, <a href="https://ferry.example/u">fog</a>',
  ])('the fields of a blog go: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    'The lamp was posted in <a href="https://ferry.example/c">Boats</a>, and tagged there',
    '分类和标签都写在<a href="https://ferry.example/c">船头</a>',
  ])('what says more stays: %s', async (line) => {
    expect(await below(`<p>${line}</p>`)).not.toBe('');
  });
});

describe('links to other articles', () => {
  it('go amid an article if nothing introduces them and they lead to its own site', async () => {
    expect(await amid(OWN)).toBe('');
    expect(await amid(`<p>这几篇说得更细：</p>${OWN}`)).toContain('对岸的灯');
    expect(await amid(`<h3>灯</h3>${OWN}`)).toContain('对岸的灯');
    expect(await amid(`<p>关于灯的说法，有以下两种</p>${OWN}`)).toContain('对岸的灯');
    expect(await amid(OWN, '')).toContain('对岸的灯');
  });

  it('go wherever they lead if their addresses are those of articles', async () => {
    const dated = OWN.replace('news/one', '2024/03/lamp').replace('news/two', '2024/05/boat');
    expect(await amid(dated, '')).toBe('');
    expect(await amid(dated.replace('www.ferry', 'www.boat'), '')).toContain('对岸的灯');
    const tools = links(['https://a.example/12345', 'lamp-tools'], ['https://a.example/12346', 'boat-tools']);
    expect(await amid(tools)).toContain('lamp-tools');
  });

  it('go with the line that labels them, and stay in a section of the author’s own', async () => {
    const label = '<p>更多报导</p>';
    expect(await amid(label + links(['https://other.example/a', '灯']))).toBe('');
    const dated =
      '<ul><li><a href="https://other.example/a">The lamp</a> <span>March 11, 2021</span></li></ul>';
    expect(await amid(`<h4>Read More River Watch</h4>${dated}`)).toBe('');
    const section = `<h2>灯</h2>${MIDDLE}<h2>延伸阅读</h2>${links(['https://other.example/a', '灯塔史'])}`;
    expect(await amid(section)).toContain('灯塔史');
  });

  it('go at the end, line by line, and under a label that names the author', async () => {
    const lines = OWN.replace(/<(\/?)(?:ul|li)>/g, (_, close) => (close ? '</p>' : '<p>'));
    expect(await rest(FIRST + PICTURE + MIDDLE + LAST + lines)).toBe('');
    expect(await below(`<p><b>Read more from Ann Lee:</b></p>${lines}`)).toBe('');
    expect(await below('<p><b>Read more from Ann Lee:</b></p>')).toContain('Ann Lee');
    expect(await rest(`${FIRST + PICTURE + MIDDLE}<p>资料见下面两篇</p>${lines}`)).toContain('对岸的灯');
  });

  it('stay where they are what the article is', async () => {
    const short = `<p>本周的两件事</p>${PICTURE}`;
    expect(await rest(short + OWN)).toContain('对岸的灯');
  });
});

describe('above an article', () => {
  it('who wrote it goes with links to their pages, and the date and the time that reading takes', async () => {
    const byline =
      '<p><a href="https://ferry.example/our-team/lee"><img src="https://ferry.example/lee_60.png"></a></p><p>18 Mar 2021</p><p>by <a href="https://ferry.example/our-team/lee">Ann Lee</a></p><p>7 min read</p>';
    expect(await above(byline)).toBe('');
    expect(await above('<p>By <a href="https://ferry.example/boats/">boat</a></p>')).toBe('By boat');
    expect(await above('<p>作者 林一舟</p>')).toBe('作者 林一舟');
  });

  it('how long ago it was published goes, with a name', async () => {
    expect(await above('<p>林一舟 3小时前</p>')).toBe('');
    expect(await above('<p>三天前，他来过。</p>')).toBe('三天前，他来过。');
  });

  it('a link to the section goes, which the address names as well', async () => {
    expect(await above('<p><a href="https://ferry.example/river-life/">River Life</a></p>')).toBe('');
    expect(await above('<p><a href="https://boats.example/lamp">The boat</a></p>')).toBe('The boat');
  });
});

describe('anywhere', () => {
  it.each([
    '[PR]',
    '【广告】',
    'Story continues below advertisement',
    '00:00 / 03:21',
    '播放视频',
    '加载中…',
    '▲ 返回顶部',
    '本帖最后由 看灯的人 于 2021-5-10 11:09 编辑',
    '1.jpg (123.45 KB, 下载次数: 12)',
    '下载附件',
    'Listen to this article',
    'list of 4 items',
    'Play Pause Add to Queue Remove from Queue',
    '登录后获取更多权限',
    'Back to top ↑',
    '<a href="#lamp">渡口の灯へ戻る▲</a>',
  ])('%s goes', async (line) => {
    expect(await amid(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '推广',
    '10:30/12:00',
    'The story continues.',
    '播放',
    '彼は家に戻る',
    'Back to the lamp',
    '灯.jpg',
    'Listen to this.',
  ])('%s stays', async (line) => {
    expect(await amid(`<p>${line}</p>`)).toBe(line);
  });

  it('boxes go whose name has several parts', async () => {
    const box = (name: string, html: string) => amid(`<div class="${name}">${html}</div>`);
    expect(await box('content-social-share-button-field', '<h2>Share</h2>')).toBe('');
    expect(
      await box(
        'site-web-notifications-opt-in',
        '<h2>River alerts:</h2><p>Enable notifications.</p><a href="#">On</a>',
      ),
    ).toBe('');
    expect(await box('article-category', '<a href="https://ferry.example/c">Boats</a>')).toBe('');
    expect(await box('newsletter-letter', '<p>The newsletter of 1920 names him.</p>')).toContain('1920');
    expect(
      await amid('<ul class="similarLinks"><li><a href="https://a.example/x">The lamp</a></li></ul>'),
    ).toBe('');
  });
});

describe('where a text breaks off', () => {
  it.each([
    '请订阅或登录，以继续阅读全文！',
    '登录后可查看完整内容',
    '继续阅读',
    'Subscribe to continue reading',
    'Already a subscriber? Log in',
    'This article is for subscribers only.',
  ])('%s goes', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '登录后，他看到了完整的内容。',
    '读者要订阅才能看到后半篇。',
    'He had to log in to read the full story.',
    '他点了继续阅读',
  ])('%s stays', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it('what is to be pressed goes from the end of the last line, and pictures behind it stay', async () => {
    const { text, images } = await cleanHtml(
      `${FIRST}<p>船还没有来...<br>繼續閱讀 ${PICTURE.slice(3)}`,
      context,
    );
    expect([text.endsWith('船还没有来...'), images.length]).toEqual([true, 1]);
    expect(await rest(`${FIRST}<p>船还没有来……阅读全文</p>`)).toBe('船还没有来……');
    expect(await rest(`${FIRST}<p>他叫大家都来阅读全文</p>`)).toBe('他叫大家都来阅读全文');
  });
});

describe('above the lines that credit somebody, and beside them', () => {
  it('what a site says of itself goes, and the credit stays', async () => {
    expect(await below('<p>仅供投资者参考，不构成投资建议</p><p>来源：河报</p>')).toBe('来源：河报');
    expect(await below('<p>扫码关注公众号</p><p>图：林一舟</p>')).toBe('图：林一舟');
  });

  it('the label of links that are not there goes', async () => {
    expect(await rest(`${FIRST}<p>（作者是船家）<b>推荐阅读</b>：</p>`)).toBe('（作者是船家）');
    expect(await rest(`${FIRST}<p>他叫它<b>推荐阅读</b></p>`)).not.toContain('推荐阅读');
  });

  it.each([
    '此内容为河报原创，著作权归河报所有。未经河报书面授权，不得以任何方式加以使用，包括转载、摘编。河报保留追究侵权者法律责任的权利。',
    '河报声明：此消息转载自合作媒体，登载此文出于传递更多信息之目的，并不意味着赞同其观点。',
    '本文仅代表作者个人观点。',
    '（本文来自河报，更多原创资讯请下载“河报”APP）',
    '※ 點我加入河報好友',
    '责编邮箱：boat@ferry.example',
    'Thanks for reading the Ferry! Subscribe for free to receive new posts.',
    'submitted by /u/boat to r/river [link] [comments]',
    'View this post on Instagram',
    'The Ferry is not responsible for the content of external sites.',
  ])('%s goes', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe('');
  });

  it.each([
    '本文作者是船家，他未经授权不得转载。',
    '他说自己只代表自己。',
    'The ferry is not responsible for the fog.',
  ])('%s stays', async (line) => {
    expect(await below(`<p>${line}</p>`)).toBe(line);
  });

  it('labels that only programs read go, whatever a component is called', async () => {
    expect(await amid('<p><span class="css-1a2b-VisuallyHidden e1">image caption</span>撑篙</p>')).toBe(
      '撑篙',
    );
    expect(await amid('<p><span class="css-not-visually-hidden">撑篙</span></p>')).toBe('撑篙');
  });
});
