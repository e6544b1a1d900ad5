import type { Context } from '../protocol/context.ts';
import { INDEX_OF_HELD, parseEntry } from '../protocol/entries.ts';
import { vouchesFor } from '../protocol/record.ts';
import { listAll } from '../store/store.ts';
import { readRecord } from './findings.ts';

/**
 * Sends the keys of held articles whose time has come, to be processed like those of any other change: whoever works on
 * them publishes them by a clock of their own. `now` is in milliseconds since the epoch. Costs one LIST, whatever is
 * held, and a record for each article that is due.
 *
 * A tick that is lost is made up for by the next one, as what is due stays due until it is published.
 *
 * @returns how many keys were sent.
 */
export async function publishDue(
  { state }: Pick<Context, 'state'>,
  now: number,
  send: (keys: readonly string[]) => Promise<void>,
): Promise<number> {
  const keys: string[] = [];
  for await (const { key } of listAll(state, INDEX_OF_HELD)) {
    const entry = parseEntry(key);
    if (entry === undefined) continue;
    if (entry.time > now) break;
    const record = await readRecord(entry.id, state);
    if (record === undefined || record === 'damaged' || !vouchesFor(record, key)) continue;
    keys.push(record.key);
  }
  if (keys.length > 0) await send(keys);
  return keys.length;
}
