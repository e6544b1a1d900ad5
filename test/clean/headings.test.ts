import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const CONTEXT: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '渡口的灯',
  categories: ['河边'],
  placeholderHosts: [],
};

const PROSE = '<p>船家把灯挂上桅杆，风一吹，灯影就在水面上摇，过河的人都停下来看一会儿才上船。</p>';

async function headingsOf(html: string, context: Partial<CleanContext> = {}): Promise<readonly string[]> {
  const { html: cleaned } = await cleanHtml(html, { ...CONTEXT, ...context });
  const again = await cleanHtml(cleaned, { ...CONTEXT, ...context });
  expect(again.html).toBe(cleaned);
  return [...cleaned.matchAll(/<(h[1-6])>(.*?)<\/\1>/g)].map(([, name, text]) => `${name} ${text}`);
}

const bold = (text: string) => `<p><strong>${text}</strong></p>`;

describe('bold lines that are headings', () => {
  it.each([
    ['strong', bold('灯从哪里来'), bold('灯往哪里去')],
    ['b, within other formats', '<p><b>灯从哪里来</b></p>', '<p><font><b>灯往哪里去</b></font></p>'],
    [
      'a style',
      '<p style="font-weight:700">灯从哪里来</p>',
      '<p><span style="font-weight:bold">灯往哪里去</span></p>',
    ],
    [
      'boxes',
      '<div><strong>灯从哪里来</strong></div>',
      '<section><p><strong>　灯往哪里去</strong><br></p></section>',
    ],
  ])('are marked as such: %s', async (_name, first, second) => {
    const html = PROSE + first + PROSE + PROSE + second + PROSE;
    expect(await headingsOf(html)).toEqual(['h2 灯从哪里来', 'h2 灯往哪里去']);
  });

  it('are marked where a single one stands between paragraphs of prose', async () => {
    expect(await headingsOf(PROSE + bold('为什么是灯？') + PROSE)).toEqual(['h2 为什么是灯？']);
  });

  it('stand below the heading above them', async () => {
    const html = `<h2>上河</h2>${PROSE}${bold('渡船')}${PROSE}<h3>下河</h3>${PROSE}${bold('木桥')}${PROSE}`;
    expect(await headingsOf(html)).toEqual(['h2 上河', 'h3 渡船', 'h3 下河', 'h4 木桥']);
  });

  it('stand beside the one above them where both are numbered alike', async () => {
    const html = `<h3>一、渡船</h3>${PROSE}${bold('二、木桥')}${PROSE}${bold('三、渔火')}${PROSE}`;
    expect(await headingsOf(html)).toEqual(['h3 一、渡船', 'h3 二、木桥', 'h3 三、渔火']);
  });

  it('are those that the editor of a site set so, in the comment that it leaves', async () => {
    const copy = (text: string, classes: string) =>
      `<p cms-style="font-L"><font cms-style="font-L"><font cms-style="font-L${classes}">　　${text}</font></font></p>`;
    const long = '灯下的人'.repeat(300);
    const html = `<p>　　${long}。</p><p>　　灯从哪里来</p>${PROSE}<p>　　灯下人</p>${PROSE}
<!--article_adlist[${copy(`${long}。`, '')}${copy('灯从哪里来', ' strong-Bold')}${copy('灯下人', '')}]article_adlist-->`;
    expect(await headingsOf(html, { categories: ['新浪财经'] })).toEqual(['h2 灯从哪里来']);
    expect(await headingsOf(html)).toEqual(['h2 灯从哪里来']);
    expect(await headingsOf(html.replace(/<!--.*-->/s, ''))).toEqual([]);
  });
});

describe('bold lines that are none', () => {
  it.each([
    ['a lead', `${bold('渡口的灯昨晚又亮了，过河的人比往年都多')}${PROSE}${PROSE}`],
    ['a sentence', PROSE + bold('灯又亮了。') + PROSE + bold('人都来了。') + PROSE],
    ['who speaks', PROSE + bold('船家：') + PROSE + bold('问：灯从哪里来？') + PROSE],
    ['who wrote it', `${PROSE}${bold('文／河边')}${PROSE}${bold('摄影｜灯下')}${PROSE}`],
    ['lines of a verse', PROSE + bold('灯在水上') + bold('水在灯下') + bold('人在船上') + PROSE],
    ['the last one', `${PROSE}${bold('灯下见')}`],
    ['a quotation', PROSE + bold('“灯就是路”') + PROSE + bold('“路就是灯”') + PROSE],
    ['a legend', PROSE + bold('图1 渡口夜景') + PROSE + bold('表 2 船班') + PROSE],
    ['a link', `${PROSE}<p><strong><a href="https://a.example/1">更早的灯</a></strong></p>${PROSE}`],
    ['the name of a file above code', `${PROSE}${bold('lamp.ts')}<pre><code>light()</code></pre>${PROSE}`],
    [
      'in a list',
      `<ul><li><p><strong>灯</strong></p><p>亮着。</p></li><li><p><strong>船</strong></p><p>停着。</p></li></ul>`,
    ],
    [
      'part of a line',
      `${PROSE}<p><strong>灯</strong>又亮了</p>${PROSE}<p><strong>船</strong>又来了</p>${PROSE}`,
    ],
  ])('stay as they are: %s', async (_name, html) => {
    expect(await headingsOf(html)).toEqual([]);
  });
});

describe('lines without elements', () => {
  async function blocksOf(html: string): Promise<string> {
    return (await cleanHtml(html, CONTEXT)).html;
  }

  it('stay apart where they are sentences', async () => {
    const html = '<div>先说结论：\n1，灯是旧的；\n2，船是新的；\n3，过河的人比去年多了一倍，还在增加。</div>';
    expect(await blocksOf(html)).toBe(
      '<p>先说结论：<br>1，灯是旧的；<br>2，船是新的；<br>3，过河的人比去年多了一倍，还在增加。</p>',
    );
  });

  it.each(['pre-line', 'pre-wrap'])('stay apart where a style keeps them: %s', async (value) => {
    const html = `<div style="white-space: ${value}">\n灯在水上\n水在灯下\n<b>人在船上</b>\n</div><p>灯在\n水上</p>`;
    expect(await blocksOf(html)).toBe('<p>灯在水上<br>水在灯下<br><b>人在船上</b></p>\n<p>灯在水上</p>');
  });

  it('are paragraphs where empty lines stand between them', async () => {
    const html = '<div>灯亮了，人都来了。\n\n船也来了，一趟一趟地过河。\n\n天亮时人都散了。</div>';
    expect(await blocksOf(html)).toBe(
      '<p>灯亮了，人都来了。</p>\n<p>船也来了，一趟一趟地过河。</p>\n<p>天亮时人都散了。</p>',
    );
  });

  it('are joined where an editor wrapped one text', async () => {
    const wrapped = `${'灯影在水面上摇动着过河的人停下来看'.repeat(2)}\n${'船家一趟一趟地撑过来又撑过去直到天'.repeat(2)}\n亮了。`;
    expect(await blocksOf(`<p>${wrapped}</p>`)).toBe(`<p>${wrapped.replaceAll('\n', '')}</p>`);
    const english =
      'The lamp was lit again last night, and the people who\ncrossed the river stood in a row. The boatman came and\nwent until the morning.';
    expect(await blocksOf(`<p>${english}</p>`)).toBe(`<p>${english.replaceAll('\n', ' ')}</p>`);
  });
});
