import { isBlank, trimTrailingBlank } from '../typography.ts';
import type { Child, Tag } from './tag.ts';

const MEDIA: ReadonlySet<string> = new Set(['img', 'audio', 'video', 'hr']);

/** Whether nodes show nothing: no picture, no player, and no text but white space. */
export function isEmpty(children: readonly Child[]): boolean {
  for (const child of children) {
    if (typeof child === 'string' ? !isBlank(child) : MEDIA.has(child.name) || !isEmpty(child.children))
      return false;
  }
  return true;
}

/** Whether nodes are pictures and players alone. */
export function holdsOnlyMedia(children: readonly Child[]): boolean {
  for (const child of children) {
    if (typeof child === 'string' ? !isBlank(child) : !isMedia(child)) return false;
  }
  return true;
}

function isMedia({ name, children }: Tag): boolean {
  return MEDIA.has(name) || name === 'br' || (children.length > 0 && holdsOnlyMedia(children));
}

/**
 * Takes blank text and line breaks off the end of a line, and what they leave empty. Returns the anchors that
 * stood there, in order.
 */
export function trimEnd(children: Child[]): string[] {
  const anchors: string[] = [];
  while (trimLast(children, anchors));
  return anchors.reverse();
}

/** Whether the last node went, so that the one before it is to be trimmed next. */
function trimLast(children: Child[], anchors: string[]): boolean {
  const last = children.at(-1);
  if (last === undefined) return false;
  if (typeof last === 'string') {
    const trimmed = trimTrailingBlank(last);
    if (trimmed === last && last !== '') return false;
    children.pop();
    if (trimmed !== '') children.push(trimmed);
    return trimmed === '';
  }
  if (last.name === 'math') return false;
  if (last.name === 'span' && last.attributes.id !== undefined) anchors.push(last.attributes.id);
  else if (last.children.length > 0) while (trimLast(last.children, anchors));
  else if (last.name !== 'br') return false;
  if (last.children.length > 0) return false;
  children.pop();
  return true;
}

/** Adds text, in one with text before it. */
export function append(children: Child[], text: string): void {
  const before = children.at(-1);
  if (typeof before === 'string') {
    children[children.length - 1] = before + text;
  } else {
    children.push(text);
  }
}
