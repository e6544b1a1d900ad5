import { readImages } from '../fragment/addresses.ts';
import { trimEnd } from '../fragment/content.ts';
import { type Child, createTag, type Tag } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { type Block, describe } from './block.ts';
import { isNamedHeading, isTextOnly } from './block-kinds.ts';
import { isBreak, joinLines, splitLines } from './phrase-lines.ts';
import type { Title } from './title.ts';

/** A line that went from a paragraph, and why. */
export interface TrimmedLine {
  readonly line: Block;
  readonly rule: string;
}

/**
 * Takes the first or last line of the first or last paragraph if it would go as a paragraph of its own, as which `judge`
 * looks at it among the blocks.
 */
export function trimLine(
  blocks: Block[],
  end: 'first' | 'last',
  judge: (index: number) => string | undefined,
): TrimmedLine | undefined {
  const place = end === 'first' ? 0 : blocks.length - 1;
  const whole = blocks[place];
  const cut = whole && cutLine(whole, end);
  if (whole === undefined || cut === undefined) return undefined;
  const { line, rest } = cut;
  blocks.splice(place, 1, ...(end === 'first' ? [line, rest] : [rest, line]));
  const rule = judge(end === 'first' ? 0 : blocks.length - 1);
  const goes = rule !== undefined && !(rule === REPEATED_TITLE && isOnlyText(line, blocks));
  blocks.splice(place, 2, goes ? rest : whole);
  return goes ? { line, rule } : undefined;
}

/** What goes where a line says the title again. */
const REPEATED_TITLE = 'repeated title';

/** Whether the others hold nothing but pictures: a short post says all in the line that its title is made of. */
function isOnlyText(line: Block, blocks: readonly Block[]): boolean {
  return blocks.every((block) => block === line || readText([block.tag]).trim() === '');
}

/** A paragraph whose first or last line stands apart. */
interface Cut {
  readonly line: Block;
  readonly rest: Block;
}

/** Paragraphs that were cut: the same one is looked at again and again. */
const CUTS = { first: new WeakMap<Block, Cut>(), last: new WeakMap<Block, Cut>() };

function cutLine(block: Block, end: 'first' | 'last'): Cut | undefined {
  const { name, children } = block.tag;
  if (name !== 'p' || children.length < 3) return undefined;
  const known = CUTS[end].get(block);
  if (known !== undefined) return known;
  const index = end === 'first' ? children.findIndex(isBreak) : children.findLastIndex(isBreak);
  if (index <= 0 || index === children.length - 1) return undefined;
  const above = children.slice(0, index);
  trimEnd(above);
  const [first, second] = [describe(paragraph(above)), describe(paragraph(children.slice(index + 1)))];
  const cut = end === 'first' ? { line: first, rest: second } : { line: second, rest: first };
  CUTS[end].set(block, cut);
  return cut;
}

function paragraph(children: Child[]): Tag {
  const tag = createTag('p');
  tag.children = children;
  return tag;
}

/** Shorter titles may be what a picture shows, too. */
const SHORTEST_CAPTION = 8;

/** Takes the lines right below pictures that say the title again, from a paragraph that has other lines. */
export function trimCaptions(blocks: Block[], title: Title): readonly TrimmedLine[] {
  if (title.length < SHORTEST_CAPTION) return [];
  const trimmed: TrimmedLine[] = [];
  for (const [index, { tag }] of blocks.entries()) {
    if (tag.name !== 'p' || !tag.children.some(isBreak) || isTextOnly(tag)) continue;
    const lines = splitLines(tag.children);
    const kept = lines.filter(
      (line, place) => !isPictureLine(lines[place - 1]) || !title.isRepeatedBy(readText(line).trim()),
    );
    if (kept.length === lines.length || readText(kept.flat()).trim().length < 2 * title.length) continue;
    for (const line of lines)
      if (!kept.includes(line)) trimmed.push({ line: describe(paragraph([...line])), rule: REPEATED_TITLE });
    blocks[index] = describe({ ...tag, children: joinLines(kept) });
  }
  return trimmed;
}

function isPictureLine(line: readonly Child[] | undefined): boolean {
  return line !== undefined && readImages(line).length > 0 && readText(line).trim() === '';
}

/** Takes the line that is the title from a heading of several lines, which stands among the first blocks. */
export function trimTitle(blocks: Block[], head: number, title: Title): TrimmedLine | undefined {
  for (let index = 0; index < head; index++) {
    const { tag, text = '' } = blocks[index] ?? {};
    if (tag === undefined || !isNamedHeading(tag) || !text.includes('\n')) continue;
    const lines = splitLines(tag.children);
    const kept = lines.filter((line) => !title.isRepeatedBy(readText(line).trim()));
    if (kept.length === lines.length || kept.length === 0) continue;
    const line = paragraph(lines.filter((each) => !kept.includes(each)).flat());
    blocks[index] = describe({ ...tag, children: joinLines(kept) });
    return { line: describe(line), rule: REPEATED_TITLE };
  }
  return undefined;
}
