import type { Article, Derivation, HeldArticle, Warning } from '../model/article.ts';
import { articleId, hash20 } from '../model/identity.ts';
import { isScope, type Scope } from '../model/list-kinds.ts';
import { type Companion, mediaPathHash } from '../model/media.ts';
import { SITE } from '../model/paths.ts';
import { jsonContent, textContent } from '../store/content.ts';
import type { Content, ObjectInfo } from '../store/store.ts';
import {
  ascendingName,
  entryKey,
  entryName,
  type IndexEntry,
  type List,
  listPrefix,
  mediaLists,
  parseEntryKey,
} from './entries.ts';
import { boundaryEntries } from './history/boundaries.ts';

/** What is known of one uploaded file, except for its past. */
export interface FileState {
  readonly key: string;
  /** Identifies what the record was derived from: the upload, the code and the settings. */
  readonly fingerprint: string;
  /**
   * Identifies one try to write a record. Index entries bear it, so that an entry which was deleted never comes back,
   * however late a slow worker's request arrives. See `page-mark.ts` for what it tells of the article's page.
   */
  readonly writeId: string;
  /** When the file was uploaded, in milliseconds since the epoch; 0 for a deleted one. */
  readonly uploaded: number;
  readonly outcome: Outcome;
  /** Whether the article opens an archive of each of its lists; never where no history is kept. */
  readonly opensArchive: boolean;
  /** The other uploads that the article looks for; missing where it looks for none. */
  readonly inputs?: Inputs;
}

/** The uploads beside its own that an article is derived from. */
export interface Inputs {
  /** The revision that read the files: another may read them in another way. */
  readonly revision: string;
  /** The relative addresses that it looks for, as they are written. */
  readonly references: readonly string[];
  /** Those that led to a file. */
  readonly found: readonly FoundFile[];
  /** The keys of the watches by which others know of its look. */
  readonly watches: readonly string[];
}

/** A file that an article has found, and what became of it. */
export interface FoundFile extends Pick<ObjectInfo, 'key' | 'version' | 'modified'> {
  readonly reference: string;
  readonly file: Companion;
}

/** An article that stands in its lists. */
export interface PublishedArticle {
  readonly status: 'published';
  readonly article: Article;
  readonly warnings: readonly Warning[];
  /** Since when its file is gone, in ISO 8601: it was withdrawn with so many others that this has to wait. */
  readonly withdrawn?: string;
}

/** What became of a file. */
export type Outcome =
  | Exclude<Derivation, { readonly article: Article }>
  | PublishedArticle
  | HeldArticle
  | { readonly status: 'deleted' };

/** All that is known of one uploaded file. */
export interface ArticleRecord extends FileState {
  /** The entries of the record before this one, which are to be deleted from the index. */
  readonly replaced: readonly IndexEntry[];
  /**
   * Entries that the article once had in the lists of feeds, where it stands no more. These lists are published with it
   * for good: a worker that stalled while it was still there may put an old document and die, and its message comes back
   * to this record alone.
   */
  readonly former: readonly IndexEntry[];
  /**
   * Archives of others that were written because of this article. They are looked at with it for good, for the same
   * reason: which archive an article is in depends on other articles, and may be another one at the next delivery.
   */
  readonly archives: readonly ArchiveReference[];
}

/** An archive of a list, by the id of the article that opens it. */
export interface ArchiveReference {
  readonly list: Scope;
  readonly archive: string;
}

/**
 * Eight moves of an article between fifty categories each, or five where it has all lists of tags, too. Whoever moves it
 * further during one delivery leaves a feed to the next sweep, which looks at every list.
 */
const MAX_REMEMBERED = 400;

/** The keys of all records begin with this. */
export const RECORDS = 'records/';

/** Where the record of an article stands in the state bucket. */
export function recordKey(id: string): string {
  return `${RECORDS}${id}.json`;
}

/** The id of the article whose record stands at a key; undefined where none of ours would. */
export function recordId(key: string): string | undefined {
  return /^records\/([0-9a-z]{20})\.json$/.exec(key)?.[1];
}

/**
 * The fingerprint of an upload's record: equal fingerprints mean equal derivations. `revision` stands for everything but
 * the upload that determines the record: the code and the settings.
 */
export function fingerprintOf(
  upload: Pick<ObjectInfo, 'version' | 'modified'> | undefined,
  revision: string,
): string {
  return hash20(upload === undefined ? 'deleted' : `${revision}\n${upload.modified}\n${upload.version}`);
}

/**
 * The record that follows `previous` when this is what is known of the file now. A record follows itself, so that a
 * write whose answer was lost can simply be tried again.
 */
