import { describe, expect, it } from 'vitest';
import {
  EMPTY_FIELD,
  HASHTAGS,
  ORIGINAL_ADDRESS,
  OWN_ADDRESS,
  UNFILLED,
} from '../../lambda/clean/prune/ends.ts';
import type { Opened } from '../../lambda/clean/prune/opened.ts';
import {
  CAPTION,
  DANGLING_LABEL,
  EDITOR,
  EDITOR_LABEL,
  FILED,
  ORIGINAL_TITLE,
  RELATED_BEGINNING,
  RELATED_HEADING,
  RELATED_LABEL,
  STATEMENTS,
} from '../../lambda/clean/prune/phrases.ts';
import { ABOUT, LABEL } from '../../lambda/clean/prune/promotion.ts';
import { type PatternNode, parsePattern } from './pattern-nodes.ts';

const OPENED: Readonly<Record<string, Opened>> = {
  ABOUT,
  CAPTION,
  DANGLING_LABEL,
  EDITOR,
  EDITOR_LABEL,
  EMPTY_FIELD,
  ORIGINAL_ADDRESS,
  ORIGINAL_TITLE,
  OWN_ADDRESS,
  FILED,
  HASHTAGS,
  LABEL,
  RELATED_BEGINNING,
  RELATED_HEADING,
  RELATED_LABEL,
  STATEMENTS,
  UNFILLED,
};

describe('a pattern that is tried where a text begins with one of some characters', () => {
  it.each(Object.entries(OPENED))(
    'holds for no text that begins otherwise: %s',
    (_name, { openings, pattern }) => {
      const { first, isSkipped } = findFirst(parsePattern(pattern.source));
      expect(isSkipped, 'it holds for no text at all').toBe(false);
      expect([...first].filter((character) => !openings.includes(character)).join('')).toBe('');
    },
  );

  it('holds for texts in capitals, with white space before them and with letters that stand for the same', () => {
    expect(FILED.test('TAGS: a')).toBe(true);
    expect(FILED.test('\n标签：')).toBe(true);
    expect(RELATED_LABEL.test('ſee more stories')).toBe(true);
    expect(RELATED_LABEL.test('\u212aeep reading')).toBe(true);
  });
});

/** What a part may begin with, and whether it may hold for nothing, so that what follows begins it. */
interface First {
  readonly first: ReadonlySet<string>;
  readonly isSkipped: boolean;
}

const NOTHING: First = { first: new Set(), isSkipped: true };

function findFirst(node: PatternNode): First {
  switch (node.type) {
    case 'text':
      return { first: new Set([...node.text.toLowerCase()].filter(isInk)), isSkipped: false };
    case 'set':
      return { first: membersOf(node.source), isSkipped: false };
    case 'any-of':
      return node.branches.map(findFirst).reduce((all, branch) => ({
        first: all.first.union(branch.first),
        isSkipped: all.isSkipped || branch.isSkipped,
      }));
    case 'sequence':
      return node.parts.reduce((before, part) => {
        if (!before.isSkipped) return before;
        const { first, isSkipped } = findFirst(part);
        return { first: before.first.union(first), isSkipped };
      }, NOTHING);
    case 'repeat': {
      const { first, isSkipped } = findFirst(node.part);
      return { first, isSkipped: isSkipped || node.min === 0 };
    }
    default:
      return NOTHING;
  }
}

function membersOf(source: string): ReadonlySet<string> {
  const set = new RegExp(`^${source}$`, 'i');
  const members = new Set<string>();
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    if (set.test(character) && isInk(character)) members.add(character.toLowerCase());
  }
  return members;
}

function isInk(character: string): boolean {
  return character.trim() !== '';
}
