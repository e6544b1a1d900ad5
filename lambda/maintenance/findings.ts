import { articleId } from '../model/identity.ts';
import { articlePath } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { entryKey } from '../protocol/entries.ts';
import { entriesOf, fingerprintOf, isDue } from '../protocol/record.ts';
import { inspectRecord } from '../protocol/stored-record.ts';

/** The first thing that is missing or wrong about a file. */
export type Finding = 'record' | 'entries' | 'page';

/**
 * Compares one file with its record, and the record with the index and the article's page. Costs a HEAD of the file, a
 * GET of the record, a HEAD for each entry and a comparison of the page. Processing the key costs little more and repairs it,
 * too, so a site of a million articles had better queue all keys than examine them.
 */
export async function examineFile(key: string, context: Context): Promise<Finding | undefined> {
  const { articles, state, publicSite, derivations, revision, now } = context;
  const id = articleId(key);
  const file = await articles.head(key);
  const stored = await inspectRecord(id, state);
  if (file === undefined && stored === undefined) return undefined;
  const record = stored?.record;
  if (record === undefined || record.fingerprint !== fingerprintOf(file, revision)) return 'record';
  const { outcome } = record;
  if (isDue(outcome, now())) return 'record';
  for (const entry of entriesOf(record)) {
    if ((await state.head(entryKey(entry))) === undefined) return 'entries';
  }
  const path = articlePath(id);
  const isRight =
    outcome.status === 'published'
      ? (await publicSite.compare(path, await derivations.articlePage(outcome.article))) === 'same'
      : (await publicSite.head(path)) === undefined;
  return isRight ? undefined : 'page';
}
