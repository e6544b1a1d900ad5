import type { Article } from '../../lambda/model/article.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { articlePath } from '../../lambda/model/paths.ts';
import type { Context } from '../../lambda/protocol/context.ts';
import { entryKey } from '../../lambda/protocol/entries.ts';
import { EntryCache } from '../../lambda/protocol/entry-cache.ts';
import type { ListChange } from '../../lambda/protocol/list-changes.ts';
import { publishLists } from '../../lambda/protocol/lists.ts';
import { newWriteId } from '../../lambda/protocol/page-mark.ts';
import {
  entriesOf,
  type FileState,
  fingerprintOf,
  nextRecord,
  recordKey,
} from '../../lambda/protocol/record.ts';
import { recordContent } from '../../lambda/protocol/record-format.ts';
import type { Content } from '../../lambda/store/store.ts';
import type { Buckets } from '../support/protocol-context.ts';

/** A file to be uploaded, and what it says of its article. */
export interface ArchivedFile {
  readonly key: string;
  /** In milliseconds since the epoch. */
  readonly published: number;
  readonly categories: readonly string[];
  /** Made only where it is needed: an archive holds more articles than memory holds files. */
  readonly content: () => Content;
}

export interface ArchivePlan {
  readonly count: number;
  /** Only so many of the newest have their files, records and pages in the buckets: those that an upload reads. */
  readonly whole: number;
  /** The file of an article by the number of articles that are newer. */
  readonly fileOf: (age: number) => ArchivedFile;
}

/**
 * Fills buckets with what publishing all the articles of an archive in one batch leaves there, but for the records and
 * pages that nobody reads, and the fingerprints and write ids in their entries. An archive of a million articles takes half a minute.
 * Keeps no history.
 */
export async function fillWithArchive(
  buckets: Buckets,
  context: Context,
  { count, whole, fileOf }: ArchivePlan,
): Promise<void> {
  const changes = new Map<string, ListChange>();
  for (let age = 0; age < count; age++) {
    const file = fileOf(age);
    const state = age < whole ? await storeArticle(file, buckets, context) : stateOf(file);
    for (const entry of entriesOf(state)) {
      await buckets.state.put(entryKey(entry), ENTRY);
      const { list } = entry;
      changes.set(list.kind === 'category' ? list.name : '', { list });
    }
  }
  const { failures } = await publishLists([...changes.values()], context, new EntryCache(), {});
  for (const { error } of failures.values()) throw error;
}

/** The newest article of an archive appeared then, each other one a minute before the next. */
const NEWEST = Date.UTC(2024, 0, 1);

/** When an article of that age was published; half an age lies between two articles, and a negative one is news. */
export function publishedAt(age: number): number {
  return NEWEST - age * 60_000;
}

const CROWDED = ['金融', '新浪财经', '新浪财经－国內', '要闻'];

/** Three of four categories, so that a hundred articles fill the feeds of all four of them. */
export function crowdedCategories(age: number): readonly string[] {
  return CROWDED.filter((_, i) => i !== Math.abs(Math.trunc(age)) % CROWDED.length);
}

/** Entries of the index are empty but for those of rejected files. */
const ENTRY: Content = { body: new Uint8Array(), contentType: 'text/plain; charset=utf-8' };

/** Nobody compares these with a record. */
const UNREAD_FINGERPRINT = '0'.repeat(20);
const UNREAD_WRITE_ID = '0'.repeat(12);

/** Stores the file, the record and the page of an article. */
async function storeArticle(file: ArchivedFile, buckets: Buckets, context: Context): Promise<FileState> {
  const { articles, state, publicSite } = buckets;
  const { key } = file;
  await articles.put(key, file.content());
  const upload = await articles.get(key);
  if (upload === undefined) throw new Error(`${key} is not there`);
  const { body, size, modified } = upload;
  const outcome = await context.derivations.derive({ key, body, size, modified });
  if (outcome.status !== 'published') throw new Error(`${key} is ${outcome.status}`);
  const record = nextRecord(undefined, {
    key,
    fingerprint: fingerprintOf(upload, context.revision),
    writeId: newWriteId(),
    uploaded: modified,
    outcome,
    opensArchive: false,
  });
  await state.put(recordKey(articleId(key)), recordContent(record));
  const page = await context.derivations.articlePage(outcome.article);
  await publicSite.put(articlePath(articleId(key)), page);
  return record;
}

/** As much of an article's record as its index entries depend on. */
function stateOf({ key, published, categories }: ArchivedFile): FileState {
  const article: Article = {
    key,
    id: '',
    guid: '',
    title: '',
    published: new Date(published).toISOString(),
    summary: '',
    content: '',
    categories,
    tags: [],
  };
  const outcome = { status: 'published', article, warnings: [] } as const;
  return {
    key,
    fingerprint: UNREAD_FINGERPRINT,
    writeId: UNREAD_WRITE_ID,
    uploaded: 0,
    outcome,
    opensArchive: false,
  };
}
