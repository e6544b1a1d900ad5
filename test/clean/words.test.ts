import { describe, expect, it } from 'vitest';
import {
  AFFILIATE,
  BREADCRUMBS,
  CALL_AT_END,
  EDITOR_AT_END,
  INVITATIONS,
  NOTICES,
  PHRASES,
  STRONGLY,
  SYNDICATED,
} from '../../lambda/clean/prune/phrases.ts';
import { INVITING, STRONG, STRONG_LATIN } from '../../lambda/clean/prune/speech.ts';
import {
  AFFILIATION,
  beginsWithMark,
  ENDING,
  findLists,
  INVITATION,
  NOTICE,
  PHRASE,
  SPEECH,
  SYNDICATION,
  TRAIL,
} from '../../lambda/clean/prune/words.ts';
import { type PatternNode, parsePattern } from './pattern-nodes.ts';

/** What must stand in a text that a pattern of a list holds for. */
const LISTS: readonly (readonly [number, string, Pick<RegExp, 'source'>])[] = [
  [PHRASE, 'phrases', PHRASES],
  [INVITATION, 'invitations', INVITATIONS],
  [NOTICE, 'notices', NOTICES],
  [NOTICE, 'statements', STRONGLY],
  [SPEECH, 'sentences that are reason enough', STRONG],
  [SPEECH, 'sentences that say what to do', INVITING],
  [SPEECH, 'the same in letters', STRONG_LATIN],
  [SYNDICATION, 'where an article appeared', SYNDICATED],
  [AFFILIATION, 'notes on paid links', AFFILIATE],
  [TRAIL, 'where a page stands', BREADCRUMBS],
  [ENDING, 'calls at the end of a paragraph', CALL_AT_END],
  [ENDING, 'editors at the end of a paragraph', EDITOR_AT_END],
];

describe('the words that lines are searched for', () => {
  it.each(LISTS)('are in all that patterns hold for: %i, %s', (list, _name, patterns) => {
    const pattern = parsePattern(patterns.source);
    const branches = pattern.type === 'any-of' ? pattern.branches : [pattern];
    const withoutWord = branches.filter(
      (branch) => !holdsWord(branch, list) && !isOfMarks(branch) && !beginsWithWord(branch, list),
    );
    expect(withoutWord.map(describePattern), 'patterns that need a word in words.ts').toEqual([]);
  });

  it('are found in capitals, and in the letters that regular expressions hold for the same', () => {
    for (const line of ['SUBSCRIBE', 'ſubscribe', 'Subſcribe', 'thanKs'])
      expect(findLists(line) & (INVITATION | PHRASE)).not.toBe(0);
  });

  it('are not found in prose', () => {
    expect(findLists('磨坊的水轮停了三年，今年春天又转了起来。')).toBe(0);
    expect(findLists('Themillstoodstillforthreeyears.')).toBe(0);
  });
});

/** More texts than this are not told one by one. */
const MAX_TEXTS = 300;

/** The texts that a part may hold for, where these are few; undefined where they are not. */
function textsOf(node: PatternNode): ReadonlySet<string> | undefined {
  switch (node.type) {
    case 'text':
      return new Set([node.text.replace(/\s+/g, '').toLowerCase()]);
    case 'set':
      return membersOf(node.source);
    case 'any-of':
      return unite(node.branches.map(textsOf));
    case 'sequence':
      return node.parts.reduce<ReadonlySet<string> | undefined>(
        (before, part) => combine(before, textsOf(part)),
        new Set(['']),
      );
    case 'repeat': {
      if (node.max > 2) return undefined;
      const once = textsOf(node.part);
      const twice = node.max === 2 ? combine(once, once) : new Set<string>();
      return unite([
        node.min === 0 ? new Set(['']) : new Set<string>(),
        node.min <= 1 && node.max >= 1 ? once : new Set<string>(),
        twice,
      ]);
    }
    default:
      return new Set(['']);
  }
}

function unite(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const all = new Set<string>();
  for (const set of sets) {
    if (set === undefined) return undefined;
    for (const text of set) all.add(text);
  }
  return all.size > MAX_TEXTS ? undefined : all;
}

