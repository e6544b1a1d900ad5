import {
  findAll,
  isElement,
  readSource,
  type SourceElement,
  type SourceParent,
  walk,
} from '../parse/tree.ts';
import type { Block } from './blocks.ts';
import { leadsElsewhere, sumUp } from './boxes.ts';
import { POST_DATE } from './post-date.ts';
import { chooseLines } from './thread-lines.ts';
import type { Weight } from './weight.ts';

/** The posts of a discussion, and for each block of the page whether it belongs to them. */
export interface Thread {
  readonly posts: readonly SourceElement[];
  readonly kept: readonly boolean[];
}

/** Posts hold so much of a page's prose. */
const MOST = 0.4;

/** Groups whose prose is that close to the most are the same posts, in wider or narrower boxes. */
const CLOSE = 0.9;

/** So many boxes of a group are looked at, and so much of the text of each; so many of these have to be posts. */
const MAX_LOOKED = 40;
const LONGEST_LOOK = 3_000;
const MOST_POSTS = 0.7;

/** Prose of a post, in letters. */
const LEAST_PROSE = 20;

/** The box of a post may be wider by so many letters, and so many steps above. */
const MOST_WIDER = 150;
const MAX_STEPS = 6;

/** So many of the posts of a discussion have a heading that is a link at most. */
const MOST_LEADING = 0.3;

/** What names or leads to whoever wrote a post. */
const AUTHOR =
  /author|user|member|poster|profile|nick|avatar|creator|people|owner|(?:^|[-_\s])(?:u|name)(?=$|[-_\s])/i;

interface Group {
  readonly boxes: SourceElement[];
  prose: number;
}

/**
 * Finds the posts of a discussion: boxes alike that hold most of the page's prose, each with a date and an author of its
 * own. The discussion goes from the block `title`, an index, to the last post; undefined where there are no posts.
 */
export function findThread(
  root: SourceParent,
  blocks: readonly Block[],
  weights: readonly Weight[],
  title: number,
): Thread | undefined {
  const prose = sumUp(root, blocks, (_, index) => weights[index]?.prose ?? 0);
  const ink = sumUp(root, blocks, (block) => block.ink.length);
  const least = (prose.get(root) ?? 0) * MOST;
  const candidates = groupBoxes(root, prose).filter(
    (group) => group.prose >= least && group.boxes.length > 1,
  );
  const authored = candidates.length === 0 ? new Set<SourceParent>() : findAuthored(root);
  const groups = candidates.filter((group) => arePosts(group, prose, authored));
  const most = Math.max(...groups.map((group) => group.prose));
  const [group] = groups
    .filter((each) => each.prose >= most * CLOSE)
    .sort((one, other) => other.boxes.length - one.boxes.length);
  if (group === undefined) return undefined;
  const posts = widen(withShort(group.boxes, root, authored), root, ink);
  return { posts, kept: chooseLines(posts, prose, { blocks, weights, title }) };
}

/** Whether posts have headings that are links, as those of articles that stand elsewhere are. */
export function areTeasers({ posts }: Thread): boolean {
  return posts.filter(leadsElsewhere).length > posts.length * MOST_LEADING;
}

/** The innermost box around all blocks that were kept. */
export function findCommonBox(
  root: SourceParent,
  blocks: readonly Block[],
  kept: readonly boolean[],
): SourceParent {
  const counts = sumUp(root, blocks, (_, index) => (kept[index] === true ? 1 : 0));
  const all = counts.get(root);
  for (let inner = root; ; ) {
    const next = inner.children.filter(isElement).find((child) => counts.get(child) === all);
    if (next === undefined) return inner;
    inner = next;
  }
}

/** Takes the names off posts and the boxes around them: elsewhere, what is called comments is not the article's. */
export function forgetNames({ posts }: Thread, box: SourceParent): void {
  const known = new Set<SourceParent>();
  const forget = (element: SourceElement) => {
    known.add(element);
    for (const name of NAMES) delete element.attribs[name];
  };
  for (const post of posts) {
    for (let at: SourceParent | null = post; at !== null && isElement(at) && !known.has(at); at = at.parent) {
      forget(at);
      if (at === box) break;
    }
    for (const part of findAll(post, isNamedComment)) forget(part);
  }
}

const NAMES = ['class', 'id', 'role'];

function isNamedComment({ attribs }: SourceElement): boolean {
  return NAMES.some((name) => /comment|repl|respon/i.test((attribs[name] ?? '').slice(0, 500)));
}

