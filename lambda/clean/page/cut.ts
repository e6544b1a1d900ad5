import {
  findAddresses,
  findAll,
  isElement,
  isText,
  readSource,
  removeNodes,
  type SourceElement,
  type SourceNode,
  type SourceParent,
} from '../parse/tree.ts';
import { createRemoval, type Removal } from '../removals.ts';
import { type Block, inkOf, isLinked } from './blocks.ts';
import { isSurrounding } from './surroundings.ts';

/** Why a part of a page went, as `--explain` prints it. */
const LINKS = 'page: links';
const OUTSIDE = 'page: around the article';
const INSIDE = 'page: within the article';

/** Takes everything out of a page but the blocks that were chosen and what is between them; says what went. */
export function cutPage(
  root: SourceParent,
  container: SourceParent,
  blocks: readonly Block[],
  kept: readonly boolean[],
): readonly Removal[] {
  const holding = new Set<SourceParent>();
  const texts = new Map<SourceNode, boolean>();
  const dropped = new Map<SourceParent, Ink>();
  blocks.forEach((block, index) => {
    const isKept = kept[index] === true;
    for (const node of block.nodes) {
      texts.set(node, isKept);
      if (isKept) holdUp(node, root, holding);
      else if (node.parent !== null) addInk(dropped, node.parent, inkOf(node.data).length, isLinked(block));
    }
  });
  const gone = new Set<SourceNode>();
  const removals: Removal[] = [];
  const remove = (node: SourceNode, rule: string) => {
    gone.add(node);
    if (!isElement(node)) {
      if ('data' in node && node.data.trim() !== '' && texts.has(node))
        removals.push(createRemoval(rule, node.data));
      return;
    }
    const { all, linked } = inkWithin(node, dropped);
    const addresses = [...findAddresses(node), ...findOddAddresses(node)];
    const text = readSeen(node);
    if (text.trim() === '' && addresses.length === 0) return;
    removals.push(createRemoval(linked * 2 > all ? LINKS : rule, text, addresses));
  };
  const visit = (parent: SourceParent, isInside: boolean) => {
    for (const node of parent.children) {
      if (isElement(node)) {
        const inside = isInside || node === container;
        if (holding.has(node)) visit(node, inside);
        else if (!inside) remove(node, OUTSIDE);
        else if (!staysEmpty(node, dropped)) remove(node, INSIDE);
      } else if (texts.get(node) === false) remove(node, isInside ? INSIDE : OUTSIDE);
    }
  };
  visit(root, root === container);
  removeNodes(gone);
  return removals;
}

/** Where links lead whose addresses have spaces in them, and the pictures of styles. */
function findOddAddresses(element: SourceElement): readonly string[] {
  return [element, ...findAll(element, isElement)].flatMap(
    ({ attribs: { href = '', src = '', style = '' } }) => [
      ...[href, src].filter((address) => /\S\s+\S/.test(address)),
      ...[...style.matchAll(/url\(\s{0,9}["']?([^"')\s]{1,2000})/gi)].map(([, address = '']) => address),
    ],
  );
}

/** The text of an element without its programs and styles. */
function readSeen(element: SourceElement): string {
  if (UNSEEN.has(element.name)) return '';
  if (element.children.every(isText)) return readSource(element);
  let text = '';
  for (const child of element.children)
    text += isText(child) ? child.data : isElement(child) ? readSeen(child) : '';
  return text;
}

const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'template']);

function holdUp(node: SourceNode, root: SourceParent, holding: Set<SourceParent>): void {
  for (let at = node.parent; at !== null && !holding.has(at); at = at.parent) {
    holding.add(at);
    if (at === root) return;
  }
}

/** Letters of blocks that were not chosen, and those of blocks that are mostly links. */
interface Ink {
  readonly all: number;
  readonly linked: number;
}

const NONE: Ink = { all: 0, linked: 0 };

function addInk(sums: Map<SourceParent, Ink>, parent: SourceParent, amount: number, isLink: boolean): void {
  const { all, linked } = sums.get(parent) ?? NONE;
  sums.set(parent, { all: all + amount, linked: linked + (isLink ? amount : 0) });
}

function inkWithin(element: SourceParent, sums: ReadonlyMap<SourceParent, Ink>): Ink {
  let { all, linked } = sums.get(element) ?? NONE;
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const inner = inkWithin(child, sums);
    all += inner.all;
    linked += inner.linked;
  }
  return { all, linked };
}

/** Whether an element without a chosen block stays: a picture, a recording, a line between the paragraphs. */
function staysEmpty(element: SourceElement, dropped: ReadonlyMap<SourceParent, Ink>): boolean {
  return inkWithin(element, dropped).all === 0 && !isSurrounding(element);
}
