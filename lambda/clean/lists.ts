import { readNumbering } from './formats.ts';
import { NO_ATTRIBUTES } from './fragment.ts';
import { isElement, isText, type SourceElement, type SourceNode } from './parse/tree.ts';
import type { Reader } from './reader.ts';

/** Adds a list; a list within it but outside its items goes into the item before. */
export function readList(reader: Reader, element: SourceElement, name: 'ul' | 'ol'): void {
  const attributes = {
    ...reader.readBlockAttributes(element),
    ...(name === 'ol' && readNumbering(element)),
  };
  reader.composer.block(name, attributes, 'item', () => readItems(reader, element.children));
}

/** Reads the children of a list: what is not an item, and follows none, becomes one. */
function readItems(reader: Reader, nodes: readonly SourceNode[]): void {
  let stray: SourceNode[] = [];
  const endStray = () => {
    const nodesOfItem = stray;
    stray = [];
    if (nodesOfItem.some((node) => !isText(node) || node.data.trim() !== '')) {
      reader.composer.block('li', NO_ATTRIBUTES, 'item', () => reader.readNodes(nodesOfItem));
    }
  };
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (node === undefined) break;
    if (!isElement(node) || node.name !== 'li') {
      stray.push(node);
      continue;
    }
    endStray();
    const nested: SourceNode[] = [];
    for (let next = nodes[i + 1]; next !== undefined && isNestedList(next); next = nodes[i + 1]) {
      nested.push(next);
      i++;
    }
    readItem(reader, node, nested);
  }
  endStray();
}

function readItem(reader: Reader, item: SourceElement, nested: readonly SourceNode[]): void {
  if (reader.isRemoved(item)) return;
  const { value } = item.attribs;
  const attributes = {
    ...reader.readBlockAttributes(item),
    ...(value !== undefined && /^-?\d{1,9}$/.test(value) && { value }),
  };
  reader.composer.block('li', attributes, 'item', () => {
    reader.readNodes(item.children);
    reader.readNodes(nested);
  });
}

/** Adds a list of terms and what they mean. */
export function readDefinitions(reader: Reader, element: SourceElement): void {
  reader.composer.block('dl', reader.readBlockAttributes(element), 'item', () =>
    readTerms(reader, element.children),
  );
}

function readTerms(reader: Reader, nodes: readonly SourceNode[]): void {
  for (const node of nodes) {
    if (isElement(node) && (node.name === 'dt' || node.name === 'dd')) {
      if (!reader.isRemoved(node)) reader.readBlock(node, node.name, node.name === 'dt' ? 'line' : 'item');
    } else if (isElement(node) && node.name === 'div' && !reader.isRemoved(node)) {
      readTerms(reader, node.children);
    } else if (!isText(node) || node.data.trim() !== '') {
      reader.composer.block('dd', NO_ATTRIBUTES, 'item', () => reader.readNodes([node]));
    }
  }
}

function isNestedList(node: SourceNode): boolean {
  return isText(node)
    ? node.data.trim() === ''
    : isElement(node) && (node.name === 'ul' || node.name === 'ol');
}
