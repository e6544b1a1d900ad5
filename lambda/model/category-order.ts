import type { PlacedCategory } from './category-tree.ts';
import { isTraditional } from './language.ts';
import type { ByKind, ListKind } from './list-kinds.ts';
import { type ListGroup, listRule, RULED_KINDS } from './list-rules.ts';
import { compareRuns, compareText, type Run, runsOf } from './natural-order.ts';
import type { Site } from './site.ts';
import { scopeTitle } from './titles.ts';

/**
 * Categories in the order in which they are listed everywhere: those that `site.categories` names in its order, then the
 * others by their titles, whatever the machine's locale data say.
 */
export function sortCategories(categories: readonly PlacedCategory[], site: Site): readonly PlacedCategory[] {
  return sortLists('category', categories, Object.keys(site.categories), site);
}

/** The lists of tags and of authors that the settings name in their order, or all others as categories are; by kind. */
export function groupLists(lists: ByKind<readonly PlacedCategory[]>, site: Site): readonly ListGroup[] {
  return RULED_KINDS.flatMap((kind) => {
    const rule = listRule(kind, site);
    const sorted = sortLists(kind, lists[kind], typeof rule === 'object' ? rule : [], site);
    return sorted.length === 0 ? [] : [{ kind, names: sorted.map(({ name }) => name) }];
  });
}

function sortLists(
  kind: ListKind,
  lists: readonly PlacedCategory[],
  first: readonly string[],
  site: Site,
): readonly PlacedCategory[] {
  const places = new Map(first.map((name, at) => [name, at]));
  const compareTexts = textOrder(site);
  return lists
    .map((category) => {
      const title = scopeTitle({ kind, name: category.name }, site);
      return { category, title, at: places.get(category.name) ?? places.size, runs: titleRuns(title) };
    })
    .sort(
      (a, b) =>
        a.at - b.at ||
        compareRuns(a.runs, b.runs, compareTexts) ||
        compareText(a.title, b.title) ||
        compareText(a.category.name, b.category.name),
    )
    .map(({ category }) => category);
}

/** At its beginning, a Chinese numeral is a word: `三农`, `百科`. Behind others it counts: `周二`, `第十组`. */
function titleRuns(title: string): readonly Run[] {
  const start = /^[〇零一二两三四五六七八九十百千万]+/.exec(title)?.[0] ?? '';
  return [...(start === '' ? [] : [{ text: start }]), ...runsOf(title.slice(start.length))];
}

/**
 * Compares texts character by character, without regard to case: what is no letter, then letters, then Chinese characters
 * by pinyin, or by strokes where the site is in Traditional Chinese.
 */
function textOrder({ language }: Site): (a: string, b: string) => number {
  const ranks = isTraditional(language) ? ranksIn('big5', BIG5) : ranksIn('gbk', GB2312);
  return (a, b) => {
    const [some, others] = [a, b].map((text) => Array.from(text.toLowerCase(), (each) => weigh(each, ranks)));
    return compareWeights(some ?? [], others ?? []);
  };
}

function compareWeights(some: readonly number[], others: readonly number[]): number {
  for (const [at, weight] of some.entries()) {
    const other = others[at];
    if (other === undefined) return 1;
    if (weight !== other) return weight - other;
  }
  return some.length - others.length;
}

/** More than the code points are. */
const CLASS = 0x110000;

function weigh(character: string, ranks: Ranks): number {
  const rank = ranks.get(character);
  if (rank !== undefined) return 2 * CLASS + rank;
  const code = character.codePointAt(0) ?? 0;
  if (/^\p{Script=Han}$/u.test(character)) return 3 * CLASS + code;
  return (/^[\p{L}\p{N}]$/u.test(character) ? CLASS : 0) + code;
}

/** The places of characters in an order. */
type Ranks = ReadonlyMap<string, number>;

/** A part of a double-byte character set: its first and last character, and the ranges of its second bytes. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly seconds: readonly (readonly [number, number])[];
}

/** The first level of GB 2312: the 3,755 most common characters, in the order of pinyin. */
const GB2312: Part = { from: 0xb0a1, to: 0xd7f9, seconds: [[0xa1, 0xfe]] };

/** The first level of Big5: the 5,401 most common characters, in the order of strokes and radicals. */
const BIG5: Part = {
  from: 0xa440,
  to: 0xc67e,
  seconds: [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
};

const known = new Map<string, Ranks>();

function ranksIn(encoding: 'gbk' | 'big5', part: Part): Ranks {
  const ranks = known.get(encoding) ?? readRanks(encoding, part);
  known.set(encoding, ranks);
  return ranks;
}

/** Character sets are fixed by the Encoding Standard: here they are a table of readings that takes no room. */
function readRanks(encoding: 'gbk' | 'big5', { from, to, seconds }: Part): Ranks {
  const bytes: number[] = [];
  for (let lead = from >> 8; lead <= to >> 8; lead++) {
    for (const [first, last] of seconds) {
      for (let second = first; second <= last; second++) {
        const code = (lead << 8) + second;
        if (code >= from && code <= to) bytes.push(lead, second);
      }
    }
  }
  const text = new TextDecoder(encoding).decode(new Uint8Array(bytes));
  return new Map(Array.from(text, (character, at) => [character, at]));
}
