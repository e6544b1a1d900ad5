import { expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';

async function clean(html: string): Promise<string> {
  const context = { key: 'a.md', id: 'k7', title: '', categories: [], placeholderHosts: [] };
  const cleaned = await cleanHtml(`<p>例子：${html}</p><p>结尾的一段话。</p>`, context);
  expect((await cleanHtml(cleaned.html, context)).html).toBe(cleaned.html);
  return cleaned.html.split('\n').slice(0, -1).join('\n');
}

it.each([
  [
    '<code lang="go">q := open("a")\n// 等\nq.Push(1)</code>',
    'language-go',
    'q := open("a")\n// 等\nq.Push(1)\n',
  ],
  ['<code class="language-c">a;<br>b;</code>', 'language-c', 'a;\nb;\n'],
  ['<code>for (;;) {\n  a();\n}</code>', '', 'for (;;) {\n  a();\n}\n'],
])('several lines of code are a block: %s', async (html, language, code) => {
  const attribute = language === '' ? '' : ` class="${language}"`;
  expect(await clean(html)).toBe(`<p>例子：</p>\n<pre><code${attribute}>${code}</code></pre>`);
});

it.each(['<code>npm\ninstall</code>', '<code>a</code>', '<code>\n a\n</code>'])(
  'words that the source wrapped are words: %s',
  async (html) => expect(await clean(html)).not.toContain('<pre>'),
);
