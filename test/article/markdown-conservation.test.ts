import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMarkdown } from '../../lambda/article/markdown.ts';

/** Marks of all notations, closed or not, in any order; none that hides what stands in it. */
const MARKS = [
  ...['**', '*', '_', '~~', '~', '==', '`', '```\n', '```js ', '\n', '\n\n', '\n    ', '　　', '\t', '  \n'],
  ...['[', ']', '(', ')', '![', '](', '[^1]', '\n[^1]: ', '^[', ']]', '|', '\n|-|-|\n', '\n* ', '\n- [ ] '],
  ...[
    '\n> ',
    '\n> [!note] ',
    '\n# ',
    '\n1. ',
    '\n---\n',
    '\n===\n',
    '\n: ',
    '\n!!! note "',
    '\n??? ',
    '\n=== "',
    '"',
    "'",
  ],
  ...[
    '$',
    '$$',
    '\n$$\n',
    '\\(',
    '\\)',
    '\\[',
    '\\]',
    '\\',
    '\\begin{array}',
    '\\end{array}',
    '{',
    '}',
    '{#',
    '{: ',
  ],
  ...[
    '{% note %}',
    '{% endnote %}',
    '{% raw %}',
    '{% endraw %}',
    '{% code %}',
    '{% endcode %}',
    '{%',
    '%}',
    '{{',
    '}}',
  ],
  ...[
    '\n{% note %}\n',
    '\n{% endnote %}\n',
    '\n{% code %}\n',
    '\n{% endcode %}\n',
    '{{< a >}}',
    '{{< /a >}}',
    '{{<',
    '>}}',
  ],
  ...[
    '\n:::tip\n',
    '\n:::\n',
    '\n::: details ',
    '::',
    '<Tabs>',
    '</Tabs>',
    '\n<Tabs>\n',
    '\n</Tabs>\n',
    '<Name>',
    '<',
    '>',
  ],
  ...[
    '<div>',
    '</div>',
    '\n<div>\n',
    '\n</div>\n',
    '<p>',
    '</p>',
    '<pre>',
    '</pre>',
    '<b>',
    '&amp;',
    '&',
    'http://a.example/',
  ],
  ...[
    '\n| a | b |\n|---|:-:|\n| ',
    '\n{% asset_img a.png ',
    '\n{% note info ',
    '{% link ',
    '{% b "',
    '" %}',
    ' %}',
    '\n',
  ],
  ...[
    '\n<!-- tab ',
    ' -->\n',
    '\n<!-- endtab -->\n',
    '<br>',
    '<a href="',
    '">',
    '<Card title="',
    ' />',
    '</Card>',
  ],
  ...[
    '{{< a b="',
    '" >}}',
    '\n{{< figure src="a.png" title="',
    '\n::: {.note} ',
    '\n:::note[',
    ']\n',
    '\n@tab ',
    '\n*[',
  ],
];

const WORDS = Array.from({ length: 12 }, (_, index) => `词${'甲乙丙丁戊己庚辛壬癸子丑'.charAt(index)}`);

test('whatever marks stand around a word, it is in the result', () => {
  const words = WORDS.flatMap((word) => [word, word]);
  const documents = fc.array(fc.constantFrom(...MARKS, ...words), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(documents, (parts) => {
      const html = renderMarkdown(parts.join(''));
      const shown = html + decodeURIComponent(html.replaceAll(/%(?![\dA-F]{2})/g, '%25'));
      expect(WORDS.filter((word) => parts.includes(word) && !shown.includes(word))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
