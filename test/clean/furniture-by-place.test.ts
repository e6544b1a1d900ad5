import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { context, FIRST, LAST, textBetween } from './lamp-article.ts';

describe('above an article', () => {
  const above = async (html: string) => (await cleanHtml(html + FIRST + LAST, context)).html.split(FIRST)[0];

  it('the title goes, below a picture, the byline and the name of a column', async () => {
    expect(
      await above(
        `<p><img src="https://a.example/head.jpg"></p><p><a href="https://ferry.example/c">渡口周刊</a></p><h1>渡口的灯</h1>
        <div><img class="avatar" src="https://ferry.example/avatar/1.png">林一舟</div><p>5-1 08:30</p>`,
      ),
    ).toMatch(/^<p><img src="https:\/\/a.example\/head.jpg"[^>]*><\/p>\n$/);
  });

  it.each([
    '<h1>渡口的灯 - 渡口周刊</h1>',
    '<h2>渡口的灯</h2>',
    '<p>作者：林一舟 | 2024-05-01 08:30 | 阅读 1,024</p>',
    '<p>By 林一舟 on May 1, 2024</p>',
    '<p>渡口的灯</p><p>2024年5月1日 星期三</p>',
    '<p>阅读 1,024 · 评论 3 · 点赞 15</p>',
    '<div>您的位置：<a href="/">首页</a> &gt; <a href="/c">河边</a> &gt; 正文</div>',
    '<div>河边日报 2024-05-01 08:30:12</div>',
    '<p>2024/05/01 08:30</p>',
    '<p><img src="https://ferry.example/u/avatar/12.jpg" width="48" height="48"></p>',
    '<p><img src="https://ferry.example/categories/river.png" width="100" height="100"></p>',
    '<p><a href="https://ferry.example/tag/river">河</a> <a href="https://ferry.example/tag/lamp">灯</a></p>',
    '<p>来源：</p>',
    '<p>{{ author }} · {{ date }}</p>',
    '<p><a rel="nofollow sponsored" href="https://shop.example/1"><img src="https://ferry.example/oil.jpg"></a></p>',
    '<img class="wx-share-img" src="https://ferry.example/share.jpg">',
    '<div class="u-visually-hidden">跳到正文</div>',
    '<strong><img class="avatar" src="https://ferry.example/v2-a_l.jpg"><span>何秋，</span><span>渡口的船工</span></strong>',
    '<ul class="platform-tag"><li><a href="https://ferry.example/news?p=river">江 船</a></li></ul>',
    '<p><img src="https://ferry.example/p/undefined"></p>',
  ])('%s goes', async (html) => {
    expect(await above(html)).toBe('');
  });

  it.each([
    '<p>来源：渡口周刊</p>',
    '<p>记者 林一舟</p>',
    '<p>林一舟的船</p>',
    '<p>2024年5月1日</p>',
    '<h2>河边</h2>',
    '<h1>渡口的灯与船</h1>',
    '<p>首页 / 灯 / 船</p>',
    '<p>河边日报 2024-05-01</p>',
    '<p>来源：渡口周刊 2024-05-01 08:30</p>',
  ])('%s stays', async (html) => {
    expect(await above(html)).toBe(`${html}\n`);
  });

  it('the title of a site stays out of a heading that only begins like it', async () => {
    const { html } = await cleanHtml(`<h1>渡口的灯</h1>${FIRST}`, {
      ...context,
      title: '渡口的灯 | 渡口周刊',
    });
    expect(html).toBe(FIRST);
  });

  it('the dates of a chronicle stay', async () => {
    const html = `<h1>渡口的灯</h1><p>5月1日</p>${FIRST}<p>5月2日</p>${LAST}`;
    expect((await cleanHtml(html, context)).text).toMatch(/^5月1日\n.*\n5月2日\n/);
  });
});

