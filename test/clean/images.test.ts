import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { readSourceSet } from '../../lambda/clean/image-addresses.ts';
import { cleanHtml } from './clean-html.ts';

const context: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '',
  categories: [],
  placeholderHosts: ['picsum.photos'],
};

describe('the best candidate of a srcset', () => {
  it.each([
    ['a.jpg', 'a.jpg'],
    ['a.jpg 1x, b.jpg 2x', 'b.jpg'],
    ['a.jpg 400w,b.jpg 1200w,c.jpg 800w', 'b.jpg'],
    [
      'https://a.example/x,w_100/a.jpg 1x, https://a.example/x,w_200/a.jpg 1.5x',
      'https://a.example/x,w_200/a.jpg',
    ],
    ['a.jpg, b.jpg 2x', 'b.jpg'],
    ['  ', undefined],
  ])('of %j is %s', (value, expected) => {
    expect(readSourceSet(value)).toBe(expected);
  });
});

describe('a lazy picture has its real address', () => {
  it.each([
    '<img data-src="https://a.example/1.jpg">',
    '<img data-original="https://a.example/1.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    '<img data-lazy-src="https://a.example/1.jpg" src="https://a.example/assets/blank.gif">',
    '<img data-actualsrc="https://a.example/1.jpg" src="">',
    '<img src="about:blank" data-srcset="https://a.example/0.jpg 1x, https://a.example/1.jpg 2x">',
    '<img src="https://a.example/loading.gif"><noscript><img src="https://a.example/1.jpg"></noscript>',
    '<img src="https://a.example/1.jpg"><noscript><img src="https://a.example/1.jpg"></noscript>',
    `<img src="https://a.example/lazy.png" data-options='{"src":"https:\\/\\/a.example\\/1.jpg","w":3}'>`,
    '<img src="#" data-imageurl="https://a.example/1.jpg">',
    '<a href="https://a.example/1.jpg"><img src="https://a.example/loading.gif"></a>',
    '<picture><source srcset="https://a.example/1.jpg 2x"><img src="https://a.example/1x1.png"></picture>',
  ])('%s', async (html) => {
    expect((await cleanHtml(`<p>x${html}</p>`, context)).images).toEqual(['https://a.example/1.jpg']);
  });
});

it.each(['hidden', 'style="display:none"'])('a hidden picture is named: %s', async (attribute) => {
  const { removals } = await cleanHtml(`<p>x<img src="https://a.example/1.jpg" ${attribute}></p>`, context);
  expect(removals).toMatchObject([{ rule: 'hidden', addresses: ['https://a.example/1.jpg'] }]);
});

it('pictures of promotion, of nothing, and of counting go, and are named', async () => {
  const { images, removedImages } = await cleanHtml(
    `<p>x<img src="https://a.example/p.gif" width=1 height=1><img src="https://picsum.photos/400/300?random=81">
    <img src="https://a.example/qrcode_258.jpg"><img src="https://a.example/x.jpg" alt="公众号二维码">
    <img src="https://sub.hm.baidu.com/hm.gif"><img src="https://a.example/quarter.jpg" alt="二维码支付的小店"></p>`,
    context,
  );
  expect(images).toEqual(['https://a.example/quarter.jpg']);
  expect(removedImages).toEqual([
    'https://a.example/p.gif',
    'https://picsum.photos/400/300?random=81',
    'https://a.example/qrcode_258.jpg',
    'https://a.example/x.jpg',
    'https://sub.hm.baidu.com/hm.gif',
  ]);
});

it.each(['https://a.example/1.jpg', '//a.example/x', 'None', 'undefined'])(
  'what programs write in place of words for a picture says nothing: %s',
  async (alt) => {
    const { html } = await cleanHtml(`<p><img src="https://a.example/1.jpg" alt="${alt}"></p>`, context);
    expect(html).toContain('src="https://a.example/1.jpg" alt=""');
  },
);

const tiny = (style: string) => `<img src="https://count.example/p.gif?a=1" style="${style}">`;

it.each([
  tiny('width:1px;height:1px'),
  tiny('WIDTH: 1PX !important; HEIGHT: 1PX'),
  tiny('width:0;height:0'),
  tiny('width:1pt;height:.1em'),
  tiny('max-width:1px;max-height:1px'),
  tiny('width:100px;max-width:1px;height:1px'),
  tiny('visibility:hidden'),
  tiny('visibility:collapse'),
  tiny('display:none'),
  `<div style="width:1px;height:1px;overflow:hidden">${tiny('')}</div>`,
])('a picture that is too small to be seen goes: %s', async (html) => {
  const cleaned = await cleanHtml(`<p>渡口的灯亮了。</p>${html}`, context);
  expect(cleaned.html).toBe('<p>渡口的灯亮了。</p>');
  expect(cleaned.images).toEqual([]);
});

it.each([
  'width:1px',
  'width:2em;height:2em',
  'max-width:100%;height:auto',
  'width:1%;height:1%',
  'opacity:0',
])('a picture stays that may be seen: %s', async (style) => {
  const cleaned = await cleanHtml(`<p>渡口的灯亮了。</p>${tiny(style)}`, context);
  expect(cleaned.html).toContain('<img src="https://count.example/p.gif?a=1"');
});

it('a picture has the size that its style tells', async () => {
  const size = async (style: string) =>
    (await cleanHtml(`<p>x<img src="https://a.example/1.jpg" style="${style}"></p>`, context)).html;
  expect(await size('width:640px; height: 427px')).toContain('width="640" height="427"');
  expect(await size('max-width:640px;width:100%;height:auto')).not.toContain('width');
  expect(await size('width:640px')).not.toContain('width');
  expect(await size('max-width:100px;height:50px')).not.toContain('height=');
  expect(await size('width:100px;max-height:50px')).not.toContain('width=');
});

it('a picture that is promotion here and content there is content', async () => {
  const { removedImages } = await cleanHtml(
    '<p>x<img src="http://a.example/1.jpg"></p><div class="ad"><img src="https://a.example/1.jpg"></div>',
    context,
  );
  expect(removedImages).toEqual([]);
});

it.each(['4qr7hbk2.png', 'a81ewm3f.jpg', 'qr7hbk2wcm.webp', '9f-3qr8.png'])(
  'a picture stays whose name is a hash with a short word for a QR code in it: %s',
  async (name) => {
    const address = `https://a.example/${name}`;
    expect((await cleanHtml(`<p>x<img src="${address}"></p>`, context)).images).toEqual([address]);
  },
);

it.each(['cid:part1@letter', 'file:///C:/x.png', 'blob:https://a.example/1', 'C:\\x.png'])(
  'a picture that only a program or machine of its writer can show is named: %s',
  async (address) => {
    const { removals } = await cleanHtml(`<p>x<img src="${address}"></p>`, context);
    expect(removals).toMatchObject([{ rule: 'picture', addresses: [address] }]);
  },
);
