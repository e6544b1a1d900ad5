import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { findAll, readSource, type SourceElement } from '../../parse/tree.ts';
import type { Handler } from '../state.ts';
import { dropElement } from './containers.ts';

/** Reads a formula as its source, where it has one. */
export const readMath: Handler = (state, math) => {
  const source = math.attribs.alttext ?? findAnnotation(math);
  if (source === undefined || source.trim() === '') {
    dropElement(state, math);
    return;
  }
  state.composer.format({ name: 'code', attributes: NO_ATTRIBUTES }, () => state.composer.addText(source));
};

/** The TeX of a formula, where it carries it along. */
function findAnnotation(math: SourceElement): string | undefined {
  const [annotation] = findAll(
    math,
    ({ name, attribs }) => name === 'annotation' && attribs.encoding === 'application/x-tex',
  );
  return annotation === undefined ? undefined : readSource(annotation);
}
