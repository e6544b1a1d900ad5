import { legalText } from '../../model/characters.ts';
import { isAllowedElement, pickAllowed } from '../allowed.ts';
import { type Child, createTag, type Tag } from '../fragment/tag.ts';
import { isElement, isText, type SourceElement } from '../parse/tree.ts';

/** Elements that hold a formula in another notation, or a picture, beside what browsers show. */
const UNSHOWN: ReadonlySet<string> = new Set('annotation annotation-xml script style'.split(' '));

/** Elements of MathML within a formula. */
const NAME = /^(?:m(?!ath$|ark$)[a-z]+|none)$/;

/** Elements that hold the characters of a formula; all others hold elements. */
const TOKENS: ReadonlySet<string> = new Set('mi mn mo ms mtext'.split(' '));

/**
 * The formula of a `math` element in MathML Core (W3C), without annotations, styles and whatever else no page may hold;
 * undefined when it shows nothing.
 */
export function readMathml(math: SourceElement, tex?: string): Tag | undefined {
  const children = readChildren(math);
  if (!showsSomething(children)) return undefined;
  const { display, mode } = math.attribs;
  const isDisplay = display === 'block' || display === 'true' || mode === 'display';
  const attributes = { display: isDisplay ? 'block' : undefined, alttext: tex };
  return { ...createTag('math', pickAllowed('math', attributes)), children };
}

function readChildren(element: SourceElement): Child[] {
  return element.children.flatMap((node): Child[] => {
    if (isText(node) && node.data.trim() !== '') return [readStrayText(node.data)];
    if (!isElement(node) || UNSHOWN.has(node.name)) return [];
    if (node.name === 'mglyph') return node.attribs.alt ? [readStrayText(node.attribs.alt)] : [];
    const children = TOKENS.has(node.name) ? readToken(node) : readChildren(node);
    if (isAllowedElement(node.name) && NAME.test(node.name)) {
      return [{ ...createTag(node.name, pickAllowed(node.name, node.attribs)), children }];
    }
    // `semantics` and what is no MathML give way to what they hold; of several, browsers show the first.
    return node.name === 'semantics' || node.name === 'maction' ? children.slice(0, 1) : children;
  });
}

/** Text that stands where only elements may. */
function readStrayText(data: string): Tag {
  return { ...createTag('mtext'), children: [legalText(data).replace(/\s+/g, ' ').trim()] };
}

/** The characters of a token, whatever stands in it. */
function readToken(token: SourceElement): Child[] {
  const text = legalText(collectText(token)).replace(/[\t\n\f\r ]+/g, ' ');
  return text === '' ? [] : [text];
}

function collectText(element: SourceElement): string {
  return element.children
    .map((node) => {
      if (isText(node)) return node.data;
      if (!isElement(node) || UNSHOWN.has(node.name)) return '';
      return node.name === 'mglyph' ? (node.attribs.alt ?? '') : collectText(node);
    })
    .join('');
}

function showsSomething(children: readonly Child[]): boolean {
  return children.some((child) =>
    typeof child === 'string' ? child.trim() !== '' : showsSomething(child.children),
  );
}
