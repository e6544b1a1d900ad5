import { isElement, type SourceElement } from './parse/tree.ts';
import type { Reader } from './reader.ts';

/** Reads what can be folded away, its summary first, wherever that stands. */
export function readDetails(reader: Reader, details: SourceElement): void {
  const summary = details.children.find((child) => isElement(child) && child.name === 'summary');
  const attributes = {
    ...reader.readBlockAttributes(details),
    ...(details.attribs.open !== undefined && { open: '' }),
  };
  reader.composer.block('details', attributes, 'flow', () => {
    if (summary !== undefined && isElement(summary)) reader.readBlock(summary, 'summary', 'line');
    reader.readNodes(details.children.filter((child) => child !== summary));
  });
}
