import { findAll, isElement, type SourceElement, type SourceParent } from '../parse/tree.ts';
import { type Block, inkOf } from './blocks.ts';
import { sumUp } from './boxes.ts';
import { POST_DATE } from './post-date.ts';
import type { Weight } from './weight.ts';

/** How a page is read that shows several texts in boxes alike: one of them is the page's own, or none is. */
export type Entries = { readonly kind: 'own'; readonly entry: SourceElement } | { readonly kind: 'several' };

/** Boxes alike that hold so much of the prose are what the page is about. */
const MOST = 0.6;

/** Two boxes of the element `article` are several; others may be parts of one text. */
const FEWEST = 3;
const FEWEST_ARTICLES = 2;

/** A name of an article in the title of the page has so many letters at least. */
const SHORTEST_NAME = 4;

interface Group {
  readonly boxes: SourceElement[];
}

/**
 * Finds the texts of a page that shows several: posts of a discussion, a blog's latest articles, products. They stand in
 * boxes alike side by side, and each has prose and a date or a linked heading of its own.
 */
export function findEntries(
  root: SourceParent,
  blocks: readonly Block[],
  weights: readonly Weight[],
  title: string,
): Entries | undefined {
  const prose = sumUp(root, blocks, (_, index) => weights[index]?.prose ?? 0);
  const all = prose.get(root) ?? 0;
  if (all === 0) return undefined;
  const group = findGroup(root, prose, all * MOST);
  if (group === undefined) return undefined;
  const isArticle = group.boxes.every(({ name }) => name === 'article');
  if (group.boxes.length < (isArticle ? FEWEST_ARTICLES : FEWEST)) return undefined;
  const named = isArticle ? group.boxes.filter((box) => isNamed(box, title)) : [];
  const [entry, another] = named;
  if (entry !== undefined && another === undefined) return { kind: 'own', entry };
  return group.boxes.every(isEntry) ? { kind: 'several' } : undefined;
}

/** A post that has fewer of its kind beside it may be an article with another one below it. */
const FEWEST_PEERS = 2;

/** Prose of a post that counts, in letters. */
const LEAST_PROSE = 30;

/** Of the kinds of elements within two posts, so many of the smaller one's are in the other. */
const ALIKE = 0.6;
const FEWEST_PARTS = 3;

/** So many elements of a box, and so many boxes beside one another, tell enough. */
const MOST_PARTS = 200;

/**
 * Whether most of a box is one post among others: at its side, or beside a box around it, stand boxes that are built alike, and
 * that have prose and dates of their own. The one that bears the title of the page is an article.
 */
export function isAmongPeers(
  box: SourceParent,
  root: SourceParent,
  blocks: readonly Block[],
  weights: readonly Weight[],
  title: string,
): boolean {
  const prose = sumUp(root, blocks, (_, index) => weights[index]?.prose ?? 0);
  for (let at = mainPart(box, prose); at !== root && isElement(at) && at.parent !== null; at = at.parent) {
    const { name, attribs, parent } = at;
    if (UNTOLD.test(name) || (name !== 'article' && (attribs.class ?? '').trim() === '')) continue;
    const signature = signatureOf(at);
    const own = at;
    const peers = parent.children
      .filter(isElement)
      .slice(0, MOST_PARTS)
      .filter(
        (peer) =>
          peer !== own &&
          signatureOf(peer) === signature &&
          (prose.get(peer) ?? 0) >= LEAST_PROSE &&
          isEntry(peer),
      );
    if (peers.length < FEWEST_PEERS || isNamed(at, title) || !isEntry(at)) continue;
    const parts = partsOf(at);
    if (peers.filter((peer) => isAlike(parts, partsOf(peer))).length >= FEWEST_PEERS) return true;
  }
  return false;
}

/** The smallest box within a box that holds most of its prose. */
function mainPart(box: SourceParent, prose: ReadonlyMap<SourceParent, number>): SourceParent {
  const least = (prose.get(box) ?? 0) * MOST;
  let at = box;
  for (;;) {
    const inner = at.children.filter(isElement).find((child) => (prose.get(child) ?? 0) >= least);
    if (inner === undefined || least === 0) return at;
    at = inner;
  }
}

function partsOf(box: SourceElement): ReadonlySet<string> {
  const parts = new Set<string>();
  let count = 0;
  const visit = (parent: SourceElement) => {
    for (const child of parent.children) {
      if (!isElement(child) || count++ > MOST_PARTS) continue;
      if ((child.attribs.class ?? '').trim() !== '') parts.add(signatureOf(child));
      visit(child);
    }
  };
  visit(box);
  return parts;
}

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const least = Math.min(one.size, other.size);
  if (least < FEWEST_PARTS) return false;
  return [...one].filter((part) => other.has(part)).length >= least * ALIKE;
}

/** The boxes alike, side by side, that hold most of the prose between them and none of them most of it alone. */
function findGroup(
  box: SourceParent,
  prose: ReadonlyMap<SourceParent, number>,
  least: number,
): Group | undefined {
  const groups = new Map<string, { boxes: SourceElement[]; prose: number }>();
  let inner: SourceElement | undefined;
  for (const child of box.children) {
    if (!isElement(child)) continue;
    const amount = prose.get(child) ?? 0;
    if (amount >= least) inner = child;
    if (amount === 0 || UNTOLD.test(child.name)) continue;
    const signature = signatureOf(child);
    const group = groups.get(signature) ?? { boxes: [], prose: 0 };
    group.boxes.push(child);
    group.prose += amount;
    groups.set(signature, group);
  }
  if (inner !== undefined) return findGroup(inner, prose, least);
  return [...groups.values()].find((group) => group.prose >= least && group.boxes.length > 1);
}

/** Elements that are alike in any text. */
const UNTOLD = /^(?:p|h\d|blockquote|tr|td|figure|pre|section)$/;

function signatureOf({ name, attribs }: SourceElement): string {
  const [first = ''] = (attribs.class ?? '').trim().split(/\s+/);
  return name === 'article' ? name : `${name}.${first.replace(/\d+/g, '')}`;
}

function isNamed(box: SourceElement, title: string): boolean {
  return findAll(box, ({ name }) => /^h[1-3]$/.test(name)).some((heading) => {
    const ink = inkOf(readText(heading));
    return ink.length >= SHORTEST_NAME && title.includes(ink);
  });
}

/** Whether a box has a date, or a heading that leads to somewhere, as entries have. */
function isEntry(box: SourceElement): boolean {
  const text = readText(box).slice(0, 2_000);
  if (POST_DATE.test(text)) return true;
  return findAll(box, ({ name }) => name === 'time' || /^h[1-6]$/.test(name)).some(
    (heading) => heading.name === 'time' || findAll(heading, ({ name }) => name === 'a').length > 0,
  );
}

function readText(element: SourceParent): string {
  let text = '';
  for (const child of element.children) {
    if (isElement(child)) text += ` ${readText(child)}`;
    else if ('data' in child && child.type === 'text') text += child.data;
  }
  return text;
}
