import pMap from 'p-map';
import type { Context } from '../protocol/context.ts';
import { INDEX_OF_HELD, parseEntryKey } from '../protocol/entries.ts';
import { vouchesFor } from '../protocol/record.ts';
import { recordOfEntry } from '../protocol/stored-record.ts';

const CONCURRENT_READS = 16;

/**
 * Sends the keys of held articles whose time has come. They are processed like those of any other change: whoever does
 * that publishes them by its own clock. `now` is in milliseconds since the epoch. Costs one LIST, however much is held;
 * where many articles are due, another one for each thousand, and a record for each article.
 *
 * A tick that is lost is made up for by the next one, as what is due stays due until it is published.
 *
 * @param send is called with some keys at a time, so that what was found is not lost with a tick that dies.
 * @returns how many keys were sent.
 */
export async function publishDue(
  { state }: Pick<Context, 'state'>,
  now: number,
  send: (keys: readonly string[]) => Promise<void>,
): Promise<number> {
  let sent = 0;
  let after: string | undefined;
  for (;;) {
    const { objects, more } = await state.list(INDEX_OF_HELD, after === undefined ? {} : { after });
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
