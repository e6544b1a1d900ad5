import { describe, expect, it } from 'vitest';
import { leadPicture, makeScrollable } from '../../lambda/pages/prose.ts';

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

describe('makeScrollable', () => {
  it('leaves content without tables and code blocks as it is', () => {
    const content = '<p>1 &lt; 2, <tablet> &amp;nbsp;</p>';
    expect(makeScrollable(content, '表格')).toBe(content);
  });

  it('puts every table in a region of its own, also one within another', () => {
    const table = (cell: string) => `<table><tbody><tr><td>${cell}</td></tr></tbody></table>`;
    const region = (content: string) =>
      `<div class="wide" role="region" aria-label="表格" tabindex="0">${content}</div>`;
    expect(makeScrollable(`<p>a</p>${table(table('1'))}<p>b</p>${table('2')}`, '表格')).toBe(
      `<p>a</p>${region(table(region(table('1'))))}<p>b</p>${region(table('2'))}`,
    );
  });

  it('changes no byte of code, and no attribute that reads like a table', () => {
    const code = '<code>\tif (a &lt; b)\n\n  c();</code></pre>';
    expect(makeScrollable(`<img alt="&quot;<table onerror=alert(1)>"><pre>${code}`, '表格')).toBe(
      `<img alt="&quot;<table onerror=alert(1)>"><pre tabindex="0">${code}`,
    );
  });
});
