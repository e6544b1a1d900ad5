import {
  type BigIntStats,
  closeSync,
  constants,
  type Dirent,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  rmdirSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readChunks } from './file-chunks.ts';
import { mergeKeys, walkKeys } from './folder-keys.ts';
import { FolderNames, infoOf, TICK_MS, versionOf } from './folder-names.ts';
import { EXACT_NAMING, type FileNaming, hasOwnNames } from './folder-naming.ts';
import { FolderWriter } from './folder-writer.ts';
import { checkKey, compareKeys } from './key.ts';
import { ESCAPED_FOLDER, escapedPath, isPlainKey, PRIVATE_FOLDER, unescapePath } from './key-path.ts';
import {
  type Comparison,
  type Content,
  type DeleteCondition,
  type DeleteResult,
  type Listing,
  type ListOptions,
  type ObjectInfo,
  type OpenedObject,
  type PutCondition,
  type PutResult,
  type Store,
  type StoredObject,
  StoreError,
  type StreamedContent,
} from './store.ts';
import { attempt, MISSING, unless } from './system-errors.ts';

/** Who else writes to the folder, and what of it is not the store's. */
export interface FolderStoreOptions {
  /**
   * People edit files in this folder while it is read: a file is read only once it has not changed for a moment. A folder
   * that cannot be read is listed as an object of its own, with a slash at the end of its key. Without it, only this
   * process writes below the root.
   */
  readonly othersWrite?: boolean;
  /** Whether a file or a folder of this name, without the path to it, does not belong to the store. */
  readonly isIgnored?: (name: string) => boolean;
  /** The time that written files get, in milliseconds since the epoch. */
  readonly clock?: () => number;
}

interface Located {
  readonly path: string;
  readonly stats: BigIntStats;
}

const TEMPORARY_FOLDER = `${PRIVATE_FOLDER}/tmp`;

/** How often a file is read that changes while it is read. */
const MAX_READS = 50;

/**
 * The storage port over a folder: a key is the path of its file. A key that cannot be a path, or whose path is taken
 * by a folder or by a key that this file system takes for the same (`AI` and `ai`), has its file under an escaped name in
 * a hidden folder of the root; no key leads out of the root.
 *
 * Calls are synchronous inside: small cached files are read several times as fast that way, and nothing comes between a
 * condition and its write. Between processes, the commands' lock on the whole output sees to that.
 *
 * Nothing is flushed to the disk. A crash of the process loses nothing, since a file is renamed into place when it is
 * complete; after a power cut the newest files may be empty, but all of them can be derived again, which is cheaper
 * than waiting for the disk for each of the dozen files that an article writes.
 */
export class FolderStore implements Store {
  readonly #root: string;
  readonly #othersWrite: boolean;
  readonly #isIgnored: (name: string) => boolean;
  readonly #escapedFolder: string;
  readonly #writer: FolderWriter;
  #fileNaming: FileNaming | undefined;
  readonly #names = new FolderNames();
  /** During a call of {@link list}: what {@link #isOwnFolder} says of each folder. */
  #ownFolders: Map<string, boolean> | undefined;

  constructor(root: string, options: FolderStoreOptions = {}) {
    this.#root = resolve(root);
    this.#othersWrite = options.othersWrite ?? false;
    this.#isIgnored = options.isIgnored ?? (() => false);
    this.#escapedFolder = join(this.#root, ESCAPED_FOLDER);
    this.#writer = new FolderWriter(join(this.#root, TEMPORARY_FOLDER), options.clock ?? Date.now);
  }

