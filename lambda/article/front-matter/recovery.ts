import type { Warning } from '../../model/article.ts';
import { peelQuotes, quote } from '../../model/text.ts';
import { type Field, type Fields, fieldName, isTelling, type Language } from './fields.ts';

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

/** Fields that hold several values, which may stand between brackets. */
const LISTS = /^(?:categories|category|tags?|keywords|authors?)$/;

const MAX_WARNINGS = 20;

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
  const warnings: Warning[] = [];
  const warn = (message: string, line: number): void => {
    if (warnings.length < MAX_WARNINGS) warnings.push({ message, line });
  };
  const { entries, strays } = splitEntries(lines, firstLine, language);
  for (const { text, line } of strays) {
    warn(`the line is no entry of the front matter and was left out: ${quote(text)}`, line);
  }
  for (const entry of entries) {
    const name = fieldName(entry.name);
    const { line } = entry;
    if (fields.has(name)) warn(`${quote(entry.name)} stands more than once; the last one counts`, line);
    const index = line - firstLine;
    const sound = read(lines.slice(index, index + 1 + entry.rest.length).join('\n'))?.get(name);
    if (sound) {
      fields.set(name, { value: sound.value, line });
    } else {
      const text = entry.value === '' ? entry.rest.join(' ') : entry.value;
      warn(`the entry is not ${language.toUpperCase()} and was taken as plain text: ${quote(text)}`, line);
      fields.set(name, { value: readBroken(entry, name, language), line });
    }
  }
  return { fields, warnings };
}

interface Split {
  readonly entries: readonly Entry[];
  readonly strays: readonly { readonly text: string; readonly line: number }[];
}

function splitEntries(lines: readonly string[], firstLine: number, language: Language): Split {
  const entries: Entry[] = [];
  const strays: { text: string; line: number }[] = [];
  let indent: string | undefined;
  for (const [index, text] of lines.entries()) {
    const content = text.trimStart();
    const margin = text.slice(0, text.length - content.length);
    const entry = margin === (indent ?? margin) ? readEntry(content, language) : undefined;
    if (entry) {
      indent = margin;
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
  return { entries, strays };
}

/** An entry's name and value; a name that front matter is not known for needs a space behind its colon. */
function readEntry(content: string, language: Language): Pick<Entry, 'name' | 'value'> | undefined {
  const [, name = '', separator = '', value = ''] = ENTRY.exec(content) ?? [];
  if (name === '' || (separator === '=') !== (language === 'toml')) return undefined;
  if (!isTelling(name) && (separator === '：' || !(value === '' || content.endsWith(` ${value}`))))
    return undefined;
  return { name, value: value.trimEnd() };
}

function readBroken({ value, rest }: Entry, name: string, language: Language): unknown {
  const lines = [value, ...rest].map((line) => bare(line.trim(), language)).filter((line) => line !== '');
  const items = lines.map((line) => /^-\s+(\S.*)$/.exec(line)?.[1]);
  if (value === '' && items.length > 0 && !items.includes(undefined))
    return items.map((item = '') => peelQuotes(item));
  const text = lines.filter((_, index) => items[index] === undefined).join(' ');
  if (!LISTS.test(name)) return peelQuotes(text);
  const listed = text.startsWith('[') ? text.replace(/^\[|\]$/g, '').split(/[,，]/) : [text];
  return [...listed, ...items].map((item = '') => peelQuotes(item.trim())).filter((item) => item !== '');
}

/** A line without what belongs to the lines around it: comments, and the punctuation of JSON. */
function bare(line: string, language: Language): string {
  if (line.startsWith('#')) return '';
  return language === 'json' ? line.replace(/^[{}\],\s]+$|,$/, '') : line;
}
