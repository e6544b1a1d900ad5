import { archiveFolder, archivePathId, type Scope } from '../../model/paths.ts';
import { listAll, type ObjectInfo } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { listPrefix } from '../entries.ts';
import type { ListChange } from '../list-changes.ts';
import { feedEntriesOf, listsOf, vouchesFor } from '../record.ts';
import { inspectRecord, recordOfEntry } from '../stored-record.ts';

/** Changes of a list that have all of its archives looked at. Costs a record for each of them. */
export async function* changesOfArchives(
  { state }: Pick<Context, 'state'>,
  scope: Scope,
): AsyncGenerator<ListChange> {
  const prefix = listPrefix(scope);
  for await (const { key } of listAll(state, listPrefix({ kind: 'boundaries', of: scope }))) {
    const record = await recordOfEntry(key, state);
    if (record === undefined || !vouchesFor(record, key)) continue;
    yield* feedEntriesOf(record).filter(({ list }) => listPrefix(list) === prefix);
  }
}

/** The archives of a list whose opening article is not in it. Reads a record for each archive. */
export async function* findOrphanArchives(
  { state, publicSite }: Pick<Context, 'state' | 'publicSite'>,
  scope: Scope,
): AsyncGenerator<ObjectInfo> {
  const isSame = (list: Scope): boolean => listPrefix(list) === listPrefix(scope);
  for await (const object of listAll(publicSite, archiveFolder(scope))) {
    const id = archivePathId(scope, object.key);
    if (id === undefined) continue;
    const stored = await inspectRecord(id, state);
    if (stored !== undefined && stored.record === undefined) continue;
    const isOpened = stored?.record?.opensArchive && listsOf(stored.record).some(isSame);
    if (!isOpened) yield object;
  }
}
