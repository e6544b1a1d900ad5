import pairs from 'opencc-js/dict/TSCharacters';
import { encodeJsonInGbk } from './gbk.ts';

/** A character of GBK takes two bytes, and two quotation marks are around it. */
const BYTES_OF_ONE = 4;

/**
 * The table of characters for the search of Chinese sites, see `SEARCH_CHARACTERS_PATH`: OpenCC's, without those that GBK
 * does not have, which are some hundred that nobody writes.
 */
export function renderSearchCharacters(): Uint8Array {
  const table = pairs
    .split('|')
    .map((pair) => pair.split(' '))
    .filter((pair) => pair.length === 2 && pair.every(isInGbk))
    .flat();
  return encodeJsonInGbk(JSON.stringify(table.join('')));
}

function isInGbk(character: string): boolean {
  return encodeJsonInGbk(JSON.stringify(character)).length === BYTES_OF_ONE;
}
