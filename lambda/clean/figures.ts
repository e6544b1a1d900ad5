import { findCodeCell } from './code.ts';
import type { SourceElement } from './parse/tree.ts';
import { findAll, findImages } from './parse/tree.ts';
import type { Reader } from './reader.ts';

/** Reads a figure; one that only frames a player or code is what it frames. */
export function readFigure(reader: Reader, figure: SourceElement): void {
  const [table] = findAll(figure, (child) => child.name === 'table');
  const isPlayer = findImages(figure).length === 0 && findAll(figure, isFrame).length > 0;
  if (isPlayer || (table !== undefined && findCodeCell(table) !== undefined)) {
    reader.readNodes(figure.children);
  } else {
    reader.readBlock(figure, 'figure', 'item');
  }
}

function isFrame({ name }: SourceElement): boolean {
  return name === 'iframe' || name === 'embed';
}
