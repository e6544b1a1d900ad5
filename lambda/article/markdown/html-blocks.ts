import { findCode } from './code-ranges.ts';
import { findMarks, type Mark } from './html-marks.ts';
import { isHtmlElement } from './html-names.ts';
import { SourceLines } from './source-lines.ts';

/** What of a text is HTML. */
export interface HtmlOutline {
  /** Where its blocks of HTML stand: by the line that one begins at, the line after it. */
  readonly blocks: ReadonlyMap<number, number>;
  /** Whether the text is HTML throughout, rather than Markdown with HTML in it. */
  readonly isWhole: boolean;
}

/** How a paragraph of Markdown begins, and none of HTML. */
const CLEARLY_MARKDOWN = /^(?:#{1,6}\s+\S|!\[[^\]]{0,200}\]\(|\[[^\]]{1,200}\]\(\S|\|.*\|$|:::|\{[%{])/;

/** How a paragraph of Markdown begins, and hardly one of HTML. */
const LIKELY_MARKDOWN = /^(?:[-*+]\s+\S|\d{1,9}[.)]\s+\S|>|!?\[[^\]]{1,200}\](?::\s|\[)|\*\*\S|__\S)/;

/** Markdown within prose. */
const INLINE_MARKDOWN = /\*\*[^\s*][^*]{0,200}\*\*|\]\(https?:/;

const UNDERLINE = /^(?:={3,}|-{3,})$/;

/** A tag or a comment at the beginning of a line, and not an address between the same brackets. */
const TAG = /^<(?:!|\/?([a-z][a-z0-9]*(?:[:-][a-z0-9]+)*)(?:[\s/>]|$))/i;

/** A line that is one tag. */
const LONE_TAG = /^<(?:[a-z][^<>]*|\/[a-z][a-z0-9-]*\s*)>$/i;

/** Elements that hold a line of text, in which numbers and hyphens are no lists. */
const HOLDS_LINES = /^(?:p|h[1-6]|td|th|dt|caption)$/;

const LONE_COMMENT = /^<!--.*-->$/;

/** Only the beginning of a line is looked at. */
const LONGEST_BEGINNING = 400;

/** Whether a text is HTML throughout, rather than Markdown with HTML in it. */
export function isWholeHtml(text: string): boolean {
  return outlineHtml(text.replace(/\r\n?/g, '\n')).isWhole;
}

/** Finds the HTML in a text whose line ends are line feeds. */
export function outlineHtml(text: string): HtmlOutline {
  return new HtmlOutliner(text).outline();
}

interface HtmlBlock {
  /** The line after it. */
  readonly end: number;
  /** Whether it ends at its first blank line because Markdown follows. */
  readonly isMixed: boolean;
}

/** Sums over all lines before one. */
interface Sums {
  readonly clear: Uint32Array;
  readonly likely: Uint32Array;
  readonly elements: Uint32Array;
}

class HtmlOutliner {
  readonly #lines: SourceLines;
  readonly #marks: readonly Mark[];
  readonly #firstMarks: ReadonlyMap<number, number>;
  /** By line: the line after the fenced code that begins there. */
  readonly #fences: ReadonlyMap<number, number>;
  /** Whether a line begins within `pre` and the like, or a comment. */
  readonly #hidden: Uint8Array;
  /** By line: the first blank line from there on. */
  readonly #blank: Uint32Array;
  readonly #sums: Sums;
  readonly #beginnings: string[] = [];

  constructor(text: string) {
    const lines = new SourceLines(text);
    const code = findCode(lines);
    this.#lines = lines;
    this.#marks = findMarks(lines, code);
    this.#firstMarks = findFirst(this.#marks);
    this.#fences = new Map(
      code
        .filter(({ isBlock }) => isBlock)
        .map(({ start, end }) => [lines.lineAt(start), lines.lineAt(end) + 1] as const),
    );
    this.#hidden = this.#findHidden();
    this.#blank = this.#findBlank();
    this.#sums = this.#weighLines();
  }

  outline(): HtmlOutline {
    const blocks = new Map<number, number>();
    let before: 'nothing' | 'html' | 'markdown' = 'nothing';
    let after: 'blank' | 'html' | 'text' = 'blank';
    let markdown = 0;
    let loose = 0;
    for (let line = 0; line < this.#lines.count; ) {
      const fence = this.#fences.get(line);
      const content = this.#beginningOf(line);
      const block: HtmlBlock | undefined =
        fence === undefined
          ? this.#blockAt(line, content, after === 'blank', before !== 'markdown')
          : undefined;
      if (block !== undefined) {
        blocks.set(line, block.end);
        if (block.isMixed) markdown++;
        if (!LONE_COMMENT.test(content)) before = 'html';
        after = LONE_COMMENT.test(content) || block.isMixed ? 'blank' : 'html';
        line = block.end;
        continue;
      }
      if (fence !== undefined || UNDERLINE.test(content)) markdown++;
      else if (after !== 'text' && isMarkdown(content)) markdown++;
      else if (after === 'blank' && content !== '' && !startsWithTag(content)) loose++;
      if (content !== '') before = 'markdown';
      after = content === '' || fence !== undefined ? 'blank' : 'text';
      line = fence ?? line + 1;
    }
    const elements = this.#sums.elements[this.#lines.count] ?? 0;
    const isWhole =
      markdown === 0 &&
      (loose === 0
        ? startsWithTag(this.#lines.text.trimStart().slice(0, LONGEST_BEGINNING))
        : loose * 4 <= elements);
    return { blocks, isWhole };
  }

  /** The block of HTML that begins at a line; tags that are indented as code begin one only where HTML goes on. */
  #blockAt(line: number, content: string, afterBlank: boolean, goesOn: boolean): HtmlBlock | undefined {
    if (!content.startsWith('<')) return undefined;
    const index = this.#firstMarks.get(line);
    const mark = this.#marks[index ?? this.#marks.length];
    const start = this.#lines.startOf(line);
    const indent = this.#lines.contentOf(line).search(/\S/);
    if (index === undefined || mark?.start !== start + indent) return undefined;
    if (measureIndent(this.#lines.text.slice(start, mark.start)) > 3 && !(afterBlank && goesOn))
      return undefined;
    if (
      mark.kind === 'comment'
        ? this.#hasText(mark)
        : isInline(mark) && !(afterBlank && LONE_TAG.test(content))
    ) {
      return undefined;
    }
    const end = this.#endOfBlock(index, mark.kind !== 'inline');
    const blank = this.#blank[line] ?? end;
    const isMixed = blank < end && this.#holdsMarkdown(mark, blank, end);
    return { end: isMixed ? blank : end, isMixed };
  }

  /** The line after a block: where its elements are closed and no tag follows; if they are not, at a blank line. */
  #endOfBlock(first: number, endsBeforeText: boolean): number {
    let last = this.#marks[first]?.line ?? 0;
    let isClosed = true;
    let index = first;
    for (;;) {
      for (
        let mark = this.#marks[index];
        mark !== undefined && mark.line <= last;
        mark = this.#marks[index]
      ) {
        if (mark.endLine !== undefined) last = Math.max(last, mark.endLine);
        else if (mark.kind !== 'inline') isClosed = false;
        index = (mark.endMark ?? index) + 1;
      }
      const next = this.#beginningOf(last + 1);
      if (last + 1 >= this.#lines.count || next === '') return last + 1;
      if (isClosed && endsBeforeText && !startsWithTag(next)) return last + 1;
      last++;
    }
  }

  /** Whether what is between elements from a blank line on is Markdown. */
  #holdsMarkdown({ name, line }: Mark, blank: number, end: number): boolean {
    const { clear, likely, elements } = this.#sums;
    const between = (sums: Uint32Array, from: number) => (sums[end] ?? 0) - (sums[from] ?? 0);
    if (between(clear, blank) > 0 || this.#asksForMarkdown(line)) return true;
    // What unfolds is Markdown's own way to write a note: a blank line in it is meant.
    if (name === 'details') return between(likely, blank) > 0;
    return !HOLDS_LINES.test(name) && between(likely, blank) * 2 > between(elements, line);
  }

  /** Whether an element says, as kramdown and Python's Markdown ask for, that its content is Markdown. */
  #asksForMarkdown(line: number): boolean {
    return /^<[a-z][a-z0-9]*\s[^<>]*?\bmarkdown=["']?(?:1|block|span)/i.test(this.#beginningOf(line));
  }

  /** Whether text follows a comment on its line. */
  #hasText({ start, endLine }: Mark): boolean {
    const { text } = this.#lines;
    if (endLine === undefined) return false;
    const end = text.indexOf('-->', start + 4) + 3;
    return !/^\s*(?:<|$)/.test(text.slice(end, this.#lines.endOf(endLine)));
  }

  #beginningOf(line: number): string {
    const known = this.#beginnings[line];
    if (known !== undefined) return known;
    const start = this.#lines.startOf(line);
    const { text } = this.#lines;
    const beginning = text.slice(start, Math.min(this.#lines.endOf(line), start + LONGEST_BEGINNING)).trim();
    this.#beginnings[line] = beginning;
    return beginning;
  }

  #findHidden(): Uint8Array {
    const hidden = new Uint8Array(this.#lines.count);
    for (const { kind, line, endLine = line, endMark } of this.#marks) {
      if (endMark === undefined && kind !== 'block') hidden.fill(1, line + 1, endLine + 1);
    }
    return hidden;
  }

  #findBlank(): Uint32Array {
    const { count } = this.#lines;
    const blank = new Uint32Array(count + 1).fill(count);
    for (let line = count - 1; line >= 0; line--) {
      const isBlank = this.#hidden[line] === 0 && this.#beginningOf(line) === '';
      blank[line] = isBlank ? line : (blank[line + 1] ?? count);
    }
    return blank;
  }

  #weighLines(): Sums {
    const { count } = this.#lines;
    const sums = {
      clear: new Uint32Array(count + 1),
      likely: new Uint32Array(count + 1),
      elements: new Uint32Array(count + 1),
    };
    for (const { kind, line } of this.#marks) {
      if (kind === 'block' || kind === 'opaque') sums.elements[line + 1] = (sums.elements[line + 1] ?? 0) + 1;
    }
    let starts = true;
    let isList: boolean = false;
    for (let line = 0; line < count; line++) {
      const content = this.#beginningOf(line);
      const isShown = this.#hidden[line] === 0;
      const clear = isShown && (this.#fences.has(line) || (starts && CLEARLY_MARKDOWN.test(content)));
      const isProse = starts && INLINE_MARKDOWN.test(content) && !startsWithTag(content);
      const likely: boolean = isShown && (((starts || isList) && LIKELY_MARKDOWN.test(content)) || isProse);
      sums.clear[line + 1] = (sums.clear[line] ?? 0) + (clear ? 1 : 0);
      sums.likely[line + 1] = (sums.likely[line] ?? 0) + (likely ? 1 : 0);
      sums.elements[line + 1] = (sums.elements[line + 1] ?? 0) + (sums.elements[line] ?? 0);
      isList = likely;
      starts = content === '' || LONE_COMMENT.test(content);
    }
    return sums;
  }
}

/** By line, the first of its marks. */
function findFirst(marks: readonly Mark[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  marks.forEach(({ line }, index) => {
    if (!first.has(line)) first.set(line, index);
  });
  return first;
}

/** Whether a line begins with a tag of HTML, or of a custom element, or a comment. */
function startsWithTag(content: string): boolean {
  const match = TAG.exec(content);
  const name = match?.[1];
  return match !== null && (name === undefined || /[:-]/.test(name) || isHtmlElement(name));
}

function isMarkdown(content: string): boolean {
  return CLEARLY_MARKDOWN.test(content) || LIKELY_MARKDOWN.test(content) || INLINE_MARKDOWN.test(content);
}

function isInline({ kind }: Mark): boolean {
  return kind === 'inline' || kind === 'void';
}

/** In columns, with tab stops at every fourth. */
function measureIndent(space: string): number {
  let columns = 0;
  for (const character of space) columns += character === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}