describe('below an article', () => {
  const below = async (html: string) =>
    (await cleanHtml(FIRST + LAST + html, context)).html.split(LAST)[1]?.trim();

  it.each([
    '<p>渡口的灯 was originally published in Ferry on Medium.</p>',
    '<p>The post <a href="https://ferry.example/">渡口的灯</a> appeared first on <a href="https://ferry.example/">渡口周刊</a>.</p>',
    '<ul><li><a href="/lamp#respond">发表评论</a></li></ul>',
    '<p>分享到 微信 微博</p>',
    '<p>渡口的灯 was originally published in Ferry on Medium, where people are continuing the conversation by highlighting it.</p>',
    '<form><h3>发表评论</h3><textarea></textarea></form>',
    '<p>The post 渡口的灯 first appeared on 渡口周刊.</p>',
    '<p>3 条评论</p>',
    '<p>标签：<a href="https://ferry.example/t/1">灯</a>、<a href="https://ferry.example/t/2">船</a></p>',
    '<p><a href="https://ferry.example/tag/1.htm"><i>#</i>灯</a><a href="https://ferry.example/tag/2.htm"><i>#</i>船</a></p>',
    '<p>标签：</p><ul><li><a href="https://ferry.example/topics/1">灯</a></li></ul>',
    '<p>转载请注明出处：渡口周刊</p><p><a href="https://ferry.example/tag/1.htm">灯</a></p><p>责任编辑：何秋</p>',
    '<p>如需转载，请联系渡口周刊。</p>',
    '<p>渡口周刊出品，未经许可，禁止转载。</p>',
    '<p>免责声明：本站文章仅供参考，不构成投资建议。</p>',
    '<p>以上内容仅供参考，不构成投资建议。</p>',
    '<p>We may earn a commission when you buy through links on our site.</p>',
    '<p>Follow us on Telegram for more ferries</p>',
    '<p>Subscribe to our newsletter</p>',
    '<p>想了解更多渡口的故事，欢迎关注渡口周刊</p>',
    '<p>官方微博：@渡口周刊</p>',
    '<p>如果觉得有用，记得点赞转发</p>',
    '<p>阅读原文</p>',
    '<p>渡口摄影交流群：12345678</p>',
    '<h4>下一篇：<a href="https://ferry.example/4">渡口的船与撑船的人</a></h4><h4>渡口技术讨论群：12345678</h4>',
    '<p>© 2024 渡口周刊. <a href="https://ferry.example/unsubscribe">Unsubscribe</a></p>',
    '<p>Copyright © 2024 Ferry Weekly. All rights reserved.</p>',
    '<p><a href="https://ferry.example/p/1/comments">留言</a> · <a href="https://ferry.example/p/1?action=share">转给朋友</a></p>',
    '<p>If somebody sent you this, <a href="https://ferry.example/subscribe?src=end">sign up here</a>.</p>',
    '<div class="promo-box"><p>喜欢渡口的故事吗？<a href="https://ferry.example/newsletter">每周收到一封信</a></p></div>',
    '<div class="view-more"><a href="https://ferry.example/all">查看全部回答</a></div>',
    '<p>原文链接：</p>',
    '<p><a href="https://ferry.example/9">渡口夜话 | 撑船的人都去了哪里</a></p>',
    '<p><a rel="nofollow" href="https://shop.example/2">立即购买</a></p>',
    '<div><a class="btn" rel="sponsored" href="https://shop.example/2">渡口的灯油</a></div>',
    '<p>Posted in <a href="https://ferry.example/c">河边</a> by 林一舟 on May 1, 2024</p>',
    '<div class="nav-links"><a href="https://ferry.example/1">← 渡口的船</a></div>',
    '<p>相关阅读</p><ul><li><a href="https://ferry.example/3">渡口的船</a></li></ul>',
  ])('%s goes', async (html) => {
    expect(await below(html)).toBe('');
  });

  it.each([
    '<p>可以这样登录：</p><ul><li>微信</li><li>微博</li></ul>',
    '<h3>支持的平台</h3><p>Facebook Twitter</p>',
    '<p>Facebook、Twitter、Telegram</p>',
    '<p>灯上写着：</p><p>广告</p>',
    '<p>标签：红的是灯，<a href="https://ferry.example/t/2">绿的</a>是船。</p>',
    '<p>船家写过：</p><p><a href="https://ferry.example/9">渡口夜话 | 撑船的人都去了哪里</a></p>',
    '<p>本文由 @林一舟 原创发布于渡口周刊。未经许可，禁止转载。</p>',
    '<p>特别声明：以上内容是我一个人的看法。</p>',
    '<p>见：</p><p><a href="https://ferry.example/tag/1.htm">灯</a></p>',
    '<p><a href="https://shop.example/2">立即购买</a></p>',
    '<p>Follow the river until the second ferry.</p>',
    '<p>© 渡口的影子，摄于三月。</p>',
    '<p>He <a href="https://ferry.example/subscribe">subscribed</a> to the river.</p>',
  ])('%s stays', async (html) => {
    expect(await below(html)).toBe(html.replaceAll('</p><', '</p>\n<').replace('</h3>', '</h3>\n'));
  });

  it('links to other parts of a series go, at both ends', async () => {
    const link = (number: number) =>
      `<p><a href="https://ferry.example/${number}">渡口一日（${number}）：船</a></p>`;
    const { text } = await cleanHtml(link(1) + FIRST + link(2) + LAST + link(3) + link(4), {
      ...context,
      title: '渡口一日（9）：灯',
    });
    expect(text.split('\n').slice(1, -1)).toEqual(['渡口一日（2）：船']);
    const other = await cleanHtml(FIRST + link(3), context);
    expect(other.text).toContain('渡口一日（3）：船');
  });

  it('an advertisement that leads is not the picture of the article', async () => {
    const html = `<p><a rel="nofollow" href="https://shop.example/1"><img src="https://ferry.example/oil.jpg"></a></p>`;
    expect((await cleanHtml(html + FIRST, context)).removedImages).toEqual(['https://ferry.example/oil.jpg']);
    expect((await cleanHtml(FIRST + html, context)).images).toEqual(['https://ferry.example/oil.jpg']);
  });

  it('a section of the author’s own stays, although it is headed like related links', async () => {
    const html = `<h2>灯</h2>${FIRST}<h2>延伸阅读</h2><ul><li><a href="https://ferry.example/3">渡口的船</a></li></ul>`;
    expect((await cleanHtml(html, context)).text).toContain('延伸阅读\n渡口的船');
  });

  it.each([
    '<p>编辑：何秋</p><p>责任编辑：陈渡</p>',
    '<p>责任编辑：陈渡</p><p>编辑：何秋</p>',
    '<p>（责任编辑：陈渡）</p><p>编辑：何秋</p>',
    '<p>编辑：何秋 责任编辑：陈渡</p>',
  ])('of two editors the one in charge is shown: %s', async (html) => {
    const cleaned = await cleanHtml(FIRST + LAST + html, context);
    expect(cleaned.editor).toBe('陈渡');
  });
});

