import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { isElement, isText, type SourceNode } from '../../parse/tree.ts';
import { readBlockAttributes } from '../attributes.ts';
import type { Handler, State } from '../state.ts';
import { readBlock } from './blocks.ts';

/** Reads a list of terms and what they mean. */
export const readDefinitions: Handler = (state, element) => {
  state.composer.block('dl', readBlockAttributes(state, element, 'dl'), 'item', () =>
    readTerms(state, element.children),
  );
};

function readTerms(state: State, nodes: readonly SourceNode[]): void {
  for (const node of nodes) {
    if (isElement(node) && (node.name === 'dt' || node.name === 'dd')) {
      readBlock(state, node, node.name, node.name === 'dt' ? 'line' : 'item');
    } else if (isElement(node) && node.name === 'div') {
      readTerms(state, node.children);
    } else if (!isText(node) || node.data.trim() !== '') {
      state.composer.block('dd', NO_ATTRIBUTES, 'item', () => state.readNodes([node]));
    }
  }
}
