import * as v from 'valibot';
import { INDEX_OF_WITHDRAWN, parseEntryKey } from '../../lambda/protocol/entries.ts';
import { WITHDRAWAL_LIMITS } from '../../lambda/protocol/withdrawals.ts';
import type { AwsCli } from './aws-cli.ts';
import { readLog } from './log.ts';
import type { StackParts } from './parts.ts';

const listing = v.object({ Contents: v.nullish(v.array(v.object({ Key: v.string() })), []) });

/** How far back the log is read, in milliseconds: a withdrawal that has waited longer is held up by a fault. */
const LOOKED_BACK = 24 * WITHDRAWAL_LIMITS.hold;

/**
 * How many articles stand although their files are gone; `now` in milliseconds since the epoch. The log names those that
 * had to wait, and the index has no entry any more of one that was withdrawn since, or whose file came back.
 */
export async function countWithdrawals(
  aws: AwsCli,
  { state, log }: Pick<StackParts, 'state' | 'log'>,
  now: number,
): Promise<number> {
  const list = ['s3api', 'list-objects-v2', '--bucket', state, '--prefix', INDEX_OF_WITHDRAWN];
  const [{ Contents }, withheld] = await Promise.all([
    aws.ask(listing, ...list),
    readLog(aws, log, { event: 'withheld', since: now - LOOKED_BACK }),
  ]);
  const waiting = new Set(withheld.map(({ message: { id } }) => id));
  return new Set(Contents.map(({ Key }) => parseEntryKey(Key)?.id).filter((id) => waiting.has(id))).size;
}
