import type { Line } from './profile.ts';

/** A number, a date or a time. Each stands as `0` in a shape. */
const NUMBER =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}\b|\b\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?,? \d{4}\b|\d+(?:[.,:：/年月时分-]\d+)*/gi;

/**
 * What a line has in common with those that differ from it in numbers and white space alone; of a picture its address.
 * Undefined for what says nothing by itself: prose, numbers, bullets.
 */
export function shapeOf(line: Line | undefined): string | undefined {
  if (line === undefined) return undefined;
  const { text, picture } = line;
  if (picture !== undefined) return `picture ${withoutQuery(picture.address)}`;
  const shape = spacedShape(text).replaceAll(' ', '');
  if (isRow(line)) return shape;
  return (shape.match(/\p{L}/gu)?.length ?? 0) < 2 ? undefined : shape;
}

/** Whether a line is a row of one mark, such as `＿＿＿＿＿`, which parts what is above from what is below. */
export function isRow({ kind, text }: Line): boolean {
  return kind === 'text' && text.length <= LONGEST_ROW && /^([＿_=~～*·•—─-])\1{4,}$/.test(text);
}

const LONGEST_ROW = 100;

/** The shape of a text with its white space. */
export function spacedShape(text: string): string {
  return text.replace(NUMBER, '0').replace(/\s+/g, ' ').trim();
}

/** The numbers of a text, in order. */
export function numbersOf(text: string): readonly string[] {
  return text.match(NUMBER) ?? [];
}

/** An address without scheme, query and fragment, which differ from visit to visit. */
export function withoutQuery(address: string): string {
  return address.replace(/^https?:\/\//i, '').replace(/[?#].*$/s, '');
}
