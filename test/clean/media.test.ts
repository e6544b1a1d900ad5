import { describe, expect, it } from 'vitest';
import { clean } from './within-article.ts';

describe('A frame becomes a link', () => {
  it.each([
    [
      'its title',
      '<iframe src="https://charts.example/tea.html" title="茶叶产量"></iframe>',
      'https://charts.example/tea.html',
      '茶叶产量',
    ],
    [
      'its label',
      '<iframe src="https://maps.example/m" aria-label="地图"></iframe>',
      'https://maps.example/m',
      '地图',
    ],
    [
      'a parameter of its address',
      '<iframe src="https://maps.example/?q=%E6%B9%96%E5%BF%83%E4%BA%AD"></iframe>',
      'https://maps.example/?q=%E6%B9%96%E5%BF%83%E4%BA%AD',
      '湖心亭',
    ],
    [
      'the place on a map, in base64',
      '<iframe src="https://maps.example/embed?pb=!1m2!1s0x3:0x9!2z5rmW5b-D5Lqt!3m2!1szh-CN!2scn"></iframe>',
      'https://maps.example/embed?pb=!1m2!1s0x3:0x9!2z5rmW5b-D5Lqt!3m2!1szh-CN!2scn',
      '湖心亭',
    ],
    [
      'the words of its path',
      '<iframe src="https://charts.example/embed/tea-harvest-by-year"></iframe>',
      'https://charts.example/embed/tea-harvest-by-year',
      'tea harvest by year',
    ],
    [
      'its host, where its path is an id',
      '<iframe src="https://clips.example/embed/v2/ab1-cd2-710123"></iframe>',
      'https://clips.example/embed/v2/ab1-cd2-710123',
      'clips.example',
    ],
    [
      'its host',
      '<iframe src="//charts.example/tea.html"></iframe>',
      'https://charts.example/tea.html',
      'charts.example',
    ],
    [
      'its host, where it loads lazily',
      '<iframe src="about:blank" data-lazy-src="https://charts.example/t"></iframe>',
      'https://charts.example/t',
      'charts.example',
    ],
    [
      'its host, as a plug-in',
      '<object data="https://charts.example/t.swf"></object>',
      'https://charts.example/t.swf',
      'charts.example',
    ],
    [
      'its host, whatever attribute of a plug-in holds it',
      '<embed src="about:blank" code="https://charts.example/t.swf">',
      'https://charts.example/t.swf',
      'charts.example',
    ],
    [
      'the page of a known player',
      '<iframe src="https://www.ximalaya.com/thirdparty/player/sound/player.html?id=7"></iframe>',
      'https://www.ximalaya.com/sound/7',
      'ximalaya.com/sound/7',
    ],
    [
      'the page of a game',
      '<iframe src="https://store.steampowered.com/widget/7/?t=%E6%B9%96"></iframe>',
      'https://store.steampowered.com/app/7',
      'store.steampowered.com/app/7',
    ],
  ])('named by %s', async (_, html, href, label) => {
    expect((await clean(html)).html).toContain(`<p><a href="${href}">${label}</a></p>`);
  });

  it('with the picture that it names', async () => {
    const { html } = await clean(
      '<iframe data-src="https://video.example/v/1" data-cover="https://pics.example/1.jpg"></iframe>',
    );
    expect(html).toContain(
      '<figure><a href="https://video.example/v/1"><img src="https://pics.example/1.jpg"',
    );
  });

  it.each([
    '<iframe src="https://count.example/t" width="0" height="0"></iframe>',
    '<iframe src="https://count.example/t" style="width:1px;height:1px"></iframe>',
    '<iframe src="https://count.example/t" style="visibility:hidden"></iframe>',
    '<iframe src="javascript:alert(1)"></iframe>',
  ])('unless it shows nothing: %s', async (html) => {
    const cleaned = await clean(html);
    expect(cleaned.html).not.toContain('<a ');
    expect(cleaned.removals).toMatchObject([
      { rule: expect.stringMatching(/^(?:tracking pixel|<iframe>)$/) },
    ]);
  });
});

