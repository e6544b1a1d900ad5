import { legalText } from '../../model/characters.ts';
import { isAllowedElement, pickAllowed } from '../allowed.ts';
import { type Child, createTag, type Tag } from '../fragment/tag.ts';
import { isElement, isText, type SourceElement } from '../parse/tree.ts';

/** Elements that hold a formula in another notation, or a picture, beside what browsers show. */
const UNSHOWN: ReadonlySet<string> = new Set(
  'annotation annotation-xml maction mglyph script style'.split(' '),
);

/** Elements that hold the characters of a formula; all others hold elements. */
const TOKENS: ReadonlySet<string> = new Set('mi mn mo ms mtext'.split(' '));

/**
 * The formula of a `math` element in MathML Core (W3C), without annotations, styles and whatever else no page may hold;
 * undefined when it shows nothing.
 */
export function readMathml(math: SourceElement, tex?: string): Tag | undefined {
  const children = readChildren(math, false);
  if (!showsSomething(children)) return undefined;
  const { display, mode } = math.attribs;
  const isDisplay = display === 'block' || display === 'true' || mode === 'display';
  const attributes = { display: isDisplay ? 'block' : undefined, alttext: tex };
  return { ...createTag('math', pickAllowed('math', attributes)), children };
}

function readChildren(element: SourceElement, isToken: boolean): Child[] {
  return element.children.flatMap((node): Child[] => {
    if (isText(node)) return isToken ? readToken(node.data) : [];
    if (!isElement(node) || UNSHOWN.has(node.name)) return [];
    const children = readChildren(node, isToken || TOKENS.has(node.name));
    // `semantics` and what is no MathML give way to what they hold.
    if (isToken || !isAllowedElement(node.name) || !/^(?:m|none$)/.test(node.name) || node.name === 'math') {
      return node.name === 'semantics' ? children.slice(0, 1) : children;
    }
    return [{ ...createTag(node.name, pickAllowed(node.name, node.attribs)), children }];
  });
}

function readToken(data: string): Child[] {
  const text = legalText(data).replace(/[\t\n\f\r ]+/g, ' ');
  return text === '' ? [] : [text];
}

function showsSomething(children: readonly Child[]): boolean {
  return children.some((child) =>
    typeof child === 'string' ? child.trim() !== '' : showsSomething(child.children),
  );
}
