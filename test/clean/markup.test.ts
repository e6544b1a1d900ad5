import fc from 'fast-check';
import { html as markup, Parser, parse, parseFragment } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { describe, expect, it } from 'vitest';
import { buildTree } from '../../lambda/clean/parse/markup.ts';
import {
  isComment,
  isElement,
  isText,
  type SourceDocument,
  type SourceNode,
} from '../../lambda/clean/parse/tree.ts';
import { runs } from '../support/runs.ts';
import { readCorpus } from './corpus.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? runs(5_000));
const TIMEOUT = 600_000;

const CONTEXT = adapter.createElement('div', markup.NS.HTML, []);
const OPTIONS = { treeAdapter: adapter, scriptingEnabled: false };

const NAMES =
  'p div b i a h2 br img hr table tbody tr td caption colgroup col ul li pre listing textarea title style script xmp iframe noscript plaintext select option template form input button svg path foreignObject math mi annotation-xml html head body frameset frame nobr center font image ruby rt'.split(
    ' ',
  );
const ATTRIBUTES =
  ' class="a b"| title="甲>乙"| title=\'"\'| href="/?a=1&amp;b=2"| href="/?a=1&b=2"| hidden| hidden=| id=x| id="x"| ID="y"| a="1"b="2"| / | =| "| viewbox="0 0"| xlink:href="#a"| type="hidden"| color="red"|\n data-x="1"| x = "1"|\ttitle="\r\n"| 名="1"'.split(
    '|',
  );
const OTHERS =
  '词| |\n|\r\n|\r|\t|\f|𠮷|\u00a0|&nbsp;&nbsp;|&amp;|&am|&ampx|&lt;|&notin;|&not|&#19968;|&#x0;|&foo;|&|<|</|<3|< b>|<!|<?php ?>|<!doctype html>|<!--a-->|<!--|-->|--!>|<!-->|<!---->|<![CDATA[x]]>|<![CDATA[|]]>|</style|</style x>|</STYLE/>|</styles>|</xmp |>|"|-'.split(
    '|',
  );

const tag = fc
  .tuple(
    fc.constantFrom('<', '<', '</'),
    fc.constantFrom(...NAMES),
    fc.array(fc.constantFrom(...ATTRIBUTES), { maxLength: 3 }),
    fc.constantFrom('>', '>', '>', '>', '/>', ' />', ' >', '\n>', ''),
    fc.boolean(),
  )
  .map(([start, name, attributes, end, isUpperCase]) => {
    const written = isUpperCase && name.length < 3 ? name.toUpperCase() : name;
    return start + written + attributes.join('') + end;
  });
const markupText = fc
  .array(fc.oneof({ weight: 3, arbitrary: tag }, { weight: 2, arbitrary: fc.constantFrom(...OTHERS) }), {
    maxLength: 25,
  })
  .map((pieces) => pieces.join(''));

describe('the tree of a text is the one that parse5 makes of it by itself', () => {
  const check = (isSame: (html: string) => void) =>
    fc.assert(
      fc.property(markupText, (html) => {
        isSame(html);
      }),
      { numRuns: RUNS },
    );

  it(
    'in fragments',
    () => {
      check((html) =>
        expect(outline(fragmentOf(html))).toEqual(outline(parseFragment(CONTEXT, html, OPTIONS))),
      );
    },
    TIMEOUT,
  );

  it(
    'in pages',
    () => {
      check((html) => expect(outline(pageOf(html))).toEqual(outline(parse(html, OPTIONS))));
    },
    TIMEOUT,
  );

  it('in articles', async () => {
    for (const { name, html } of await readCorpus()) {
      expect(outline(fragmentOf(html)), name).toEqual(outline(parseFragment(CONTEXT, html, OPTIONS)));
    }
  });
});

it('of a comment, the tree holds what is left of it', () => {
  const parser = fragmentParser();
  buildTree(parser, 'a<!--bcd-->e<!--f--!>', (comment) => comment.slice(0, 2));
  expect(outline(parser.getFragment())).toEqual(
    outline(parseFragment(CONTEXT, 'a<!--bc-->e<!--f-->', OPTIONS)),
  );
});

function fragmentParser(): Parser<Htmlparser2TreeAdapterMap> {
  return Parser.getFragmentParser(CONTEXT, OPTIONS);
}

function fragmentOf(html: string): SourceDocument {
  const parser = fragmentParser();
  buildTree(parser, html, (comment) => comment);
  return parser.getFragment();
}

function pageOf(html: string): SourceDocument {
  const parser = new Parser(OPTIONS);
  buildTree(parser, html, (comment) => comment);
  return parser.document;
}

function outline(node: SourceNode): unknown {
  if (isText(node) || isComment(node)) return [node.type, node.data];
  if (isElement(node)) return [node.name, node.namespace, { ...node.attribs }, node.children.map(outline)];
  return 'children' in node ? [node.type, node.children.map(outline)] : [node.type, node.data];
}
