import { legalText } from './characters.ts';

/** The beginning of a text, at most so many UTF-16 units, which never ends within a character. */
export function clip(text: string, length: number): string {
  const legal = legalText(text);
  if (legal.length <= length) return legal;
  return legal.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
