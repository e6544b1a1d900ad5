import { NO_ATTRIBUTES } from './fragment.ts';
import { isElement, readSource, type SourceElement } from './parse/tree.ts';
import type { Reader } from './reader.ts';
import { dropForbidden, isBlank } from './typography.ts';

/** Reads ruby text; parentheses for readers that cannot show it stand where the standard wants them. */
export function readRuby(reader: Reader, ruby: SourceElement): void {
  reader.anchor(ruby);
  const { composer } = reader;
  if (composer.hasFormat('ruby')) {
    reader.readNodes(ruby.children);
    return;
  }
  composer.format({ name: 'ruby', attributes: NO_ATTRIBUTES }, () => {
    for (const child of ruby.children) {
      if (!isElement(child) || child.name !== 'rt') {
        reader.readNodes([child]);
        continue;
      }
      const text = dropForbidden(readSource(child)).trim();
      if (isBlank(text)) continue;
      composer.format({ name: 'rp', attributes: NO_ATTRIBUTES }, () => composer.addText('（'));
      composer.format({ name: 'rt', attributes: NO_ATTRIBUTES }, () => composer.addText(text));
      composer.format({ name: 'rp', attributes: NO_ATTRIBUTES }, () => composer.addText('）'));
    }
  });
}
