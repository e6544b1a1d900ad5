import { archivePath } from '../../model/paths.ts';
import type { Context, RepublishOptions } from '../context.ts';
import { putDocuments, remove } from '../documents.ts';
import type { EntryCache } from '../entry-cache.ts';
import type { ChangedList } from '../list-changes.ts';
import type { Listing } from '../listing.ts';
import { type ArchiveReference, recordKey, rememberArchive } from '../record.ts';
import { recordContent } from '../record-format.ts';
import { LOST, retry } from '../retry.ts';
import { readRecord } from '../stored-record.ts';
import { findAffectedArchives, readArchive } from './archives.ts';
import { opensArchive } from './boundaries.ts';

/** What a site that keeps a history adds to the publication of a list. */
export interface History {
  /** A feed goes on to the first article of which this is true: there its newest archive begins. */
  readonly isBoundary: (id: string) => boolean;
  /** Publishes the archives of a list that changed, once its feed is published. */
  publish(
    list: ChangedList,
    listing: Listing,
    cache: EntryCache,
    onDocument: RepublishOptions['onDocument'],
  ): Promise<void>;
}

/** The history of a site; undefined where it keeps none. */
export function openHistory(context: Context): History | undefined {
  const { archiveDocument } = context.derivations;
  if (archiveDocument === undefined) return undefined;
  const { state, publicSite } = context;
  return {
    isBoundary: opensArchive,
    publish: async (list, listing, cache, onDocument) => {
      const { scope, archives } = list;
      for (const { article, archive } of await findAffectedArchives(state, list, listing)) {
        if (archive !== article) await noteArchive(article, { list: scope, archive }, context);
        // Looked at in every further try as well: by then it may be none that the entries lead to.
        archives.add(archive);
      }
      for (const id of archives) {
        const archive = await readArchive(state, scope, id, cache);
        const path = archivePath(scope, id);
        if (archive === undefined) await remove(path, publicSite);
        else
          await putDocuments([{ path, content: archiveDocument(scope, id, archive) }], context, onDocument);
      }
    },
  };
}

/**
 * Makes the record of an article remember an archive before it is written because of the article.
 *
 * @throws ContentionError when others kept changing the record.
 */
async function noteArchive(id: string, archive: ArchiveReference, context: Context): Promise<void> {
  const { state } = context;
  const where = recordKey(id);
  await retry(`the record ${JSON.stringify(where)}`, context, async () => {
    const stored = await readRecord(id, state);
    if (stored === undefined) return;
    const next = rememberArchive(stored.record, archive);
    if (next === stored.record) return;
    const put = await state.put(where, recordContent(next), { ifVersion: stored.version });
    return put.outcome === 'written' ? undefined : LOST;
  });
}
