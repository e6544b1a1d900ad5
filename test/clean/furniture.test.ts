import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { context, FIRST, LAST, textBetween } from './lamp-article.ts';

describe('a name is no evidence', () => {
  it.each(['ad-hoc', 'Advertising', 'feedback', 'toolbar', 'related-work', 'share', 'toc', 'social', 'qr'])(
    'in the id of a heading: %s',
    async (id) => {
      expect(await textBetween(`<h2 id="${id}">灯下</h2>`)).toBe('灯下');
      expect(await textBetween(`<section id="${id}"><h3>灯下</h3><p>有三个人。</p></section>`)).toBe(
        '灯下\n有三个人。',
      );
    },
  );

  it.each([
    [
      'the id of a figure',
      '<figure id="qr-decomposition"><img src="https://a.example/1.png"><figcaption>分解</figcaption></figure>',
    ],
    ['the id of a note', '<ol><li id="fn-social">见第三章。</li></ol>'],
    ['the id of a table', '<table id="share"><tr><td>甲</td><td>三成</td></tr></table>'],
    [
      'an element in a sentence',
      '<p>他在<a class="social-link" href="https://a.example/">渡口</a>等船。</p>',
    ],
    ['a span in a sentence', '<p>灯上写着<span class="ad">好酒</span>两个字。</p>'],
  ])('in %s', async (_name, html) => {
    expect(await textBetween(html)).not.toBe('');
    expect((await cleanHtml(FIRST + html + LAST, context)).removals).toEqual([]);
  });

  it.each([
    ['social', '<div class="social">社会调查的结果昨天公布，过河的人多了三成。</div>'],
    ['promotion', '<div class="promotion">船家的儿子升了班长</div>'],
    ['sponsor', '<p class="sponsor">灯油由河东的油坊赞助，油坊的主人是他的表兄。</p>'],
    ['qr', '<div class="qr">二维码贴在船头，是三年前的事。</div>'],
    ['feedback', '<div class="feedback">过河的人都说灯好。</div>'],
    ['recommend', '<div class="recommend"><p>船家推荐的三个渡口，都在上游。</p></div>'],
    [
      'toc',
      '<ul class="toc"><li><a href="https://ferry.example/1">第一夜</a></li><li><a href="https://ferry.example/2">第二夜</a></li></ul>',
    ],
  ])('where the box holds prose or facts: %s', async (_name, html) => {
    expect(await textBetween(html)).not.toBe('');
  });

  it.each([
    [
      'a recording',
      '<div class="audio-player"><audio src="https://a.example/1.mp3"></audio>渡口的歌</div>',
      '<audio src="https://a.example/1.mp3"',
    ],
    [
      'a film',
      '<div class="share"><video src="https://a.example/1.mp4"></video></div>',
      '<video src="https://a.example/1.mp4"',
    ],
    [
      'a known player',
      '<div class="ad"><iframe src="https://player.bilibili.com/player.html?bvid=BV1xx"></iframe></div>',
      'https://www.bilibili.com/video/BV1xx',
    ],
    [
      'code',
      '<div class="code-toolbar"><pre><code>go</code></pre><div class="toolbar"><button>Copy</button></div></div>',
      '<pre><code>go</code></pre>',
    ],
    [
      'a photograph',
      '<div class="social"><a href="https://a.example/big.jpg"><img src="https://a.example/lamp.jpg"></a></div>',
      'lamp.jpg',
    ],
  ])('where the box holds %s', async (_name, html, kept) => {
    expect((await cleanHtml(FIRST + html + LAST, context)).html).toContain(kept);
  });
});

