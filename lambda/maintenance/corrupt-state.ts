import { OPML_PATH } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { unlessCorrupt } from '../protocol/errors.ts';
import { parseSiteHead, SITE_HEAD_KEY } from '../protocol/heads.ts';
import { recordKey } from '../protocol/record.ts';
import { inspectRecord } from '../protocol/stored-record.ts';

/**
 * Removes the record of a file that is gone if it still cannot be read: nobody can tell what it is of.
 *
 * @returns whether there is no record now.
 */
export async function dropCorruptRecord(id: string, { state }: Pick<Context, 'state'>): Promise<boolean> {
  const stored = await inspectRecord(id, state);
  if (stored === undefined) return true;
  if (stored.record !== undefined) return false;
  return (await state.delete(recordKey(id), { ifVersion: stored.version })) === 'gone';
}

/** Whether a site was published whose head is missing; a head that is corrupt is worse than none, and removed. */
export async function isStateLost({
  state,
  publicSite,
}: Pick<Context, 'state' | 'publicSite'>): Promise<boolean> {
  const object = await state.get(SITE_HEAD_KEY);
  if (object !== undefined) {
    if (unlessCorrupt(() => parseSiteHead(SITE_HEAD_KEY, object.body)) !== undefined) return false;
    await state.delete(SITE_HEAD_KEY, { ifVersion: object.version });
  }
  return (await publicSite.head(OPML_PATH)) !== undefined;
}
