import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';

async function clean(html: string): Promise<string> {
  const context = { key: 'a.md', id: 'k7', title: '', categories: [], placeholderHosts: [] };
  const cleaned = await cleanHtml(`<p>设${html}为真。</p><p>结尾的一段话。</p>`, context);
  expect((await cleanHtml(cleaned.html, context)).html).toBe(cleaned.html);
  return cleaned.html.split('\n').slice(0, -1).join('\n');
}

const SQUARE = '<msup><mi>x</mi><mn>2</mn></msup>';

describe('A formula stands once, as MathML', () => {
  it.each([
    ['MathML', `<math><mrow>${SQUARE}</mrow></math>`, `<math><mrow>${SQUARE}</mrow></math>`],
    [
      'MathML with its source',
      `<math display="block"><semantics>${SQUARE}<annotation encoding="application/x-tex">x^2</annotation></semantics></math>`,
      `<math display="block" alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'KaTeX',
      `<span class="katex"><span class="katex-mathml"><math><semantics>${SQUARE}<annotation encoding="application/x-tex">x^2</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span class="mord">x</span><span>2</span></span></span>`,
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'KaTeX whose MathML a scraper flattened',
      '<span class="katex"><span class="katex-mathml"> x 2 x^2 </span><span class="katex-html"><span>x</span><span>2\u200b</span></span></span>',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'KaTeX whose MathML a scraper flattened, with its characters once more',
      '<span class="katex--inline"><span class="katex"><span class="katex-mathml">x2x^2x2</span><span class="katex-html">x2</span></span></span>',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'MathJax 2 with MathML beside it',
      `<span class="MathJax_Preview">x2</span><span class="MathJax"><nobr><span>x2</span></nobr><span class="MJX_Assistive_MathML"><math>${SQUARE}</math></span></span><script type="math/tex">x^2</script>`,
      `<math>${SQUARE}</math>`,
    ],
    [
      'MathJax 2 with MathML in an attribute',
      `<span class="MathJax_SVG" data-mathml="${`<math>${SQUARE}</math>`.replaceAll('<', '&lt;')}"><svg></svg></span>`,
      `<math>${SQUARE}</math>`,
    ],
    [
      'MathML with a prefix',
      `<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>`,
      '<math><mi>x</mi></math>',
    ],
    ['an element of journals', '<tex-math>$x^2$</tex-math>', `<math alttext="x^2">${SQUARE}</math>`],
    ['an element of components', '<d-math>x^2</d-math>', `<math alttext="x^2">${SQUARE}</math>`],
    [
      'a picture by the query of its address',
      '<img src="https://tex.example/eq?x%5E2">',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'a picture by its text between delimiters',
      '<img class="tex" src="https://a.example/1.png" alt="$x^2$">',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'MathJax 2 without',
      '<span class="MathJax" id="MathJax-Element-1-Frame"><span>x2</span></span><script type="math/tex" id="MathJax-Element-1">x^2</script>',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'MathJax 3',
      `<mjx-container jax="SVG"><svg viewBox="0 0 1 1"><text>x2</text></svg><mjx-assistive-mml><math>${SQUARE}</math></mjx-assistive-mml></mjx-container>`,
      `<math>${SQUARE}</math>`,
    ],
    [
      'a picture of a platform',
      '<img src="https://pics.example/equation?tex=x%5E2" alt="x^2" eeimg="1">',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'a picture with its source as words',
      '<img class="mwe-math-fallback-image-inline" src="https://pics.example/r/1" alt="{\\displaystyle x^{2}}">',
      `<math alttext="x^{2}">${SQUARE}</math>`,
    ],
    [
      'an attribute of an editor',
      '<span data-formula="x^2"><svg><path d="M0 0"/></svg></span>',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
    [
      'code in the language of formulas',
      '<code class="language-math math-inline">x^2</code>',
      `<math alttext="x^2">${SQUARE}</math>`,
    ],
  ])('from %s', async (_, html, formula) => {
    expect(await clean(html)).toBe(
      formula.includes('display')
        ? `<p>设</p>\n<p>${formula}</p>\n<p>为真。</p>`
        : `<p>设${formula}为真。</p>`,
    );
  });
});

describe('A formula is found in every notation', () => {
  it.each([
    ['\\(v_1\\)', 'v_1'],
    ['\\[v_2\\]', 'v_2'],
    ['$$v_3$$', 'v_3'],
    ['$$N$$', 'N'],
    ['$$O(N)$$', 'O(N)'],
    ['$v_4*w_4*$', 'v_4*w_4*'],
    ['<span class="math inline">\\(v_5\\)</span>', 'v_5'],
    ['<img src="https://draw.example/svg.latex?\\dpi{120}&amp;space;v_6">', 'v_6'],
    ['<img src="https://draw.example/gif.latex?v%5E7">', 'v^7'],
    ['<img src="https://draw.example/render/math?math=v%5E8">', 'v^8'],
    ['<mjx-container jax="CHTML"><mjx-math data-latex="v_9"></mjx-math></mjx-container>', 'v_9'],
  ])('%s', async (html, tex) => {
    expect(await clean(`<p>速度${html}很快。</p>`)).toContain(`<math alttext="${tex}">`);
  });

  it.each([
    ['<script type="math/mml"><math><mi>v</mi></math></script>', '<math><mi>v</mi></math>'],
    ['<script type="math/asciimath">v_(10)</script>', '<code>v_(10)</code>'],
    [
      '<mjx-container jax="SVG"><svg><g data-mml-node="mi"><use data-c="1D463"/></g><g><path data-c="32"/></g></svg></mjx-container>',
      '<math><mtext>𝑣2</mtext></math>',
    ],
    [
      '<mjx-container jax="CHTML"><mjx-mi><mjx-c class="mjx-c1D463 TEX-I"></mjx-c></mjx-mi></mjx-container>',
      '<math><mtext>𝑣</mtext></math>',
    ],
  ])('and as what it is, where it is not TeX: %s', async (html, expected) => {
    expect(await clean(`<p>速度${html}很快。</p>`)).toContain(`<p>速度${expected}很快。</p>`);
  });

  it('in a line of its own where it has one', async () => {
    expect(await clean('<p>甲</p>\n\\[ v_1 \\]\n<p>乙</p>')).toContain(
      '<math display="block" alttext="v_1">',
    );
    expect(await clean('<p>设 \\[v_1\\] 很快。</p>')).toContain('<math alttext="v_1">');
  });

  it.each([
    '<p>价格从 $5_000 到 $6_000。</p>',
    '<p>变量 $HOME/bin:$PATH 与 $_GET/$_POST。</p>',
    '<p>便宜的 $$ 与贵的 $$$，进程是 $$PID$$。</p>',
    '<p>见\\[1\\]与\\(甲\\)。</p>',
    '<p><code>$v_1$ \\(v\\)</code></p>',
    '<pre>$v_1$ \\(v_2\\)</pre>',
    '<p>合同额 $1.2_亿元$ 左右。</p>',
  ])('but not in prose and code: %s', async (html) => {
    expect(await clean(html)).not.toContain('<math');
  });
});

describe('A formula of several lines is a table of them', () => {
  it.each([
    ['<script type="math/tex; mode=display">a \\\\ b</script>', true],
    ['<pre><code class="language-math">a \\newline b\n</code></pre>', true],
    ['<pre class="w"><code class="language-math math-display">\\left. a \\right) b</code></pre>', false],
  ])('%s', async (html, isTable) => {
    const cleaned = await clean(html);
    expect(cleaned).toContain('<math display="block"');
    expect(cleaned.includes('<mtr>')).toBe(isTable);
  });
});

describe('A formula keeps what stands where only elements may', () => {
  it.each([
    ['<math>v = 2</math>', '<math><mtext>v = 2</mtext></math>'],
    ['<math><mfrac>一<mn>2</mn></mfrac></math>', '<math><mfrac><mtext>一</mtext><mn>2</mn></mfrac></math>'],
    ['<math><maction actiontype="toggle"><mi>v</mi><mi>w</mi></maction></math>', '<math><mi>v</mi></math>'],
    ['<math><mi><mglyph src="https://a.example/v.png" alt="v"/></mi></math>', '<math><mi>v</mi></math>'],
  ])('%s', async (html, formula) => {
    expect(await clean(html)).toContain(formula);
  });
});

describe('A formula that cannot be made MathML keeps its source', () => {
  it.each([
    ['<script type="math/tex">\\undefinedmacro{x}_</script>', '<code>\\undefinedmacro{x}_</code>'],
    ['<math alttext="\\frac{1}{"></math>', '<code>\\frac{1}{</code>'],
  ])('%s', async (html, code) => {
    expect(await clean(html)).toContain(code);
  });
});

describe('A formula holds nothing but a formula', () => {
  it.each([
    '<math><mtext><img src="https://a.example/1.png" onerror="x"><b>b</b>z</mtext></math>',
    '<math href="javascript:x"><mi xlink:href="javascript:x" style="color:red">z</mi><annotation-xml encoding="text/html"><script>x</script></annotation-xml></math>',
    '<script type="math/tex">\\href{javascript:x}{z}</script>',
    '<script type="math/tex">\\includegraphics{https://a.example/1.png} z</script>',
  ])('%s', async (html) => {
    const cleaned = await clean(html);
    expect(cleaned).not.toMatch(/<(?:img|script|b|a)\b|href=|style=|src=/);
    expect(cleaned).toContain('z');
  });

  it.each([
    '价格是 $5 和 $10',
    '<img src="https://pics.example/mathematics/photo.jpg" alt="老师">',
    '<img src="https://pics.example/photo.jpg?w=300" alt="$5 and $6">',
    '<math-quiz>一加一等于几</math-quiz>',
    '<span data-math-id="7">七</span>',
  ])('and is not seen where there is none: %s', async (html) =>
    expect(await clean(html)).not.toContain('<math'),
  );
});

describe('A formula in plain text', () => {
  it('is its source, as the parts of a fraction side by side say something else', async () => {
    const context = { key: 'a.md', id: 'k7', title: '', categories: [], placeholderHosts: [] };
    const html = '<p>增长为 <span data-tex="\\frac{a}{b}  + c"></span> 倍，比去年多。</p>';
    expect((await cleanHtml(html, context)).text).toBe('增长为 \\frac{a}{b} + c 倍，比去年多。');
  });
});
