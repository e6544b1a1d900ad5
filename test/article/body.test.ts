import { describe, expect, test } from 'vitest';
import { bodyToHtml } from '../../lambda/article/body.ts';

async function html(body: string, key = 'a.md'): Promise<string> {
  return bodyToHtml(body, { key });
}

describe('a body that is HTML is HTML', () => {
  test.each([
    [
      'within one element, with blank lines and deep indentation',
      '<div>   \n\n      <p>甲</p>\n\n\n          <span>乙</span>\n   丙\n</div>\n',
    ],
    ['without an element around it', '<p>甲</p>\n\n        <p>乙</p>\n\n<p>丙</p>'],
    ['with a lead that stands in no element', '导语一句。\n<p>甲</p><p>乙</p>\n\n        <p>丙</p><p>丁</p>'],
    ['below a comment', '<!-- 正文 -->\n\n    <p>甲</p>'],
    [
      'with code that looks like Markdown',
      '<p>甲</p>\n<pre>\n\n# comment\n\n- item\n\n```\n</pre>\n\n        <p>乙</p>',
    ],
    [
      'with a line within that looks like Markdown',
      '<div>\n<p>甲</p>\n\n  1. 乙\n\n<p>丙</p><p>丁</p>\n</div>',
    ],
    [
      'with script and style in it',
      '<div>\n<style>\n\n# a { }\n\n</style>\n<script>\n\n- x\n</script>\n<p>甲</p></div>',
    ],
    ['with paragraphs that are never closed', '<p>甲\n\n<p>乙\n\n        <p>丙'],
    ['made of inline elements', '<img src="a.png">\n<br>\n        <font>甲</font>'],
    ['with uppercase tags', '<DIV>\n\n        <P>甲</P>\n\n</DIV>'],
    ['with closing tags too many', '</div><p>甲</p>\n\n</div>\n\n        <p>乙</p>'],
  ])('%s', async (_name, body) => {
    expect(await html(body)).toBe(body);
  });

  test('so is every body of an HTML file', async () => {
    expect(await html('# 甲\n\n- 乙', 'a.html')).toBe('# 甲\n\n- 乙');
    expect(await html('# 甲', 'a.HTM')).toBe('# 甲');
  });

  test('so is a saved page, whatever comments stand above it', async () => {
    const body =
      '\n<!-- saved from somewhere --><!doctype html>\n<title>甲</title>\n\n    <h1>甲</h1>\n\n- 乙';
    expect(await html(body)).toBe(body);
  });
});

describe('a body that is Markdown is Markdown', () => {
  test.each([
    ['paragraphs', '甲\n\n乙', '<p>甲</p>\n<p>乙</p>\n'],
    [
      'HTML beside it stays',
      '甲 <b>乙</b>\n\n<div class="x">丙</div>\n\n丁',
      '<p>甲 <b>乙</b></p>\n<div class="x">丙</div>\n<p>丁</p>\n',
    ],
    [
      'an element around it',
      '<div>\n\n## 甲\n\n- 乙\n\n</div>',
      '<div>\n<h2>甲</h2>\n<ul>\n<li>乙</li>\n</ul>\n</div>',
    ],
    [
      'below a picture',
      '<p align="center"><img src="a.png"></p>\n\n甲\n\n乙',
      '<p align="center"><img src="a.png"></p>\n<p>甲</p>\n<p>乙</p>\n',
    ],
    [
      'code that holds HTML',
      '甲\n\n```html\n<div>\n  <p>\n```',
      '<p>甲</p>\n<pre><code class="language-html">&lt;div&gt;\n  &lt;p&gt;\n</code></pre>\n',
    ],
    ['a tag within code', '`<div>` 甲\n\n## 乙', '<p><code>&lt;div&gt;</code> 甲</p>\n<h2>乙</h2>\n'],
    [
      'a large table of HTML within it',
      `${'<table><tr><td>x</td></tr></table>\n'.repeat(2)}\n## 甲`,
      `${'<table><tr><td>x</td></tr></table>\n'.repeat(2)}<h2>甲</h2>\n`,
    ],
    [
      'an autolink at the beginning',
      '<https://example.org/>',
      '<p><a href="https://example.org/">https://example.org/</a></p>\n',
    ],
  ])('%s', async (_name, body, expected) => {
    expect(await html(body)).toBe(expected);
  });

  test('tables', async () => {
    expect(await html('| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |')).toContain('<th style="text-align:left">甲</th>');
  });

  test('footnotes', async () => {
    const result = await html('甲[^1]。\n\n[^1]: 脚注');
    expect(result).toContain('<a href="#fn1" id="fnref1">[1]</a>');
    expect(result).toContain('<li id="fn1" class="footnote-item"><p>脚注');
  });

  test('emphasis beside Chinese punctuation', async () => {
    expect(await html('甲**“乙”**丙。**丁。**戊')).toBe(
      '<p>甲<strong>“乙”</strong>丙。<strong>丁。</strong>戊</p>\n',
    );
  });

  test('paragraphs that begin with two ideographic spaces instead of a blank line, but not in code', async () => {
    expect(await html('　　甲\n　　乙\n乙续\n\n```\n　　丙\n　　丁\n```')).toBe(
      '<p>　　甲</p>\n<p>　　乙<br>\n乙续</p>\n<pre><code>　　丙\n　　丁\n</code></pre>\n',
    );
  });

  test('braces that were written as character references, in code too', async () => {
    expect(await html('```js\nfunction f() &#123; return 1; &#125;\n```')).toContain(
      'function f() { return 1; }',
    );
    expect(await html('`{` is `&#123;`')).toContain('<code>&amp;#123;</code>');
  });

  test('in a file without an ending', async () => {
    expect(await html('**甲**', 'a')).toBe('<p><strong>甲</strong></p>\n');
  });
});