  async get(key: string, options: { readonly first?: number } = {}): Promise<StoredObject | undefined> {
    checkKey('get', key);
    for (let reads = 0; reads < MAX_READS; reads++) {
      const located = await this.#atRest(key);
      if (located === undefined) return undefined;
      const object = attempt('get', key, () => this.#read(key, located, options.first));
      if (object !== undefined) return object;
    }
    throw new StoreError('get', key, { cause: new Error('the file does not stop changing') });
  }

  async read(key: string): Promise<OpenedObject | undefined> {
    checkKey('read', key);
    const located = await this.#atRest(key);
    if (located === undefined) return undefined;
    return { ...infoOf(key, located.stats), chunks: readChunks(key, located.path, located.stats) };
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    checkKey('head', key);
    const located = attempt('head', key, () => this.#locate(key));
    return located && infoOf(key, located.stats);
  }

  /** The keys whose files cannot have their own paths on this file system, so that only a store finds them. */
  displaced(): readonly string[] {
    return this.#escapedKeys('', '');
  }

  async compare(key: string, content: Content): Promise<Comparison> {
    checkKey('compare', key);
    return attempt('compare', key, () => {
      const located = this.#locate(key);
      if (located === undefined) return { ifAbsent: true };
      const isSame =
        Number(located.stats.size) === content.body.length &&
        Buffer.compare(this.#read(key, located)?.body ?? Buffer.alloc(0), content.body) === 0;
      return isSame ? 'same' : { ifVersion: versionOf(located.stats) };
    });
  }

  async put(key: string, content: Content, condition?: PutCondition): Promise<PutResult> {
    checkKey('put', key);
    return attempt('put', key, () => {
      const located = this.#locate(key);
      const version = located === undefined ? undefined : versionOf(located.stats);
      const holds =
        condition === undefined ||
        ('ifVersion' in condition ? version === condition.ifVersion : version === undefined);
      return holds
        ? { outcome: 'written', version: this.#write(key, content.body, located) }
        : { outcome: 'conflict' };
    });
  }

  async write(key: string, { chunks }: StreamedContent): Promise<PutResult> {
    checkKey('write', key);
    if (attempt('write', key, () => this.#locate(key)) !== undefined) return { outcome: 'conflict' };
    const place = await this.#writer.collect(chunks);
    return attempt('write', key, () => {
      const located = this.#locate(key);
      if (located !== undefined) {
        place.discard();
        return { outcome: 'conflict' };
      }
      const escaped = join(this.#root, escapedPath(key));
      const plain = this.#plainPath(key);
      return {
        outcome: 'written',
        version: versionOf(place.moveInto(plain === undefined ? [escaped] : [plain, escaped])),
      };
    });
  }

  async delete(key: string, condition?: DeleteCondition): Promise<DeleteResult> {
    checkKey('delete', key);
    return attempt('delete', key, () => {
      const located = this.#locate(key);
      if (located === undefined) return 'gone';
      if (condition !== undefined && versionOf(located.stats) !== condition.ifVersion) return 'conflict';
      unless(MISSING, () => unlinkSync(located.path));
      this.#removeEmptyFolders(dirname(located.path));
      return 'gone';
    });
  }

  async list(prefix: string, options: ListOptions = {}): Promise<Listing> {
    const limit = Math.min(options.limit ?? 1000, 1000);
    const objects: ObjectInfo[] = [];
    this.#ownFolders = new Map();
    try {
      for (const info of this.#infos(prefix, options.after)) {
        if (objects.length === limit) return { objects, more: true };
        objects.push(info);
      }
      return { objects, more: false };
    } catch (error) {
      throw new StoreError('list', prefix, { cause: error });
    } finally {
      this.#ownFolders = undefined;
    }
  }

  /** The key's file, once it has not changed for longer than a tick of the file system's clock. */
  async #atRest(key: string): Promise<Located | undefined> {
    for (;;) {
      const located = attempt('get', key, () => this.#locate(key));
      if (located === undefined || !this.#othersWrite) return located;
      const age = Date.now() - Number(located.stats.ctimeNs / 1_000_000n);
      if (Math.abs(age) > TICK_MS) return located;
      await wait(TICK_MS + 1 - age);
    }
  }

  /** Undefined where the file changed meanwhile. */
  #read(key: string, { path, stats }: Located, first = Number.POSITIVE_INFINITY): StoredObject | undefined {
    // Non-blocking, or opening a pipe that took the file's place would wait for ever.
    const file = unless(MISSING, () => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
    if (file === undefined) return undefined;
    try {
      const body = Buffer.allocUnsafe(Math.min(Number(stats.size), first));
      let length = 0;
      while (length < body.length) {
        const read = readSync(file, body, length, body.length - length, length);
        if (read === 0) return undefined;
        length += read;
      }
      if (versionOf(fstatSync(file, { bigint: true })) !== versionOf(stats)) return undefined;
      return { ...infoOf(key, stats), body };
    } finally {
      closeSync(file);
    }
  }

  #locate(key: string): Located | undefined {
    if (this.#othersWrite && key.endsWith('/')) {
      unless(MISSING, () => readdirSync(join(this.#root, key)));
      return undefined;
    }
    const plain = this.#plainPath(key);
    if (plain !== undefined) {
      const stats = this.#stat(plain);
      if (stats !== undefined) return { path: plain, stats };
      if (this.#othersWrite) this.#doubtAbsence(plain);
    }
    if (!existsSync(this.#escapedFolder)) return undefined;
    const path = join(this.#root, escapedPath(key));
    const stats = this.#stat(path);
    return stats && { path, stats };
  }

  #isPlain(key: string): boolean {
    return isPlainKey(key, process.platform) && !key.split('/').some(this.#isIgnored);
  }

  /** The path of a key that may be one; undefined where another key has taken it, as names that differ are one there. */
  #plainPath(key: string): string | undefined {
    if (!this.#isPlain(key)) return undefined;
    const path = join(this.#root, key);
    const naming = this.#naming();
    if (naming.isNormalising && key !== key.normalize()) return undefined;
    return naming.isFolding && !hasOwnNames(path, this.#root, naming) ? undefined : path;
  }

  /** How the file system takes names. Nobody has to know of a folder that others write: its keys are the names in it. */
  #naming(): FileNaming {
    if (this.#fileNaming === undefined) {
      if (this.#othersWrite || !existsSync(this.#root)) return EXACT_NAMING;
      this.#fileNaming = this.#writer.probeNaming();
    }
    return this.#fileNaming;
  }

  /** Undefined where there is no file, or where it lies outside the root. */
  #stat(path: string): BigIntStats | undefined {
    return unless(MISSING, () => {
      const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      if (stats === undefined) return undefined;
      if (this.#othersWrite) {
        // A linked folder is not listed either: what it holds would be published twice, or without end.
        if (!this.#isOwnFolder(dirname(path))) return undefined;
        if (stats.isSymbolicLink()) {
          if (!realpathSync.native(path).startsWith(realpathSync.native(this.#root) + sep)) return undefined;
          const target = statSync(path, { bigint: true });
          return target.isFile() ? target : undefined;
        }
      }
      return stats.isFile() ? stats : undefined;
    });
  }

  /** Whether no folder on the way from the root to this one is a link. */
  #isOwnFolder(path: string): boolean {
    const known = this.#ownFolders?.get(path);
    if (known !== undefined) return known;
    const root = realpathSync.native(this.#root);
    const isOwn = realpathSync.native(path) === root + path.slice(this.#root.length);
    this.#ownFolders?.set(path, isOwn);
    return isOwn;
  }

  /**
   * Throws where a file seems to be missing although nobody may have deleted it: the folder is not mounted, or the file's
   * name is not UTF-8, so that no key leads to it.
   */
  #doubtAbsence(path: string): void {
    if (!existsSync(this.#root)) throw new Error(`the folder ${this.#root} is not there`);
    if (!path.includes('\uFFFD')) return;
    const names = unless(MISSING, () => readdirSync(dirname(path))) ?? [];
    if (names.some((name) => join(dirname(path), name) === path)) {
      throw new Error('the name of the file is not UTF-8: rename it');
    }
  }

  #write(key: string, body: Uint8Array, located: Located | undefined): string {
    const escaped = join(this.#root, escapedPath(key));
    const plain = this.#plainPath(key);
    const paths = plain === undefined ? [escaped] : [plain, escaped];
    return versionOf(
      this.#writer.write(located === undefined ? paths : [located.path, escaped], body, located?.stats),
    );
  }

  #removeEmptyFolders(folder: string): void {
    for (let path = folder; path.startsWith(this.#root + sep); path = dirname(path)) {
      try {
        rmdirSync(path);
      } catch {
        return;
      }
    }
  }

  /** The objects whose keys begin with `prefix`, in order; files are looked at one by one, as they are asked for. */
  *#infos(prefix: string, after = ''): Generator<ObjectInfo> {
    for (const key of mergeKeys(this.#plainKeys(prefix, after), this.#escapedKeys(prefix, after))) {
      const info = this.#info(key);
      if (info !== undefined) yield info;
    }
  }

  #info(key: string): ObjectInfo | undefined {
    try {
      const located = this.#locate(key);
      return located && infoOf(key, located.stats);
    } catch (error) {
      // Listed all the same, so that whoever reads it learns what is wrong with it.
      if (!this.#othersWrite) throw error;
      return { key, version: 'unreadable', modified: 0, size: 0 };
    }
  }

  *#plainKeys(prefix: string, after: string): Generator<string> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder !== '' && !this.#isPlain(folder.slice(0, -1))) return;
    yield* walkKeys(folder, prefix, after, (path) => this.#namesIn(path));
  }

  /** The names in a folder, in order, those of folders with a slash at their end. */
  #namesIn(folder: string): readonly string[] {
    const path = join(this.#root, folder);
    return this.#names.of(path, () => this.#readNames(folder, path));
  }

  #readNames(folder: string, path: string): readonly string[] {
    const entries = this.#entriesIn(path);
    if (entries === undefined && this.#othersWrite) this.#doubtAbsence(path);
    if (entries === 'unreadable') return [''];
    return (entries ?? [])
      .filter(({ name }) => !(folder === '' && name === PRIVATE_FOLDER))
      .filter(({ name }) => !this.#isIgnored(name))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .map((name) => (this.#naming().isNormalising ? name.normalize() : name))
      .sort(compareKeys);
  }

  #entriesIn(path: string): readonly Dirent[] | 'unreadable' | undefined {
    try {
      return unless(MISSING, () => readdirSync(path, { withFileTypes: true }));
    } catch (error) {
      if (!this.#othersWrite || path === this.#root) throw error;
      return 'unreadable';
    }
  }

  #escapedKeys(prefix: string, after: string): readonly string[] {
    const paths =
      unless(MISSING, () => readdirSync(this.#escapedFolder, { recursive: true, encoding: 'utf8' })) ?? [];
    return paths
      .map((path) => unescapePath(path.replaceAll(sep, '/')))
      .filter((key) => key !== undefined)
      .filter((key) => key.startsWith(prefix) && compareKeys(key, after) > 0)
      .sort(compareKeys);
  }
}
