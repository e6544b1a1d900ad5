import type { Scope } from '../../model/list-kinds.ts';
import { archiveFolder, archivePathId } from '../../model/paths.ts';
import { listAll, type ObjectInfo, type Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { listPrefix } from '../entries.ts';
import type { ListChange } from '../list-changes.ts';
import { feedEntriesOf, listsOf, vouchesFor } from '../record.ts';
import { inspectRecord, recordOfEntry } from '../stored-record.ts';

/** Changes of a list that have all of its archives looked at. Costs a record for each of them. */
async function* changesOfArchives(
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

/** Changes that have lists published whole, with all of their archives. */
export async function changesOfWhole(
  context: Pick<Context, 'state'>,
  lists: readonly Scope[],
): Promise<readonly ListChange[]> {
  const changes: ListChange[] = [];
  for (const list of lists) {
    changes.push({ list });
    for await (const change of changesOfArchives(context, list)) changes.push(change);
  }
  return changes;
}

/** The archives of a list whose opening article is not in it. Reads a record for each archive. */
export async function* findOrphanArchives(
  { state, publicSite }: Pick<Context, 'state' | 'publicSite'>,
  scope: Scope,
): AsyncGenerator<ObjectInfo> {
  for await (const object of listAll(publicSite, archiveFolder(scope))) {
    const id = archivePathId(scope, object.key);
    if (id !== undefined && (await isOrphan(id, scope, state))) yield object;
  }
}

/** Whether an archive of a list has no opening article in it, by its record; one that cannot be read may be of one. */
export async function isOrphan(id: string, scope: Scope, state: Pick<Store, 'get'>): Promise<boolean> {
  const stored = await inspectRecord(id, state);
  if (stored === undefined) return true;
  const { record } = stored;
  if (record === undefined) return false;
  const prefix = listPrefix(scope);
  return !record.opensArchive || !listsOf(record).some((list) => listPrefix(list) === prefix);
}
