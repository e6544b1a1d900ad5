import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreCode } from '../../lambda/clean/parse/code-source.ts';

/** The source with every `<` in the code of it written as a reference, but for what stands between ⟦ and ⟧. */
function check(html: string, restored = html): void {
  expect(restoreCode(html)).toBe(restored);
  expect(restoreCode(restored)).toBe(restored);
}

describe('Code whose character references a scraper decoded becomes text again', () => {
  it.each([
    ['a generic type', '<code>List<Pear></code>', '<code>List&lt;Pear></code>'],
    ['an unknown element alone', '<code><basket></code>', '<code>&lt;basket></code>'],
    ['a known element alone', '<code><select></code>', '<code>&lt;select></code>'],
    [
      'one that would swallow the rest',
      '<p><code><textarea></code> 后文</p>',
      '<p><code>&lt;textarea></code> 后文</p>',
    ],
    [
      'a pair that nobody marks code up with',
      '<code><title>灯</title></code>',
      '<code>&lt;title>灯&lt;/title></code>',
    ],
    ['an inline element that nothing closes', '<code><strong></code>', '<code>&lt;strong></code>'],
    ['a comment', '<code><!-- 灯 --></code>', '<code>&lt;!-- 灯 --></code>'],
    [
      'a declaration',
      '<pre><code><!DOCTYPE html>\n<html></code></pre>',
      '<pre><code>&lt;!DOCTYPE html>\n&lt;html></code></pre>',
    ],
    ['a key', '按 <kbd><Ctrl></kbd>', '按 <kbd>&lt;Ctrl></kbd>'],
    [
      'an element named like its own',
      '<p>写 <code><code></code> 即可，<b>完</b>。</p>',
      '<p>写 <code>&lt;code></code> 即可，<b>完</b>。</p>',
    ],
    ['a path in prose', '<p>用法：lamp <path/to/file> 即可</p>', '<p>用法：lamp &lt;path/to/file> 即可</p>'],
    ['a type of a type', '<p>返回 Vec<Option<u8>>。</p>', '<p>返回 Vec&lt;Option&lt;u8>>。</p>'],
    ['a type that is named like an element', '<p>返回 Vec<Option>。</p>', '<p>返回 Vec&lt;Option>。</p>'],
    ['a comparison', '<p>若 a<b 且 b>c，或 a<i && i>c。</p>', '<p>若 a&lt;b 且 b>c，或 a&lt;i && i>c。</p>'],
    [
      'the parts of a page in a sentence',
      '<p>在 <head> 里，或在 <body> 末尾写 <script>，就行。</p>',
      '<p>在 &lt;head> 里，或在 &lt;body> 末尾写 &lt;script>，就行。</p>',
    ],
  ])('%s', (_, html, restored) => check(html, restored));

  it('lines of code in the items of a list', () => {
    check('<pre class="prettyprint"><ol><li><code>a = 1</code></li><li><code>b = 2</code></li></ol></pre>');
  });

  it('a block of HTML, byte for byte', () => {
    check(
      '<pre><code class="html"><ul>\n  <li class="on">红</li>\n</ul>\n<img src="https://a.example/a.png"><br>\n</code></pre><p>完。</p>',
      '<pre><code class="html">&lt;ul>\n  &lt;li class="on">红&lt;/li>\n&lt;/ul>\n&lt;img src="https://a.example/a.png">&lt;br>\n</code></pre><p>完。</p>',
    );
  });

  it('a component with script and style', () => {
    check(
      '<pre><code class="vue"><template>\n <x-lamp :on="a > b">灯</x-lamp>\n</template>\n<script>\nlet a = "</p>";\n</script>\n<style scoped>\n</style></code></pre><p>完。</p>',
      '<pre><code class="vue">&lt;template>\n &lt;x-lamp :on="a > b">灯&lt;/x-lamp>\n&lt;/template>\n&lt;script>\nlet a = "&lt;/p>";\n&lt;/script>\n&lt;style scoped>\n&lt;/style></code></pre><p>完。</p>',
    );
  });

  it('a block without code around it, where it names what is no element', () => {
    check(
      '<pre><project>\n <name>a</name>\n</project></pre>',
      '<pre>&lt;project>\n &lt;name>a&lt;/name>\n&lt;/project></pre>',
    );
  });

  it('a list in it that has line feeds between its items', () => {
    check(
      '<pre><code><ul>\n<li>一</li>\n</ul></code></pre>',
      '<pre><code>&lt;ul>\n&lt;li>一&lt;/li>\n&lt;/ul></code></pre>',
    );
  });

  it('a page whose elements all have classes', () => {
    for (const language of ['', ' class="language-html"']) {
      check(
        `<pre><code${language}><div class="a">\n  <span class="b">一</span>\n</div></code></pre>`,
        `<pre><code${language}>&lt;div class="a">\n  &lt;span class="b">一&lt;/span>\n&lt;/div></code></pre>`,
      );
    }
  });

  it('blocks between the words of a sentence', () => {
    check(
      '<p>用 <code><div id="a"></div></code> 占位，<code><ul><li>一</li></ul></code>也行。</p>',
      '<p>用 <code>&lt;div id="a">&lt;/div></code> 占位，<code>&lt;ul>&lt;li>一&lt;/li>&lt;/ul></code>也行。</p>',
    );
  });

  it('a placeholder beside what a highlighter marked', () => {
    check(
      '<pre><code><span class="hljs-built_in">cd</span> <dir></code></pre>',
      '<pre><code><span class="hljs-built_in">cd</span> &lt;dir></code></pre>',
    );
  });

  it('source within what a highlighter marked', () => {
    check(
      '<pre><code class="hljs"><span class="hljs-tag"><<span class="hljs-name">div</span>></span>\n<span class="hljs-tag"><b></span></code></pre>',
      '<pre><code class="hljs"><span class="hljs-tag"><<span class="hljs-name">div</span>></span>\n<span class="hljs-tag">&lt;b></span></code></pre>',
    );
  });
});

