import type { Warning } from '../../model/article.ts';
import type { ParsedBody } from '../parse/body.ts';
import { findAll, isElement, type SourceParent } from '../parse/tree.ts';
import type { Removal } from '../removals.ts';
import { type Block, inkOf, isLinked, readBlocks } from './blocks.ts';
import { boxesWithin } from './boxes.ts';
import { readByline } from './byline.ts';
import { chooseBlocks } from './choose.ts';
import { cutPage } from './cut.ts';
import { findEntries, isAmongPeers } from './entries.ts';
import { isLoginForm } from './login-form.ts';
import { findOtherKind, isArticleKind } from './other-kind.ts';
import { type Finding, hasDate, isUndoubted, judgeFinding, partOf } from './signs.ts';
import { isSurrounding } from './surroundings.ts';
import { areTeasers, findCommonBox, findThread, forgetNames, type Thread } from './thread.ts';
import { findTitleBlock } from './title.ts';
import { DOUBTFUL, holdVote } from './vote.ts';
import { type Weight, weigh } from './weight.ts';

/** A page that was searched for its article. */
export interface PageSearch {
  /** The page, or what is left of it. */
  readonly body: ParsedBody;
  readonly removals: readonly Removal[];
  readonly warnings: readonly Warning[];
  /** Why the page was left whole, where it holds more than an article and yet none. */
  readonly whole?: string;
}

/** A page with fewer lines of links, and fewer lines in what is named like a part of a page, is the article alone. */
const FEW_LINKS = 6;
const FEW_NAMED = 4;

/** Less prose than that, in letters, is no article. */
const LEAST_PROSE = 100;

/** No title is longer; blocks are looked for in names, which takes long in long ones. */
const LONGEST_NAME = 1_000;

/** What has no title above it and so small a part of the page's prose is a note beside what the page is about. */
const SMALL_PART = 0.2;

/** An article is a larger part of its page's text outside links, unless the page says that it is one, or dates it. */
const LARGE_PART = 0.4;

/** It may be a small part, too, where most of the rest stands in boxes that are named like comments or other articles. */
const NEARLY_ALL = 0.9;

/** Some news is a sentence below its headline. */
const LEAST_BELOW_TITLE = 30;

/**
 * Finds the article in a whole page and takes everything else out of its tree. A page that holds nothing but an article
 * stays whole, and so does one that has none, with a warning: half of a list would be worse. A discussion is all its posts.
 */
export async function findArticle(page: ParsedBody): Promise<PageSearch> {
  const { root, facts } = page;
  const blocks = readBlocks(root);
  if (isLoginForm(page, blocks)) return leaveWhole(withoutSiteName(page), LOGIN_FORM);
  if (isArticleAlone(page, blocks)) return { body: page, removals: [], warnings: [] };
  const kind = findOtherKind(page, blocks);
  if (kind !== undefined && kind !== 'discussion') return leaveOther(page, kind);

  const weights = blocks.map(weigh);
  if (sumProse(weights) < LEAST_BELOW_TITLE) return leaveWhole(page, NO_ARTICLE);
  const names = [facts.title ?? '', ...(facts.headlines ?? [])].map((name) =>
    inkOf(name.slice(0, LONGEST_NAME)),
  );
  const titleBlock = findTitleBlock(blocks, weights, names);
  if (kind === 'discussion') {
    const thread = findThread(root, blocks, weights, titleBlock);
    if (thread !== undefined) return cutThread(page, blocks, thread, titleBlock);
    return leaveOther(page, kind);
  }
  const { container, judged, warnings } = await holdVote(page, blocks, weights, titleBlock);
  const entries = findEntries(container.box, blocks, weights, names.join(' '));
  const isPost = () => isAmongPeers(container.box, root, blocks, weights, names.join(' '));
  if (entries?.kind === 'several' || (entries === undefined && isPost())) {
    const thread = findThread(root, blocks, weights, titleBlock);
    if (thread !== undefined && !areTeasers(thread)) return cutThread(page, blocks, thread, titleBlock);
    return leaveWhole(page, 'the page holds several texts and none of them is its own');
  }

  const chosen = chooseBlocks(judged, container, createSite(page), titleBlock);
  const own = entries === undefined ? undefined : boxesWithin(entries.entry);
  const kept = chosen.map((isChosen, index) => {
    const box = blocks[index]?.box;
    return isChosen && (own === undefined || (box !== undefined && own.has(box)));
  });
  const first = kept.indexOf(true);
  const isBelowTitle = titleBlock >= 0 && titleBlock <= first && first - titleBlock <= MOST_ABOVE;
  const least = isBelowTitle ? LEAST_BELOW_TITLE : LEAST_PROSE;
  const prose = sumProse(weights.filter((_, index) => kept[index]));
  const isSmall = titleBlock < 0 && prose < sumProse(weights) * SMALL_PART;
  const isPart = !isDated(page, blocks, kept) && isPartOfText({ blocks, kept, container });
  if (prose < least || isSmall || isPart) return leaveWhole(page, NO_ARTICLE);
  const verdict = judgeFinding({ page, blocks, weights, container, kept, isBelowTitle });
  if (verdict === 'none') return leaveWhole(page, NO_ARTICLE);

  const from = isBelowTitle ? titleBlock : Math.max(0, first - 3);
  const opening = readOpening(blocks, first, from, blocks[titleBlock]);
  const removals = cutPage(root, container.box, blocks, kept);
  const heading = blocks[titleBlock]?.text.trim() ?? facts.heading;
  const author = isBelowTitle
    ? readByline(blocks.slice(titleBlock + 1, first).map(({ text }) => text.replace(/\s+/g, ' ')))
    : undefined;
  const found = {
    ...facts,
    ...(heading !== undefined && { heading }),
    ...(facts.authors === undefined && author !== undefined && { authors: [author] }),
  };
  const warned = verdict === 'doubtful' && warnings.length === 0 ? [DOUBTFUL] : warnings;
  return { body: { ...page, root: container.box, facts: found, opening }, removals, warnings: warned };
}

