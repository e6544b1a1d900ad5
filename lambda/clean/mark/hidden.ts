import type { SourceElement } from '../parse/tree.ts';
import { readStyle } from '../style.ts';

/** Whether an element is kept from the reader's eyes by its own style or attribute. */
export function isHidden({ attribs: { hidden, style } }: SourceElement): boolean {
  if (hidden !== undefined) return true;
  return style !== undefined && /none/i.test(style) && readStyle(style).get('display') === 'none';
}
