import { findAll, findImages, type SourceElement } from '../../parse/tree.ts';
import { findCodeCell } from '../code.ts';
import type { Handler } from '../state.ts';
import { readBlock } from './blocks.ts';

/** Reads a figure; one that only frames a player or code is what it frames. */
export const readFigure: Handler = (state, figure) => {
  const [table] = findAll(figure, ({ name }) => name === 'table');
  const isPlayer = findImages(figure).length === 0 && findAll(figure, isFrame).length > 0;
  if (isPlayer || (table !== undefined && findCodeCell(table) !== undefined)) {
    state.readNodes(figure.children);
  } else {
    readBlock(state, figure, 'figure', 'item');
  }
};

function isFrame({ name }: SourceElement): boolean {
  return name === 'iframe' || name === 'embed';
}
