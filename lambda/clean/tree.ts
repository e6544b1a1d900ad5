import { isElement, isText, type SourceElement, type SourceNode, type SourceParent } from './parse.ts';

/** The element before, where nothing but white space is between. */
export function previousElement(element: SourceElement): SourceElement | undefined {
  let before = element.prev;
  while (before !== null && !isElement(before)) {
    if (isText(before) && before.data.trim() !== '') return undefined;
    before = before.prev;
  }
  return before ?? undefined;
}

/** The pictures within an element, in order. */
export function findImages(element: SourceElement): SourceElement[] {
  return findAll(element, ({ name }) => name === 'img' || name === 'image');
}

/** The elements within a node for which a test holds, in order. */
export function findAll(root: SourceParent, test: (element: SourceElement) => boolean): SourceElement[] {
  const found: SourceElement[] = [];
  const visit = (children: readonly SourceNode[]) => {
    for (const child of children) {
      if (!isElement(child)) continue;
      if (test(child)) found.push(child);
      visit(child.children);
    }
  };
  visit(root.children);
  return found;
}

/** Takes children out of their parent, however many, in one go: one by one, each would move all that follow. */
export function removeChildren(parent: SourceParent, gone: ReadonlySet<SourceNode>): void {
  if (gone.size === 0) return;
  const kept = parent.children.filter((child) => !gone.has(child));
  parent.children = kept;
  for (const [index, child] of kept.entries()) {
    child.prev = kept[index - 1] ?? null;
    child.next = kept[index + 1] ?? null;
  }
}

/** The TeX of a formula, where it carries it along. */
export function findAnnotation(math: SourceElement): string | undefined {
  const [annotation] = findAll(
    math,
    ({ name, attribs }) => name === 'annotation' && attribs.encoding === 'application/x-tex',
  );
  return annotation === undefined ? undefined : readSource(annotation);
}

/** The text of an element; at least its first `enough` characters, where there are more. */
export function readSource(element: SourceParent, enough = Number.POSITIVE_INFINITY): string {
  let text = '';
  for (const child of element.children) {
    if (text.length >= enough) break;
    text += isText(child) ? child.data : isElement(child) ? readSource(child, enough - text.length) : '';
  }
  return text;
}