/** The outermost boxes of each signature, and the prose in them. Takes linear time. */
function groupBoxes(root: SourceParent, prose: ReadonlyMap<SourceParent, number>): readonly Group[] {
  const groups = new Map<string, Group>();
  const open = new Set<string>();
  const visit = (parent: SourceParent) => {
    for (const child of parent.children) {
      const amount = isElement(child) ? (prose.get(child) ?? 0) : 0;
      if (!isElement(child) || amount === 0) continue;
      const signature = signatureOf(child);
      if (signature === undefined || open.has(signature)) {
        visit(child);
        continue;
      }
      const group = groups.get(signature) ?? { boxes: [], prose: 0 };
      group.boxes.push(child);
      group.prose += amount;
      groups.set(signature, group);
      open.add(signature);
      visit(child);
      open.delete(signature);
    }
  };
  visit(root);
  return [...groups.values()];
}

/** What boxes alike share: the element and its first class; paragraphs and the like are alike in any text. */
function signatureOf({ name, attribs }: SourceElement): string | undefined {
  if (/^(?:p|h\d|blockquote|pre|a|span|figure|ul|ol|main|section|body)$/.test(name)) return undefined;
  const [first = ''] = (attribs.class ?? '').trim().split(/\s+/);
  if (first === '' && name !== 'article') return undefined;
  return `${name}.${first.replace(/\d+/g, '')}`;
}

function arePosts(
  { boxes }: Group,
  prose: ReadonlyMap<SourceParent, number>,
  authored: ReadonlySet<SourceParent>,
): boolean {
  const looked = boxes.filter((box) => (prose.get(box) ?? 0) >= LEAST_PROSE).slice(0, MAX_LOOKED);
  const posts = looked.filter((box) => isPost(box, authored));
  return posts.length > 1 && posts.length >= looked.length * MOST_POSTS;
}

function isPost(box: SourceElement, authored: ReadonlySet<SourceParent>): boolean {
  return authored.has(box) && POST_DATE.test(readSource(box, LONGEST_LOOK).slice(0, LONGEST_LOOK));
}

/** The posts with those among them that are too short to hold prose, in the order of the page. */
function withShort(
  posts: readonly SourceElement[],
  root: SourceParent,
  authored: ReadonlySet<SourceParent>,
): readonly SourceElement[] {
  const [first] = posts;
  const signature = first && signatureOf(first);
  const known = new Set(posts);
  const all: SourceElement[] = [];
  const visit = (parent: SourceParent) => {
    for (const child of parent.children) {
      if (!isElement(child)) continue;
      if (signatureOf(child) !== signature) visit(child);
      else if (known.has(child) || isPost(child, authored)) all.push(child);
    }
  };
  visit(root);
  return all;
}

/** The boxes that hold what names an author. Found in one go, as boxes that are nested hold the same. */
function findAuthored(root: SourceParent): ReadonlySet<SourceParent> {
  const authored = new Set<SourceParent>();
  walk(root, (element) => {
    if (!namesAuthor(element)) return;
    let box: SourceParent | null = element.parent;
    while (box !== null && !authored.has(box)) {
      authored.add(box);
      box = isElement(box) ? box.parent : null;
    }
  });
  return authored;
}

function namesAuthor({
  attribs: { class: classes = '', rel = '', itemprop = '', href = '' },
}: SourceElement) {
  return [classes, rel, itemprop, href].some((text) => AUTHOR.test(text.slice(0, 200)));
}

/** The boxes around posts that hold no other post and hardly more text: who wrote it stands beside it. */
function widen(
  posts: readonly SourceElement[],
  root: SourceParent,
  ink: ReadonlyMap<SourceParent, number>,
): readonly SourceElement[] {
  const given: ReadonlySet<SourceParent> = new Set(posts);
  const holding = new Map<SourceParent, number>();
  const count = (box: SourceParent): number => {
    let sum = given.has(box) ? 1 : 0;
    for (const child of box.children) if (isElement(child)) sum += count(child);
    holding.set(box, sum);
    return sum;
  };
  count(root);
  return posts.map((post) => {
    const most = (ink.get(post) ?? 0) + MOST_WIDER;
    let at = post;
    for (let step = 0; step < MAX_STEPS; step++) {
      const { parent } = at;
      if (parent === null || parent === root || !isElement(parent)) break;
      if (holding.get(parent) !== 1 || (ink.get(parent) ?? 0) > most) break;
      at = parent;
    }
    return at;
  });
}