function combine(
  heads: ReadonlySet<string> | undefined,
  tails: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (heads === undefined || tails === undefined || heads.size * tails.size > MAX_TEXTS) return undefined;
  return new Set([...heads].flatMap((head) => [...tails].map((tail) => head + tail)));
}

/** The characters of a class that names them one by one. */
function membersOf(source: string): ReadonlySet<string> | undefined {
  if (source === '\\d') return new Set('0123456789');
  if (!/^\[[^^]/.test(source) || /\\[dDsSwWpP]|[^\\[]-[^\]]/.test(source)) return undefined;
  return new Set([...source.slice(1, -1).replace(/\\(.)/gu, '$1').toLowerCase()]);
}

/** Whether every text that a part holds for has a word of a list in it. */
function holdsWord(node: PatternNode, list: number): boolean {
  switch (node.type) {
    case 'any-of':
      return areWords(textsOf(node), list) || node.branches.every((branch) => holdsWord(branch, list));
    case 'sequence':
      return node.parts.some((part, index) => {
        if (holdsWord(part, list)) return true;
        let texts: ReadonlySet<string> | undefined = new Set(['']);
        for (const next of node.parts.slice(index)) {
          const isRepeated = next.type === 'repeat' && next.min > 0 && textsOf(next) === undefined;
          texts = combine(texts, textsOf(isRepeated ? next.part : next));
          if (texts === undefined) return false;
          if (isRepeated) return areWords(texts, list);
          if (areWords(texts, list)) return true;
          // What has a word already need not be told apart any more.
          texts = new Set([...texts].filter((text) => (findWords(text) & list) === 0));
        }
        return false;
      });
    case 'repeat':
      return node.min > 0 && holdsWord(node.part, list);
    case 'look':
      return !node.isNegative && holdsWord(node.part, list);
    default:
      return areWords(textsOf(node), list);
  }
}

function areWords(texts: ReadonlySet<string> | undefined, list: number): boolean {
  return texts !== undefined && [...texts].every((text) => (findWords(text) & list) !== 0);
}

/** Whether every text that a sequence holds for begins with a word of a list, or with a mark. */
function beginsWithWord(node: PatternNode, list: number): boolean {
  if (node.type !== 'sequence') return false;
  const [only, ...others] = node.parts;
  if (only?.type === 'sequence' && others.length === 0) return beginsWithWord(only, list);
  const start = node.parts.findIndex(
    (part) => part.type !== 'edge' && !(part.type === 'repeat' && isOfMarks(part.part)),
  );
  let texts: ReadonlySet<string> | undefined = new Set(['']);
  for (const part of node.parts.slice(start)) {
    texts = combine(texts, textsOf(part));
    if (texts === undefined) return false;
    texts = new Set([...texts].filter((text) => (findLists(text) & list) === 0));
    if (texts.size === 0) return true;
  }
  return false;
}

/** The lists of the words in a text, whatever it begins with. */
function findWords(text: string): number {
  return findLists(`字${text}`);
}

/** Whether every text that a part holds for begins with a mark. */
function isOfMarks(node: PatternNode): boolean {
  switch (node.type) {
    case 'set': {
      const set = new RegExp(`^${node.source}$`, 'u');
      for (let code = 0; code <= 0x1ffff; code++) {
        const character = String.fromCodePoint(code);
        if (set.test(character) && !beginsWithMark(character)) return false;
      }
      return true;
    }
    case 'text':
      return beginsWithMark(node.text);
    case 'any-of':
      return node.branches.every(isOfMarks);
    case 'sequence':
      for (const part of node.parts) {
        if (part.type === 'edge') continue;
        if (part.type !== 'repeat' || part.min > 0) return isOfMarks(part);
        if (!isOfMarks(part.part)) return false;
      }
      return false;
    case 'repeat':
      return node.min > 0 && isOfMarks(node.part);
    default:
      return false;
  }
}

/** The beginning of a pattern, to find it by. */
function describePattern(node: PatternNode): string {
  const text = (part: PatternNode): string => {
    if (part.type === 'text') return part.text;
    if (part.type === 'set') return part.source;
    if (part.type === 'any-of') return `(${part.branches.map(text).join('|')})`;
    if (part.type === 'sequence') return part.parts.map(text).join('');
    return part.type === 'repeat' ? `${text(part.part)}{${part.min},${part.max}}` : '';
  };
  return text(node).slice(0, 100);
}
