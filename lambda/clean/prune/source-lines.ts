import { holdsOnlyMedia } from '../fragment/content.ts';
import type { Child, Tag } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { type Block, countText, MAX_JUDGED } from './block.ts';
import { isMostlyLinks, isNamedHeading, isTextOnly } from './block-kinds.ts';

/** What the sources of an article say of its lines. */
export interface SourceLines {
  /** Whole lines of promotion. */
  readonly phrases: readonly RegExp[];
  /** Headings, and lines, of sections that are not the article's. */
  readonly sections: readonly RegExp[];
  /** What the addresses of links begin with, without scheme and `www.`, that are not the article's in lines of their own. */
  readonly links: readonly string[];
  /** Lines that are headings, without white space. */
  readonly headings: ReadonlySet<string>;
}

/**
 * The blocks that go as a source's rule says, by the name of what takes each: sections with their headings, and lines of
 * links. A section never is all there is.
 */
export function findSourceBlocks(
  blocks: readonly Block[],
  { sections, links }: SourceLines,
): ReadonlyMap<Block, string> {
  if (sections.length === 0 && links.length === 0) return NONE;
  const found = new Map<Block, string>();
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block === undefined) break;
    const section = sections.find((pattern) => isHeadedBy(block, pattern));
    if (section === undefined) {
      const prefix = findLink(block.tag.children, links);
      if (LINE.has(block.tag.name) && prefix !== undefined) found.set(block, `links: ${prefix}`);
      continue;
    }
    const end = findEnd(blocks, index);
    if (index === 0 && end === blocks.length) break;
    for (const part of blocks.slice(index, end)) found.set(part, `section: ${section.source}`);
    index = end - 1;
  }
  return found;
}

const NONE: ReadonlyMap<Block, string> = new Map();

/** Blocks that may be nothing but links. */
const LINE: ReadonlySet<string> = new Set('p ul ol li figure blockquote h1 h2 h3 h4 h5 h6'.split(' '));

function isHeadedBy(block: Block, pattern: RegExp): boolean {
  const heading = readHeading(block);
  return heading !== undefined && pattern.test(heading);
}

/** What a section may be known by: a heading, a line, or the summary of a box that unfolds. */
function readHeading({ tag, text }: Block): string | undefined {
  if (tag.name !== 'details')
    return (tag.name === 'p' || isNamedHeading(tag)) && isTextOnly(tag) ? text : undefined;
  const [summary] = tag.children;
  if (typeof summary !== 'object' || summary.name !== 'summary' || !isTextOnly(summary)) return undefined;
  return countText(summary.children, 0) > MAX_JUDGED ? undefined : readText([summary]).trim();
}

/**
 * Where the section ends whose heading stands at a place: at the next heading, of any level, or a rule. One that a line
 * opens ends with its links and pictures, and a box that unfolds with itself.
 */
function findEnd(blocks: readonly Block[], start: number): number {
  if (blocks[start]?.tag.name === 'details') return start + 1;
  const isPlain = !isHeading(blocks[start]);
  let end = start + 1;
  for (let block = blocks[end]; block !== undefined; block = blocks[++end]) {
    if (block.tag.name === 'hr' || isHeading(block) || (isPlain && !isFurnished(block))) break;
  }
  return end;
}

function isHeading(block: Block | undefined): boolean {
  return block !== undefined && isNamedHeading(block.tag);
}

/** Whether a block is links or pictures. */
function isFurnished({ tag }: Block): boolean {
  return isMostlyLinks(tag) || holdsOnlyMedia(tag.children);
}

/** What may stand beside links that have a line to themselves. */
const MARKS = /^[\s·•|｜>»→▶►*-]*$/;

/** What the addresses of nodes begin with that are nothing but links, pictures in them and marks; undefined for others. */
export function findLink(nodes: readonly Child[], prefixes: readonly string[]): string | undefined {
  if (prefixes.length === 0) return undefined;
  let found: string | undefined;
  const isLinks = (node: Child): boolean => {
    if (typeof node === 'string') return MARKS.test(node);
    if (node.name !== 'a') return node.name === 'br' || (!isMedia(node) && node.children.every(isLinks));
    const address = (node.attributes.href ?? '').replace(/^https?:\/\/(?:www\.)?/i, '');
    const prefix = prefixes.find((each) => address.startsWith(each));
    found ??= prefix;
    return prefix !== undefined;
  };
  return nodes.every(isLinks) ? found : undefined;
}

function isMedia({ name }: Tag): boolean {
  return name === 'img' || name === 'video' || name === 'audio' || name === 'hr';
}
