import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { above, below, context, PROSE, rest } from './mill-article.ts';

describe('a control that nothing announces any more', () => {
  it.each([
    '<p>大家好，我是老人，欢迎参加我的课程：</p><p>查看更多</p>',
    '<p>分享到：微信 微博</p><p>大家好，我是老人，欢迎参加我的课程：</p><p>查看更多</p>',
  ])('%s goes with what did', async (html) => {
    expect(await above(html)).toBe('');
  });

  it('goes with the lines below it in its paragraph', async () => {
    expect(await below('<p>查看更多<br>如有侵权，请联系我们删除</p>')).toBe('');
    expect(await below('<p>查看更多<br>作者：</p>')).toBe('');
  });

  it('stays where it is announced', async () => {
    expect(await below('<p>磨坊门口的牌子上写着：</p><p>查看更多</p>')).toBe(
      '磨坊门口的牌子上写着：\n查看更多',
    );
  });
});

describe('links to other articles', () => {
  const [one, two] = ['https://www.river.example/news/21034', 'https://www.river.example/news/21035'];
  const amid = (html: string) => rest(PROSE.join(html));

  it.each([
    `<p>&gt;&gt;&gt; <a href="${one}">点击查看：水轮是怎样停下的</a></p>`,
    `<p>（<a href="${one}">延伸閱讀：水輪是怎樣停下的</a>）</p>`,
    `<h2>Recommended</h2><p><a href="${one}">How the wheel came to a stop</a></p>`,
    `<p>⊙<a href="${one}">水轮是怎样停下来的，老人说了一夜</a></p><p>⊙<a href="${two}">上游的坝修了两年才修好</a></p>`,
  ])('%s goes amid an article', async (html) => {
    expect(await amid(html)).toBe('');
  });

  it('one alone stays, and so do those that a line introduces', async () => {
    const [first, second] = [
      `<p><a href="${one}">水轮是怎样停下来的，老人说了一夜</a></p>`,
      `<p><a href="${two}">上游的坝修了两年才修好</a></p>`,
    ];
    expect(await amid(first)).not.toBe('');
    expect(await amid(`<p>从前写过的两篇：</p>${first}${second}`)).toContain('上游的坝');
  });

  it('the trail to the article goes, whose last step is its title', async () => {
    const trail = (last: string) =>
      `<ul><li><a href="https://river.example/">主页</a></li><li>新闻</li><li>${last}</li></ul>`;
    expect(await above(trail('河上的磨坊 2021/03/22'))).toBe('');
    expect(await above(trail('别的磨坊'))).not.toBe('');
  });
});

describe('boxes', () => {
  const card = (text: string) =>
    `<div class="product-card"><p>${text}</p><a class="btn" rel="nofollow" href="https://shop.example/1">去购买</a></div>`;
  const amid = (html: string) => rest(PROSE.join(html));

  it('of an offer go: paid links, a price or a button, no sentence, and few of them', async () => {
    expect(await amid(card('河边牌 石磨 ￥129'))).toBe('');
    expect(await amid(card('这台石磨一小时能磨十斤面。'))).not.toBe('');
    expect(await amid(card('石磨 ￥129').repeat(4))).not.toBe('');
    expect(await amid('<p>▶ <a rel="nofollow" href="https://shop.example/1">点击领取优惠券</a></p>')).toBe(
      '',
    );
  });

  it('of platforms and of rights go by their names and what they hold', async () => {
    expect(await above('<ul class="platforms"><li>PS4</li><li>Switch</li></ul>')).toBe('');
    expect(await above('<div class="platform">站台上站着三十个人，都在等开往河边的车。</div>')).not.toBe('');
    expect(
      await below(
        '<div class="post-copyright"><p>本文作者：老人</p><p>版权声明：采用 BY-NC 许可协议</p></div>',
      ),
    ).toBe('');
    expect(await below('<div class="copyright">© 老人</div>')).toBe('© 老人');
  });

  it('a picture above everything goes if its link tells an advertiser where its readers come from', async () => {
    const picture = (href: string) => `<p><a href="${href}"><img src="https://ad.example/1.jpg"></a></p>`;
    const shown = async (href: string) =>
      (await cleanHtml(picture(href) + PROSE.join(''), context)).images.length;
    expect(await shown('https://shop.example/?utm_source=river')).toBe(0);
    expect(await shown('https://shop.example/about')).toBe(1);
  });
});

describe('what pages say where a program is missing', () => {
  const amid = (html: string) => rest(PROSE.join(html));

  it.each([
    '当前浏览器不支持播放语音，请在其他浏览器中播放',
    '视频加载失败，请刷新页面',
    '向左滑动查看更多',
    '字号：大 中 小',
    '【打印本页】【关闭窗口】',
    '[上一页] 1 2 [下一页]',
    '（点击查看大图）',
    '-- 广告 --',
    'toggle caption',
    'To view this video please enable JavaScript, and consider another browser',
  ])('%s goes', async (line) => {
    expect(await amid(`<p>${line}</p>`)).toBe('');
  });

  it.each(['视频里的水轮加载了十袋麦子。', '字号大的招牌挂在门口', '上一页写的是水，下一页写的是磨。'])(
    '%s stays',
    async (line) => {
      expect(await amid(`<p>${line}</p>`)).toBe(line);
    },
  );

  it('goes with comments and rewards, by the names of their boxes', async () => {
    const comments = '<ul><li>过客：磨得真细</li></ul>';
    expect(await below(`<div id="comments"><h3>评论</h3>${comments}</div>`)).toBe('');
    expect(await below(`<div id="comments"><h3>水轮的声音</h3>${comments}</div>`)).not.toBe('');
    expect(await below('<div class="reward-box"><p>赞赏支持</p></div>')).toBe('');
  });

  it.each([
    '《水轮的声音》上有2条评论',
    '2 thoughts on “水轮的声音”',
    '3則留言',
    '发表评论',
    'One response to 水轮',
  ])('goes with the comments of WordPress below %s', async (title) => {
    const comments = `<h2>${title}</h2><ol><li><p>过客</p><p>磨得真细，明天还来。</p></li></ol>`;
    expect(await below(`<div id="comments" class="comments-area">${comments}</div>`)).toBe('');
    expect(await below(`<div id="waterwheel">${comments}</div>`)).not.toBe('');
  });

  it('goes with many of them below a long article, by the words of WordPress only', async () => {
    const long = Array.from(
      { length: 120 },
      (_, day) => `<p>第${day}天，水轮转了一整天，麦子还有很多。</p>`,
    ).join('');
    const many = Array.from(
      { length: 70 },
      (_, guest) => `<li><p>过客${guest}：磨得真细，明天再来。</p></li>`,
    );
    const keeps = async (title: string) => {
      const comments = `<h2>${title}</h2><ol>${many.join('')}${many.join('')}</ol>`;
      const body = `${long}${long}<div id="comments">${comments}</div>`;
      return (await cleanHtml(body, context)).text.includes('过客');
    };
    expect(await keeps('《水轮的声音》上有70条评论')).toBe(false);
    expect(await keeps('留言')).toBe(true);
  });
});
