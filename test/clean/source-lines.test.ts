import { describe, expect, it } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { CleanedBody } from '../../lambda/clean/clean.ts';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { SITE, uploadOf } from '../article/uploads.ts';

const PROSE = '<p>河口的灯塔今天傍晚重新亮了起来，守塔人的女儿说，她已经二十年没有见过这样的光。</p>';
const LINK = '<p><a href="https://lamp.example/a/7">渔船为什么比平时晚一个小时出海</a></p>';
const OTHER = '<p><a href="https://harbour.example/b">港务局的公告</a></p>';

async function clean(body: string, rule: Omit<SourceRule, 'name' | 'names'>): Promise<CleanedBody> {
  let cleaned: CleanedBody | undefined;
  const site = { ...SITE, rules: [{ name: 'lamp', names: ['灯塔'], ...rule }] };
  await deriveArticle(uploadOf(`---\ntitle: 灯塔\ncategories: [灯塔]\n---\n${body}`), site, (result) => {
    cleaned = result;
  });
  if (cleaned === undefined) throw new Error('it is no article');
  return cleaned;
}

async function linesOf(body: string, rule: Omit<SourceRule, 'name' | 'names'>): Promise<readonly string[]> {
  const { html } = await clean(body, rule);
  return html.split('\n').map((line) => line.replace(/<[^<>]*>/g, '').slice(0, 6));
}

describe('a section that a rule names', () => {
  const rule = { sections: ['^灯下还有$'] };

  it('goes up to the next heading, whatever its level', async () => {
    const body = `${PROSE}<h2>灯下还有</h2>${LINK}${PROSE}<h3>后来</h3>${PROSE}`;
    expect(await linesOf(body, rule)).toEqual(['河口的灯塔今', '后来', '河口的灯塔今']);
  });

  it('goes up to a rule, or the end', async () => {
    expect(await linesOf(`${PROSE}<h2>灯下还有</h2>${LINK}<hr>${PROSE}`, rule)).toEqual([
      '河口的灯塔今',
      '',
      '河口的灯塔今',
    ]);
    expect(await linesOf(`${PROSE}<h2>灯下还有</h2>${LINK}${PROSE}`, rule)).toEqual(['河口的灯塔今']);
  });

  it('goes with links and pictures alone where a line opens it', async () => {
    const body = `${PROSE}<p><b>灯下还有</b></p>${LINK}<p><img src="https://lamp.example/1.png" width="500" height="300"></p>${PROSE}`;
    const { html, removedImages, removals } = await clean(body, rule);
    expect(html.match(/<\w+/g)).toEqual(['<p', '<p']);
    expect(removedImages).toEqual(['https://lamp.example/1.png']);
    expect(removals.map(({ rule: name }) => name)).toEqual(Array(3).fill('section: ^灯下还有$'));
  });

  it('is a box that unfolds, known by its summary', async () => {
    const box = `<details><summary><b>灯下还有</b></summary>${PROSE}${LINK}</details>`;
    expect(await linesOf(`${PROSE}${box}${PROSE}`, rule)).toEqual(['河口的灯塔今', '河口的灯塔今']);
    expect(await linesOf(`${PROSE}${box.replace('还有', '没有')}`, rule)).toHaveLength(2);
    expect(await linesOf(`${PROSE}<details><p>灯下还有</p></details>`, rule)).toHaveLength(2);
    expect(await linesOf(box, rule)).toHaveLength(1);
  });

  it('stays where it is all there is', async () => {
    expect(await linesOf(`<h2>灯下还有</h2>${PROSE}${PROSE}`, rule)).toHaveLength(3);
  });
});

describe('links that a rule names', () => {
  const rule = { links: ['lamp.example/a/'] };

  it.each([
    ['a paragraph', LINK],
    ['a list', `<ul><li>${LINK}</li><li>${LINK.replace('https://', 'http://www.')}</li></ul>`],
    [
      'pictures',
      '<p><a href="https://lamp.example/a/1"><img src="https://lamp.example/1.png" width="500" height="300"></a></p>',
    ],
  ])('go as %s of their own, wherever they stand', async (_, html) => {
    expect(await linesOf(`${PROSE}${html}${PROSE}`, rule)).toEqual(['河口的灯塔今', '河口的灯塔今']);
  });

  it('go as a line between breaks', async () => {
    const line = LINK.slice(3, -4);
    const { html, removals } = await clean(`<p>灯亮了很久。<br>${line}<br>后来又灭了。</p>${PROSE}`, rule);
    expect(html).toContain('<p>灯亮了很久。<br>后来又灭了。</p>');
    expect(removals).toMatchObject([
      { rule: 'links: lamp.example/a/', addresses: ['https://lamp.example/a/7'] },
    ]);
  });

  it.each([
    ['within a sentence', `<p>他们说${LINK.slice(3, -4)}是因为潮水。</p>`],
    ['beside another one', `<p>${LINK.slice(3, -4)} ${OTHER.slice(3, -4)}</p>`],
    ['to another place', OTHER],
  ])('stay %s', async (_, html) => {
    expect(await linesOf(`${PROSE}${html}${PROSE}`, rule)).toHaveLength(3);
  });
});