export function nextRecord(previous: ArticleRecord | undefined, now: FileState): ArticleRecord {
  if (previous?.writeId === now.writeId) return previous;
  const { key, fingerprint, writeId, uploaded, outcome, opensArchive, inputs } = now;
  const positions = new Set(entriesOf(now).map(positionOf));
  const former = new Map<string, IndexEntry>();
  for (const entry of previous === undefined ? [] : [...previous.former, ...feedEntriesOf(previous)]) {
    const position = positionOf(entry);
    if (!positions.has(position)) former.set(position, entry);
  }
  return {
    key,
    fingerprint,
    writeId,
    uploaded,
    outcome,
    opensArchive,
    ...(inputs && { inputs }),
    replaced: previous === undefined ? [] : entriesOf(previous),
    former: [...former.values()].slice(-MAX_REMEMBERED),
    archives: previous?.archives ?? [],
  };
}

/** The outcome of a derivation at a time, in milliseconds since the epoch: a held article that is due is published. */
export function outcomeAt<Unpublished extends Outcome>(
  derivation: Unpublished,
  now: number,
): Unpublished | (Outcome & { readonly status: 'published' }) {
  if (!isDue(derivation, now)) return derivation;
  const { article, warnings } = derivation;
  return { status: 'published', article, warnings };
}

/** Whether it is a held article whose time has come. */
export function isDue(outcome: Outcome, now: number): outcome is HeldArticle {
  return outcome.status === 'held' && Date.parse(outcome.until) <= now;
}

/** The lists whose feeds show the article. */
export function listsOf({ outcome }: Pick<FileState, 'outcome'>): readonly Scope[] {
  if (outcome.status !== 'published') return [];
  const { categories, lists = [] } = outcome.article;
  return [SITE, ...categories.map((name) => ({ kind: 'category', name }) as const), ...lists];
}

/** A record never changes, and each list that it is in asks for its entries. */
const known = new WeakMap<FileState, readonly IndexEntry[]>();

/** The index entries that a record vouches for; always at least one. */
export function entriesOf(state: FileState): readonly IndexEntry[] {
  const entries = known.get(state) ?? makeEntries(state);
  known.set(state, entries);
  return entries;
}

function makeEntries(state: FileState): readonly IndexEntry[] {
  const { key, outcome, fingerprint, writeId, uploaded } = state;
  const nameParts = (time: number) => ({ time, id: articleId(key), fingerprint, writeId });
  switch (outcome.status) {
    case 'published': {
      const name = nameParts(Date.parse(outcome.article.published));
      const lists = listsOf(state);
      const entries = [
        ...entriesIn(lists, entryName(name)),
        ...entriesIn(mediaLists(hashesOf(outcome.article)), entryName(name)),
      ];
      return [
        ...entries,
        ...(state.opensArchive ? boundaryEntries(lists, name) : []),
        ...(outcome.withdrawn === undefined
          ? []
          : entriesIn([{ kind: 'withdrawn' }], ascendingName(nameParts(Date.parse(outcome.withdrawn))))),
      ];
    }
    case 'held':
      return entriesIn([{ kind: 'held' }], ascendingName(nameParts(Date.parse(outcome.until))));
    default:
      return entriesIn([{ kind: outcome.status }], entryName(nameParts(uploaded)));
  }
}

function hashesOf({ media = [] }: Article): readonly string[] {
  return media.flatMap(({ path }) => mediaPathHash(path) ?? []);
}

/** The entries of a record in the lists that have feeds. */
export function feedEntriesOf(state: FileState): readonly IndexEntry[] {
  return entriesOf(state).filter(({ list }) => isScope(list));
}

/** Whether a record has an entry at this key; if not, the entry is garbage. */
export function vouchesFor(record: ArticleRecord, key: string): boolean {
  return entriesOf(record).some((entry) => entryKey(entry) === key);
}

/** The record, which remembers one more archive; the same record where it does so already. */
export function rememberArchive(record: ArticleRecord, { list, archive }: ArchiveReference): ArticleRecord {
  const isKnown = (known: ArchiveReference): boolean =>
    known.archive === archive && listPrefix(known.list) === listPrefix(list);
  if (record.archives.some(isKnown)) return record;
  return { ...record, archives: [...record.archives, { list, archive }].slice(-MAX_REMEMBERED) };
}

/** What an index entry holds: nothing, except for a rejected file the report for its uploader. */
export function entryContent(record: ArticleRecord): Content {
  if (record.outcome.status !== 'rejected') return textContent('');
  const { rejection, warnings } = record.outcome;
  return jsonContent({ file: record.key, ...rejection, warnings });
}

function entriesIn(lists: readonly List[], name: string): readonly IndexEntry[] {
  return lists.map((list) => ({ list, name }));
}

/** A list, and the time by which the article stands in it. */
function positionOf(entry: IndexEntry): string {
  return `${listPrefix(entry.list)}${parseEntryKey(entryKey(entry))?.time}`;
}
