import { measureColumns } from '../../model/lines.ts';
import type { Tag } from '../fragment/tag.ts';
import { type Block, describe } from './block.ts';
import { isBold, isNamedHeading, isProse, isTextOnly } from './block-kinds.ts';
import { RELATED_HEADING } from './phrases.ts';

/** Columns of the longest heading; a Chinese character takes two. */
const LONGEST = 64;

/** Numbers that headings begin with. */
const NUMBER =
  /^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、:：|｜]|第[\d一二三四五六七八九十]{1,3}[章节部步个条点]|(?:part|step|no\.?)\s?\d)/i;

/** What a bold line may be that is no heading: who speaks, who wrote it, a quotation, a legend, a sentence. */
const NO_HEADING =
  /^[^:：]{1,16}[:：]|[:：。；;，,、]$|^(?:文|图|撰文|作者|来源|编辑|采访|采写|摄影|译者|翻译|编译|整理|记者|出品|制图|校对|排版)\s?[/／|｜丨]|^[“"「『《（(【[*▲△▼].*[”"」』》）)】\]]$|^[*▲△▼※注]|^(?:图|表|figure|fig\.|table|chart)\s?\d/i;

/** Blocks that a section holds. */
const SECTION: ReadonlySet<string> = new Set('p ul ol dl table figure pre blockquote details'.split(' '));

/** What is known of the headings of an article beside its elements. */
export interface HeadingMarks {
  /** Lines that its source says are headings, without white space. */
  readonly lines: ReadonlySet<string>;
  /** Headings that were made of lines: no other is set below them. */
  readonly made: Set<Tag>;
}

/**
 * Makes headings of lines that are set as such: bold paragraphs of one short line with a section below each, where there
 * are several of them, or where one stands between prose. Returns whether there were any. Lines that are none stay none
 * once the others have become headings.
 */
export function markHeadings(blocks: Block[], marks: HeadingMarks): boolean {
  const { lines } = marks;
  const bold = findHeadings(blocks, ({ tag }) => isBold(tag), false);
  const known = lines.size === 0 ? [] : findHeadings(blocks, ({ line }) => isAmong(line, lines), true);
  if (bold.length + known.length === 0) return false;
  const found = [...bold, ...known];
  const levels = findLevels(blocks, new Set(found), marks.made);
  for (const index of found) {
    const tag = blocks[index]?.tag;
    if (tag === undefined) continue;
    const [only] = tag.children;
    if (isBold(tag) && typeof only === 'object') tag.children = only.children;
    tag.name = `h${levels.get(index) ?? 2}`;
    marks.made.add(tag);
    blocks[index] = describe(tag);
  }
  return true;
}

/** Whether a line is one of those of a source. Prose never is, which costs as much to look up as it is long. */
function isAmong(line: string, lines: ReadonlySet<string>): boolean {
  return line.length <= LONGEST && lines.has(line);
}

/** The indexes of the headings among the lines of one kind; two in a row are no headings. */
function findHeadings(
  blocks: readonly Block[],
  isOfKind: (block: Block) => boolean,
  isKnown: boolean,
): readonly number[] {
  const lines: number[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block?.tag.name === 'p' && isOfKind(block) && isHeadingLine(block)) lines.push(index);
  }
  const found = lines.filter(
    (index, place) =>
      lines[place - 1] !== index - 1 && lines[place + 1] !== index + 1 && opensSection(blocks, index),
  );
  const [only] = found;
  if (only === undefined || found.length > 1 || isKnown) return found;
  return lines.length === 1 && isCertain(blocks, only) ? found : [];
}

function isHeadingLine({ tag, text }: Block): boolean {
  if (text === undefined || text === '' || text.includes('\n')) return false;
  return (
    measureColumns(text) <= LONGEST &&
    holdsLetters(text) &&
    (NUMBER.test(text) || !NO_HEADING.test(text)) &&
    !RELATED_HEADING.test(text) &&
    isTextOnly(tag) &&
    !holdsLinks(tag)
  );
}

/** Whether there is a letter or a figure in a line. */
function holdsLetters(text: string): boolean {
  const first = text.charCodeAt(0);
  // Most lines begin with an ideograph.
  return (first >= 0x4e00 && first <= 0x9fff) || /[\p{L}\p{N}]/u.test(text);
}

function holdsLinks({ name, children }: Tag): boolean {
  return name === 'a' || children.some((child) => typeof child === 'object' && holdsLinks(child));
}

/** Whether something follows a line that it can be the heading of, and no heading stands right above it. */
function opensSection(blocks: readonly Block[], index: number): boolean {
  const [before, block, next] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (next === undefined || !SECTION.has(next.tag.name)) return false;
  // A word above code names its file or its language.
  if (next.tag.name === 'pre' && !NUMBER.test(block?.text ?? '')) return false;
  return before === undefined || !isNamedHeading(before.tag);
}

/** Whether a single line is a heading all the same: it has a number, or stands between paragraphs of prose. */
function isCertain(blocks: readonly Block[], index: number): boolean {
  const [before, block, next] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (block?.text === undefined || next === undefined) return false;
  const isShorter = next.text === undefined || next.text.length > block.text.length;
  if (next.tag.name !== 'p' || !isProse(next) || !isShorter || block.text.endsWith('！')) return false;
  return NUMBER.test(block.text) || (before !== undefined && isProse(before));
}

/**
 * The level that a heading has in each of some places: one below the nearest one above it, or its own where both are
 * numbered alike; without one above it, that of the highest.
 */
function findLevels(
  blocks: readonly Block[],
  places: ReadonlySet<number>,
  made: ReadonlySet<Tag>,
): ReadonlyMap<number, number> {
  const own = blocks.map(({ tag }) => (made.has(tag) ? undefined : levelOf(tag)));
  const highest = own.reduce<number>((least, level) => Math.min(least, level ?? least), 6);
  const first = own.some((level) => level !== undefined) ? Math.max(2, highest) : 2;
  const levels = new Map<number, number>();
  let above: { readonly level: number; readonly text: string } | undefined;
  for (const [index, { text = '' }] of blocks.entries()) {
    const level = own[index];
    if (level !== undefined) above = { level, text };
    if (!places.has(index)) continue;
    if (above === undefined) {
      levels.set(index, first);
      continue;
    }
    const numbering = numberingOf(text);
    const isSibling = numbering !== undefined && numbering === numberingOf(above.text);
    levels.set(index, Math.max(2, Math.min(6, isSibling ? above.level : above.level + 1)));
  }
  return levels;
}

/** The number of a heading with its figures left out: `一、` and `二、` are numbered alike. */
function numberingOf(text: string): string | undefined {
  const [number] = NUMBER.exec(text) ?? [];
  return number
    ?.replace(/\d+/g, '1')
    .replace(/[一二三四五六七八九十]+/g, '一')
    .toLowerCase();
}

function levelOf(tag: Tag): number | undefined {
  return isNamedHeading(tag) ? Number(tag.name.slice(1)) : undefined;
}
