import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';

/** What the parser made of an upload: the tree before cleaning. */
export type SourceDocument = Htmlparser2TreeAdapterMap['document'];

/** An element of that tree. */
export type SourceElement = Htmlparser2TreeAdapterMap['element'];

/** Whatever may stand in a parent: an element, a text, a comment. */
export type SourceNode = Htmlparser2TreeAdapterMap['childNode'];

/** Whatever may hold nodes: an element, the document, a fragment. */
export type SourceParent = Htmlparser2TreeAdapterMap['parentNode'];

/** Whether a node is an element: what the adapter asks in three calls, and every walk of every node. */
export function isElement(node: SourceNode | SourceParent): node is SourceElement {
  const type: string = node.type;
  return type === 'tag' || type === 'script' || type === 'style';
}

/** Whether a node is a text. */
export const isText = adapter.isTextNode;

/** Whether a node is a comment. */
export const isComment = adapter.isCommentNode;

/** The element before or behind, where nothing but white space is between. */
export function adjacentElement(element: SourceElement, side: 'prev' | 'next'): SourceElement | undefined {
  let node = element[side];
  while (node !== null && !isElement(node)) {
    if (isText(node) && node.data.trim() !== '') return undefined;
    node = node[side];
  }
  return node ?? undefined;
}

/** The pictures within an element, in order. */
export function findImages(element: SourceParent): SourceElement[] {
  return findAll(element, ({ name }) => name === 'img' || name === 'image');
}

/** Everything that an element and those within it lead to, by whatever attribute. */
export function findAddresses(element: SourceElement): string[] {
  const addresses: string[] = [];
  const add = ({ attribs }: SourceElement) => {
    for (const name in attribs) {
      const value = attribs[name];
      if (value !== undefined && /[/.]/.test(value) && !/\s/.test(value.trim())) addresses.push(value);
    }
  };
  add(element);
  walk(element, add);
  return addresses;
}

/** The elements within a node for which a test holds, in order. */
export function findAll(root: SourceParent, test: (element: SourceElement) => boolean): SourceElement[] {
  const found: SourceElement[] = [];
  walk(root, (element) => {
    if (test(element)) found.push(element);
  });
  return found;
}

/** Visits the elements within a node in document order, except for those within an element for which `visit` is false. */
export function walk(root: SourceParent, visit: (element: SourceElement, depth: number) => unknown): void {
  let node: SourceNode | null = root.children[0] ?? null;
  let depth = 1;
  while (node !== null) {
    if (isElement(node)) {
      const isOpen = visit(node, depth) !== false;
      const first: SourceNode | undefined = node.children[0];
      if (isOpen && first !== undefined) {
        node = first;
        depth++;
        continue;
      }
    }
    while (node.next === null) {
      const parent: SourceParent | null = node.parent;
      if (parent === null || parent === root || !isElement(parent)) return;
      node = parent;
      depth--;
    }
    node = node.next;
  }
}

/** Whether any element within a node is nested deeper than this. */
export function isDeeperThan(root: SourceParent, limit: number): boolean {
  let isDeeper = false;
  walk(root, (_element, depth) => {
    isDeeper ||= depth > limit;
  });
  return isDeeper;
}

/** Takes nodes out of their parents, however many, in one go: one by one, each would move all that follow. */
export function removeNodes(gone: ReadonlySet<SourceNode>): void {
  const parents = new Set<SourceParent>();
  for (const { parent } of gone) if (parent !== null) parents.add(parent);
  for (const parent of parents) {
    parent.children = parent.children.filter((child) => !gone.has(child));
    let before: SourceNode | null = null;
    for (const child of parent.children) {
      child.prev = before;
      child.next = null;
      if (before !== null) before.next = child;
      before = child;
    }
  }
}

/** The text of an element; at least its first `enough` characters, where there are more. */
export function readSource(element: SourceParent, enough = Number.POSITIVE_INFINITY): string {
  let text = '';
  for (const child of element.children) {
    if (text.length >= enough) break;
    text += isText(child) ? child.data : isElement(child) ? readSource(child, enough - text.length) : '';
  }
  return text;
}
