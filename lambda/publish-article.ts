import { articleId } from './article/identity.ts';
import { ContentionError } from './errors.ts';
import { articlePath } from './public-paths.ts';
import { parseRecord, recordKey } from './record.ts';
import type { Context } from './republish.ts';
import type { StandingRecord } from './settle-record.ts';

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
      const page = derivations.articlePage(outcome.article);
      if (!(await publicSite.holds(articlePath(id), page))) await publicSite.put(articlePath(id), page);
    } else {
      await publicSite.delete(articlePath(id));
    }
    if ((await state.head(where))?.version === standing.version) return;
    await context.pause(tries);
    const object = await state.get(where);
    if (object !== undefined) standing = { record: parseRecord(where, object.body), version: object.version };
  }
  throw new ContentionError(`the record of ${JSON.stringify(key)}`, MAX_TRIES);
}
