import { type List, listPrefix, parseEntryKey } from '../../lambda/protocol/entries.ts';
import { type ArticleRecord, vouchesFor } from '../../lambda/protocol/record.ts';
import { readRecord } from '../../lambda/protocol/stored-record.ts';
import { listAll, type Store } from '../../lambda/store/store.ts';

/** The records that stand in a list of the index now, in its order: newest first. */
export async function* readRecords(
  state: Pick<Store, 'get' | 'list'>,
  list: List,
): AsyncGenerator<ArticleRecord> {
  for await (const { key } of listAll(state, listPrefix(list))) {
    const entry = parseEntryKey(key);
    const stored = entry && (await readRecord(entry.id, state));
    if (stored !== undefined && vouchesFor(stored.record, key)) yield stored.record;
  }
}

/** How many articles a list of the index names. */
export async function countEntries(state: Pick<Store, 'list'>, list: List): Promise<number> {
  const ids = new Set<string>();
  for await (const { key } of listAll(state, listPrefix(list))) {
    const entry = parseEntryKey(key);
    if (entry !== undefined) ids.add(entry.id);
  }
  return ids.size;
}
