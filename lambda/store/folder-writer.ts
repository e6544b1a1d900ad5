import { randomBytes } from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  fstatSync,
  futimesSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileNaming, probeNaming } from './folder-naming.ts';
import { codeOf, IN_THE_WAY, unless } from './system-errors.ts';

/** Tells this process's temporary files from those that a crash left behind. */
const RUN = randomBytes(6).toString('hex');

/** Numbers the temporary files of this process, whichever writer writes them. */
let temporaries = 0;

const FOLDER_IS_MISSING: ReadonlySet<string> = new Set(['ENOENT']);
const NOT_SO_SIMPLE: ReadonlySet<string> = new Set([...IN_THE_WAY, ...FOLDER_IS_MISSING]);

/** A file that is complete and not yet in its place. */
export interface CollectedFile {
  /** Moves it to the first of some paths that can hold one. @returns the stats of the file there. */
  moveInto(paths: readonly string[]): BigIntStats;
  discard(): void;
}

/** Writes files so that nobody ever sees a part of one: a file is renamed into place once it is complete. */
export class FolderWriter {
  readonly #folder: string;
  readonly #clock: () => number;
  /** The last modification time that was given to a file, in microseconds: no two files of this writer share one. */
  #stamp = 0;
  #isClean = false;

  /**
   * @param folder holds files until they are complete; belongs to writers alone.
   * @param clock milliseconds since the epoch.
   */
  constructor(folder: string, clock: () => number) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /**
   * Writes a file at the first of some paths that can hold one, and makes the folders that it needs.
   *
   * @returns the stats of the file in its place.
   */
  write(paths: readonly string[], body: Uint8Array, replaced: BigIntStats | undefined): BigIntStats {
    if (!this.#isClean) this.#removeLeftovers();
    // An empty file is complete as soon as it is there. Most files of the state are: the index's entries.
    const [path = ''] = paths;
    const created = body.length === 0 && replaced === undefined ? createFile(path) : undefined;
    const place = created === undefined ? join(this.#folder, `${RUN}-${temporaries++}`) : path;
    const file = created ?? openNew(place);
    try {
      for (let length = 0; length < body.length; ) length += writeSync(file, body, length);
      const stamp = this.#nextStamp(replaced) / 1e6;
      futimesSync(file, stamp, stamp);
      if (created === undefined) moveIntoFirst(place, paths);
      // After the renaming, which changes the file's ctime.
      return fstatSync(file, { bigint: true });
    } catch (error) {
      rmSync(place, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Collects the chunks of a file that may be too large for memory, out of sight until it is moved into its place. */
  async collect(chunks: AsyncIterable<Uint8Array>): Promise<CollectedFile> {
    if (!this.#isClean) this.#removeLeftovers();
    const place = join(this.#folder, `${RUN}-${temporaries++}`);
    const file = openNew(place);
    try {
      for await (const chunk of chunks) {
        for (let length = 0; length < chunk.length; ) length += writeSync(file, chunk, length);
      }
      const stamp = this.#nextStamp(undefined) / 1e6;
      futimesSync(file, stamp, stamp);
    } catch (error) {
      rmSync(place, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    return {
      moveInto: (paths) => statSync(moveIntoFirst(place, paths), { bigint: true }),
      discard: () => rmSync(place, { force: true }),
    };
  }

  /** Finds out how the file system takes names. */
  probeNaming(): FileNaming {
    if (!this.#isClean) this.#removeLeftovers();
    return probeNaming(this.#folder, `${RUN}-probe`);
  }

  #removeLeftovers(): void {
    mkdirSync(this.#folder, { recursive: true });
    for (const name of readdirSync(this.#folder)) {
      if (!name.startsWith(RUN)) rmSync(join(this.#folder, name), { force: true, recursive: true });
    }
    this.#isClean = true;
  }

  /** Later than that of any file of this process and of the file that is replaced: no version occurs twice. */
  #nextStamp(replaced: BigIntStats | undefined): number {
    const old = replaced === undefined ? 0 : Number(replaced.mtimeNs / 1000n) + 1;
    this.#stamp = Math.max(Math.floor(this.#clock() * 1000), this.#stamp + 1, old);
    return this.#stamp;
  }
}

/** Opens a new file in its place; undefined where something is in the way. */
function createFile(path: string): number | undefined {
  return unless(NOT_SO_SIMPLE, () => openNew(path));
}

/** Opens a new file, and makes its folder where that is missing. */
function openNew(path: string): number {
  const file = unless(FOLDER_IS_MISSING, () => openSync(path, 'wx'));
  if (file !== undefined) return file;
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'wx');
}

/** Moves a file to the first of some paths that can hold one, and gives that. */
function moveIntoFirst(from: string, paths: readonly string[]): string {
  for (const [index, path] of paths.entries()) {
    try {
      moveInto(from, path);
      return path;
    } catch (error) {
      if (index === paths.length - 1 || !IN_THE_WAY.has(codeOf(error))) throw error;
    }
  }
  throw new Error('there is no path to move a file to');
}

/** Moves a file into a folder that may not be there yet, or that another process may remove at this moment. */
function moveInto(from: string, to: string): void {
  for (let tries = 0; ; tries++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || tries === 10) throw error;
      mkdirSync(dirname(to), { recursive: true });
    }
  }
}
