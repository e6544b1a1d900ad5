import { holdsOnlyMedia, isEmpty } from '../fragment/content.ts';
import { type Child, createTag, type Tag } from '../fragment/tag.ts';

/** A line of text that is not yet known to need a paragraph. */
export const LINE = '#line';

/**
 * Paragraphs for the lines of a block that holds other things too. One that stands alone, or before nothing but
 * lists, tables and the like, needs none.
 */
export function wrapLines(tag: Tag): void {
  const [first, ...others] = tag.children;
  if (typeof first === 'object' && first.name === LINE && others.every(isBlockOfItsOwn)) {
    tag.children = first.children;
    for (const other of others) tag.children.push(other);
    return;
  }
  for (const child of tag.children) {
    if (typeof child === 'object' && child.name === LINE) child.name = 'p';
  }
}

function isBlockOfItsOwn(child: Child): boolean {
  return typeof child === 'object' && child.name !== LINE && child.name !== 'p';
}

/** Pictures stand straight in their figure, everything else in paragraphs. */
export function arrangeFigure(tag: Tag): void {
  const children: Child[] = [];
  let afterLine = false;
  for (const child of tag.children) {
    const isLine = typeof child === 'object' && child.name === LINE;
    const isBare = isLine && holdsOnlyMedia(child.children);
    if (isBare) {
      // Two lines stay two, where no paragraphs part them.
      if (afterLine) children.push(createTag('br'));
      for (const grandchild of child.children) children.push(grandchild);
    } else {
      if (isLine) child.name = 'p';
      children.push(child);
    }
    afterLine = isBare;
  }
  tag.children = children;
}

/** Whether a block is a picture that has no caption yet. */
export function isPicture({ name, children }: Tag): boolean {
  if (!holdsOnlyMedia(children) || isEmpty(children) || children.some(isCaption)) return false;
  return name === 'p' || name === LINE || name === 'figure';
}

/** Whether a figure has more than words. */
export function showsSomething(figure: Tag): boolean {
  return figure.children.some(
    (child) => typeof child === 'object' && (FIGURES.has(child.name) || showsSomething(child)),
  );
}

const FIGURES: ReadonlySet<string> = new Set('audio blockquote img pre table video'.split(' '));

/** Whether a node is the caption of a figure. */
export function isCaption(child: Child): boolean {
  return typeof child === 'object' && child.name === 'figcaption';
}

/** A figure's child as it stands where the figure is left out. */
export function asParagraph(child: Child): Child {
  return typeof child === 'object' && child.name === 'figcaption' ? { ...child, name: 'p' } : child;
}