describe('parts of a page go', () => {
  it.each([
    [
      'an advertisement',
      '<div class="article-ad"><a href="https://shop.example/"><img src="https://shop.example/1.jpg"></a></div>',
    ],
    [
      'a frame with an advertisement',
      '<div class="ad-slot-2"><iframe src="https://banner.example/1"></iframe></div>',
    ],
    ['its label', '<div class="ad_label">广告</div>'],
    ['a code to scan', '<div class="qrcode"><img src="https://a.example/code.png">扫一扫，在手机上看</div>'],
    [
      'buttons that share',
      '<div class="share-box">分享到：<a href="javascript:;">微信</a> <a href="#">微博</a></div>',
    ],
    [
      'signs that share',
      '<div class="social-icons"><a href="https://weibo.example/u/1"><img src="/i/weibo.png"></a></div>',
    ],
    [
      'links that share, whatever their box is called',
      '<div><a href="https://twitter.com/intent/tweet?url=https%3A%2F%2Fferry.example%2F"><img src="https://a.example/t.png"></a></div>',
    ],
    [
      'what a plug-in shares with',
      '<div class="sharedaddy sd-sharing-enabled"><div class="sd-block sd-social"><h3 class="sd-title">Share this:</h3><ul><li class="share-twitter"><a href="https://ferry.example/?share=twitter"><span>Twitter</span></a></li></ul></div></div>',
    ],
    [
      'what it says of each network',
      '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="https://ferry.example/?share=twitter">Click to share on Twitter (Opens in new window)</a></li></ul></div>',
    ],
    [
      'how it prints',
      '<div class="sharedaddy"><ul><li><a href="#print">Click to print</a></li><li>More</li></ul></div>',
    ],
    [
      'what it relates in another version',
      '<nav class="jp-relatedposts-i2"><ul><li><a href="https://ferry.example/3">渡口的船昨天下水</a></li></ul></nav>',
    ],
    [
      'what it likes with',
      '<div class="sharedaddy sd-block sd-like"><h3 class="sd-title">Like this:</h3><div class="likes-widget-placeholder"><span>Like</span> <span class="loading">Loading...</span></div></div>',
    ],
    [
      'where it would relate',
      '<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3></div>',
    ],
    [
      'related links',
      '<div class="related-news">相关：<ul><li><a href="https://ferry.example/3">渡口的船昨天下水</a></li></ul></div>',
    ],
    [
      'a table of contents',
      '<div id="toc"><ul><li><a href="#a">灯下</a></li><li><a href="#b">船头</a></li></ul></div>',
    ],
    ['a byline', '<div class="entry-meta"><a href="https://ferry.example/u/1">林一舟</a> 2024年5月1日</div>'],
    [
      'labels that programs read',
      '<h2 class="element-invisible">主导航</h2><p><span class="screen-reader-text">在新窗口打开</span></p>',
    ],
  ])('%s', async (_name, html) => {
    expect(await textBetween(html)).toBe('');
    const { removals, images } = await cleanHtml(FIRST + html + LAST, context);
    expect(removals.length).toBeGreaterThan(0);
    expect(images).toEqual([]);
  });

  it('what players show around their films', async () => {
    const html = `<span class="mejs-offscreen">Video Player</span><div class="video-js vjs-default-skin"><video class="vjs-tech" src="https://a.example/1.mp4"></video>
      <div class="vjs-loading-spinner"><span class="vjs-control-text">Video Player is loading.</span></div>
      <button class="vjs-big-play-button"><span class="vjs-control-text">Play Video</span></button>
      <div class="vjs-control-bar"><div class="vjs-current-time"><span>Current Time</span> 0:00</div></div>
      <div class="vjs-modal-dialog">The media could not be loaded.</div></div>`;
    const cleaned = await cleanHtml(FIRST + html + LAST, context);
    expect(cleaned.html).toContain('<video src="https://a.example/1.mp4"');
    expect(await textBetween(html)).toBe('');
  });
});

describe('a link of which all words are hidden', () => {
  const label = '<i class="icon"></i><span class="sr-only">帖子</span>';

  it('goes with its address among the removals', async () => {
    const { html, removals } = await cleanHtml(
      `<p>渡口<a href="https://a.example/1">${label}</a>的早晨</p>`,
      context,
    );
    expect(html).toBe('<p>渡口的早晨</p>');
    expect(removals).toEqual([
      expect.objectContaining({ rule: 'hidden label', text: '帖子', addresses: ['https://a.example/1'] }),
    ]);
  });

  it('stays as a place where others lead to it, and as a link where some of its words are shown', async () => {
    const { html } = await cleanHtml(
      `<p>见<a href="#top">上</a></p><p><a id="top" href="https://a.example/1">${label}</a>渡口的早晨</p><p><a href="https://a.example/2">${label}全文</a></p>`,
      context,
    );
    expect(html).toContain('id="k7-top"');
    expect(html).toContain('<a href="https://a.example/2">全文</a>');
  });
});