describe('What a page shows in another way than HTML has it stays', () => {
  it.each([
    [
      'a document in an object, by its words',
      '<object data="https://lake.example/plan.pdf">规划全文</object>',
      '<a href="https://lake.example/plan.pdf">规划全文</a>',
    ],
    [
      'a video in a picture',
      '<img src="/v/1.mp4" alt="灯会">',
      '<video src="https://lake.example/v/1.mp4" title="灯会"',
    ],
    [
      'a still picture of a video',
      '<img src="/v/1.mp4?process=snapshot">',
      '<img src="https://lake.example/v/1.mp4?process=snapshot"',
    ],
    ['a sound in a picture', '<img src="/v/1.mp3">', '<audio src="https://lake.example/v/1.mp3"'],
    [
      'a poster whose address is written as a parameter',
      '<iframe src="https://clips.example/p" data-cover="https%3A%2F%2Fimg.example%2Fc.jpg"></iframe>',
      '<img src="https://img.example/c.jpg"',
    ],
  ])('%s', async (_name, html, expected) => {
    expect((await clean(html)).html).toContain(expected);
  });
});

describe('A frame that goes', () => {
  it.each([
    ['advertisement', '<iframe src="https://ads.example/f"></iframe>'],
    ['tracking pixel', '<iframe src="https://count.example/f" width="1" height="1"></iframe>'],
    [
      'buttons',
      '<iframe src="//www.facebook.com/plugins/likebox.php?href=https%3A%2F%2Flake.example%2Ff"></iframe>',
    ],
    ['buttons', '<iframe src="https://gulls.substack.com/embed?from=lake.example/f" width="480"></iframe>'],
  ])('goes as %s: %s', async (rule, frame) => {
    const { removals } = await clean(frame);
    expect(removals).toEqual([{ rule, text: '', addresses: [expect.stringMatching(/example(?:\/|%2F)f/)] }]);
  });

  it('is none that shows a post', async () => {
    const { html } = await clean(
      '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Ffacebook.com%2Fgulls%2Fposts%2F1"></iframe><iframe src="https://gulls.substack.com/embed/p/lamps"></iframe>',
    );
    expect(html.match(/<a /g)).toHaveLength(2);
  });
});

describe('A recording', () => {
  it('is played in the format that plays everywhere', async () => {
    const { html } = await clean(
      '<video poster="https://pics.example/p.jpg"><source src="https://v.example/a.m3u8" type="application/x-mpegURL"><source src="https://v.example/a.webm" type="video/webm"><source src="https://v.example/a.mp4" type="video/mp4"></video>',
    );
    expect(html).toContain(
      '<video src="https://v.example/a.mp4" controls="" preload="none" poster="https://pics.example/p.jpg"></video>',
    );
  });

  it.each([
    ['title', '<audio src="https://v.example/1.mp3" title="船歌"></audio>'],
    ['label', '<audio src="https://v.example/1.mp3" aria-label="船歌"></audio>'],
  ])('keeps its %s', async (_name, source) => {
    expect((await clean(source)).html).toContain('<audio src="https://v.example/1.mp3" title="船歌"');
  });

  it('is found in whatever attribute holds its address', async () => {
    const { html } = await clean('<audio data-audio-file="https://v.example/talk.mp3"></audio>');
    expect(html).toContain('<audio src="https://v.example/talk.mp3"');
  });

  it('whose address is of the browser alone leaves its still picture', async () => {
    const { html } = await clean(
      '<video src="blob:https://v.example/1" poster="https://pics.example/p.jpg"></video>',
    );
    expect(html).toContain('<img src="https://pics.example/p.jpg"');
  });
});

