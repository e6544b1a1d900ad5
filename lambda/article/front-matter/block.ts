import type { Rejection } from '../../model/article.ts';
import { quote } from '../../model/text.ts';
import { isTelling, type Language } from './fields.ts';

/** The source of front matter, without the lines around it. */
export interface Block {
  readonly language: Language;
  /** What closes it: `---` or longer, `+++`, `;;;`, `}`. */
  readonly marker: string;
  readonly source: string;
  /** Line of the file that the source begins on, counted from 1. */
  readonly line: number;
  /** Where the body begins in the text. */
  readonly end: number;
}

/** Front matter is a page of settings; more than this is a body that lost its way. */
const MAX_CHARACTERS = 65_536;
const MAX_LINES = 5_000;

/** Each of these characters costs the parser of YAML time and memory; a page of settings has some hundred. */
const MARKS = /[[\]{},"'&*!|>%?#-]/g;
const MAX_MARKS = 10_000;

const YAML_ENTRY = /^(["']?)([\p{L}_](?:[\p{L}\p{N}_. -]{0,59}[\p{L}\p{N}_.-])?)\1[ \t]*:(?:[ \t]|$)/u;
const ANY_ENTRY = /^(["']?)([\p{L}_](?:[\p{L}\p{N}_. -]{0,59}[\p{L}\p{N}_.-])?)\1[ \t]*[:=：]/u;

/** Whether a line is a `name: value`, or one that was meant to be. */
export function isEntry(line: string): boolean {
  const name = ANY_ENTRY.exec(line)?.[2];
  return name !== undefined && (isTelling(name) || /^[^\s:：=]+\s*[:=]/.test(line));
}

/** Where the first line begins that is not blank; a byte order mark is blank. */
export function startOfText(text: string): number {
  const blank = /^[\s\ufeff]*/.exec(text)?.[0] ?? '';
  const line = blank.lastIndexOf('\n') + 1;
  return text.charAt(line) === '\ufeff' ? line + 1 : line;
}

/**
 * Finds the front matter that begins at `start`: undefined if there is none, a {@link Rejection} if there is no end to
 * it. A body that begins with a thematic break has none.
 */
export function findBlock(text: string, start: number): Block | Rejection | undefined {
  const line = countLines(text, start);
  const first = lineAt(text, start).trim();
  const fence = /^(-{3,}|\+{3}|;{3,})[ \t]*([\w-]{0,20})$/.exec(first);
  const block = fence
    ? findFenced(text, start, line, fence[1] ?? '', (fence[2] ?? '').toLowerCase())
    : first.startsWith('{')
      ? findObject(text, start, line)
      : findUnopened(text, start, line, first);
  if (block === undefined || 'reason' in block || isOfBearableSize(block.source)) return block;
  return {
    reason: 'the front matter is longer than front matter can be',
    advice: `Close it with ${quote(block.marker)} above the text of the article.`,
    line,
  };
}

/** Between two lines of the same marker, the first of which may name the language. */
function findFenced(
  text: string,
  start: number,
  line: number,
  marker: string,
  name: string,
): Block | Rejection | undefined {
  const language = languageOf(marker, name);
  if (language === undefined) {
    return {
      reason: `the front matter is written in ${quote(name)}, which is not read`,
      advice: 'Write it in YAML between two lines "---".',
      line,
    };
  }
  const from = nextLine(text, start);
  const closing = findClosing(text, from, marker);
  if (closing !== undefined) {
    const source = text.slice(from, Math.max(from, closing - 1));
    return { language, marker, source, line: line + 1, end: nextLine(text, closing) };
  }
  if (name === '' && !beginsWithField(text, from)) return undefined;
  return { reason: 'the front matter never ends', advice: `Close it with a line "${marker}".`, line };
}

function languageOf(marker: string, name: string): Language | undefined {
  if (marker.startsWith('+')) return name === '' || name === 'toml' ? 'toml' : undefined;
  if (marker.startsWith(';')) return name === '' || name === 'json' ? 'json' : undefined;
  if (name === '' || name === 'yml' || name === 'yaml') return 'yaml';
  return name === 'toml' || name === 'json' ? name : undefined;
}

/** Where the line begins that closes a block: the marker again, or the `...` that ends a YAML document. */
function findClosing(text: string, from: number, marker: string): number | undefined {
  for (let at = from; at < text.length; at = nextLine(text, at)) {
    const first = text.charAt(at);
    if (first !== marker.charAt(0) && first !== '.') continue;
    const line = lineAt(text, at).trimEnd();
    if (line === marker || (line === '...' && marker.startsWith('-'))) return at;
  }
  return undefined;
}

/** Whether the first line that says something is an entry that only front matter has. */
export function beginsWithField(text: string, from: number): boolean {
  for (let at = from; at < text.length; at = nextLine(text, at)) {
    const line = lineAt(text, at).trim();
    if (line !== '' && !line.startsWith('#')) return isTelling(ANY_ENTRY.exec(line)?.[2] ?? '');
  }
  return false;
}

/** A JSON object at the head of the file, as Hugo writes it. */
function findObject(text: string, start: number, line: number): Block | Rejection | undefined {
  const name = /^\s*\{\s*"([^"\n]{1,60})"/.exec(text.slice(start, start + 500))?.[1] ?? '';
  if (!isTelling(name)) return undefined;
  const end = endOfObject(text, start);
  if (end === undefined) {
    return { reason: 'the front matter never ends', advice: 'Close the JSON object with a line "}".', line };
  }
  const source = text.slice(start, end);
  return { language: 'json', marker: '}', source, line, end };
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      // A string of JSON ends on its line; what goes on is broken, and recovered later.
      if (character === '\\') at++;
      else if (character === '"' || character === '\n') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Front matter with a closing line only, as Hexo allows it: all that stands above is entries. */
function findUnopened(text: string, start: number, line: number, first: string): Block | undefined {
  if (!isTelling(YAML_ENTRY.exec(first)?.[2] ?? '')) return undefined;
  for (let at = start; at < text.length; at = nextLine(text, at)) {
    const entry = lineAt(text, at);
    if (/^-{3,}\s*$/.test(entry)) {
      const source = text.slice(start, at - 1);
      return { language: 'yaml', marker: entry.trim(), source, line, end: nextLine(text, at) };
    }
    if (!/^(?:\s|#|- |$)/.test(entry) && !YAML_ENTRY.test(entry)) return undefined;
  }
  return undefined;
}

function isOfBearableSize(source: string): boolean {
  return (
    source.length <= MAX_CHARACTERS &&
    (source.length < MAX_LINES || countLines(source, source.length) <= MAX_LINES) &&
    (source.length <= MAX_MARKS || (source.match(MARKS)?.length ?? 0) <= MAX_MARKS)
  );
}

/** The line at a position, at most 1,000 characters of it. */
function lineAt(text: string, at: number): string {
  return text.slice(at, Math.min(nextLine(text, at), at + 1000)).replace(/\n$/, '');
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The number of the line that a position is on, counted from 1. */
function countLines(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
