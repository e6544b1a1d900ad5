import type { Warning } from '../../model/article.ts';
import { peelQuotes } from '../../model/text.ts';
import { type Place, warnOf } from '../warnings.ts';
import {
  type Field,
  type Fields,
  fieldName,
  isTelling,
  type Language,
  type Wording,
  wordingOf,
} from './fields.ts';

/** What could be read of front matter that is broken. */
export interface Recovery {
  readonly fields: Fields;
  readonly warnings: readonly Warning[];
}

/** Lines that belong together: an entry's own and those that carry it on. */
interface Entry {
  readonly name: string;
  /** What stands behind the colon. */
  readonly value: string;
  readonly rest: string[];
  readonly line: number;
}

const ENTRY =
  /^["']?([\p{L}_](?:[\p{L}\p{N}_. -]{0,59}[\p{L}\p{N}_.-])?)["']?[ \t]*([:=：])[ \t]*([^ \t\n].*)?$/u;

/**
 * Reads front matter entry by entry: each that is sound on its own keeps its value, each other is taken as plain text,
 * with a warning. `read` reads one entry in the language of the block, where it is sound.
 */
export function recoverFields(
  lines: readonly string[],
  firstLine: number,
  language: Language,
  read: (source: string) => Fields | undefined,
): Recovery {
  const fields = new Map<string, Field>();
  const { entries, indented, strays } = splitEntries(lines, firstLine, language);
  const repeated: Place[] = [];
  const written = new Map<string, string>();
  const broken: Place[] = [];
  for (const entry of entries) {
    const name = fieldName(entry.name);
    const { line } = entry;
    const value = entry.value === '' ? entry.rest.map((rest) => rest.trim()).join(' ') : entry.value;
    const before = written.get(name);
    if (before !== undefined) repeated.push({ text: `${entry.name}: ${before}`, line });
    written.set(name, value);
    const index = line - firstLine;
    const sound = read(lines.slice(index, index + 1 + entry.rest.length).join('\n'))?.get(name);
    if (sound) {
      fields.set(name, { value: sound.value, line });
    } else {
      broken.push({ text: value, line });
      fields.set(name, { value: readWords(entry, wordingOf(name), language), line });
    }
  }
  const warnings = [
    ...warnOf('the line is no entry of the front matter and was left out', strays),
    ...warnOf('the entry is indented below another and was taken as one of its own', indented),
    ...warnOf('the entry replaces one of its name above', repeated),
    ...warnOf(`the value is not ${language.toUpperCase()} as it stands and was taken as plain text`, broken),
  ];
  return { fields, warnings };
}

interface Split {
  readonly entries: readonly Entry[];
  /** Those among the entries that stand deeper than the first. */
  readonly indented: readonly Place[];
  readonly strays: readonly { readonly text: string; readonly line: number }[];
}

function splitEntries(lines: readonly string[], firstLine: number, language: Language): Split {
  const entries: Entry[] = [];
  const indented: Place[] = [];
  const strays: { text: string; line: number }[] = [];
  let indent: string | undefined;
  for (const [index, text] of lines.entries()) {
    const content = text.trimStart();
    const margin = text.slice(0, text.length - content.length);
    const isInside = margin !== (indent ?? margin);
    const entry = isInside ? readInnerEntry(content, entries.at(-1), language) : readEntry(content, language);
    if (entry) {
      if (isInside) indented.push({ text: content, line: firstLine + index });
      else indent = margin;
      entries.push({ ...entry, rest: [], line: firstLine + index });
    } else if (
      content === '' ||
      content.startsWith('#') ||
      (language === 'json' && /^[{}\],\s]+$/.test(content))
    ) {
      entries.at(-1)?.rest.push(text);
    } else if (
      entries.length > 0 &&
      (margin.length > (indent ?? '').length || /^(?:-|[\]}])/.test(content))
    ) {
      entries.at(-1)?.rest.push(text);
    } else {
      strays.push({ text: content, line: firstLine + index });
    }
  }
  return { entries, indented, strays };
}

/** An entry that slipped to the right below one whose value is complete: YAML has no entries inside a text. */
function readInnerEntry(
  content: string,
  above: Entry | undefined,
  language: Language,
): Pick<Entry, 'name' | 'value'> | undefined {
  if (language !== 'yaml' || above === undefined || !/^[\p{L}\p{N}]/u.test(above.value)) return undefined;
  const entry = readEntry(content, language);
  return entry !== undefined && isTelling(entry.name) ? entry : undefined;
}

/** An entry's name and value; a name that front matter is not known for needs a space behind its colon. */
function readEntry(content: string, language: Language): Pick<Entry, 'name' | 'value'> | undefined {
  const [, name = '', separator = '', value = ''] = ENTRY.exec(content) ?? [];
  if (name === '' || (separator === '=') !== (language === 'toml')) return undefined;
  if (!isTelling(name) && (separator === '：' || !(value === '' || content.endsWith(` ${value}`))))
    return undefined;
  return { name, value: value.trimEnd() };
}

/** What a person reads in an entry that is no sound one: a text, or a list of names. */
function readWords({ value, rest }: Entry, wording: Wording | undefined, language: Language): unknown {
  const lines = rest
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => withoutPunctuation(line, language))
    .filter((line) => line !== '');
  const items = lines.map((line) => /^-\s+(\S.*)$/.exec(line)?.[1]);
  if (value === '' && items.length > 0 && !items.includes(undefined)) {
    return items.map((item = '') => readWord(item, wording));
  }
  const others = lines.filter((_, index) => items[index] === undefined);
  const text = [withoutPunctuation(value, language), ...others].join(' ').trim();
  if (wording === undefined || wording === 'text') return peelQuotes(text);
  const names = [...splitNames(text), ...items.flatMap((item) => item ?? [])];
  const words = names.map((name) => readWord(name, wording)).filter((name) => name !== '');
  // Commas between names that stand in no list are for those to read who know what the names are of.
  return names.length === 1 && !text.startsWith('[') ? words[0] : words;
}

/** A name without the comment behind it and the quotes around it. */
function readWord(text: string, wording: Wording | undefined): string {
  return peelQuotes((wording === 'text' ? text : text.replace(/(?:^|\s)#\s.*$/s, '')).trim());
}

/** The names between brackets or, as social networks have them, behind `#`; else the text as it is. */
function splitNames(text: string): readonly string[] {
  if (/^[[{]/.test(text)) return text.replace(/^[[{]|[\]}]$/g, '').match(/"[^"]*"|'[^']*'|[^,，]+/g) ?? [];
  const words = text.split(/\s+/);
  return words.every((word) => /^#[^\s#]/.test(word)) ? words : [text];
}

/** A line of JSON without what belongs to the lines around it. */
function withoutPunctuation(line: string, language: Language): string {
  const text = line.trim();
  return language === 'json' ? text.replace(/^[{}\],\s]+$|,$/, '') : text;
}
