import { describe, expect, it } from 'vitest';
import { isDrawing } from '../../lambda/clean/drawing-list.ts';
import { cleanHtml } from './clean-html.ts';

const CONTEXT = {
  key: 'a.md',
  id: 'k7',
  title: '',
  categories: [],
  link: 'https://lake.example/a/1.html',
  placeholderHosts: [],
};

const WORDS = '<text x="1" y="2">三千只</text>';

async function clean(html: string) {
  const cleaned = await cleanHtml(`<p>开头的一段。</p>${html}<p>结尾的一段。</p>`, CONTEXT);
  expect((await cleanHtml(cleaned.html, CONTEXT)).html).toBe(cleaned.html);
  return cleaned;
}

/** The sources of the drawings in cleaned HTML. */
function drawingsOf(html: string): readonly string[] {
  return [...html.matchAll(/data:image\/svg\+xml;base64,([^"]+)/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
}

describe('A drawing that says something is a picture', () => {
  it('with its name and its words for those who do not see it', async () => {
    const { html } = await clean(
      `<svg width="300" height="200" viewBox="0 0 300 200"><title>灯笼</title><rect fill="red" width="9" height="9"/>${WORDS}</svg>`,
    );
    expect(html).toContain('alt="灯笼：三千只" width="300" height="200"');
    expect(drawingsOf(html)).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" viewBox="0 0 300 200"><title>灯笼</title><rect fill="red" width="9" height="9"></rect><text x="1" y="2">三千只</text></svg>',
    ]);
  });

  it('without words too, where it is as large and rich as an illustration', async () => {
    const shapes = '<path d="M0 0L9 9"/><circle r="3"/><rect width="9" height="9"/>';
    const { html } = await clean(`<svg width="300" height="200">${shapes}</svg>`);
    expect(drawingsOf(html)).toHaveLength(1);
  });

  it('also where it stands in an address', async () => {
    const source = `<svg xmlns="http://www.w3.org/2000/svg">${WORDS}</svg>`;
    const { html } = await clean(
      `<img src="data:image/svg+xml;utf8,${encodeURIComponent(source)}" alt="灯笼">`,
    );
    expect(drawingsOf(html)).toEqual([source]);
  });

  it('whose lines of words stay apart', async () => {
    const { html } = await clean('<svg><text><tspan>三千只</tspan><tspan>灯笼</tspan></text></svg>');
    expect(html).toContain('alt="三千只 灯笼"');
  });
});

describe('A drawing holds nothing but a drawing', () => {
  it.each([
    '<script>x()</script>',
    '<rect onclick="x()"/>',
    '<a xlink:href="javascript:x()"><rect/></a>',
    '<a href="https://evil.example/"><rect/></a>',
    '<use href="https://evil.example/x.svg#x"/>',
    '<use xlink:href="data:image/svg+xml,x#x"/>',
    '<rect fill="url(https://evil.example/x)"/>',
    '<rect fill="uurl(#a)rl(https://evil.example/x)"/>',
    '<rect style="background:\\75rl(https://evil.example/x)"/>',
    '<rect style="background:image-set(\'https://evil.example/x\' 1x)"/>',
    '<animate attributeName="href" values="javascript:x()"/>',
    '<set attributeName="onclick" to="x()"/>',
    '<filter id="f"><feImage href="https://evil.example/x"/></filter>',
    '<metadata>https://evil.example/</metadata>',
  ])('%s', async (part) => {
    const { html } = await clean(`<svg width="9" height="9"><rect fill="red"/>${part}${WORDS}</svg>`);
    const [source = ''] = drawingsOf(html);
    expect(source).toContain('三千只');
    expect(source).not.toMatch(/script|evil|onclick|animate|x\(\)|feImage/);
    expect(isDrawing(source)).toBe(true);
  });

  it('and one that its style sheet loads something for is its words', async () => {
    const { html } = await clean(
      `<svg><style>@import url(https://evil.example/x);</style><rect fill="red"/>${WORDS}</svg>`,
    );
    expect(html).toBe('<p>开头的一段。</p>\n<p>三千只</p>\n<p>结尾的一段。</p>');
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"><script></script></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>a{b:url(x)}</style></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style></style><style>@import "x"</style></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><rect fill="&quot;url(x)"></rect></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><!-- --></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><rect a=b></rect></svg>',
    '<html xmlns="http://www.w3.org/2000/svg"></html>',
  ])('which is looked at once more before it is written: %s', (source) => {
    expect(isDrawing(source)).toBe(false);
  });
});

describe('A drawing that needs its page is what it shows of it', () => {
  it.each([
    [
      'its labels',
      '<svg><rect class="node"/><foreignObject><div>开始</div></foreignObject><foreignObject><p>结束</p></foreignObject></svg>',
      '<p>开始</p>\n<p>结束</p>',
    ],
    ['its words, where the page paints it', `<svg><rect class="bar"/>${WORDS}</svg>`, '<p>三千只</p>'],
    [
      'its pictures',
      '<svg><image xlink:href="/pic/1.jpg" width="30" height="20"/></svg>',
      '<p><img src="https://lake.example/pic/1.jpg" alt="" width="30" height="20" loading="lazy" referrerpolicy="no-referrer"></p>',
    ],
  ])('%s', async (_name, svg, expected) => {
    const { html, removals } = await clean(svg);
    expect(html).toBe(`<p>开头的一段。</p>\n${expected}\n<p>结尾的一段。</p>`);
    expect(removals.map(({ rule }) => rule)).toEqual(['drawing']);
  });

  it('and where it is too large for a document, too', async () => {
    const { html } = await clean(`<svg><path fill="red" d="${'M0 0'.repeat(10_000)}"/>${WORDS}</svg>`);
    expect(html).toContain('<p>三千只</p>');
  });
});

it.each([
  '<svg width="24" height="24"><title>分享</title><path d="M0 0"/><path d="M1 1"/><path d="M2 2"/></svg>',
  '<svg viewBox="0 0 1024 1024"><path d="M0 0"/><path d="M1 1"/><path d="M2 2"/></svg>',
  '<svg width="300" height="200"><use href="#chart"/></svg>',
  '<svg width="300" height="200"><defs><text>三千只</text></defs></svg>',
  '<img src="data:image/svg+xml,%3Csvg%20width=%221%22%20height=%221%22%3E%3Crect/%3E%3C/svg%3E">',
])('an icon, a sprite or what stands in for a picture says nothing: %s', async (html) => {
  expect((await clean(html)).html).toBe('<p>开头的一段。</p>\n<p>结尾的一段。</p>');
});
