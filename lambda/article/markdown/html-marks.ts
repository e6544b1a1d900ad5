import { Endings } from '../../model/endings.ts';
import { followRanges, type TextRange } from './code-ranges.ts';
import { kindOfElement } from './html-names.ts';
import type { SourceLines } from './source-lines.ts';

/** A tag or a comment, as far as it tells where blocks of HTML end. */
export interface Mark {
  readonly kind: 'comment' | 'opaque' | 'void' | 'block' | 'inline' | 'end';
  /** The element's name in lower case; empty for a comment. */
  readonly name: string;
  readonly start: number;
  readonly line: number;
  /** The last line of what it begins; undefined for what never ends, and for stray end tags. */
  endLine: number | undefined;
  /** The mark that ends it; undefined where no marks are within. */
  endMark: number | undefined;
}

const TAG = /<(\/?)([a-z][a-z0-9-]*)/iy;

/** The end tags of what hides its content. */
const END_TAGS: Readonly<Record<string, RegExp>> = {
  code: /<\/code/gi,
  pre: /<\/pre/gi,
  script: /<\/script/gi,
  style: /<\/style/gi,
  textarea: /<\/textarea/gi,
};

/** Code within a line that is longer than this is not closed. */
const MAX_CODE = 2_000;

/** Tags that stand behind more than this stand within a line. */
const LONGEST_INDENT = 400;

/**
 * The tags and comments of a text in order, code in backticks aside; of those within lines, only what holds blocks and
 * what hides its content. An end tag ends the nearest element of its name.
 */
export function findMarks(lines: SourceLines, code: readonly TextRange[]): readonly Mark[] {
  const { text } = lines;
  const marks: Mark[] = [];
  const open = new OpenElements(marks);
  const endings = new Endings(text);
  const codeAt = followRanges(code);
  let line = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const range = codeAt(at);
    if (range !== undefined) {
      at = range.end;
      continue;
    }
    while (lines.startOf(line + 1) <= at && line + 1 < lines.count) line++;
    TAG.lastIndex = at;
    const match = TAG.exec(text);
    const name = match?.[2]?.toLowerCase() ?? '';
    const isEnd = match?.[1] === '/';
    const kind = text.startsWith('<!--', at) ? 'comment' : kindOfElement(name);
    const ending = isEnd ? undefined : findEnding(endings, kind, name, at);
    if (ending !== undefined && (kind === 'comment' || kind === 'opaque' || kind === 'inline')) {
      marks.push({ kind, name, start: at, line, endLine: lines.lineAt(ending), endMark: undefined });
      at = ending + 3;
      continue;
    }
    if (kind === 'block') open.add(name, isEnd, at, line);
    else if (kind !== undefined && kind !== 'comment' && isFirst(text, lines.startOf(line), at)) {
      marks.push({
        kind,
        name,
        start: at,
        line,
        endLine: kind === 'void' ? line : undefined,
        endMark: undefined,
      });
    }
    at++;
  }
  return marks;
}

/** Where a comment or what hides its content ends; undefined where it does not, or is neither. */
function findEnding(
  endings: Endings,
  kind: Mark['kind'] | undefined,
  name: string,
  at: number,
): number | undefined {
  if (kind === 'comment') return endings.find('-->', at + 4);
  const end = Object.hasOwn(END_TAGS, name) ? END_TAGS[name] : undefined;
  const ending = end === undefined ? undefined : endings.find(end, at);
  return name === 'code' && (ending ?? at) - at > MAX_CODE ? undefined : ending;
}

/** Whether nothing stands before a place in its line; what is there is short. */
function isFirst(text: string, lineStart: number, at: number): boolean {
  return at - lineStart <= LONGEST_INDENT && text.slice(lineStart, at).trim() === '';
}

/** The elements that are open at a place. */
class OpenElements {
  readonly #marks: Mark[];
  readonly #stack: Mark[] = [];
  readonly #counts = new Map<string, number>();

  constructor(marks: Mark[]) {
    this.#marks = marks;
  }

  add(name: string, isEnd: boolean, start: number, line: number): void {
    const mark: Mark = {
      kind: isEnd ? 'end' : 'block',
      name,
      start,
      line,
      endLine: undefined,
      endMark: undefined,
    };
    this.#marks.push(mark);
    if (isEnd) {
      this.#close(name, mark);
      return;
    }
    if (this.#stack.at(-1)?.name === 'p') this.#pop();
    this.#stack.push(mark);
    this.#count(name, 1);
  }

  #close(name: string, end: Mark): void {
    if ((this.#counts.get(name) ?? 0) === 0) return;
    let last = this.#pop();
    while (last !== undefined && last.name !== name) last = this.#pop();
    if (last === undefined) return;
    last.endLine = end.line;
    last.endMark = this.#marks.length - 1;
    end.endLine = end.line;
  }

  #pop(): Mark | undefined {
    const last = this.#stack.pop();
    if (last !== undefined) this.#count(last.name, -1);
    return last;
  }

  #count(name: string, more: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + more);
  }
}
