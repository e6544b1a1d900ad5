import { readPlainText } from '../model/text.ts';
import type { Field, Fields } from './front-matter/fields.ts';

/** How many values of nested lists are looked at: aliases can make a short list a very long one. */
const MAX_STEPS = 5_000;

/** What programs print where there is no value. */
const NOTHING = /^[<([{]*(?:n\/a|none|null|nil|undefined|nan|object object|invalid date|[-–—~/])?[>)\]}]*$/i;

/** The fields of these names that are there, in the order of the names. */
export function fieldsOf(fields: Fields, names: readonly string[]): readonly Field[] {
  const found: Field[] = [];
  for (const name of names) {
    const field = fields.get(name);
    if (field !== undefined) found.push(field);
  }
  return found;
}

/** Whether a field of one of the names is there: few fields are, of all that could be. */
export function holdsAny(fields: Fields, names: ReadonlySet<string>): boolean {
  for (const name of fields.keys()) if (names.has(name)) return true;
  return false;
}

/** Whether a text stands for no value: it is blank, or what a program prints for nothing, `None` or `undefined`. */
export function isNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

/** The first text within a value, trimmed; `''` where there is none. */
export function firstText(value: unknown): string {
  return textsOf(value)[0]?.trim() ?? '';
}

/** The texts within a value: its own, those of its items at any depth, and of a mapping the first of these members. */
export function textsOf(value: unknown, ...members: readonly string[]): readonly string[] {
  // Most values are one text.
  if (typeof value === 'string') return [value];
  const texts: string[] = [];
  const pending: unknown[] = [value];
  for (let steps = 0; pending.length > 0 && steps < MAX_STEPS; steps++) {
    const next = pending.pop();
    const text = scalarText(next) ?? memberText(next, members);
    if (text !== undefined) texts.push(text);
    else if (Array.isArray(next)) pending.push(...next.slice(0, MAX_STEPS - steps).reverse());
  }
  return texts;
}

/** The texts of a value as the plain lines that they are shown as; those that stand for nothing are left out. */
export function wordsOf(value: unknown, ...members: readonly string[]): readonly string[] {
  return textsOf(value, ...members)
    .map(readPlainText)
    .filter((text) => !isNothing(text));
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return value instanceof Date ? value.toISOString() : undefined;
}

/** Whether a value is a mapping, which is no text but may have one as a member. */
export function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function memberText(value: unknown, members: readonly string[]): string | undefined {
  if (!isMapping(value)) return undefined;
  const entries = new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
  for (const member of members) {
    const text = scalarText(entries.get(member));
    if (text !== undefined) return text;
  }
  return undefined;
}
