import type { Warning } from '../../model/article.ts';
import type { ParsedBody } from '../parse/body.ts';
import { findAll, isDeeperThan, type SourceParent, walk } from '../parse/tree.ts';
import type { Removal } from '../removals.ts';
import { type Block, inkOf, isLinked, readBlocks } from './blocks.ts';
import { chooseBlocks, type JudgedBlock } from './choose.ts';
import { type Container, findContainer } from './container.ts';
import { cutPage } from './cut.ts';
import { isSurrounding } from './surroundings.ts';
import { countVotes, readVotes, type Voter } from './votes.ts';
import { type Weight, weigh } from './weight.ts';

/** A page that was searched for its article. */
export interface PageSearch {
  /** The page, or what is left of it. */
  readonly body: ParsedBody;
  readonly removals: readonly Removal[];
  readonly warnings: readonly Warning[];
}

/** A page with fewer lists of links and nothing that is named like a part of a page is the article alone. */
const FEW_LINKS = 10;

/** Less prose than that, in letters, is no article. */
const LEAST_PROSE = 100;

/** How much of the prose that two found both of them found. */
const AGREEMENT = 0.7;
const SOME_AGREEMENT = 0.4;

/** Pages beyond these bounds would take the extractors too long. */
const MAX_ELEMENTS = 15_000;
const MAX_DEPTH = 200;
const MAX_MARKUP = 3_000_000;

/**
 * Finds the article in a whole page and takes everything else out of its tree, by what the page's own structure tells
 * and what an extractor finds; where these disagree, a second one and the page's own data are asked. A page that holds
 * nothing but an article stays whole, and so does one that has none, with a warning.
 */
export async function findArticle(page: ParsedBody): Promise<PageSearch> {
  const { root } = page;
  const blocks = readBlocks(root);
  if (isArticleAlone(root, blocks)) return { body: page, removals: [], warnings: [] };
  const weights = blocks.map(weigh);
  const warnings: Warning[] = [];

  const found = await vote(page, blocks, weights, warnings);
  const { container, judged } = found;
  const kept = chooseBlocks(judged, container, createSite(page));
  const prose = weights.reduce((sum, weight, index) => sum + (kept[index] === true ? weight.prose : 0), 0);
  if (prose < LEAST_PROSE) {
    return { body: page, removals: [], warnings: [{ message: NO_ARTICLE }] };
  }
  const removals = cutPage(root, container.box, blocks, kept);
  return { body: { ...page, root: container.box }, removals, warnings };
}

const NO_ARTICLE = 'no article was found in the page; all of it is published';

interface Found {
  readonly container: Container;
  readonly judged: readonly JudgedBlock[];
}

async function vote(
  page: ParsedBody,
  blocks: readonly Block[],
  weights: readonly Weight[],
  warnings: Warning[],
): Promise<Found> {
  const judge = (voters: readonly Voter[]): Found => {
    const judged = blocks.map((block, index) => {
      const votes = countVotes(voters, index);
      return { block, weight: weights[index] ?? NOTHING, votes, isVoted: votes > 0 };
    });
    return { container: findContainer(page.root, judged), judged };
  };
  const told = readTold(page, blocks);
  const own = judge(told);
  if (isBeyondExtractors(page.document)) {
    warnings.push({
      message: 'the page is too large for all ways to find its article; please look at the result',
    });
    return own;
  }
  const { writeMarkup } = await import('./dom.ts');
  const markup = writeMarkup(page.document);
  if (markup.length > MAX_MARKUP) {
    warnings.push({
      message: 'the page is too large for all ways to find its article; please look at the result',
    });
    return own;
  }
  const { extractByReadability } = await import('./readability.ts');
  const first = { weight: 1, votes: readVotes(blocks, extract(extractByReadability, markup)) };
  const proseOf = (votes: (index: number) => boolean) => (index: number) =>
    votes(index) ? (weights[index]?.prose ?? 0) : 0;
  const agree = ({ container, judged }: Found, { votes }: Voter): number => {
    let both = 0;
    let either = 0;
    judged.forEach(({ block, weight }, index) => {
      const inside = container.within.has(block.box) && !container.isDoubtful(block.box);
      const isVoted = votes[index] === true;
      if (inside && isVoted) both += weight.prose;
      if (inside || isVoted) either += weight.prose;
    });
    return either === 0 ? 0 : both / either;
  };
  void proseOf;
  if (agree(own, first) >= AGREEMENT) return judge([...told, first]);
  const { extractByDefuddle } = await import('./defuddle.ts');
  const second = { weight: 0.7, votes: readVotes(blocks, extract(extractByDefuddle, markup)) };
  const all = judge([...told, first, second]);
  if (agree(all, first) < SOME_AGREEMENT && agree(all, second) < SOME_AGREEMENT)
    warnings.push({
      message: 'it is not certain where in the page its article is; please look at the result',
    });
  return all;
}

const NOTHING: Weight = { prose: 0, clutter: 0 };

/** What an extractor makes of a page; nothing where it fails. */
function extract(extractor: (markup: string) => string, markup: string): string {
  try {
    return extractor(markup);
  } catch {
    return '';
  }
}

/** What the page says itself of its article's text, where that stands in it. */
function readTold({ facts }: ParsedBody, blocks: readonly Block[]): readonly Voter[] {
  const text = facts.articleBody ?? '';
  const ink = inkOf(text).length;
  if (ink < 100) return [];
  const votes = readVotes(blocks, text);
  const found = blocks.reduce((sum, block, index) => sum + (votes[index] === true ? block.ink.length : 0), 0);
  return found * 2 < ink ? [] : [{ weight: 1, votes }];
}

function isArticleAlone(root: SourceParent, blocks: readonly Block[]): boolean {
  const links = blocks.reduce((count, block) => count + (isLinked(block) ? 1 : 0), 0);
  return links < FEW_LINKS && findAll(root, isSurrounding).length === 0;
}

function isBeyondExtractors(document: SourceParent): boolean {
  let elements = 0;
  walk(document, () => {
    elements++;
  });
  return elements > MAX_ELEMENTS || isDeeperThan(document, MAX_DEPTH);
}

function createSite({ facts: { link = '', base = '' } }: ParsedBody): (href: string) => boolean {
  const host = URL.parse(link)?.hostname ?? URL.parse(base)?.hostname;
  const domain = host?.split('.').slice(-2).join('.');
  return (href) => {
    const url = URL.parse(href);
    if (url === null) return !/^[a-z][a-z\d+.-]*:/i.test(href) && !href.startsWith('#');
    return domain !== undefined && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  };
}
