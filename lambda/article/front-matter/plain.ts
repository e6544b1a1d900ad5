import { type Field, type Fields, fieldName, wordingOf } from './fields.ts';

/** Most names are of small letters of English, which are soon told. */
const ENTRY = /^(?!null:)([a-z]{1,60}|[\p{L}_][\p{L}\p{N}_-]{0,60}):(?: +([^ ].*)?)?$/u;
const ITEM = /^( *)- +([^ ].*)$/;

/** A scalar that YAML reads as it stands: it begins with a letter or a digit, and holds neither `: ` nor ` #`. */
const SCALAR = /^ *[\p{L}\p{N}](?:[^\p{Cc}\s:]| (?!#)|:(?! |$))*$/u;
const QUOTED = /^ *(?:'([^'\p{Cc}]*)'|"([^"\\\p{Cc}]*)") *$/u;
const LIST = /^\[([^[\]{}"':]*)\] *$/;

/**
 * The entries of YAML of the plainest kind, which nearly every upload has: each line is an entry, or an item of a list.
 * What it reads, it reads as a parser of YAML does, in a twentieth of the time; undefined for all else.
 */
export function readPlain(source: string, firstLine: number): Fields | undefined {
  const fields = new Map<string, Field>();
  let items: string[] = [];
  let margin: string | undefined;
  let entry = '';
  const lines = source.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    const [, key, text = ''] = ENTRY.exec(line) ?? [];
    if (key !== undefined) {
      entry = fieldName(key);
      const value = text === '' ? null : readValue(text);
      if (value === undefined || fields.has(entry)) return undefined;
      if (Array.isArray(value) && wordingOf(entry) === 'text') return undefined;
      fields.set(entry, { value, line: firstLine + index });
      continue;
    }
    const [, indent, item = ''] = ITEM.exec(line) ?? [];
    const value = readScalar(item);
    const list = fields.get(entry);
    if (indent === undefined || value === undefined || list === undefined) return undefined;
    if (wordingOf(entry) === 'text') return undefined;
    if (list.value === null) {
      items = [];
      margin = indent;
      fields.set(entry, { ...list, value: items });
    } else if (list.value !== items || indent !== margin) return undefined;
    items.push(value);
  }
  return fields;
}

function readValue(text: string): string | readonly string[] | undefined {
  const list = LIST.exec(text)?.[1]?.split(',').map(readScalar);
  return list === undefined || list.includes(undefined)
    ? readScalar(text)
    : list.filter((item) => item !== undefined);
}

function readScalar(text: string): string | undefined {
  const trimmed = text.trim();
  if (SCALAR.test(text) && trimmed !== 'null') return trimmed;
  const [, single, double] = QUOTED.exec(text) ?? [];
  return single ?? double;
}
