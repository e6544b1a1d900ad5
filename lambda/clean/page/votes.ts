import { type Block, inkOf } from './blocks.ts';

/** What somebody takes for the article, block by block. */
export interface Voter {
  /** How much is on its word. */
  readonly weight: number;
  /** For each block of the page, whether it is in the article. */
  readonly votes: readonly boolean[];
}

/** Blocks are found by pieces of so many letters. */
const PIECE = 8;

/** A short block counts where it follows the one before within so many letters. */
const NEAR = 200;

/** How much of a block has to be found. */
const ENOUGH = 0.5;

/** Which blocks of a page stand in a text that was made of it, whoever rewrote its markup. Takes linear time. */
export function readVotes(blocks: readonly Block[], text: string): readonly boolean[] {
  const found = inkOf(text);
  const places = new Map<string, number>();
  for (let at = found.length - PIECE; at >= 0; at--) places.set(found.slice(at, at + PIECE), at);
  let cursor = 0;
  return blocks.map(({ ink }) => {
    if (ink.length < PIECE * 1.5) {
      const at = found.slice(cursor, cursor + NEAR).indexOf(ink);
      if (at < 0) return false;
      cursor += at + ink.length;
      return true;
    }
    let known = 0;
    let all = 0;
    for (let at = 0; at + PIECE <= ink.length; at += PIECE / 2) {
      all++;
      if (places.has(ink.slice(at, at + PIECE))) known++;
    }
    if (known <= all * ENOUGH) return false;
    const end = places.get(ink.slice(-PIECE));
    if (end !== undefined) cursor = Math.max(cursor, end + PIECE);
    return true;
  });
}

/** How much of a block's being in the article is voted for, from -1 to 1 times the weights. */
export function countVotes(voters: readonly Voter[], index: number): number {
  return voters.reduce((sum, { weight, votes }) => sum + (votes[index] === true ? weight : -weight), 0);
}
