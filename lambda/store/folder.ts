import {
  type BigIntStats,
  type Dirent,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Body, joinBody } from '../model/body.ts';
import { readChunks, readStart } from './file-chunks.ts';
import { FolderContents } from './folder-contents.ts';
import { mergeKeys, walkKeys } from './folder-keys.ts';
import { FolderNames, infoOf, TICK_MS, versionOf } from './folder-names.ts';
import { EXACT_NAMING, type FileNaming, hasOwnNames } from './folder-naming.ts';
import { FolderWriter, removeEmptyFolders, type WrittenFile } from './folder-writer.ts';
import { checkKey, compareKeys, keyAlone } from './key.ts';
import { ESCAPED_FOLDER, escapedPath, isPlainKey, PRIVATE_FOLDER, unescapePath } from './key-path.ts';
import { SharedFolder } from './shared-folder.ts';
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
  /** The same of a file by its whole key. */
  readonly isIgnoredKey?: (key: string) => boolean;
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
  readonly #shared: SharedFolder | undefined;
  readonly #isIgnored: (name: string) => boolean;
  readonly #isIgnoredKey: (key: string) => boolean;
  readonly #escapedFolder: string;
  readonly #writer: FolderWriter;
  #fileNaming: FileNaming | undefined;
  readonly #names: FolderNames;
  /** Of small files; what others write is read anew. */
  readonly #contents: FolderContents | undefined;
  /** Whether there may be escaped keys, as far as that is known; of a folder in which others write, nobody knows. */
  #isEscaping: boolean | undefined;

  constructor(root: string, options: FolderStoreOptions = {}) {
    this.#root = resolve(root);
    this.#shared = options.othersWrite === true ? new SharedFolder(this.#root) : undefined;
    this.#isIgnored = options.isIgnored ?? (() => false);
    this.#isIgnoredKey = options.isIgnoredKey ?? (() => false);
    this.#escapedFolder = join(this.#root, ESCAPED_FOLDER);
    this.#names = new FolderNames(this.#shared !== undefined);
    this.#contents = this.#shared === undefined ? new FolderContents() : undefined;
    const { clock = Date.now } = options;
    this.#writer = new FolderWriter(join(this.#root, TEMPORARY_FOLDER), clock, () => this.#names.clear());
  }

  async get(key: string, options: { readonly first?: number } = {}): Promise<StoredObject | undefined> {
    checkKey('get', key);
    for (let reads = 0; reads < MAX_READS; reads++) {
      const located = await this.#atRest(key);
      if (located === undefined) return undefined;
      const known = this.#contents?.get(key, versionOf(located.stats));
      if (known !== undefined && known.size <= (options.first ?? known.size)) return known;
      const object = attempt('get', key, () => this.#read(key, located, options.first));
      if (object === undefined) continue;
      this.#contents?.keep(object);
      return object;
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

  async compare(key: string, content: Content<Body>): Promise<Comparison> {
    checkKey('compare', key);
    return attempt('compare', key, () => {
      const located = this.#locate(key);
      if (located === undefined) return { ifAbsent: true };
      const isSame =
        Number(located.stats.size) === content.body.length &&
        Buffer.compare(this.#read(key, located)?.body ?? Buffer.alloc(0), joinBody(content.body)) === 0;
      return isSame ? 'same' : { ifVersion: versionOf(located.stats) };
    });
  }

  async put(key: string, content: Content<Body>, condition?: PutCondition): Promise<PutResult> {
    checkKey('put', key);
    return attempt('put', key, () => {
      // Most objects of the state are empty and new: the index's entries.
      const isPlain = content.body.length === 0 && !this.#mayEscape();
      const created = isPlain && !(condition && 'ifVersion' in condition) && this.#create(key);
      if (created) return { outcome: 'written', version: created };
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
      return { outcome: 'written', version: this.#place(key, undefined, (paths) => place.moveInto(paths)) };
    });
  }

  async delete(key: string, condition?: DeleteCondition): Promise<DeleteResult> {
    checkKey('delete', key);
    return attempt('delete', key, () => {
      const located = this.#locate(key);
      if (located === undefined) return 'gone';
      if (condition !== undefined && versionOf(located.stats) !== condition.ifVersion) return 'conflict';
      this.#contents?.forget(key);
      const folder = dirname(located.path);
      this.#names.during(folder, basename(located.path), () => {
        unless(MISSING, () => unlinkSync(located.path));
        return { change: 'removed' };
      });
      if (removeEmptyFolders(folder, this.#root)) this.#names.clear();
      return 'gone';
    });
  }

  async list(prefix: string, options: ListOptions = {}): Promise<Listing> {
    const limit = Math.min(options.limit ?? 1000, 1000);
    const objects: ObjectInfo[] = [];
    this.#shared?.beginListing();
    try {
      for (const info of this.#infos(prefix, options)) {
        if (objects.length === limit) return { objects, more: true };
        objects.push(info);
      }
      return { objects, more: false };
    } catch (error) {
      throw new StoreError('list', prefix, { cause: error });
    } finally {
      this.#shared?.endListing();
    }
  }

  /** The key's file, once it has not changed for longer than a tick of the file system's clock. */
  async #atRest(key: string): Promise<Located | undefined> {
    for (;;) {
      const located = attempt('get', key, () => this.#locate(key));
      if (located === undefined || this.#shared === undefined) return located;
      const age = Date.now() - Number(located.stats.ctimeNs / 1_000_000n);
      if (Math.abs(age) > TICK_MS) return located;
      await wait(TICK_MS + 1 - age);
    }
  }

  /** Undefined where the file changed meanwhile. */
  #read(key: string, { path, stats }: Located, first?: number): StoredObject | undefined {
    const body = readStart(path, stats, first);
    return body && { ...infoOf(key, stats), body };
  }

  #locate(key: string): Located | undefined {
    if (this.#shared !== undefined && key.endsWith('/')) {
      unless(MISSING, () => readdirSync(join(this.#root, key)));
      return undefined;
    }
    const plain = this.#plainPath(key);
    if (plain !== undefined) {
      const stats = this.#stat(plain);
      if (stats !== undefined) return { path: plain, stats };
      this.#shared?.doubtAbsence(plain);
    }
    if (!this.#mayEscape()) return undefined;
    const path = join(this.#root, escapedPath(key));
    const stats = this.#stat(path);
    return stats && { path, stats };
  }

  #mayEscape(): boolean {
    if (this.#shared !== undefined) return existsSync(this.#escapedFolder);
    this.#isEscaping ??= existsSync(this.#escapedFolder);
    return this.#isEscaping;
  }

  #isPlain(key: string): boolean {
    if (key.split('/').some(this.#isIgnored) || this.#isIgnoredKey(key)) return false;
    return isPlainKey(key, process.platform);
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
      if (this.#shared !== undefined || !existsSync(this.#root)) return EXACT_NAMING;
      this.#fileNaming = this.#writer.probeNaming();
    }
    return this.#fileNaming;
  }

  /** Undefined where there is no file, or where it lies outside the root. */
  #stat(path: string): BigIntStats | undefined {
    return unless(MISSING, () => {
      const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      if (stats === undefined) return undefined;
      if (this.#shared !== undefined) {
        // A linked folder is not listed either: what it holds would be published twice, or without end.
        if (!this.#shared.isOwn(dirname(path))) return undefined;
        if (stats.isSymbolicLink()) {
          if (!realpathSync.native(path).startsWith(this.#shared.findRoot() + sep)) return undefined;
          const target = statSync(path, { bigint: true });
          return target.isFile() ? target : undefined;
        }
      }
      return stats.isFile() ? stats : undefined;
    });
  }

  /** Puts an empty file where nothing is. @returns its version; undefined where something is in the way. */
  #create(key: string): string | undefined {
    const path = this.#plainPath(key);
    if (path === undefined) return undefined;
    const { stats } = this.#names.during(dirname(path), basename(path), () => {
      const stats = this.#writer.create(path);
      return { stats, change: stats === undefined ? 'stays' : 'added' };
    });
    return stats && versionOf(stats);
  }

  #write(key: string, body: Body, located: Located | undefined): string {
    const created = body.length === 0 && located === undefined ? this.#create(key) : undefined;
    return created ?? this.#place(key, located, (paths) => this.#writer.write(paths, body, located?.stats));
  }

  /** Puts a file in the place of a key by a function that takes the first path which can hold one. @returns its version. */
  #place(key: string, located: Located | undefined, put: (paths: readonly string[]) => WrittenFile): string {
    const plain = located?.path ?? this.#plainPath(key);
    const escaped = join(this.#root, escapedPath(key));
    this.#contents?.forget(key);
    const { file } = this.#names.during(dirname(plain ?? escaped), basename(plain ?? escaped), () => {
      const file = put(plain === undefined ? [escaped] : [plain, escaped]);
      if (file.path === escaped) this.#isEscaping = true;
      return { file, change: located === undefined && file.path === plain ? 'added' : 'stays' };
    });
    return versionOf(file.stats);
  }

  /** The objects whose keys begin with `prefix`, in order; files are looked at one by one, as they are asked for. */
  *#infos(prefix: string, { after = '', keysOnly }: ListOptions): Generator<ObjectInfo> {
    // What others write may be no file.
    const isNameEnough = keysOnly === true && this.#shared === undefined;
    for (const key of mergeKeys(this.#plainKeys(prefix, after), this.#escapedKeys(prefix, after))) {
      const info = isNameEnough ? keyAlone(key) : this.#info(key);
      if (info !== undefined) yield info;
    }
  }

  #info(key: string): ObjectInfo | undefined {
    try {
      const located = this.#locate(key);
      return located && infoOf(key, located.stats);
    } catch (error) {
      // Listed all the same, so that whoever reads it learns what is wrong with it.
      if (this.#shared === undefined) throw error;
      return { key, version: 'unreadable', modified: 0, size: 0 };
    }
  }

  *#plainKeys(prefix: string, after: string): Generator<string> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    if (folder === '' || this.#isPlain(folder.slice(0, -1)))
      yield* walkKeys(folder, prefix, after, (path) => this.#namesIn(path));
  }

  /** The names in a folder, in order, those of folders with a slash at their end. */
  #namesIn(folder: string): readonly string[] {
    const path = join(this.#root, folder.slice(0, -1));
    return this.#names.of(path, () => this.#readNames(folder, path));
  }

  #readNames(folder: string, path: string): string[] {
    const entries = this.#entriesIn(path);
    if (entries === undefined) this.#shared?.doubtAbsence(path);
    if (entries === 'unreadable') return [''];
    return (entries ?? [])
      .filter(({ name }) => !(folder === '' && name === PRIVATE_FOLDER))
      .filter(({ name }) => !(this.#isIgnored(name) || this.#isIgnoredKey(folder + name)))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .map((name) => (this.#naming().isNormalising ? name.normalize() : name))
      .sort(compareKeys);
  }

  #entriesIn(path: string): readonly Dirent[] | 'unreadable' | undefined {
    try {
      return unless(MISSING, () => readdirSync(path, { withFileTypes: true }));
    } catch (error) {
      if (this.#shared === undefined || path === this.#root) throw error;
      return 'unreadable';
    }
  }

  #escapedKeys(prefix: string, after: string): readonly string[] {
    const paths =
      unless(MISSING, () => readdirSync(this.#escapedFolder, { recursive: true, encoding: 'utf8' })) ?? [];
    // Somebody may have put back a copy of the whole folder: whatever is listed is found, too.
    if (paths.length > 0) this.#isEscaping = true;
    return paths
      .flatMap((path) => unescapePath(path.replaceAll(sep, '/')) ?? [])
      .filter((key) => key.startsWith(prefix) && compareKeys(key, after) > 0)
      .sort(compareKeys);
  }
}
