import fc from 'fast-check';
import { html as markup, parseFragment } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../lambda/clean/parse/parser.ts';
import { isComment, isElement, isText, type SourceNode } from '../../lambda/clean/parse/tree.ts';
import { runs } from '../support/runs.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? runs(3_000));
const TIMEOUT = 600_000;

const LONG = '长'.repeat(1_200);

/** Where comments may stand, and what only looks like one. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('<!--', '-->', '--!>', '<!-->', '<!--->', '<!---', '<!', '--', '-', '>', '!'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('词', ' ', '\n', '\r\n', '&amp;', '&am', '&', '<', '</', '𠮷', '"', "'"),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '<p>',
      '</p>',
      '<pre>',
      '<b>',
      '</b>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '<svg>',
      '<br>',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '<script>',
      '</script>',
      '<style>',
      '</style>',
      '<textarea>',
      '</textarea>',
      '<title>',
      '</title>',
      '<xmp>',
      '</xmp>',
      '<plaintext>',
      '<![CDATA[',
      ']]>',
      '<a title="',
      "<a title='",
      '<a title=',
      '<a ',
      '<template>',
      '<math><mi>',
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom(LONG, `<!--${LONG}-->`, `<!--${LONG}--!>`) },
);

const closedBody = fc
  .array(
    fc.constantFrom(
      '<p>',
      '<b>',
      '<table>',
      '<td>',
      '<ul>',
      '<li>',
      '<pre>',
      '词',
      '\n',
      '</p>',
      `<!--${LONG}-->`,
    ),
  )
  .map((pieces) => pieces.join(''));

const body = fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join(''));

describe('comments', () => {
  it(
    'leave everything else as it is, however long they are',
    () => {
      fc.assert(
        fc.property(body, (html) => {
          const read = parse(html, true);
          const shortened = parse(html, false);
          expect(outline(shortened.children)).toBe(outline(read.children));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );

  it('say what they said at their beginning, and all of it where it is read', () => {
    const text = `first ${'x'.repeat(2_000)} last`;
    const comment = (isRead: boolean) =>
      parse(`<p>a</p><!--${text}--><p>b</p>`, isRead).children.find(isComment)?.data;
    expect(comment(true)).toBe(text);
    expect(comment(false)).toBe(text.slice(0, comment(false)?.length));
    expect(comment(false)?.length).toBeLessThan(1_000);
  });
});

it(
  'a body is the tree that the parser makes of it in one piece',
  () => {
    const context = adapter.createElement('div', markup.NS.HTML, []);
    fc.assert(
      fc.property(closedBody, (html) => {
        const whole = parseFragment(context, html, { treeAdapter: adapter, scriptingEnabled: false });
        expect(outline(parse(html, false).children)).toBe(outline(whole.children));
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT,
);

function parse(html: string, isRead: boolean) {
  return parseSource(html, { isPage: false, isRead: () => isRead });
}

/** A tree without what its comments say. */
function outline(nodes: readonly SourceNode[]): string {
  return JSON.stringify(nodes.map(describeNode));
}

function describeNode(node: SourceNode): unknown {
  if (isText(node)) return node.data;
  if (isComment(node)) return null;
  return isElement(node) ? [node.name, node.attribs, node.children.map(describeNode)] : node.type;
}
