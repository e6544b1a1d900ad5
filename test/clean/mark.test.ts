import { describe, expect, it } from 'vitest';
import { parseBody } from '../../lambda/clean/clean.ts';
import { mark } from '../../lambda/clean/mark/mark.ts';
import { isElement, readSource, type SourceElement } from '../../lambda/clean/parse/tree.ts';
import { RemovalLog } from '../../lambda/clean/removals.ts';
import type { Source } from '../../lambda/clean/sources/source.ts';
import { cleanHtml } from './clean-html.ts';

const context = { key: 'a.md', id: 'k7', title: '', categories: ['某站'], placeholderHosts: [] };

const PROSE = '<p>河开了，鱼醒了，村里的人都在河边等今年的第一条船。</p>';

/** An element of each kind, with `attributes`, beside what stays. */
const ELEMENTS: readonly (readonly [string, (attributes: string) => string])[] = [
  ['a paragraph', (given) => `<p ${given}>去</p>`],
  ['an element in a line', (given) => `<p>留<span ${given}>去</span></p>`],
  ['a list item', (given) => `<ul><li>留</li><li ${given}>去</li></ul>`],
  ['a term', (given) => `<dl><dt ${given}>去</dt><dd>留</dd></dl>`],
  ['a description', (given) => `<dl><dt>留</dt><dd ${given}>去</dd></dl>`],
  ['a cell', (given) => `<table><tr><td>留</td><td>留</td><td ${given}>去</td></tr></table>`],
  ['a heading cell', (given) => `<table><tr><th>留</th><td>留</td><th ${given}>去</th></tr></table>`],
  ['a row', (given) => `<table><tr><td>留</td><td>留</td></tr><tr ${given}><td>去</td></tr></table>`],
  ['a part of a table', (given) => `<table><tr><td>留<td>留</tr><tfoot ${given}><tr><td>去</tfoot></table>`],
  ['the caption of a table', (given) => `<table><caption ${given}>去</caption><tr><td>留<td>留</table>`],
  ['the only cell of a table', (given) => `<table><tr><td ${given}>去</td></tr></table>`],
  ['a summary', (given) => `<details><summary ${given}>去</summary>留</details>`],
  [
    'the caption of a figure',
    (given) => `<figure><img src="https://a.example/1.jpg"><figcaption ${given}>去</figure>`,
  ],
  ['code', (given) => `<pre ${given}><code>去</code></pre>`],
  ['a line of code', (given) => `<pre><code>留\n<span ${given}>去</span></code></pre>`],
  ['a reading of a character', (given) => `<ruby>留<rt ${given}>去</rt></ruby>`],
];

function clean(html: string, attributes: readonly Source[]) {
  const body = parseBody(html);
  const removals = new RemovalLog(undefined);
  return mark(body, attributes, removals).then(() => ({
    text: readSource(body.root),
    removals: removals.removals,
    rules: removals.removals.map(({ rule }) => rule),
  }));
}

describe.each(ELEMENTS)('%s', (_name, write) => {
  it('goes by the rule of a source', async () => {
    const html = PROSE + write('class="article_ad"');
    const { text, removals } = await cleanHtml(html, { ...context, categories: ['新浪财经'] });
    expect(text).not.toContain('去');
    expect(text.includes('留')).toBe(html.includes('留'));
    expect(removals.map(({ rule }) => rule)).toContain('sina-finance: .article_ad');
  });

  it('goes when it is hidden', async () => {
    for (const hiding of ['hidden', 'style="DISPLAY : none !important"']) {
      const { text, removals } = await cleanHtml(PROSE + write(hiding), context);
      expect(text).not.toContain('去');
      expect(removals.map(({ rule }) => rule)).toContain('hidden');
    }
  });
});

describe('the rules of a source', () => {
  const source: Source = { name: 'somesite', phrases: [], sections: [] };

  it('name an element by its surroundings and its place', async () => {
    const { text } = await clean('<div><p>甲</p><p>乙</p><p lang="la">丙</p></div><p>丁</p>', [
      { ...source, furniture: ['div > p:first-child', 'p:not(:first-child)[lang]', 'div + p'] },
    ]);
    expect(text).toBe('乙');
  });

  it('say where a link led that they make text, and what a rewrite takes', async () => {
    const body = '<p>甲<a class="k" href="https://a.example/1">乙</a></p><p class="r"><b>丙</b>丁</p>';
    const takeFirst = {
      selector: '.r',
      rewrite: ({ children: [first] }: SourceElement, _$: unknown, remove: (part: SourceElement) => void) => {
        if (first !== undefined && isElement(first)) remove(first);
      },
    };
    const { text, removals } = await clean(body, [{ ...source, unwrap: ['.k'], rewrites: [takeFirst] }]);
    expect(text).toBe('甲乙丁');
    expect(removals).toEqual([
      { rule: 'somesite: .r', text: '丙', addresses: [] },
      { rule: 'somesite: .k', text: '', addresses: ['https://a.example/1'] },
    ]);
  });

  it('rename elements, and take tags away', async () => {
    const { text } = await clean('<a class="k">甲</a><div class="code">乙</div>', [
      { ...source, unwrap: ['a.k'], rename: { 'div.code': 'pre' } },
    ]);
    expect(text).toBe('甲乙');
  });
});

it('what is not shown beside code goes, and prose in a pre is prose', async () => {
  const { html } = await cleanHtml(
    '<pre><span class="line-numbers">1\n2</span><code>a\nb</code></pre><pre>\n<p>甲</p><p>乙</p></pre>',
    context,
  );
  expect(html).toBe('<pre><code>a\nb</code></pre>\n<p>甲</p>\n<p>乙</p>');
});