describe('phrases that a rule names', () => {
  const rule = { phrases: ['^想读更多，请看\\s?晚风笔记$'] };
  const TEXT = '想读更多，请看 <a href="https://lamp.example/">晚风笔记</a>';

  it.each([
    ['a quotation', `${PROSE}<blockquote><p>${TEXT}</p></blockquote>${PROSE}`],
    [
      'a paragraph of a quotation',
      `${PROSE}<blockquote><p>潮水退了。</p><p>${TEXT}</p></blockquote>${PROSE}`,
    ],
    ['a line of a quotation', `${PROSE}<blockquote><p>潮水退了。<br>${TEXT}</p></blockquote>${PROSE}`],
    ['a line between breaks that holds links', `<p>灯亮了很久。<br>${TEXT}</p>${PROSE}`],
  ])('are compared with %s', async (_, body) => {
    expect((await linesOf(body, rule)).join()).not.toContain('想读更多');
  });

  const ITEMS = ['潮水退了。', TEXT, '灯还亮着。'].map((text) => `<li>${text}</li>`).join('');

  it.each([
    ['a list', `${PROSE}<ul>${ITEMS}</ul>${PROSE}`],
    ['a list in a quotation', `${PROSE}<blockquote><p>潮汐表：</p><ul>${ITEMS}</ul></blockquote>${PROSE}`],
  ])('take an item of %s and leave the others, once and for all', async (_, body) => {
    const { html, removals } = await clean(body, rule);
    expect(html.match(/<li>[^<]*/g)).toEqual(['<li>潮水退了。', '<li>灯还亮着。']);
    expect(removals).toMatchObject([
      { rule: 'phrase', text: '想读更多，请看 晚风笔记', addresses: ['https://lamp.example/'] },
    ]);
    expect((await clean(html, rule)).html).toBe(html);
  });

  it('take a list of which nothing is left', async () => {
    const list = `<ul><li>${TEXT}</li><li>${TEXT}</li></ul>`;
    expect(await linesOf(`${PROSE}${list}${PROSE}`, rule)).toEqual(['河口的灯塔今', '河口的灯塔今']);
    const quoted = `<blockquote>${list}</blockquote>`;
    expect(await linesOf(`${PROSE}${quoted}${PROSE}`, rule)).toEqual(['河口的灯塔今', '河口的灯塔今']);
  });

  it('take all of a list that begins with one, where a phrase says how it begins', async () => {
    const [body, begins] = [`${PROSE}<ul>${ITEMS}</ul>${PROSE}`, { phrases: ['^潮水退了'] }];
    expect(await linesOf(body, begins)).toEqual(['河口的灯塔今', '河口的灯塔今']);
    const quoted = body.replace(/<ul>.*<\/ul>/, '<blockquote><p>潮汐表</p>$&</blockquote>');
    expect(await linesOf(quoted, begins)).toEqual(['河口的灯塔今', '潮汐表', '河口的灯塔今']);
  });

  it.each([
    ['what is numbered', `<ol>${ITEMS}</ol>`],
    ['an item with more in it', `<ul><li>${TEXT}，那里还有。</li></ul>`],
    ['an item with a list below it', `<ul><li>${TEXT}<ul><li>第一封信</li></ul></li></ul>`],
    ['an item of a list within another', `<ul><li>灯塔<ul><li>${TEXT}</li></ul></li></ul>`],
    [
      'an item with a picture',
      `<ul><li>${TEXT}<img src="https://lamp.example/1.png" width="500" height="300"></li></ul>`,
    ],
  ])('leave %s alone', async (_, list) => {
    const { html, removals } = await clean(`${PROSE}${list}${PROSE}`, rule);
    expect(html).toContain('想读更多');
    expect(removals).toEqual([]);
  });
});
