import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { LIST_FOLDERS } from '../../lambda/model/list-kinds.ts';
import { ARTICLE_PAGES, HOME_PATH, OPML_PATH } from '../../lambda/model/paths.ts';
import { SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { RECORDS } from '../../lambda/protocol/record.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import type { Store } from '../../lambda/store/store.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { reasonOf } from './failure.ts';
import { type FolderLock, identityOf, LOCK_FILE, lockFolder } from './lock.ts';

/** The keys that an earlier pass left undone; everything if it was interrupted, as nobody knows then. */
export type Owed = readonly string[] | 'everything';

/**
 * The folder that a site is published into: `public/`, `state/`, and the mark of an unfinished pass. No queue delivers
 * anything again here, so a pass marks the folder before it changes anything, and takes the mark away when it is done.
 */
export interface Output {
  readonly folder: string;
  readonly publicFolder: string;
  readonly publicSite: FolderStore;
  readonly state: Store;
  /** Makes and locks the folder again if somebody deleted it or its lock. @throws CommandError */
  secure(): void;
  /** Changes when a main folder or file is deleted, moved or replaced. */
  fingerprint(): string;
  /** How many pages of articles there are. */
  countPages(): number;
  /** What an earlier pass left undone, by its mark. */
  owed(): Owed;
  /** Sets the mark: a crash before {@link end} leaves everything to be done again. */
  begin(): void;
  /** Takes the mark away, or notes these keys as still to be done. */
  end(owed: readonly string[]): void;
  /** Releases the lock. */
  close(): void;
}

const MARK_FILE = 'unfinished.json';

/** What every published site has in its folder. */
const LANDMARKS = [
  '.',
  LOCK_FILE,
  'public',
  `public/${HOME_PATH}`,
  `public/${LIST_FOLDERS.category}`,
  `public/${ARTICLE_PAGES}`,
  'state',
  `state/${SITE_HEAD_KEY}`,
  `state/${RECORDS}`,
  'state/index',
];

const MARK_NOTE =
  'A run over the articles was interrupted, or is still under way. The next one repairs what may be missing.';

/**
 * Opens the folder that a site is published into, for this process alone, and makes it if it is missing. `onLock` is
 * called whenever the folder has been locked, to write what belongs there beside the site.
 *
 * @throws CommandError when another process uses it, it cannot be written, it holds another website, or it overlaps with
 * the folder of the articles.
 */
export function openOutput(folder: string, articles: string, onLock: () => void = () => {}): Output {
  checkSource(articles);
  checkApart(folder, articles);
  const publicFolder = join(folder, 'public');
  const stateFolder = join(folder, 'state');
  checkOwn(folder);
  const take = (): FolderLock =>
    inOutput(folder, () => {
      const taken = lockFolder(folder);
      onLock();
      return taken;
    });
  let lock = take();
  const mark = join(folder, MARK_FILE);
  return {
    folder,
    publicFolder,
    publicSite: new FolderStore(publicFolder),
    state: new FolderStore(stateFolder),
    secure: () => {
      if (lock.isThere()) return;
      lock.release();
      lock = take();
    },
    fingerprint: () => LANDMARKS.map((path) => identityOf(join(folder, path))).join(),
    countPages: () => {
      const pages = join(publicFolder, ARTICLE_PAGES);
      return existsSync(pages) ? readdirSync(pages).length : 0;
    },
    owed: () => readMark(mark),
    begin: () => inOutput(folder, () => writeMark(mark, 'everything')),
    end: (owed) =>
      inOutput(folder, () => (owed.length === 0 ? rmSync(mark, { force: true }) : writeMark(mark, owed))),
    close: () => lock.release(),
  };
}

function checkSource(articles: string): void {
  const stats = statSync(articles, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return;
  throw new CommandError(
    stats === undefined ? words.site.noFolder(articles) : words.site.noFolderButFile(articles),
    words.site.nameArticles,
  );
}

/** Published pages must not be taken for articles, nor may they overwrite articles. */
function checkApart(folder: string, articles: string): void {
  const source = realPath(articles);
  for (const name of ['public', 'state']) {
    const target = realPath(join(folder, name));
    if (isWithin(target, source)) {
      throw new CommandError(words.site.outWithin(folder, articles), words.site.outOutside);
    }
    if (isWithin(source, target)) {
      throw new CommandError(words.site.articlesWithin(articles, target), words.site.otherOut);
    }
  }
}

/** Another website in `public` must not be mixed with ours. */
function checkOwn(folder: string): void {
  const site = join(folder, 'public');
  const files = existsSync(site) && statSync(site).isDirectory() ? readdirSync(site) : [];
  if (files.length === 0 || files.includes(OPML_PATH) || existsSync(join(folder, LOCK_FILE))) return;
  throw new CommandError(words.site.foreignFiles(site, files[0] ?? ''), words.site.otherOut);
}

/** The real path of the part that exists, and the rest as it is. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Runs work on the output folder. @throws CommandError when the system refuses it. */
function inOutput<Result>(folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(words.site.cannotWriteOut(folder, inWords(reasonOf(error))), words.site.makeRoom, {
      cause: error,
    });
  }
}

function readMark(mark: string): Owed {
  if (!existsSync(mark)) return [];
  try {
    const value: unknown = JSON.parse(readFileSync(mark, 'utf8'));
    const keys = typeof value === 'object' && value !== null && 'owed' in value ? value.owed : undefined;
    if (Array.isArray(keys) && keys.every((key) => typeof key === 'string')) return keys;
  } catch {
    // Even a mark that cannot be read means that a pass was interrupted.
  }
  return 'everything';
}

function writeMark(mark: string, owed: Owed): void {
  const temporary = `${mark}.new`;
  try {
    writeFileSync(temporary, `${JSON.stringify({ note: MARK_NOTE, owed }, null, 2)}\n`);
    renameSync(temporary, mark);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
