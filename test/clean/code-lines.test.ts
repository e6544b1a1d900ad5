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

it.each([
  ['<pre><code class="html">a</code></pre>', 'html'],
  ['<pre class="Python">a</pre>', 'python'],
  ['<pre class="brush:bash">a</pre>', 'bash'],
  ['<pre class="brush: c#; gutter: false">a</pre>', 'c#'],
  ['<pre data-enlighter-language="java">a</pre>', 'java'],
])('the language of code is found: %s', async (html, language) => {
  expect(await clean(html)).toContain(`<pre><code class="language-${language}">a</code></pre>`);
});

it.each([
  '<pre><code class="wide">a</code></pre>',
  '<pre><code class="html wide">a</code></pre>',
  '<pre class="lang:default decode:true"><code>a</code></pre>',
  '<code class="html">a</code>',
])('a word that names none is no language: %s', async (html) => {
  expect(await clean(html)).toContain('<code>a</code>');
});
