import type { SourceLines } from './source-lines.ts';

/** A part of a text, from one offset up to another. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A part of a text that is code: a fenced block, from the beginning of its first line, or a span in a paragraph. */
export interface CodeRange extends TextRange {
  readonly isBlock: boolean;
}

/** A fence, with the marks of quotations and lists before it. */
const FENCE = /^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})([\s\S]*)$/;

/** Where code stands in Markdown, in order: fenced blocks, and spans between backticks. */
export function findCode(lines: SourceLines): readonly CodeRange[] {
  const ranges: CodeRange[] = [];
  let paragraph = 0;
  const endParagraph = (line: number) => {
    findSpans(lines.text, lines.startOf(paragraph), Math.min(lines.startOf(line), lines.text.length), ranges);
  };
  for (let line = 0; line < lines.count; line++) {
    const content = lines.contentOf(line);
    const fence = openFence(content);
    if (fence === undefined && content.trim() !== '') continue;
    endParagraph(line);
    if (fence !== undefined) {
      const start = line;
      line = endOfFence(lines, line, fence);
      ranges.push({ start: lines.startOf(start), end: lines.endOf(line), isBlock: true });
    }
    paragraph = line + 1;
  }
  endParagraph(lines.count);
  return ranges;
}

interface Fence {
  readonly mark: string;
  readonly length: number;
  /** Columns before it in a list item, which a line with less of them is outside of; 0 outside of lists. */
  readonly indent: number;
  readonly isQuoted: boolean;
}

function openFence(line: string): Fence | undefined {
  if (!line.includes('```') && !line.includes('~~~')) return undefined;
  const [, before = '', marks = '', info = ''] = FENCE.exec(line) ?? [];
  const mark = marks.charAt(0);
  if (mark === '' || (mark === '`' && info.includes('`'))) return undefined;
  const isListed = /[-*+\d]/.test(before) || before.length > 3;
  return {
    mark,
    length: marks.length,
    indent: isListed ? before.length : 0,
    isQuoted: before.includes('>'),
  };
}

/** The last line of a fenced block. */
function endOfFence(lines: SourceLines, open: number, { mark, length, indent, isQuoted }: Fence): number {
  for (let line = open + 1; line < lines.count; line++) {
    const content = lines.contentOf(line);
    const trimmed = content.replace(/^[\s>]+/, '').trimEnd();
    if (trimmed.length >= length && trimmed === mark.repeat(trimmed.length)) return line;
    const isOutside = isQuoted
      ? !/^\s*>/.test(content)
      : trimmed !== '' && content.length - content.trimStart().length < indent;
    if (isOutside) return line - 1;
  }
  return lines.count - 1;
}

/** Finds spans in a paragraph: a run of backticks, up to the next run of the same length. */
function findSpans(text: string, start: number, end: number, ranges: CodeRange[]): void {
  const runs: TextRange[] = [];
  for (const { 0: run, index } of text.slice(start, end).matchAll(/`+/g)) {
    runs.push({ start: start + index, end: start + index + run.length });
  }
  const byLength = new Map<number, number[]>();
  for (let index = runs.length - 1; index >= 0; index--) {
    const length = lengthOf(runs[index]);
    const same = byLength.get(length);
    if (same === undefined) byLength.set(length, [index]);
    else same.push(index);
  }
  for (let index = 0; index < runs.length; index++) {
    const opener = runs[index];
    if (opener === undefined || text.charAt(opener.start - 1) === '\\') continue;
    const same = byLength.get(lengthOf(opener)) ?? [];
    while (same.length > 0 && (same.at(-1) ?? 0) <= index) same.pop();
    const closer = runs[same.at(-1) ?? runs.length];
    if (closer === undefined) continue;
    ranges.push({ start: opener.start, end: closer.end, isBlock: false });
    index = same.pop() ?? index;
  }
}

function lengthOf(run: TextRange | undefined): number {
  return run === undefined ? 0 : run.end - run.start;
}

/** Answers whether places are in one of some ranges, for places that never go back. */
export function followRanges(ranges: readonly TextRange[]): (offset: number) => TextRange | undefined {
  let index = 0;
  return (offset) => {
    while ((ranges[index]?.end ?? Number.POSITIVE_INFINITY) <= offset) index++;
    const range = ranges[index];
    return range !== undefined && range.start <= offset ? range : undefined;
  };
}