describe('A tag in prose that names no element becomes text', () => {
  it.each([
    ['<p>参数 -d <Name> 必填，返回 List<User>。</p>', '<p>参数 -d &lt;Name> 必填，返回 List&lt;User>。</p>'],
    ['<p>地址 <https://a.example/尖括号> 。</p>', '<p>地址 &lt;https://a.example/尖括号> 。</p>'],
    ['<p>返回 Map<String, List<User>> 。</p>', '<p>返回 Map&lt;String, List&lt;User>> 。</p>'],
    ['<p>返回 vector<std::string> 。</p>', '<p>返回 vector&lt;std::string> 。</p>'],
    ['<p>取 <repo-url> 到 <dir> 。</p>', '<p>取 &lt;repo-url> 到 &lt;dir> 。</p>'],
    ['<p>用 <img>、<input> 与 <select> 。</p>', '<p>用 &lt;img>、&lt;input> 与 &lt;select> 。</p>'],
    ['<p>多出的 </wrapper> 结束。</p>', '<p>多出的 &lt;/wrapper> 结束。</p>'],
  ])('%s', (html, restored) => check(html, restored));

  it.each([
    '<p>一<o:p></o:p></p>',
    '<picture><source srcset="a.png"><img></picture><p>一</p><textarea><p>二</p>',
    '<p>一<o:p>二</p><my-break/>',
    '<p>一<img src="a.png"><div>二<select><option>三</select>',
    '<mp-common><p>一</p></mp-common>',
    '<section data-a="<x>"><qqmusic name="歌"></qqmusic></section>',
    '<foo>一</foo>',
    '<!-- <Name> --><p>一</p>',
    '<script>if (a <b) List<User></script><p>一</p>',
  ])('unless it is the markup of some system: %s', (html) => check(html));
});

describe('The markup of highlighters stays', () => {
  it.each([
    '<pre><code class="language-js"><span class="k">let</span> a = <span class="n">1</span>;</code></pre>',
    '<pre><ol class="linenums"><li class="L0"><span class="pln">a</span></li><li class="L1">b</li></ol></pre>',
    '<pre class="highlight"><code><div class="line">a</div><div class="line">b</div></code></pre>',
    '<pre><code><ol><li>let a;</li><li>let b;</li></ol></code></pre>',
    '<pre><code>a</code><br><code>b</code></pre>',
    '<pre><code>a<br>b</code></pre>',
    '<pre><code class="xml"><span class="t">&lt;a&gt;</span> <b>b</b></code></pre>',
    '<pre><code>npm <b>install</b> <a href="https://a.example/">a</a></code><button class="copy"><svg class="i"><path d="M0 0"/></svg>复制</button></pre>',
    '<pre><p>保留空白的散文，</p><img src="https://a.example/a.png"></pre>',
    '<figure class="highlight"><table><tr><td class="gutter"><pre><span class="line">1</span><br></pre></td><td class="code"><pre><code><span class="line">a</span><br></code></pre></td></tr></table></figure>',
  ])('%s', (html) => check(html));
});

it('changes nothing but the beginning of tags, whatever the source', () => {
  const pieces = fc.constantFrom(
    ...[
      '<code>',
      '</code>',
      '<pre>',
      '</pre>',
      '<b>',
      '</b>',
      '<User>',
      '<select>',
      '<!--',
      '-->',
      '<a href="',
      "'",
      '">',
      '<script>',
      '</script>',
      '\n',
      '文字',
      '<',
      '>',
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const html = parts.join('');
      const restored = restoreCode(html);
      expect(restored.replaceAll('&lt;', '<')).toBe(html);
      expect(restoreCode(restored)).toBe(restored);
    }),
    { numRuns: 2_000 },
  );
});
