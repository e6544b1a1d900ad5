import type { Warning } from '../../model/article.ts';
import type { ParsedBody } from '../parse/body.ts';
import { isDeeperThan, type SourceParent, walk } from '../parse/tree.ts';
import { type Block, inkOf } from './blocks.ts';
import type { JudgedBlock } from './choose.ts';
import { type Container, findContainer } from './container.ts';
import { countVotes, readVotes, type Voter } from './votes.ts';
import type { Weight } from './weight.ts';

/** What the vote on a page came to. */
export interface Outcome {
  readonly container: Container;
  readonly judged: readonly JudgedBlock[];
  readonly warnings: readonly Warning[];
}

/** Of the prose that either of two takes for the article's, the share that both do: enough, and too little. */
const AGREEMENT = 0.7;
const DISAGREEMENT = 0.4;

/** Pages beyond these bounds would take the extractors too long; the page's structure is enough of a witness there. */
const MAX_ELEMENTS = 6_000;
const MAX_DEPTH = 80;
const MAX_MARKUP = 2_000_000;

/** How much is on the word of each. */
const TOLD = 1;
const READABILITY = 1;
const DEFUDDLE = 0.7;

/** JSON-LD tells of the page's article where so much of its text stands in the page. */
const SHORTEST_TOLD = 100;

/**
 * Asks an extractor where in a page its article is, and another one where that disagrees with what the page's structure
 * and its own data say. Warns where they do not agree even then. `title` is the index of the block that shows the title.
 */
export async function holdVote(
  page: ParsedBody,
  blocks: readonly Block[],
  weights: readonly Weight[],
  title: number,
): Promise<Outcome> {
  const judge = (voters: readonly Voter[]) => {
    const judged = blocks.map((block, index) => {
      const votes = countVotes(voters, index);
      return { block, weight: weights[index] ?? NOTHING, votes, isVoted: votes > 0 };
    });
    return { container: findContainer(page.root, judged, title), judged };
  };
  const told = readTold(page, blocks);
  const own = judge(told);
  const markup = await writePage(page.document);
  if (markup === undefined) return { ...own, warnings: [TOO_LARGE] };

  const { extractByReadability } = await import('./readability.ts');
  const first = { weight: READABILITY, votes: readVotes(blocks, extract(extractByReadability, markup)) };
  if (agreement(own, first) >= AGREEMENT) return { ...judge([...told, first]), warnings: [] };

  const { extractByDefuddle } = await import('./defuddle.ts');
  const second = { weight: DEFUDDLE, votes: readVotes(blocks, extract(extractByDefuddle, markup)) };
  const outcome = judge([...told, first, second]);
  const isDoubtful = [first, second].every((voter) => agreement(outcome, voter) < DISAGREEMENT);
  return { ...outcome, warnings: isDoubtful ? [DOUBTFUL] : [] };
}

const TOO_LARGE: Warning = {
  message: 'the page is too large for all ways to find its article; please look at the result',
};

/** Whoever uploaded the page should see whether the right part of it was found. */
export const DOUBTFUL: Warning = {
  message: 'it is not certain which part of the page is its article; please look at the result',
};

const NOTHING: Weight = { prose: 0, clutter: 0 };

/** The page as markup for extractors; undefined where it is beyond their bounds. */
async function writePage(document: SourceParent): Promise<string | undefined> {
  let elements = 0;
  walk(document, () => {
    elements++;
  });
  if (elements > MAX_ELEMENTS || isDeeperThan(document, MAX_DEPTH)) return undefined;
  const { writeMarkup } = await import('./dom.ts');
  const markup = writeMarkup(document);
  return markup.length > MAX_MARKUP ? undefined : markup;
}

/** What an extractor makes of a page; nothing where it fails. */
function extract(extractor: (markup: string) => string, markup: string): string {
  try {
    return extractor(markup);
  } catch {
    return '';
  }
}

/** What the page says itself of its article's text, where that stands in it. */
function readTold({ facts: { articleBody = '' } }: ParsedBody, blocks: readonly Block[]): readonly Voter[] {
  const ink = inkOf(articleBody).length;
  if (ink < SHORTEST_TOLD) return [];
  const votes = readVotes(blocks, articleBody);
  const found = blocks.reduce((sum, block, index) => sum + (votes[index] === true ? block.ink.length : 0), 0);
  return found * 2 < ink ? [] : [{ weight: TOLD, votes }];
}

function agreement({ container, judged }: Omit<Outcome, 'warnings'>, { votes }: Voter): number {
  let both = 0;
  let either = 0;
  judged.forEach(({ block, weight }, index) => {
    const isInside = container.within.has(block.box) && !container.isDoubtful(block.box);
    const isVoted = votes[index] === true;
    if (isInside && isVoted) both += weight.prose;
    if (isInside || isVoted) either += weight.prose;
  });
  return either === 0 ? 0 : both / either;
}
