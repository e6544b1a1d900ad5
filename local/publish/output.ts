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
import { ARTICLE_PAGES, CATEGORY_FEEDS, HOME_PATH, OPML_PATH } from '../../lambda/model/paths.ts';
import { SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { RECORDS } from '../../lambda/protocol/record.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import type { Store } from '../../lambda/store/store.ts';
import { CommandError } from '../command-error.ts';
import { reasonOf } from './failure.ts';
import { type FolderLock, identityOf, LOCK_FILE, lockFolder } from './lock.ts';

/** What an earlier pass did not bring to its end: these keys, or nobody knows which. */
export type Owed = readonly string[] | 'everything';

/**
 * A folder that a site is published into: `public/`, `state/`, and the mark of an unfinished pass. There is no queue
 * that would deliver a message again, so whoever changes anything marks the folder before and unmarks it after.
 */
export interface Output {
  readonly folder: string;
  readonly publicFolder: string;
  readonly publicSite: Store;
  readonly state: Store;
  /** Takes possession of the folder again where somebody has deleted it, or what is in it. @throws CommandError */
  secure(): void;
  /** Changes when somebody else deletes, moves or replaces one of the folders, or a main file. */
  fingerprint(): string;
  /** How many pages of articles there are. */
  countPages(): number;
  /** What the mark of an earlier pass says. */
  owed(): Owed;
  /** Sets the mark: until {@link end}, a crash leaves everything owed. */
  begin(): void;
  /** Takes the mark away, or leaves these keys owed. */
  end(owed: readonly string[]): void;
  /** Lets other processes work on the folder. */
  close(): void;
}

const MARK_FILE = 'unfinished.json';

/** What stands in the folder while there is a site in it. */
const LANDMARKS = [
  '.',
  LOCK_FILE,
  'public',
  `public/${HOME_PATH}`,
  `public/${CATEGORY_FEEDS}`,
  `public/${ARTICLE_PAGES}`,
  'state',
  `state/${SITE_HEAD_KEY}`,
  `state/${RECORDS}`,
  'state/index',
];

const MARK_NOTE =
  'A pass over the articles began and has not come to its end. The next one does again what may be missing.';

/**
 * Opens the folder that a site is published into, for this process alone, and makes it where it is missing. `onLock`
 * writes what belongs there beside the site.
 *
 * @throws CommandError when another process works on it, when it cannot be written, when it holds another website, or
 * when it and the folder of the articles are in each other's way.
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
    stats === undefined ? `There is no folder ${articles}.` : `${articles} is a file, not a folder.`,
    'Name a folder that holds articles.',
  );
}

/** What is published must not be taken for articles, nor may an article be overwritten by what is published. */
function checkApart(folder: string, articles: string): void {
  const source = realPath(articles);
  for (const name of ['public', 'state']) {
    const target = realPath(join(folder, name));
    if (isWithin(target, source)) {
      throw new CommandError(
        `The output folder ${folder} lies within the folder of the articles, ${articles}: its pages would be taken for articles.`,
        'Name an output folder outside with --out.',
      );
    }
    if (isWithin(source, target)) {
      throw new CommandError(
        `The folder of the articles, ${articles}, lies within ${target}, where the site is written.`,
        'Name another output folder with --out.',
      );
    }
  }
}

/** A folder `public` that is somebody else's website must not be mixed with ours. */
function checkOwn(folder: string): void {
  const site = join(folder, 'public');
  const files = existsSync(site) && statSync(site).isDirectory() ? readdirSync(site) : [];
  if (files.length === 0 || files.includes(OPML_PATH) || existsSync(join(folder, LOCK_FILE))) return;
  throw new CommandError(
    `The folder ${site} holds files that are not of a republished site, such as ${files[0]}.`,
    'Name another output folder with --out.',
  );
}

/** Where a path leads, as far as it exists. */
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

/** Does something to the output folder. @throws CommandError when the system refuses. */
export function inOutput<Result>(folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(
      `The output folder ${folder} cannot be written: ${reasonOf(error)}.`,
      'Make room or give permission there, or name another output folder with --out.',
      { cause: error },
    );
  }
}

function readMark(mark: string): Owed {
  if (!existsSync(mark)) return [];
  try {
    const value: unknown = JSON.parse(readFileSync(mark, 'utf8'));
    const keys = typeof value === 'object' && value !== null && 'owed' in value ? value.owed : undefined;
    if (Array.isArray(keys) && keys.every((key) => typeof key === 'string')) return keys;
  } catch {
    // A mark that cannot be read says that something is unfinished all the same.
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
