import { describe, expect, it } from 'vitest';
import { leadPicture, renderProse } from '../../lambda/pages/prose.ts';

describe('leadPicture', () => {
  const image = 'https://example.com/a.jpg?w=1&h=2';

  it('is the article’s picture when the content shows another one, or none', () => {
    expect(leadPicture({ image, content: '<p>words</p>' })).toBe(image);
    expect(leadPicture({ image, content: '<p><img alt="" src="https://example.com/a.jpg?w=1"></p>' })).toBe(
      image,
    );
  });

  it.each([
    '<img src="https://example.com/a.jpg?w=1&amp;h=2">',
    '<p>x</p><figure><img alt="1 > 0" class="" src="http://example.com/a.jpg?w=1&amp;h=2" width="9"></figure>',
    '<video controls="" poster="https://example.com/a.jpg?w=1&amp;h=2"></video>',
  ])('is not shown twice above %s', (content) => {
    expect(leadPicture({ image, content })).toBeUndefined();
  });

  it('is shown above a mere link to it, or words about it', () => {
    const content =
      '<a href="https://example.com/a.jpg?w=1&amp;h=2">src="https://example.com/a.jpg?w=1&amp;h=2"</a>';
    expect(leadPicture({ image, content })).toBe(image);
  });

  it('is absent where there is none, or none that a page may load', () => {
    expect(leadPicture({ content: '' })).toBeUndefined();
    expect(leadPicture({ image: 'javascript:alert(1)', content: '' })).toBeUndefined();
  });
});

const words = { copy: '复制', copied: '已复制', table: '表格', formula: '公式', wholePicture: '查看大图' };
const render = (content: string, language = 'zh-CN') => renderProse(content, { words, language });

describe('the content on its page', () => {
  it('stays as it is without anything that is wide, tall or emphasised', () => {
    const content = '<p>1 &lt; 2, <tablet> &amp;nbsp;</p>';
    expect(render(content)).toBe(content);
  });

  it('has every table in a box of its own, also one within another', () => {
    const table = (cell: string) => `<table><tbody><tr><td>${cell}</td></tr></tbody></table>`;
    const group = (content: string) =>
      `<div class="wide" role="group" aria-label="表格" tabindex="0">${content}</div>`;
    expect(render(`<p>a</p>${table(table('1'))}<p>b</p>${table('2')}`)).toBe(
      `<p>a</p>${group(table(group(table('1'))))}<p>b</p>${group(table('2'))}`,
    );
  });

  it('keeps every byte of code, and attributes that read like a table', () => {
    const code = '<code>\tif (a &lt; b)\n\n  c();</code></pre>';
    expect(render(`<img width="9" height="9" alt="&quot;<table onerror=alert(1)>"><pre>${code}`)).toBe(
      `<img width="9" height="9" alt="&quot;<table onerror=alert(1)>"><div class="code"><pre tabindex="0" data-copy="复制" data-copied="已复制">${code}</div>`,
    );
  });

  it('has long formulas in boxes of their own', () => {
    const formula = (tex: string) => `<math alttext="${tex}"><mi>x</mi></math>`;
    const long = formula('x'.repeat(31));
    expect(render(`<p>${formula('x')}${long}</p>`)).toBe(
      `<p>${formula('x')}<span class="wide" role="group" aria-label="公式" tabindex="0">${long}</span></p>`,
    );
  });

  it.each([
    ['of unknown size', 'src="https://example.com/a.png?b&amp;c"'],
    ['that is tall', 'src="https://example.com/a.png?b&amp;c" width="600" height="4000"'],
  ])('leads from a picture %s to the whole of it', (_, attributes) => {
    const link = '<a class="whole" href="https://example.com/a.png?b&amp;c"';
    expect(render(`<img alt="" ${attributes}>`)).toBe(
      `${link} aria-label="查看大图"><img alt="" ${attributes}></a>`,
    );
    expect(render(`<img alt="桥" ${attributes}>`)).toBe(`${link}><img alt="桥" ${attributes}></a>`);
  });

  it.each([
    '<img src="https://example.com/a.png" width="600" height="400" alt="">',
    '<img src="https://example.com/a.png" width="20" height="50" alt="">',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<a href="https://example.com/"><b>a</b><img src="https://example.com/a.png" alt=""></a>',
  ])('makes no other link of %s', (content) => {
    expect(render(content)).toBe(content);
  });

  it('tells Latin words and whole sentences from emphasis where that is not slanted', () => {
    const long = '字'.repeat(31);
    const content = `<em>重点</em><em>Nature <b>x</b></em><i>${long}</i><em>甲<em>b</em></em>`;
    expect(render(content)).toBe(
      `<em>重点</em><em class="latin">Nature <b>x</b></em><i class="passage">${long}</i><em>甲<em class="latin">b</em></em>`,
    );
    expect(render(content, 'en')).toBe(content);
    expect(render(content, '')).toBe(content);
  });
});