describe('What an element names in its attributes alone is shown', () => {
  it.each([
    [
      'a recording of a player',
      '<div class="player" data-mp4="https://v.example/lamp.mp4"></div>',
      'src="https://v.example/lamp.mp4"',
    ],
    [
      'a recording beside its text',
      '<div data-audio="//v.example/lamp.mp3"><span>听灯会 3:20</span></div>',
      '<audio src="https://v.example/lamp.mp3"',
    ],
    [
      'a recording in the settings of a script',
      `<div data-setup='{"list":[{"file":"https:\\/\\/v.example\\/lamp.m4a"}]}'></div>`,
      '<audio src="https://v.example/lamp.m4a"',
    ],
    [
      'a picture of a component',
      '<x-image src="https://pics.example/1" alt="湖上的灯"></x-image>',
      'src="https://pics.example/1" alt="湖上的灯"',
    ],
    [
      'a picture of a gallery',
      '<ul><li data-src="https://pics.example/1.jpg">甲</li></ul>',
      'src="https://pics.example/1.jpg"',
    ],
    [
      'a frame of a component',
      '<x-card data-url="https://v.example/1" data-desc="湖上的灯"></x-card>',
      '<a href="https://v.example/1">湖上的灯</a>',
    ],
    ['a frame of a site', '<x-youtube videoid="dQw4w9WgXcQ"></x-youtube>', 'watch?v=dQw4w9WgXcQ'],
    [
      'a post',
      '<amp-twitter data-tweetid="1370412741450694657" data-cards="hidden"></amp-twitter>',
      'twitter.com/i/status/1370412741450694657',
    ],
    [
      'a picture with its comments',
      '<amp-instagram data-shortcode="CMX1a2b3c4d"></amp-instagram>',
      'instagram.com/p/CMX1a2b3c4d',
    ],
    [
      'a page that a script puts into a box',
      '<blockquote class="clip-embed" cite="https://v.example/lamp/1"><section></section></blockquote>',
      '<a href="https://v.example/lamp/1">v.example</a>',
    ],
    [
      'a recording beside its picture',
      '<div data-video="https://v.example/lamp.mp4"><img src="https://pics.example/1.jpg"></div>',
      '<video src="https://v.example/lamp.mp4"',
    ],
    [
      'a picture behind a box',
      '<div data-bg="url(https://pics.example/1.jpg)"></div>',
      'src="https://pics.example/1.jpg"',
    ],
    [
      'the code that a script writes',
      '<script src="https://gist.github.com/lakeside/3f2a1b0c.js"></script>',
      '<a href="https://gist.github.com/lakeside/3f2a1b0c">gist.github.com/lakeside/3f2a1b0c</a>',
    ],
    [
      'a film whose number lacks the letters it begins with',
      '<iframe src="https://player.bilibili.com/player.html?bvid=1xx411c7mD" title="湖上的灯"></iframe>',
      '<a href="https://www.bilibili.com/video/BV1xx411c7mD">',
    ],
    ['a component by its title', '<xvoice name="湖上的灯" code="MzI1"></xvoice>', '<p>湖上的灯</p>'],
    [
      'a picture by the format that its address asks for',
      '<p><img src="https://pics.example/loading.gif" data-u="https://pics.example/a?x=1&f=png"></p>',
      'src="https://pics.example/a?x=1&amp;f=png"',
    ],
  ])('%s', async (_what, html, expected) => {
    expect((await clean(html)).html).toContain(expected);
  });

  it.each([
    [
      'a recording that an element plays already',
      '<div data-v="https://v.example/a.mp4"><video src="https://v.example/a.mp4"></video></div>',
      /<video/g,
    ],
    [
      'a picture that stands elsewhere',
      '<div data-src="https://pics.example/a.jpg"></div><p><img src="https://pics.example/a.jpg"></p>',
      /<img/g,
    ],
  ])('once: %s', async (_what, html, element) => {
    expect((await clean(html)).html.match(element)).toHaveLength(1);
  });
});
