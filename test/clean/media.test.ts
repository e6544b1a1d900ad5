import { describe, expect, it } from 'vitest';
import type { CleanContext, CleanedBody } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const CONTEXT: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '',
  categories: [],
  link: 'https://lake.example/2024/a.html',
  placeholderHosts: [],
};

function clean(html: string, context: Partial<CleanContext> = {}): Promise<CleanedBody> {
  return cleanHtml(`<p>开头的一段。</p>${html}<p>结尾的一段。</p>`, { ...CONTEXT, ...context });
}

function withoutLink(html: string): Promise<CleanedBody> {
  const { link: _, ...context } = CONTEXT;
  return cleanHtml(`<p>开头的一段。</p>${html}<p>结尾的一段。</p>`, context);
}

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
  ])('goes as %s', async (rule, frame) => {
    const { removals } = await clean(frame);
    expect(removals).toEqual([{ rule, text: '', addresses: [expect.stringContaining('example/f')] }]);
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

describe('A picture is found by what an attribute holds', () => {
  const SPACER = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
  it.each([
    `<img src="${SPACER}" data-anything="https://pics.example/a.jpg">`,
    '<img src="/img/loading.gif" x-lazy="//pics.example/a.jpg">',
    '<img picture-url="https://pics.example/a.jpg">',
    '<img src="" data-sizes-set="https://pics.example/s.jpg 200w, https://pics.example/a.jpg 900w">',
    '<img src="https://pics.example/a.jpg" data-lazy-src="https://pics.example/a.jpg?w=1#038;h=2">',
    '<img src="https://pics.example/a.jpg" data-original="{{ picture }}">',
    '<img src="https://pics.example/a.jpg" data-link="https://shop.example/b.jpg">',
    '<picture><source data-srcset="https://pics.example/a.jpg 2x"><img src="blank.png"></picture>',
  ])('%s', async (html) => {
    expect((await clean(html)).html).toMatch(/<img src="https:\/\/pics\.example\/a\.jpg" alt="" /);
  });

  it.each([
    ['in a button', '<p>看图<input type="Image" src="https://pics.example/1.jpg" alt="桥"></p>'],
    ['beside a reading', '<p><ruby>桥<rt>qiáo<img src="https://pics.example/1.jpg"></rt></ruby></p>'],
  ])('and %s', async (_name, source) => {
    expect((await clean(source)).images).toEqual(['https://pics.example/1.jpg']);
  });

  it('but no other field of a form is one', async () => {
    const { images } = await clean('<input type="text" src="https://pics.example/1.jpg" value="桥">');
    expect(images).toEqual([]);
  });

  it('and of a format that is new, in the document itself too', async () => {
    const inline = `data:image/avif;base64,${'A'.repeat(600)}`;
    expect((await clean(`<img src="${inline}">`)).html).toContain(`<img src="${inline}"`);
  });
});

describe('An emoji is text', () => {
  it.each([
    ['<img class="emoji" alt="👍" src="https://cdn.example/72x72/1f44d.png">', '👍'],
    ['<img src="https://cdn.example/emoji/svg/1f600.svg">', '😀'],
    ['<img alt="[偷笑]" src="https://face.example/face/touxiao.png" width="22" height="22">', '[偷笑]'],
    ['<img class="smiley" alt=":wink:" src="https://forum.example/a/w.gif">', ':wink:'],
  ])('%s', async (image, text) => {
    const cleaned = await clean(`<p>真好${image}啊。</p>`);
    expect(cleaned.html).toContain(`<p>真好${text}啊。</p>`);
    expect(cleaned.images).toEqual([]);
  });

  it.each([
    '<img alt="表情丰富的演员" src="https://pics.example/face/actor.jpg">',
    '<img alt="😀" src="https://pics.example/a.jpg" width="640" height="480">',
  ])('but a photograph is none: %s', async (image) => {
    expect((await clean(image)).html).toContain('<img ');
  });
});

describe('What stands for an article', () => {
  it.each([
    '<img class="avatar" src="https://pics.example/li.jpg">',
    '<img src="https://lake.example/favicon.png">',
    '<img src="https://pics.example/sign.png" width="24" height="24">',
    '<img alt="logo" src="https://pics.example/l.png">',
    '<img src="https://pics.example/a/topics/lake.jpg" width="100" height="100">',
    '<div style="float: left"><img src="https://pics.example/lake.jpg" width="100" height="100"></div>',
    '<img src="https://pics.example/lake.jpg" width="100" height="100" align="right">',
  ])('is never a sign: %s', async (image) => {
    const cleaned = await clean(`${image}<img src="https://pics.example/a.jpg">`);
    expect(cleaned.html).toContain('pics.example/a.jpg');
    expect(cleaned.images).toEqual(['https://pics.example/a.jpg']);
    expect(cleaned.removedImages).toHaveLength(1);
  });
});

describe('An address that leads nowhere', () => {
  it('leaves the words of what it is of, and is named in one warning', async () => {
    const { html, warnings } = await withoutLink(
      '<p><img src="images/a.png" alt="一盏灯"></p><video src="v/a.mp4"></video><p><a href="../b.html">下一篇</a></p>',
    );
    expect(html).toContain('<p>一盏灯</p>');
    expect(html).toContain('下一篇');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain('"images/a.png", "v/a.mp4", "../b.html"');
  });

  it('is not named where a box with the link in it went', async () => {
    const { link: _, ...context } = CONTEXT;
    const { removals, warnings } = await cleanHtml(
      '<p>看<a href="a.html">第一夜</a>，灯亮着。</p><ul><li><a href="/1#comment-form">发表评论</a></li></ul>',
      context,
    );
    expect(removals.map(({ text }) => text).join()).toBe('发表评论');
    expect(warnings[0]?.message).toMatch(/^"a\.html": a relative address/);
  });

  it('is resolved where the article names its original', async () => {
    const { html, warnings } = await clean('<img src="images/a.png" alt="一盏灯">');
    expect(html).toContain('https://lake.example/2024/images/a.png');
    expect(warnings).toEqual([]);
  });
});

it('A cell keeps the side that its text is on', async () => {
  const { html } = await clean(
    '<table><tr align="RIGHT"><th>甲</th><td style="text-align: center !important">乙</td></tr><tr><td align="left">丙</td><td align="justify">丁</td></tr></table>',
  );
  expect(html).toContain(
    '<tr><th align="right">甲</th><td align="center">乙</td></tr><tr><td>丙</td><td>丁</td></tr>',
  );
});

describe('A banner is no picture of the article', () => {
  const PICTURE = '<img src="https://pics.example/b.png" width="600" height="74">';

  it.each([
    `<p><a href="https://shop.example/?id=1" rel="nofollow">${PICTURE}</a></p>`,
    `<p><a href="https://shop.example/?id=1" rel="noopener sponsored"><br>${PICTURE}</a></p>`,
    `<div><a href="http://click.shop.example/m/1/">${PICTURE}</a></div>`,
    `<p><a href="//s.click.shop.example/t">${PICTURE.replace(/ width.*"/, ' style="width:728px;height:90px"')}</a></p>`,
  ])('%s', async (html) => {
    const { images, removedImages, removals } = await clean(html);
    expect(images).toEqual([]);
    expect(removedImages).toEqual(['https://pics.example/b.png']);
    expect(removals).toEqual([
      { rule: 'advertisement', text: '', addresses: expect.arrayContaining(['https://pics.example/b.png']) },
    ]);
  });

  it.each([
    ['in a plain link', `<p><a href="https://shop.example/?id=1">${PICTURE}</a></p>`],
    [
      'that leads to itself',
      `<p><a href="https://shop.example/b-large.png" rel="nofollow">${PICTURE}</a></p>`,
    ],
    ['within a line', `<p>灯会<a href="https://shop.example/" rel="nofollow">${PICTURE}</a></p>`],
    [
      'as high as others',
      `<p><a href="https://shop.example/" rel="nofollow">${PICTURE.replace('74', '340')}</a></p>`,
    ],
    [
      'without a size',
      '<p><a href="https://shop.example/" rel="nofollow"><img src="https://pics.example/b.png"></a></p>',
    ],
    ['without a link', `<p>${PICTURE}</p>`],
  ])('but a picture %s is', async (_name, html) => {
    expect((await clean(html)).images).toEqual(['https://pics.example/b.png']);
  });
});

describe('A picture behind an element', () => {
  it.each([
    '<div style="background-image: url(https://pics.example/1.jpg)" aria-label="桥"></div>',
    "<section style='width:300px;background:#fff url(\"//pics.example/1.jpg\") no-repeat' title='桥'><p></p></section>",
    '<span style="background-image:url(&quot;https://pics.example/1.jpg&quot;);" title="桥">&nbsp;</span>',
  ])('is shown where nothing else is: %s', async (html) => {
    const { html: cleaned, images } = await clean(html);
    expect(images).toHaveLength(1);
    expect(cleaned).toMatch(/<img src="https?:\/\/pics\.example\/1\.jpg" alt="桥"/);
  });

  it('once, however many elements have it', async () => {
    const behind = '<i style="background:url(http://pics.example/1.jpg)"></i>';
    const { html } = await clean(`<p>${behind}<img data-src="https://pics.example/1.jpg"></p>${behind}`);
    expect(html.match(/<img /g)).toHaveLength(1);
    expect((await clean(behind + behind)).html.match(/<img /g)).toHaveLength(1);
  });

  it.each([
    '<div style="background:url(https://pics.example/1.jpg)">灯会</div>',
    '<div style="background:url(https://pics.example/1.jpg)"><video src="https://v.example/1.mp4"></video></div>',
    '<div style="background:url(https://pics.example/1.jpg);width:1px;height:1px"></div>',
    '<div style="background:url(data:image/png;base64,iVBO)"></div>',
    '<div style="display:none;background:url(https://pics.example/1.jpg)"></div>',
  ])('but not behind something: %s', async (html) => {
    expect((await clean(html)).images).toEqual([]);
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