describe('between the paragraphs of an article', () => {
  it('buttons go by the name of their box, where nothing is beside them', async () => {
    const box = async (name: string, html: string) =>
      (await cleanHtml(`${FIRST}<div class="${name}">${html}</div>${LAST}`, context)).text;
    expect(await box('image-info-icons', '<span title="收藏单图">收藏</span>')).not.toContain('收藏');
    expect(await box('post-actions', '<span>点赞 12</span> <span>评论 3</span>')).not.toContain('12');
    expect(await box('buttons', '<a href="https://ferry.example/run">View the lamp</a>')).toContain('View');
    expect(await box('actions', '<p>评论家都到了渡口</p>')).toContain('评论家');
  });

  it.each([
    ['jubao', '<span>舉報</span>'],
    ['app-download', '<p>下載客戶端，打開看更多</p>'],
    ['copyright', '<p>版權歸渡口周刊，未經許可不得轉載。</p>'],
    ['related', '<h3>相關文章</h3><a href="https://ferry.example/3">渡口的船與撐船的人</a>'],
    ['post-views', '閱讀次數：1,024'],
    ['ad-box', '<p>廣告</p>'],
  ])('a box goes in traditional characters, too: %s', async (name, html) => {
    const { text } = await cleanHtml(`${FIRST}<div class="${name}">${html}</div>${LAST}`, context);
    expect(text.split('\n')).toHaveLength(2);
  });

  it('a heading is the caption of the picture above it where its name says so', async () => {
    const html = async (name: string, between = '') =>
      (
        await cleanHtml(
          `${FIRST}<p><img src="https://ferry.example/1.jpg"></p>${between}<h4 class="${name}">渡口的灯</h4>${LAST}`,
          context,
        )
      ).html;
    expect(await html('img-desc')).toContain('<figcaption>渡口的灯</figcaption>');
    expect(await html('img-desc', '<!-- 图 -->')).toContain('<figcaption>渡口的灯</figcaption>');
    expect(await html('img-title')).toContain('<h4>渡口的灯</h4>');
    expect(await html('img-desc', '<p>船家在河边。</p>')).toContain('<h4>渡口的灯</h4>');
  });

  it.each(['image.png', 'IMG_2041.JPG', '微信图片_20240501.jpg', 'image', '在这里插入图片描述'])(
    'the caption %s goes, as nobody wrote it',
    async (caption) => {
      const figure = `<figure><img src="https://ferry.example/1.jpg"><figcaption>${caption}</figcaption></figure>`;
      const { text, images } = await cleanHtml(FIRST + figure + LAST, context);
      expect(text).not.toContain(caption);
      expect(images).toEqual(['https://ferry.example/1.jpg']);
    },
  );

  it.each([
    '<p>延伸阅读：<a href="https://ferry.example/3">渡口的船</a></p>',
    '<p><strong>Read more: <a href="https://ferry.example/3">The ferry</a></strong></p>',
    '<p>【相关阅读】：<a href="https://ferry.example/3">渡口的船</a></p>',
    '<p><a rel="nofollow" href="https://shop.example/2">¥ 39 抢购灯油</a></p>',
  ])('%s goes', async (html) => {
    expect(await textBetween(html)).toBe('');
  });

  it.each([
    '<p>【相关阅读】<a href="https://ferry.example/3">渡口的船昨天下水</a></p>',
    '<div>【相关阅读】渡口的船昨天下水</div>',
  ])('%s goes with the picture above it that leads to the same article', async (label) => {
    const picture = '<a href="https://ferry.example/3"><img src="https://ferry.example/3.jpg"></a>';
    const box = label.startsWith('<p>') ? picture + label : picture.replace('</a>', `${label}</a>`);
    const { html, images } = await cleanHtml(FIRST + box + LAST + box, context);
    expect(html).not.toContain('ferry.example');
    expect(images).toEqual([]);
  });

  it('a picture that leads elsewhere stays', async () => {
    const picture = '<p><a href="https://ferry.example/1"><img src="https://ferry.example/1.jpg"></a></p>';
    const related = '<p>相关阅读：<a href="https://ferry.example/3">渡口的船</a></p>';
    const { images } = await cleanHtml(FIRST + LAST + picture + related, context);
    expect(images).toEqual(['https://ferry.example/1.jpg']);
  });

  it.each([
    '<p>延伸阅读：<a href="https://ferry.example/3">渡口的船</a>，写在三年前。</p>',
    '<p>他说：<a href="https://ferry.example/3">渡口的船</a></p>',
    '<p><a rel="nofollow" href="https://shop.example/2">渡口灯油史</a></p>',
    '<p>一盏灯<a rel="nofollow sponsored" href="https://shop.example/2">39 元</a></p>',
    '<ul><li><a rel="nofollow" href="https://shop.example/2">灯油，39 元</a></li></ul>',
    '<p>2024-05-01 08:30 渡口</p>',
    '<p>{{ 灯 }}</p>',
  ])('%s stays', async (html) => {
    expect(await textBetween(html)).not.toBe('');
  });
});
