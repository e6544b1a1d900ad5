import { readMathml } from '../../formulas/mathml.ts';
import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { findAll, readSource, type SourceElement } from '../../parse/tree.ts';
import type { Handler } from '../state.ts';
import { dropElement } from './containers.ts';

/** Reads a formula as MathML, which browsers and readers show; where none can be made, as its source in TeX. */
export const readMath: Handler = (state, math) => {
  const { composer, texToMathml } = state;
  const tex = math.attribs.alttext ?? findAnnotation(math);
  const isDisplay = math.attribs.display === 'block';
  const formula = readMathml(math, tex) ?? (tex && texToMathml?.(tex, isDisplay));
  if (!formula) {
    if (tex === undefined || tex.trim() === '') dropElement(state, math);
    else composer.format({ name: 'code', attributes: NO_ATTRIBUTES }, () => composer.addText(tex));
    return;
  }
  if (isDisplay) composer.within('p', NO_ATTRIBUTES, () => composer.addInline(formula));
  else composer.addInline(formula);
};

/** Whether a formula has to be made from its source. */
export function needsMathml(math: SourceElement): boolean {
  return math.children.length === 0 && math.attribs.alttext !== undefined;
}

/** The TeX of a formula, where it carries it along. */
function findAnnotation(math: SourceElement): string | undefined {
  const [annotation] = findAll(
    math,
    ({ name, attribs }) => name === 'annotation' && attribs.encoding === 'application/x-tex',
  );
  return annotation === undefined ? undefined : readSource(annotation).trim();
}
