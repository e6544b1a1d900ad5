import { legalText } from '../../../model/characters.ts';
import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { findImages, isElement, readSource, type SourceElement } from '../../parse/tree.ts';
import { isBlank } from '../../typography.ts';
import { keepAnchor } from '../attributes.ts';
import type { Handler } from '../state.ts';

/**
 * Reads ruby text; parentheses for readers that cannot show it stand where the standard
 * wants them. Pictures in what is said beside it follow it.
 */
export const readRuby: Handler = (state, ruby) => {
  keepAnchor(state, ruby);
  const { composer } = state;
  if (composer.hasFormat('ruby')) {
    state.readNodes(ruby.children);
    return;
  }
  const addPart = (name: string, text: string) =>
    composer.format({ name, attributes: NO_ATTRIBUTES }, () => composer.addText(text));
  const pictures: SourceElement[] = [];
  composer.format({ name: 'ruby', attributes: NO_ATTRIBUTES }, () => {
    for (const child of ruby.children) {
      if (!isElement(child) || child.name !== 'rt') {
        state.readNodes([child]);
        continue;
      }
      pictures.push(...findImages(child));
      const text = legalText(readSource(child)).trim();
      if (isBlank(text)) continue;
      addPart('rp', '（');
      addPart('rt', text);
      addPart('rp', '）');
    }
  });
  state.readNodes(pictures);
};
