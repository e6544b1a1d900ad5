import { isEmpty, trimEnd } from '../fragment/content.ts';
import { type Child, createTag } from '../fragment/tag.ts';
import { createRemoval, type RemovalLog } from '../removals.ts';
import { type Block, describe, MAX_JUDGED } from './block-kinds.ts';

/** Where a source tells its paragraphs apart by breaks, its phrases are lines: what is left of a block without them. */
export function dropPhraseLines(
  block: Block,
  phrases: readonly RegExp[],
  removals: RemovalLog,
): readonly Block[] {
  const { tag } = block;
  if (phrases.length === 0 || tag.name !== 'p' || !tag.children.some(isBreak)) return [block];
  const lines = splitLines(tag.children);
  const kept = lines.filter(([only, ...others]) => {
    if (typeof only !== 'string' || others.length > 0) return true;
    const line = only.trim();
    if (line.length > MAX_JUDGED) return true;
    if (!phrases.some((phrase) => phrase.test(line))) return true;
    removals.add(createRemoval('phrase', line));
    return false;
  });
  if (kept.length === lines.length) return [block];
  tag.children = kept.flatMap((line, index) => (index === 0 ? line : [createTag('br'), ...line]));
  trimEnd(tag.children);
  return isEmpty(tag.children) ? [] : [describe(tag)];
}

function isBreak(child: Child): boolean {
  return typeof child === 'object' && child.name === 'br';
}

/** The nodes of a paragraph, line by line. */
function splitLines(children: readonly Child[]): readonly (readonly Child[])[] {
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
