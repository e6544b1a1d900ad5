import type { SourceElement } from '../parse/tree.ts';
import { readStyle } from '../style.ts';

/** How a style says that of what a box holds nothing but a line can be seen. */
const CLIPPED = /(?<![\w-])(?:width|height)\s*:\s*1px/i;

/** Whether an element is so small by its style that nobody can read what it holds: programs read it aloud, editors draw a line with it. */
export function isClipped({ attribs: { style } }: SourceElement): boolean {
  if (style === undefined || !CLIPPED.test(style) || !/hidden/i.test(style)) return false;
  const declared = readStyle(style);
  const isThin = declared.get('height') === '1px' || declared.get('width') === '1px';
  return isThin && (declared.get('overflow') === 'hidden' || declared.get('overflow-y') === 'hidden');
}

/** Whether an element is kept from the reader's eyes by its own style or attribute. */
export function isHidden({ attribs: { hidden, style } }: SourceElement): boolean {
  if (hidden !== undefined) return true;
  return style !== undefined && /none/i.test(style) && readStyle(style).get('display') === 'none';
}
