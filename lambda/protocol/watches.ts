import { articleId, hash20 } from '../model/identity.ts';
import { fileNameOf, watchedFolder } from '../model/references.ts';
import { listAll, type Store } from '../store/store.ts';
import { newWriteId } from './page-mark.ts';

/** The keys of all watches begin with this. */
export const WATCHES = 'watch/';

/** What the key of a watch says: an article looks for files of some names in a folder. */
export interface Watch {
  readonly key: string;
  /** The hash of the folder. */
  readonly folder: string;
  /** The id of the article. */
  readonly id: string;
  /** The marks of the names that it looks for; without any it may be every name. */
  readonly names: string;
}

const MARK_LENGTH = 3;

/** A name in a path holds 255 bytes: an article that looks for more is asked about every file of the folder. */
const MAX_MARKS = 60;

const WATCH_KEY = /^watch\/([0-9a-z]{20})\/([0-9a-z]{20})-[0-9a-z]{12}-((?:[0-9a-z]{3})*)$/;

/** Reads the key of a watch; undefined for any other key. */
export function parseWatchKey(key: string): Watch | undefined {
  const [, folder, id, names] = WATCH_KEY.exec(key) ?? [];
  if (folder === undefined || id === undefined || names === undefined) return undefined;
  return { key, folder, id, names };
}

/** A new watch of an article on the folder of some files, which nobody has put before. */
export function newWatchKey(articleKey: string, wanted: WantedFiles, nonce?: () => string): string {
  return `${WATCHES}${wanted.folder}/${articleId(articleKey)}-${newWriteId(undefined, nonce)}-${wanted.names}`;
}

/** The files that are looked for in one folder, as watches name them. */
export interface WantedFiles {
  readonly folder: string;
  readonly names: string;
}

/** Files by the folders that they are watched in. */
export function groupByFolder(keys: Iterable<string>): readonly WantedFiles[] {
  const folders = new Map<string, Set<string>>();
  for (const key of keys) {
    const folder = hash20(`folder\n${watchedFolder(key)}`);
    const marks = folders.get(folder) ?? new Set();
    folders.set(folder, marks.add(markOf(key)));
  }
  return [...folders].map(([folder, marks]) => ({
    folder,
    names: marks.size > MAX_MARKS ? '' : [...marks].sort().join(''),
  }));
}

/** The prefix of all watches on the folder that a file is in. */
export function watchPrefix(key: string): string {
  return `${WATCHES}${hash20(`folder\n${watchedFolder(key)}`)}/`;
}

/** Whether a watch on its folder may be about a file. */
export function mayWant({ names }: Pick<Watch, 'names'>, key: string): boolean {
  if (names === '') return true;
  const mark = markOf(key);
  for (let at = 0; at < names.length; at += MARK_LENGTH) if (names.startsWith(mark, at)) return true;
  return false;
}

/** The watches on a folder, by the prefix of their keys: a LIST for each thousand. */
export async function listWatches(prefix: string, state: Pick<Store, 'list'>): Promise<readonly Watch[]> {
  const watches: Watch[] = [];
  for await (const { key } of listAll(state, prefix)) {
    const watch = parseWatchKey(key);
    if (watch !== undefined) watches.push(watch);
  }
  return watches;
}

/** The key of the article that a watch is of, which it holds; undefined where the watch is gone. */
export async function readWatcher(watch: Watch, state: Pick<Store, 'get'>): Promise<string | undefined> {
  const object = await state.get(watch.key);
  if (object === undefined) return undefined;
  const key = Buffer.from(object.body).toString();
  return articleId(key) === watch.id ? key : undefined;
}

/** 15 bits of a file's name: now and then an article is looked at in vain. */
function markOf(key: string): string {
  return hash20(`name\n${fileNameOf(key)}`).slice(0, MARK_LENGTH);
}
