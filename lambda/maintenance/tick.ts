import type { Context } from '../protocol/context.ts';
import { INDEX_OF_HELD, parseEntryKey } from '../protocol/entries.ts';
import { vouchesFor } from '../protocol/record.ts';
import { inspectRecord } from '../protocol/stored-record.ts';
import { listAll } from '../store/store.ts';

/**
 * Sends the keys of held articles whose time has come. They are processed like those of any other change: whoever does
 * that publishes them by its own clock. `now` is in milliseconds since the epoch. Costs one LIST, however much is held, and
 * a record for each article that is due.
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
    const entry = parseEntryKey(key);
    if (entry === undefined) continue;
    if (entry.time > now) break;
    const record = (await inspectRecord(entry.id, state))?.record;
    if (record !== undefined && vouchesFor(record, key)) keys.push(record.key);
  }
  if (keys.length > 0) await send(keys);
  return keys.length;
}
