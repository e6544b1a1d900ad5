import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../lambda/model/markup.ts';
import { withColouredCode } from '../../lambda/pages/code.ts';
import { createColouring } from '../../lambda/pages/code-colours.ts';
import { CODE_LANGUAGES, DIALECTS } from '../../lambda/pages/code-languages.ts';
import { anyText } from '../support/any-text.ts';
import { bareArticle } from './samples.ts';

const block = (language: string, code: string) =>
  `<pre><code class="language-${language}">${code}</code></pre>`;

async function colour(content: string): Promise<string> {
  return (await withColouredCode({ ...bareArticle, content })).content;
}

describe('code of a language that is known', () => {
  it('is coloured by classes, every block of an article and nothing beside them', async () => {
    const words = '<p><code class="language-js">const</code> x</p>';
    expect(
      await colour(`${words}${block('ts', 'const a = 1;\n')}<p>const</p>${block('sql', 'SELECT')}`),
    ).toBe(
      `${words}${block('ts', '<span class="keyword">const</span> a = <span class="number">1</span>;\n')}<p>const</p>${block('sql', '<span class="keyword">SELECT</span>')}`,
    );
  });

  it.each([
    [
      'vue',
      '&lt;template&gt;&lt;b :key="x"&gt;1&lt;/b&gt;&lt;/template&gt;',
      '<span class="name">:key</span>',
    ],
    ['C++', 'int a;', '<span class="title">int</span>'],
    ['postgresql', 'select 1', '<span class="keyword">select</span>'],
    ['rb', '"a #{b} c"', '<span class="inserted">#{b}</span>'],
  ])('may have the name that writers give it: %s', async (language, code, part) => {
    expect(await colour(block(language, code))).toContain(part);
  });

  it('is coloured to a depth that a browser draws', () => {
    const coloured = createColouring()('ts', `css\`$\{`.repeat(1_000));
    expect(coloured?.match(/(?:<span[^<>]*>[^<]*)+/)?.[0].match(/<span/g)).toHaveLength(20);
  });

  it('keeps its text to the character, whatever it is', () => {
    const colouring = createColouring();
    const names = fc.constantFrom(...Object.keys(CODE_LANGUAGES), ...Object.values(DIALECTS).flat());
    fc.assert(
      fc.property(
        names,
        anyText(60),
        fc.constantFrom('"', '/*', '<a b="', '#{', '#!', "'&amp;#x27;"),
        (language, text, opening) => {
          const code = escapeText(opening + text);
          const coloured = colouring(language, code);
          expect(coloured?.replace(/<\/?span(?: class="[a-z]+")?>/g, '')).toBe(code);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('code that stays as it is', () => {
  it.each([
    ['has no language', '<pre><code>const a = 1;</code></pre>'],
    ['has a language that is not known', block('mermaid', 'const a = 1;')],
    ['has markup in it', block('js', 'const <b>a</b> = 1;')],
    ['stands within a line', '<p><code class="language-js">const a = 1;</code></p>'],
  ])('%s', async (_, content) => {
    expect(await colour(content)).toBe(content);
  });

  it('is longer than can be coloured in time, in one block or in many', () => {
    const long = `// ${'a '.repeat(10_000)}`;
    expect(createColouring()('js', long)).toBeUndefined();
    const colouring = createColouring();
    const blocks = Array.from({ length: 30 }, () => colouring('js', `// ${'a '.repeat(2_000)}`));
    expect(blocks[0]).toBeDefined();
    expect(blocks.at(-1)).toBeUndefined();
    expect(colouring('js', '1')).toBe('<span class="number">1</span>');
  });
});