describe('a body is read block by block', () => {
  test.each([
    [
      'below a comment, Markdown is Markdown',
      '<!--1-->\n[甲](https://a.example/)\n------\n\n<div>\n\n        <p>乙</p>\n\n</div>',
      '<!--1-->\n<h2><a href="https://a.example/">甲</a></h2>\n<div>\n\n        <p>乙</p>\n\n</div>',
    ],
    [
      'a byline above HTML',
      '**作者**：甲\n\n<p>乙</p>\n\n        <p>丙</p>',
      '<p><strong>作者</strong>：甲</p>\n<p>乙</p>\n        <p>丙</p>',
    ],
    [
      'a line below HTML',
      '<p>甲</p>\n**乙**\n\n- 丙',
      '<p>甲</p>\n<p><strong>乙</strong></p>\n<ul>\n<li>丙</li>\n</ul>\n',
    ],
    [
      'code that is indented below prose stays code',
      '写作 *这样*：\n\n    <p>甲</p>\n',
      '<p>写作 <em>这样</em>：</p>\n<pre><code>&lt;p&gt;甲&lt;/p&gt;\n</code></pre>\n',
    ],
    [
      'an element that is never closed holds no more than its block',
      '<div align="center">\n<img src="a.png">\n\n## 甲\n\n**乙**',
      '<div align="center">\n<img src="a.png">\n<h2>甲</h2>\n<p><strong>乙</strong></p>\n',
    ],
  ])('%s', async (_name, body, expected) => {
    expect(await html(body)).toBe(expected);
  });
});

describe('a tag that HTML has no element for is text', () => {
  test.each([
    ['List<User> 与 Map<K, V>', '<p>List&lt;User&gt; 与 Map&lt;K, V&gt;</p>\n'],
    ['参数 -d <Name>：名字', '<p>参数 -d &lt;Name&gt;：名字</p>\n'],
    ['<name>red</name> 不见了', '<p>&lt;name&gt;red&lt;/name&gt; 不见了</p>\n'],
    ['<Name>', '<p>&lt;Name&gt;</p>\n'],
    ['甲 <svg><path d="M0 0"/></svg> 乙', '<p>甲 <svg><path d="M0 0"/></svg> 乙</p>\n'],
    ['甲<u>乙</u><br>丙', '<p>甲<u>乙</u><br>丙</p>\n'],
  ])('%s', async (body, expected) => {
    expect(await html(body)).toBe(expected);
  });
});

describe('a file of plain text', () => {
  test('is text: lines as their writer broke them, bare addresses as links', async () => {
    const text =
      '第一章\n他*走*进_房间_。\n\n    # 不是标题\n<b>，见https://lake.example/x。\n　　又一段\n&amp;';
    expect(await html(text, 'a.txt')).toBe(
      '<p>第一章<br>\n他*走*进_房间_。</p>\n<p>    # 不是标题<br>\n&lt;b&gt;，见<a href="https://lake.example/x">https://lake.example/x</a>。</p>\n<p>　　又一段<br>\n&amp;amp;</p>\n',
    );
  });

  test('has its wrapped lines joined', async () => {
    const text =
      'We walked along the shore until it was too dark to see the path, and then we\nsat down below a tree, where the wind could not reach us, and waited for the\nmoon.';
    expect(await html(text, 'a.TXT')).toBe(`<p>${text}</p>\n`);
  });

  test('is HTML where it is nothing else', async () => {
    const body = '<div>\n\n        <p>甲</p>\n</div>\n';
    expect(await html(body, 'a.txt')).toBe(body);
    expect(await html('<p> 是一个标签', 'a.txt')).toBe('<p>&lt;p&gt; 是一个标签</p>\n');
  });
});
