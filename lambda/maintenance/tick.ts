import pMap from 'p-map';
import type { Context } from '../protocol/context.ts';
import { INDEX_OF_HELD, INDEX_OF_WITHDRAWN, parseEntryKey } from '../protocol/entries.ts';
import { vouchesFor } from '../protocol/record.ts';
import { recordOfEntry } from '../protocol/stored-record.ts';

/** Takes some keys at a time, so that what was found is not lost with a tick that dies. */
export type Send = (keys: readonly string[]) => Promise<void>;

const CONCURRENT_READS = 16;

/**
 * Sends the keys of held articles whose time has come. They are processed like those of any other change: whoever does
 * that publishes them by its own clock. `now` is in milliseconds since the epoch. Costs one LIST, however much is held;
 * where many articles are due, another one for each thousand, and a record for each article.
 *
 * A tick that is lost is made up for by the next one, as what is due stays due until it is published.
 *
 * @returns how many keys were sent.
 */
export function publishDue(context: Pick<Context, 'state'>, now: number, send: Send): Promise<number> {
  return sendDue(INDEX_OF_HELD, context, now, send);
}

/**
 * Sends the keys of articles whose withdrawal has waited long enough, in the same way and at the same cost: those whose
 * files were found to be gone before a time, in milliseconds since the epoch.
 *
 * @returns how many keys were sent.
 */
export function withdrawDue(context: Pick<Context, 'state'>, before: number, send: Send): Promise<number> {
  return sendDue(INDEX_OF_WITHDRAWN, context, before, send);
}

async function sendDue(
  index: string,
  { state }: Pick<Context, 'state'>,
  now: number,
  send: Send,
): Promise<number> {
  let sent = 0;
  let after: string | undefined;
  for (;;) {
    const { objects, more } = await state.list(index, after === undefined ? {} : { after });
    const due = objects.filter(({ key }) => (parseEntryKey(key)?.time ?? 0) <= now);
    const keyOf = async (entry: string): Promise<string | undefined> => {
      const record = await recordOfEntry(entry, state);
      return record !== undefined && vouchesFor(record, entry) ? record.key : undefined;
    };
    const found = await pMap(due, ({ key }) => keyOf(key), { concurrency: CONCURRENT_READS });
    const keys = found.filter((key) => key !== undefined);
    if (keys.length > 0) await send(keys);
    sent += keys.length;
    after = objects.at(-1)?.key;
    if (due.length < objects.length || !more || after === undefined) return sent;
  }
}
