import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../lambda/article/markdown.ts';

const CASES = new URL('markdown/', import.meta.url);

test.each([
  ['zh-TW', '<strong>備註</strong>'],
  ['en', '<strong>Note</strong>'],
])('a callout without a title is labelled in the language of its article: %s', (language, label) => {
  expect(renderMarkdown('> [!NOTE]\n> 关灯。', language)).toContain(label);
});

test.each([
  ['| 早 | 晚 |\n|---|---|\n| 一 | 二 | 三 |', ['一', '二', '三']],
  ['> 早 | 晚\n> --|--\n> 一 | 二 | 三\\|四 |', ['一', '二', '三|四']],
  ['| 早 | 晚 |\n|---|---|\n| 一 | 二 | | 三 | |', ['一', '二', '', '三']],
  ['| 早 | 晚 |\n|---|---|\n| 一 | | |', ['一', '']],
])('a row has all of its cells, however few the head has: %j', (text, cells) => {
  const shown = [...renderMarkdown(text).matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
  expect(shown).toEqual(cells);
});

/** A folder is a case: `input.md`, and what it becomes in `expected.html`. */
describe('Markdown as it is written', () => {
  test.each(readdirSync(CASES))('%s', (name) => {
    const folder = new URL(`${name}/`, CASES);
    const html = renderMarkdown(readFileSync(new URL('input.md', folder), 'utf8'));
    const expected = new URL('expected.html', folder);
    if (process.env.GOLDEN === 'write') writeFileSync(expected, html);
    expect(html).toBe(readFileSync(expected, 'utf8'));
  });
});

test.each([
  ['a tag within HTML', '<div>{% asset_img a.png 甲 title="乙" %}</div>'],
  ['a recording', '{{< figure src="a.mp4" alt="甲" title="乙" >}}'],
  ['a quotation', '{% blockquote alt="甲" title="乙" link="https://a.example/" %}\n丙\n{% endblockquote %}'],
])('all words that %s has for what it shows are kept', (_, text) => {
  const html = renderMarkdown(text);
  expect(html).toContain('甲');
  expect(html).toContain('乙');
});
