import { SITE } from '../model/paths.ts';
import { textContent } from '../store/content.ts';
import type { Store } from '../store/store.ts';
import {
  ascendingName,
  ascendingPosition,
  type EntryName,
  entryKey,
  type IndexEntry,
  listPrefix,
} from './entries.ts';

/** From when on the withdrawal of articles whose files are gone waits, and how long. */
export interface WithdrawalLimits {
  /** How long it waits, in milliseconds; withdrawals within this time count together. */
  readonly hold: number;
  /** So many are never too many, however small the site. */
  readonly few: number;
  /** More than this share of the published articles are too many. */
  readonly share: number;
  /** More than this are too many, however large the site. */
  readonly many: number;
}

/** For a site that has nobody to ask: an emptied or unmounted folder takes an hour to empty the site. */
export const WITHDRAWAL_LIMITS: WithdrawalLimits = {
  hold: 60 * 60 * 1000,
  few: 10,
  share: 1 / 5,
  many: 1000,
};

const WITHDRAWN = { kind: 'withdrawn' } as const;

/** The entry that says when a file was found to be gone, by which its withdrawal is counted and comes due. */
export function withdrawalEntry(name: EntryName): IndexEntry {
  return { list: WITHDRAWN, name: ascendingName(name) };
}

/**
 * Notes the withdrawal of an article, and tells whether it has to wait. The note comes first: of withdrawals at the same
 * time each counts itself and all that came before it, so that no more pass than the limit allows. A note of one that
 * passes is garbage, which the sweep removes when it no longer counts.
 *
 * Costs a PUT and a LIST; beyond a few withdrawals another LIST for each two hundred of them, six at most.
 */
export async function mustWait(
  name: EntryName,
  limits: WithdrawalLimits,
  state: Pick<Store, 'put' | 'list'>,
): Promise<boolean> {
  const { hold, few, share, many } = limits;
  await state.put(entryKey(withdrawalEntry(name)), textContent(''));
  const prefix = listPrefix(WITHDRAWN);
  const after = prefix + ascendingPosition(name.time - hold, '');
  const recent = await countBelow(prefix, many + 1, state, after);
  if (recent <= few) return false;
  if (recent > many) return true;
  const needed = Math.ceil(recent / share);
  return (await countBelow(listPrefix(SITE), needed, state)) < needed;
}

/** How many objects there are below a prefix, counted up to a number. */
async function countBelow(
  prefix: string,
  upTo: number,
  state: Pick<Store, 'list'>,
  start?: string,
): Promise<number> {
  let count = 0;
  for (let after = start; count < upTo; ) {
    const { objects, more } = await state.list(prefix, after === undefined ? {} : { after });
    count += objects.length;
    after = objects.at(-1)?.key;
    if (!more || after === undefined) break;
  }
  return Math.min(count, upTo);
}
