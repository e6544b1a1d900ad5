import { findAll, isElement, type SourceElement, type SourceParent } from '../parse/tree.ts';
import { type Block, inkOf } from './blocks.ts';
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
  const prose = new Map<SourceParent, number>();
  blocks.forEach(({ box }, index) => {
    const weight = weights[index]?.prose ?? 0;
    prose.set(box, (prose.get(box) ?? 0) + weight);
  });
  const all = sumUp(root, prose);
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

function sumUp(box: SourceParent, prose: Map<SourceParent, number>): number {
  let sum = prose.get(box) ?? 0;
  for (const child of box.children) if (isElement(child)) sum += sumUp(child, prose);
  if (sum > 0) prose.set(box, sum);
  return sum;
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
    if (amount === 0 || /^(?:p|h\d|blockquote|tr|td|figure|pre|section)$/.test(child.name)) continue;
    const [name = ''] = (child.attribs.class ?? '').trim().split(/\s+/);
    const signature = child.name === 'article' ? 'article' : `${child.name}.${name.replace(/\d+/g, '')}`;
    const group = groups.get(signature) ?? { boxes: [], prose: 0 };
    group.boxes.push(child);
    group.prose += amount;
    groups.set(signature, group);
  }
  if (inner !== undefined) return findGroup(inner, prose, least);
  return [...groups.values()].find((group) => group.prose >= least && group.boxes.length > 1);
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
  if (
    /\d{1,4}\s?[-/.年月]\s?\d{1,2}(?!\d)|\d{1,2}:\d{2}|\d{1,3}\s?(?:小时|分钟|天|楼|hours?|minutes?|days?)/i.test(
      text,
    )
  )
    return true;
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
