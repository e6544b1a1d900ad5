import { readAddresses } from '../fragment/addresses.ts';
import { isEmpty, trimEnd } from '../fragment/content.ts';
import { type Child, createTag, type Tag } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { createRemoval, type RemovalLog } from '../removals.ts';
import { type Block, countText, describe, MAX_JUDGED, once } from './block.ts';
import { endsWithColon, isNamedHeading, isTextOnly } from './block-kinds.ts';
import { EDITOR_LABEL, PHRASES, STATEMENTS } from './phrases.ts';
import { findLink, type SourceLines } from './source-lines.ts';
import { PHRASE } from './words.ts';

/**
 * Where a source tells its paragraphs apart by breaks, its phrases and links are lines, and phrases may be items of lists:
 * what is left of a block without them.
 */
export function dropPhraseLines(
  block: Block,
  { phrases, links }: Pick<SourceLines, 'phrases' | 'links'>,
  removals: RemovalLog,
): readonly Block[] {
  const { tag } = block;
  if (tag.name === 'blockquote') return dropQuoted(block, { phrases, links }, removals);
  if (tag.name === 'ul') return dropItems(block, phrases, removals);
  if (tag.name !== 'p') return [block];
  const holder = findHolder(tag);
  if (!holder.children.some(isBreak)) return [block];
  const lines = splitLines(holder.children);
  const kept = lines.filter((line) => {
    const prefix = findLink(line, links);
    const text = readLine(line);
    const isPhrase = text !== undefined && isOneOf(text, phrases);
    if (prefix === undefined && !isPhrase) return true;
    const rule = isPhrase ? 'phrase' : `links: ${prefix}`;
    removals.add(createRemoval(rule, text ?? readText(line), readAddresses(line)));
    return false;
  });
  if (kept.length === lines.length) return [block];
  holder.children = joinLines(kept);
  trimEnd(holder.children);
  return isEmpty(tag.children) ? [] : [describe(tag)];
}

/**
 * What is left of a list without items that are phrases, where it is none itself. What is numbered stays, as the others would
 * be counted anew.
 */
function dropItems(block: Block, phrases: readonly RegExp[], removals: RemovalLog): readonly Block[] {
  const { tag, text: whole } = block;
  if (phrases.length === 0 || (whole !== undefined && isOneOf(whole, phrases))) return [block];
  const kept = tag.children.filter((item) => !dropPhrase([item], phrases, removals));
  if (kept.length === tag.children.length) return [block];
  tag.children = kept;
  return isEmpty(kept) ? [] : [describe(tag)];
}

/** What is left of a quotation without such paragraphs, lists, lines and items. */
function dropQuoted(
  block: Block,
  lines: Pick<SourceLines, 'phrases' | 'links'>,
  removals: RemovalLog,
): readonly Block[] {
  const { children } = block.tag;
  const kept = children.flatMap((child) => {
    if (typeof child === 'string' || !(child.name === 'p' || child.name === 'ul')) return [child];
    if (dropPhrase([child], lines.phrases, removals)) return [];
    return dropPhraseLines(describe(child), lines, removals)
      .map(({ tag }) => tag)
      .filter((tag) => !dropPhrase([tag], lines.phrases, removals));
  });
  if (kept.length === children.length) return [describe(block.tag)];
  return isEmpty(kept) ? [] : [describe({ ...block.tag, children: kept })];
}

/** Whether nodes were a phrase, and went. */
function dropPhrase(nodes: readonly Child[], phrases: readonly RegExp[], removals: RemovalLog): boolean {
  const text = readLine(nodes);
  if (text === undefined || text === '' || !isOneOf(text, phrases)) return false;
  removals.add(createRemoval('phrase', text, readAddresses(nodes)));
  return true;
}

/** Whether a block is promotion or a control wherever it stands, where nothing announces it. */
export function isPhraseBlock(block: Block, before: Block | undefined, phrases: readonly RegExp[]): boolean {
  if (isPhraseAnywhere(block, phrases)) return true;
  const isAnnounced = before !== undefined && endsWithColon(before);
  return !isAnnounced && isControl(block);
}

const isPhraseAnywhere = once((block, phrases: readonly RegExp[]) => {
  const { tag, text } = block;
  if (text === undefined || text === '' || !isTextOnly(tag)) return false;
  const isLine = tag.name === 'p' || tag.name === 'ul';
  const isPhrased = isLine || tag.name === 'blockquote' || isNamedHeading(tag);
  return (
    (isPhrased && isOneOf(text, phrases)) ||
    (isLine && STATEMENTS.opens(block.plain) && STATEMENTS.test(block.line))
  );
});

const isControl = once((block) => {
  const { tag, text } = block;
  if (text === undefined || text === '' || (tag.name !== 'p' && tag.name !== 'ul')) return false;
  const isShort = block.isWithin(60) || (block.isWithin(120) && !block.isHan);
  if (!isShort || !isTextOnly(tag)) return false;
  return EDITOR_LABEL.test(block.line) || (block.mayBeOf(PHRASE) && PHRASES.test(block.line));
});

/** What holds the lines of a paragraph: itself, or an element that is all there is in it. */
function findHolder(tag: Tag): Tag {
  const [only, ...others] = tag.children;
  return typeof only === 'object' && others.length === 0 && !isBreak(only) ? findHolder(only) : tag;
}

/** The text of a line that phrases are compared with; undefined where it is too long, or holds a picture. */
function readLine(line: readonly Child[]): string | undefined {
  if (countText(line, 0) > MAX_JUDGED) return undefined;
  return line.every((child) => typeof child === 'string' || isTextOnly(child))
    ? readText(line).trim()
    : undefined;
}

/** Whether a node ends a line. */
export function isBreak(child: Child): boolean {
  return typeof child === 'object' && child.name === 'br';
}

/** The nodes of a paragraph, line by line. */
export function splitLines(children: readonly Child[]): readonly (readonly Child[])[] {
  const lines: Child[][] = [];
  let line: Child[] = [];
  for (const child of children) {
    if (isBreak(child)) {
      lines.push(line);
      line = [];
    } else {
      line.push(child);
    }
  }
  lines.push(line);
  return lines;
}

/** The nodes of a paragraph of some lines. */
export function joinLines(lines: readonly (readonly Child[])[]): Child[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [createTag('br'), ...line]));
}

/** Whether a text is one of the phrases of a source, which are written with plain spaces. */
function isOneOf(text: string, phrases: readonly RegExp[]): boolean {
  const spaced = text.includes('\u00a0') ? text.replaceAll('\u00a0', ' ') : text;
  for (const phrase of phrases) if (phrase.test(spaced)) return true;
  return false;
}
