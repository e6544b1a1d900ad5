import { pickAllowed } from '../../allowed.ts';
import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { isElement, isText, type SourceElement, type SourceNode } from '../../parse/tree.ts';
import { readBlockAttributes } from '../attributes.ts';
import type { Handler, State } from '../state.ts';

/** Reads a list with bullets. */
export const readUnorderedList: Handler = (state, element) => {
  state.composer.block('ul', readBlockAttributes(state, element, 'ul'), 'item', () =>
    readItems(state, element.children),
  );
};

/** Reads a numbered list. */
export const readOrderedList: Handler = (state, element) => {
  const { start, reversed, type } = element.attribs;
  const numbering = pickAllowed('ol', {
    start: start === '1' ? undefined : start,
    reversed: reversed === undefined ? undefined : '',
    type,
  });
  const attributes = { ...readBlockAttributes(state, element, 'ol'), ...numbering };
  state.composer.block('ol', attributes, 'item', () => readItems(state, element.children));
};

/**
 * Reads the children of a list: what is not an item, and follows none, becomes one; a list outside the items goes into
 * the item before.
 */
function readItems(state: State, nodes: readonly SourceNode[]): void {
  let stray: SourceNode[] = [];
  const endStray = () => {
    const nodesOfItem = stray;
    stray = [];
    if (nodesOfItem.some((node) => !isText(node) || node.data.trim() !== '')) {
      state.composer.block('li', NO_ATTRIBUTES, 'item', () => state.readNodes(nodesOfItem));
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
    readItem(state, node, nested);
  }
  endStray();
}

function readItem(state: State, item: SourceElement, nested: readonly SourceNode[]): void {
  const attributes = {
    ...readBlockAttributes(state, item, 'li'),
    ...pickAllowed('li', { value: item.attribs.value }),
  };
  state.composer.block('li', attributes, 'item', () => {
    state.readNodes(item.children);
    state.readNodes(nested);
  });
}

function isNestedList(node: SourceNode): boolean {
  return isText(node)
    ? node.data.trim() === ''
    : isElement(node) && (node.name === 'ul' || node.name === 'ol');
}
