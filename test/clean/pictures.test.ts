import { describe, expect, it } from 'vitest';
import { clean } from './within-article.ts';

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
