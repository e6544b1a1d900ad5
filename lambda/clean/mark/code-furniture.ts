import { isElement, readSource, type SourceElement } from '../parse/tree.ts';

/** Classes of what highlighters put beside the code: numbers of lines, buttons, names of languages. */
const BESIDE_CODE =
  /(?:^|\s)(?:line-?numbers?(?:-rows)?|pre-numbering|linenos?|lineno|line-nums?|gutter|hljs-ln-numbers|blob-num|copy(?:-code)?-?(?:btn|button)|code-(?:copy|lang|block-extension[\w-]*)|copy|toolbar|hljs-button)(?=\s|$)/i;

/** What is beside the code is a word or two, or numbers; a theme may give the code itself such a class. */
const BESIDE_LENGTH = 12;

/** Elements that a `pre` never holds when it holds code: the author merely kept white space. */
const PROSE: ReadonlySet<string> = new Set(
  'blockquote figure h1 h2 h3 h4 img p section table ul video'.split(' '),
);

/** Whether an element has a class of what is beside code. */
export function hasClassBesideCode({ attribs }: SourceElement): boolean {
  return BESIDE_CODE.test(attribs.class ?? '');
}

/** Whether a `pre` is used around ordinary content. */
export function wrapsProse(pre: SourceElement): boolean {
  return pre.children.some(
    (child) =>
      isElement(child) &&
      !isBesideCode(child) &&
      (PROSE.has(child.name) || (child.name !== 'code' && wrapsProse(child))),
  );
}

/** Whether an element within a `pre` is what a highlighter put beside the code. */
export function isBesideCode(element: SourceElement): boolean {
  if (element.name === 'code' || !hasClassBesideCode(element)) return false;
  const text = readSource(element);
  return text.trim().length <= BESIDE_LENGTH || /^[\d\s]*$/.test(text);
}
