import * as v from 'valibot';
import { INDEX_OF_WITHDRAWN, parseEntryKey } from '../../lambda/protocol/entries.ts';
import { WITHDRAWAL_LIMITS } from '../../lambda/protocol/withdrawals.ts';
import type { AwsCli } from './aws-cli.ts';

const listing = v.object({ Contents: v.nullish(v.array(v.object({ Key: v.string() })), []) });

/** No withdrawal waits longer: the tick that comes after an hour may be another hour away. */
const LONGEST = 2 * WITHDRAWAL_LIMITS.hold;

/**
 * How many articles have lost their files within the last hours and may wait to be withdrawn; `now` in milliseconds since
 * the epoch. Those that did not have to wait are counted only where others have to.
 */
export async function countWithdrawals(aws: AwsCli, state: string, now: number): Promise<number> {
  const { Contents } = await aws.ask(
    listing,
    ...['s3api', 'list-objects-v2', '--bucket', state, '--prefix', INDEX_OF_WITHDRAWN],
  );
  const recent = Contents.filter(({ Key }) => (parseEntryKey(Key)?.time ?? 0) > now - LONGEST);
  return recent.length > WITHDRAWAL_LIMITS.few ? recent.length : 0;
}
