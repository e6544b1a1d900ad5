import { type Child, createTag, type Tag } from './fragment.ts';
import { isBlank, trimTrailingBlank } from './typography.ts';

/** A line of text that is not yet known to need a paragraph. */
export const LINE = '#line';

/**
 * Paragraphs for the lines of a block that holds other things too. One that stands alone, or before nothing but
 * lists, tables and the like, needs none.
 */
export function settleLines(tag: Tag): void {
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
export function settleFigure(tag: Tag): void {
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

/** Whether nodes are pictures and players alone. */
export function holdsOnlyMedia(children: readonly Child[]): boolean {
  return children.every((child) =>
    typeof child === 'string'
      ? isBlank(child)
      : MEDIA.has(child.name) ||
        child.name === 'br' ||
        (child.children.length > 0 && holdsOnlyMedia(child.children)),
  );
}

/**
 * Takes blank text and line breaks off the end of a line, and what they leave empty. Returns the ids of the places
 * that stood there, in order.
 */
export function trimEnd(children: Child[]): string[] {
  const places: string[] = [];
  while (trimLast(children, places));
  return places.reverse();
}

/** Whether the last node went, so that the one before it is to be trimmed next. */
function trimLast(children: Child[], places: string[]): boolean {
  const last = children.at(-1);
  if (last === undefined) return false;
  if (typeof last === 'string') {
    const trimmed = trimTrailingBlank(last);
    if (trimmed === last) return false;
    children.pop();
    if (trimmed !== '') children.push(trimmed);
    return trimmed === '';
  }
  if (last.name === 'span' && last.attributes.id !== undefined) places.push(last.attributes.id);
  else if (last.children.length > 0) while (trimLast(last.children, places));
  else if (last.name !== 'br') return false;
  if (last.children.length > 0) return false;
  children.pop();
  return true;
}

/** Adds text, in one with text before it. */
export function append(children: Child[], text: string): void {
  const last = children.length - 1;
  const before = children[last];
  if (typeof before === 'string') {
    children[last] = before + text;
  } else {
    children.push(text);
  }
}

/** All text of an element, to the byte. */
export function readAll(tag: Tag): string {
  return tag.children.map((child) => (typeof child === 'string' ? child : readAll(child))).join('');
}

/** Whether nodes show nothing: no picture, no player, and no text but white space. */
export function isEmpty(children: readonly Child[]): boolean {
  return children.every((child) =>
    typeof child === 'string' ? isBlank(child) : !MEDIA.has(child.name) && isEmpty(child.children),
  );
}

const MEDIA: ReadonlySet<string> = new Set(['img', 'audio', 'video', 'hr']);
