import { beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../lambda/model/article.ts';
import { balance, type Outcome } from '../../local/accountant/balance.ts';
import type { Kind } from '../../local/accountant/reading.ts';
import { type Audit, audit, type Input, readInputs } from './inputs.ts';

/** An upload that is accounted for whole, and the article that it comes to. */
interface Even {
  readonly input: Input;
  readonly article: Article;
  readonly outcome: Outcome;
}

/** What a cleaner would leave that has lost something; undefined where there is nothing of the kind to lose. */
type Mutation = (article: Article, source: string) => string | undefined;

/** An article with other content; a picture that the content has lost does not stand for it either. */
function withContent({ image, ...article }: Article, content: string): Article {
  const shows = (html: string) => image !== undefined && html.replaceAll('&amp;', '&').includes(image);
  const isLost = shows(article.content) && !shows(content);
  return { ...article, content, ...(image !== undefined && !isLost && { image }) };
}

const uniquely = (content: string, value: string) => content.split(value).length === 2;

const MUTATIONS: readonly (readonly [string, Kind, Mutation])[] = [
  [
    'a paragraph',
    'words',
    ({ content }) => {
      const paragraphs = content.match(/<p>[^<]{20,}<\/p>/g) ?? [];
      const [longest] = paragraphs.toSorted((one, other) => other.length - one.length);
      return longest && content.replace(longest, '');
    },
  ],
  [
    'all after the first half',
    'words',
    ({ content }) => (content.length > 400 ? content.slice(0, content.length / 2) : undefined),
  ],
  [
    'a picture',
    'pictures',
    ({ content }) => {
      // The poster of a player is one thing with it.
      const tags = content.match(/(?<!<a [^>]*>)<img [^>]*>/g) ?? [];
      const tag = tags.find((each) => uniquely(content, each));
      return tag && content.replace(tag, '');
    },
  ],
  [
    'the address of a link',
    'links',
    ({ content, link = '' }, source) => {
      // What a player has become leads elsewhere than any link of the source.
      const links = content.match(/<a href="https?:[^"]*">(?!<img)/g) ?? [];
      const tag = links.find((each) => {
        const address = each.slice(9, -2);
        return uniquely(content, address) && address !== link && source.includes(`href="${address}"`);
      });
      return tag && content.replace(tag, '<a>');
    },
  ],
  [
    'that something is a heading',
    'headings',
    ({ content }, source) => {
      const [heading, , text = ''] =
        [...content.matchAll(/<h([2-6])[^>]*>([^<]+)<\/h\1>/g)].find(([, , text]) =>
          new RegExp(
            `<h[1-6][^>]*>\\s*${RegExp.escape(text ?? '')}|^#+ ${RegExp.escape(text ?? '')}`,
            'm',
          ).test(source),
        ) ?? [];
      return heading === undefined ? undefined : content.replace(heading, `<p>${text}</p>`);
    },
  ],
  [
    'a line of code',
    'code',
    ({ content }) => {
      const code = /<pre><code[^>]*>([^<]*)<\/code><\/pre>/.exec(content)?.[1] ?? '';
      const lines = code.split('\n').toSorted((one, other) => other.length - one.length);
      return lines[0] === undefined || lines[0] === '' ? undefined : content.replace(lines[0], '');
    },
  ],
  [
    'the indentation of code',
    'code',
    ({ content }) => {
      const changed = content.replace(
        /(<pre><code[^>]*>)([^<]*\n[ \t]+\S[^<]*)/,
        (_code, start: string, code: string) => start + code.replace(/^[ \t]+/gm, ''),
      );
      return changed === content ? undefined : changed;
    },
  ],
  [
    'a cell of a table',
    'cells',
    ({ content }) => {
      const changed = content.replace(/(<t[dh][^>]*>)[^<\s]{2,}(<\/t[dh]>)/, '$1$2');
      return changed === content || !/<tr>.*<tr>/s.test(content) ? undefined : changed;
    },
  ],
];

/** What a source may have that a cleaner does not know. */
const CONSTRUCTS: readonly (readonly [string, Kind, string])[] = [
  ['words in an unknown element', 'words', '<x-note hidden>不为人知的一句话</x-note>'],
  ['words in a form', 'words', '<form><label>没有人读过的标签</label></form>'],
  ['an unknown tag in prose', 'words', '<p>用 Box<Banana> 即可</p>'],
  ['a picture in an unknown attribute', 'pictures', '<img data-any-thing="https://new.example/z9.jpg">'],
  [
    'a picture behind an element',
    'pictures',
    '<div style="background-image:url(https://new.example/z9.jpg)"></div>',
  ],
  ['a picture in a drawing', 'pictures', '<svg><image href="https://new.example/z9.jpg"/></svg>'],
  ['a frame', 'players', '<iframe src="https://charts.example/z9"></iframe>'],
  ['a plug-in', 'players', '<object><param name="movie" value="https://new.example/z9.swf"></object>'],
  ['a recording', 'players', '<audio><source src="https://new.example/z9.opus"></audio>'],
  ['a recording that a script plays', 'players', '<div data-video="https://new.example/z9.mp4"></div>'],
  ['a link', 'links', '<p><a href="https://new.example/z9">词</a></p>'],
  ['a heading', 'headings', '<h4>从未有过的标题</h4>'],
  ['code', 'code', '<pre><code class="vue"><template>z9</template></code></pre>'],
  ['code in a line', 'code', '<p>写 <code><select></code> 即可</p>'],
  ['a table', 'cells', '<table><tr><td>天干<td>地支<tr><td>甲乙<td>子丑</table>'],
  ['MathML', 'formulas', '<math><mi>z</mi><mo>=</mo><mn>9</mn></math>'],
  ['TeX', 'formulas', '<p>式 \\(z_9\\) 即可</p>'],
  ['the script of a formula', 'formulas', '<script type="math/tex">z_9</script>'],
  ['the picture of a formula', 'formulas', '<img class="latex" alt="z_9" src="https://new.example/z9.svg">'],
];

const MARKDOWN: readonly (readonly [string, Kind, string])[] = [
  ['a heading', 'headings', '## 从未有过的标题'],
  ['a heading with a line below', 'headings', '从未有过的标题\n------'],
  ['a fence', 'code', '~~~go\nz9 := "<template>"\n~~~'],
  ['a block of a template', 'code', '{% highlight go %}\nz9 := 1\n{% endhighlight %}'],
  ['code in a line', 'code', '写 `<select>` 即可'],
  ['a link', 'links', '[词](https://new.example/z9 "题")'],
  ['a link by reference', 'links', '[词][z9]\n\n[z9]: https://new.example/z9'],
  ['a bare address', 'links', '见 https://new.example/z9 。'],
  ['a picture', 'pictures', '![词](https://new.example/z9.jpg)'],
  ['a picture of a template', 'pictures', '{{< figure src="https://new.example/z9.jpg" >}}'],
  ['a player of a template', 'players', '{% youtube z9abc123DEF %}'],
  ['a table', 'cells', '天干 | 地支\n--- | ---\n甲乙 | 子丑'],
  ['a formula', 'formulas', '$$\nz_{9}\n$$'],
];

describe('the accountant notices', () => {
  let evens: readonly Even[] = [];
  beforeAll(async () => {
    const inputs = readInputs().filter(({ name }) => /^(?:corpus|samples|articles)\//.test(name));
    const audits = await Promise.all(inputs.map(async (input) => ({ input, result: await audit(input) })));
    evens = audits.flatMap(({ input, result }) => readEven(input, result));
  });

  it('that nothing is missing where nothing is', () => {
    expect(evens.length).toBeGreaterThan(30);
    for (const { input, outcome } of evens) expect(balance(input, outcome).losses).toEqual([]);
  });

  it.each(MUTATIONS)('that %s is gone', (_name, kind, mutate) => {
    const blind: string[] = [];
    let mutated = 0;
    for (const { input, article, outcome } of evens) {
      const content = mutate(article, input.text);
      if (content === undefined) continue;
      mutated++;
      const { sums } = balance(input, { ...outcome, article: withContent(article, content) });
      if (sums[kind].unexplained === 0) blind.push(input.name);
    }
    expect(blind).toEqual([]);
    expect(mutated).toBeGreaterThan(3);
  });

  it.each(CONSTRUCTS)('%s that was dropped', (_name, kind, construct) => {
    for (const { input, outcome } of evens) {
      const text = input.text.replace(/(?=<\/div>\s*$)|$/, `\n${construct}\n`);
      const { sums } = balance({ ...input, text }, outcome);
      expect(sums[kind].unexplained, input.name).toBeGreaterThan(0);
    }
  });

  it.each(MARKDOWN)('%s in Markdown that was dropped', (_name, kind, construct) => {
    const text = `---\ntitle: 例\n---\n开头一段。\n\n${construct}\n\n末尾一段。\n`;
    const article = {
      ...(evens[0]?.article as Article),
      title: '例',
      content: '<p>开头一段。</p>\n<p>末尾一段。</p>',
    };
    const { sums } = balance({ key: 'a.md', text }, { article, removals: [], warnings: [] });
    expect(sums[kind].unexplained).toBeGreaterThan(0);
  });
});

function readEven(input: Input, { derivation, removals, files = [], balance: account }: Audit): Even[] {
  if (!('article' in derivation) || account === undefined || account.losses.length > 0) return [];
  const { article } = derivation;
  const warnings = derivation.warnings.map(({ message }) => message);
  return [
    { input, article, outcome: { article, removals, warnings, files, placeholderHosts: ['picsum.photos'] } },
  ];
}
