import type { Context } from '../protocol/context.ts';
import { unlessCorrupt } from '../protocol/errors.ts';
import { parseSiteHead, SITE_HEAD_KEY } from '../protocol/heads.ts';
import { recordKey } from '../protocol/record.ts';
import { inspectRecord } from '../protocol/stored-record.ts';

/** Removes the record of a file that is gone if it still cannot be read: nobody can tell what it is of. */
export async function dropCorruptRecord(id: string, { state }: Pick<Context, 'state'>): Promise<void> {
  const stored = await inspectRecord(id, state);
  if (stored === undefined || stored.record !== undefined) return;
  await state.delete(recordKey(id), { ifVersion: stored.version });
}

/** Whether the head of the site is missing; one that is corrupt is worse than none, and removed. */
export async function isSiteHeadMissing({ state }: Pick<Context, 'state'>): Promise<boolean> {
  const object = await state.get(SITE_HEAD_KEY);
  if (object === undefined) return true;
  if (unlessCorrupt(() => parseSiteHead(SITE_HEAD_KEY, object.body)) !== undefined) return false;
  await state.delete(SITE_HEAD_KEY, { ifVersion: object.version });
  return true;
}
