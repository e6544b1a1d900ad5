import fc from 'fast-check';
import { parseFragment, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import { legalText } from '../../lambda/model/characters.ts';
import { html, raw } from '../../lambda/pages/html.ts';
import { anyText } from '../support/any-text.ts';

describe('html', () => {
  it('escapes text and leaves HTML as it is', () => {
    const inner = html`<b>${'<i>&"'}</b>`;
    expect(String(html`<p title="${'a "b" <c>'}">${inner}${raw('<hr>')}</p>`)).toBe(
      '<p title="a &quot;b&quot; &lt;c&gt;"><b>&lt;i&gt;&amp;&quot;</b><hr></p>',
    );
  });

  it('shows nothing for what is absent, numbers as they are, and every entry of a list on its own line', () => {
    expect(String(html`<p>${undefined}${false}${0}${['a', undefined, [html`<b>b</b>`]]}</p>`)).toBe(
      '<p>0a\n<b>b</b></p>',
    );
  });

  it('leaves out a line whose only value is absent', () => {
    expect(String(html`<p>\n${undefined}\n${'x'}\n${[]}\n</p>`)).toBe('<p>\nx\n</p>');
  });

  it('gives back any text, as content and as an attribute, once a browser has parsed it', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const fragment = parseFragment(String(html`<p title="${text}">.${text}</p>`));
        const shown = legalText(text);
        const [element] = fragment.childNodes;
        expect(fragment.childNodes).toHaveLength(1);
        expect(element).toMatchObject({
          tagName: 'p',
          attrs: [{ name: 'title', value: shown }],
          childNodes: [{ nodeName: '#text', value: `.${shown}` }],
        });
        expect(serialize(fragment)).toContain('</p>');
      }),
    );
  });
});