const LOGIN_FORM = 'the page seems to be a login form and not the article';
const NO_ARTICLE = 'no article was found in the page';

/** Takes everything out of a page but the posts of its discussion. */
function cutThread(page: ParsedBody, blocks: readonly Block[], thread: Thread, title: number): PageSearch {
  const { kept } = thread;
  const box = findCommonBox(page.root, blocks, kept);
  const removals = cutPage(page.root, box, blocks, kept);
  forgetNames(thread, box);
  const heading = blocks[title]?.text.trim() ?? page.facts.heading;
  const facts = { ...page.facts, ...(heading !== undefined && { heading }) };
  return { body: { ...page, root: box, facts }, removals, warnings: [THREAD] };
}

const THREAD: Warning = {
  message: 'the page is a discussion, and its posts are published; please look at the result',
};

/** Whether a page tells of a text of its own: who wrote it and when, or what kind of article it is. */
function isDated({ facts }: ParsedBody, blocks: readonly Block[], kept: readonly boolean[]): boolean {
  const { kinds = [], authors = [], dates = [] } = facts;
  if (authors.length + dates.length > 0 || kinds.some(isArticleKind)) return true;
  return hasDate(blocks, kept);
}

/** Whether what was kept is a small part of what the page has to read. */
function isPartOfText(finding: Pick<Finding, 'blocks' | 'kept' | 'container'>): boolean {
  const unlinked = ({ ink, linked }: Block) => ink.length - linked;
  return (
    partOf(finding, unlinked, () => true) < LARGE_PART &&
    partOf(finding, unlinked, isUndoubted(finding)) < NEARLY_ALL
  );
}

function sumProse(weights: readonly Weight[]): number {
  return weights.reduce((sum, { prose }) => sum + prose, 0);
}

/** Without a heading that is the end of a longer title: it names the site above what keeps its articles from readers. */
function withoutSiteName(page: ParsedBody): ParsedBody {
  const { heading, ...facts } = page.facts;
  const isName = heading !== undefined && facts.title !== heading && facts.title?.endsWith(heading) === true;
  return isName ? { ...page, facts } : page;
}

function leaveWhole(body: ParsedBody, whole: string): PageSearch {
  return { body, removals: [], warnings: [], whole };
}

/** Leaves a page whole that says what it is. */
function leaveOther(page: ParsedBody, kind: string): PageSearch {
  return leaveWhole(page, `the page says that it is no article but a ${kind}`);
}

function isArticleAlone({ root, document }: ParsedBody, blocks: readonly Block[]): boolean {
  // Who writes an article down for others to read adds no programs to it; sites do.
  const isOfSite =
    findAll(document, ({ name, attribs }) => name === 'script' && attribs.src !== undefined).length > 1;
  if (isOfSite) return false;
  const links = blocks.filter(isLinked).length;
  if (links >= FEW_LINKS) return false;
  const named = new Set<SourceParent>();
  const visit = (box: SourceParent, isWithin: boolean) => {
    if (isWithin) named.add(box);
    for (const child of box.children) if (isElement(child)) visit(child, isWithin || isSurrounding(child));
  };
  visit(root, false);
  return blocks.filter(({ box }) => named.has(box)).length < FEW_NAMED;
}

/** So many lines stand between a title and the text at most, and so many of each are read. */
const MOST_ABOVE = 30;
const MOST_LINES = 8;
const LONGEST_LINE = 400;

/** The lines below the page's title to the first of the article; a byline is among them, and no menu. */
function readOpening(
  blocks: readonly Block[],
  first: number,
  from: number,
  title: Block | undefined,
): readonly string[] {
  const lines = blocks.slice(from, first + 3);
  return lines
    .filter(({ ink }) => ink !== title?.ink)
    .slice(0, MOST_LINES)
    .map(({ text }) => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_LINE));
}

/** Tells addresses of the page's own site from others. */
function createSite({ facts: { link = '', base = '' } }: ParsedBody): (href: string) => boolean {
  const host = URL.parse(link)?.hostname ?? URL.parse(base)?.hostname;
  const labels = host?.split('.') ?? [];
  const isShared = /^(?:com|co|net|org|gov|edu|ac)$/.test(labels.at(-2) ?? '');
  const domain = labels.length === 0 ? undefined : labels.slice(isShared ? -3 : -2).join('.');
  return (href) => {
    const url = URL.parse(href);
    if (url === null) return !/^[a-z][a-z\d+.-]*:/i.test(href) && !href.startsWith('#');
    return domain !== undefined && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  };
}
