import { articleId } from '../model/identity.ts';
import { articlePath } from '../model/paths.ts';
import type { Content, Store } from '../store/store.ts';
import type { Context, RepublishOptions } from './context.ts';
import { remove, replace } from './documents.ts';
import { recordKey } from './record.ts';
import { LOST, retry } from './retry.ts';
import { readRecord } from './stored-record.ts';
import type { UpdatedRecord } from './update-record.ts';

/**
 * Makes the page of an article what its record says: there if it is published, gone if not. Looks at the record again
 * afterwards and starts over if it changed, since another worker may have published from a newer one in between.
 *
 * @throws ContentionError when others kept changing the record.
 */
export async function publishPage(
  updated: UpdatedRecord,
  context: Context,
  onDocument?: RepublishOptions['onDocument'],
): Promise<void> {
  const { state, publicSite, derivations } = context;
  const { key } = updated.record;
  const id = articleId(key);
  let { record, version, isFirst, page: rendered } = updated;
  await retry(`the record of ${JSON.stringify(key)}`, context, async () => {
    const { outcome } = record;
    if (outcome.status === 'published') {
      const page = rendered ?? (await derivations.articlePage(outcome.article));
      if (await putPage(articlePath(id), page, isFirst, publicSite)) onDocument?.(articlePath(id));
    } else {
      await remove(articlePath(id), publicSite);
    }
    if ((await state.head(recordKey(id)))?.version === version) return;
    ({ record, version } = (await readRecord(id, state)) ?? { record, version });
    isFirst = false;
    rendered = undefined;
    return LOST;
  });
}

/**
 * Puts a page that differs from what is there; a first one without a look at what most likely is not there. Whether
 * it was put.
 */
async function putPage(path: string, page: Content, isFirst: boolean, publicSite: Store): Promise<boolean> {
  if (isFirst && (await publicSite.put(path, page, { ifAbsent: true })).outcome === 'written') return true;
  return replace(path, page, publicSite);
}
