import { articleId } from '../model/identity.ts';
import { articlePath } from '../model/paths.ts';
import type { Content, Store } from '../store/store.ts';
import type { Context } from './context.ts';
import { ContentionError } from './errors.ts';
import { parseRecord, recordKey } from './record.ts';
import type { StandingRecord } from './update-record.ts';

const MAX_TRIES = 20;

/**
 * Makes the page of an article what its record says: there for a published one, gone for any other. Looks at the
 * record again afterwards and begins again if it moved, since another worker may have published from a newer one
 * in between.
 *
 * @throws ContentionError when others kept changing the record.
 */
export async function publishArticle(settled: StandingRecord, context: Context): Promise<void> {
  const { state, publicSite, derivations } = context;
  const { key } = settled.record;
  const id = articleId(key);
  const where = recordKey(id);
  let standing = settled;
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const { outcome } = standing.record;
    if (outcome.status === 'published') {
      await putPage(articlePath(id), derivations.articlePage(outcome.article), standing.isFirst, publicSite);
    } else {
      await publicSite.delete(articlePath(id));
    }
    if ((await state.head(where))?.version === standing.version) return;
    await context.pause(tries);
    const object = await state.get(where);
    if (object === undefined) continue;
    standing = { record: parseRecord(where, object.body), version: object.version, isFirst: false };
  }
  throw new ContentionError(`the record of ${JSON.stringify(key)}`, MAX_TRIES);
}

/** Puts a page that differs from what stands there; a first one without a look at what most likely is not there. */
async function putPage(path: string, page: Content, isFirst: boolean, publicSite: Store): Promise<void> {
  if (isFirst && (await publicSite.put(path, page, { ifAbsent: true })).outcome === 'written') return;
  if (!(await publicSite.holds(path, page))) await publicSite.put(path, page);
}
