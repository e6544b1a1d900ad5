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
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
  writevSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { type Body, joinBody, SharedPieces } from '../model/body.ts';
import { type FileNaming, probeNaming } from './folder-naming.ts';
import { codeOf, IN_THE_WAY, unless } from './system-errors.ts';

/** Tells this process's temporary files from those that a crash left behind. */
const RUN = randomBytes(6).toString('hex');

/** Numbers the temporary files of this process, whichever writer writes them. */
let temporaries = 0;

const FOLDER_IS_MISSING: ReadonlySet<string> = new Set(['ENOENT']);
const NOT_SO_SIMPLE: ReadonlySet<string> = new Set([...IN_THE_WAY, ...FOLDER_IS_MISSING]);

/** A file in its place. */
export interface WrittenFile {
  readonly path: string;
  readonly stats: BigIntStats;
}

/** A file that is complete and not yet in its place. */
export interface CollectedFile {
  /** Moves it to the first of some paths that can hold one. */
  moveInto(paths: readonly string[]): WrittenFile;
  discard(): void;
}

/** Writes files so that nobody ever sees a part of one: a file is renamed into place once it is complete. */
export class FolderWriter {
  readonly #folder: string;
  readonly #clock: () => number;
  readonly #onFolder: () => void;
  /** The last modification time that was given to a file, in microseconds: no two files of this writer share one. */
  #stamp = 0;
  #isClean = false;

  /**
   * @param folder holds files until they are complete; belongs to writers alone.
   * @param clock milliseconds since the epoch.
   * @param onFolder is told when folders are made for a file.
   */
  constructor(folder: string, clock: () => number, onFolder: () => void) {
    this.#folder = folder;
    this.#clock = clock;
    this.#onFolder = onFolder;
  }

  /**
   * Makes an empty file, which is complete as soon as it is there.
   *
   * @returns its stats; undefined where something is in the way.
   */
  create(path: string): BigIntStats | undefined {
    if (!this.#isClean) this.#removeLeftovers();
    const file = unless(NOT_SO_SIMPLE, () => this.#openNew(path));
    if (file === undefined) return undefined;
    try {
      this.#giveTime(file);
      return fstatSync(file, { bigint: true });
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Writes a file at the first of some paths that can hold one, and makes the folders that it needs. */
  write(paths: readonly string[], body: Body, replaced: BigIntStats | undefined): WrittenFile {
    if (!this.#isClean) this.#removeLeftovers();
    const place = join(this.#folder, `${RUN}-${temporaries++}`);
    const file = this.#openNew(place);
    try {
      writeAll(file, body);
      this.#giveTime(file, replaced);
      const path = this.#moveIntoFirst(place, paths);
      // After the renaming, which changes the file's ctime.
      return { path, stats: fstatSync(file, { bigint: true }) };
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
    const file = this.#openNew(place);
    try {
      for await (const chunk of chunks) {
        writeAll(file, chunk);
      }
      this.#giveTime(file);
    } catch (error) {
      rmSync(place, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    return {
      moveInto: (paths) => {
        const path = this.#moveIntoFirst(place, paths);
        return { path, stats: statSync(path, { bigint: true }) };
      },
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

  /** Gives a file the time by which its version is told from all others. */
  #giveTime(file: number, replaced?: BigIntStats): void {
    const stamp = this.#nextStamp(replaced) / 1e6;
    futimesSync(file, stamp, stamp);
  }

  /** Opens a new file, and makes its folder where that is missing. */
  #openNew(path: string): number {
    const file = unless(FOLDER_IS_MISSING, () => openSync(path, 'wx'));
    if (file !== undefined) return file;
    this.#makeFolderOf(path);
    return openSync(path, 'wx');
  }

  /** Moves a file to the first of some paths that can hold one, and gives that. */
  #moveIntoFirst(from: string, paths: readonly string[]): string {
    for (const [index, path] of paths.entries()) {
      try {
        this.#moveInto(from, path);
        return path;
      } catch (error) {
        if (index === paths.length - 1 || !IN_THE_WAY.has(codeOf(error))) throw error;
      }
    }
    throw new Error('there is no path to move a file to');
  }

  /** Moves a file into a folder that may not be there yet, or that another process may remove at this moment. */
  #moveInto(from: string, to: string): void {
    for (let tries = 0; ; tries++) {
      try {
        renameSync(from, to);
        return;
      } catch (error) {
        if (codeOf(error) !== 'ENOENT' || tries === 10) throw error;
        this.#makeFolderOf(to);
      }
    }
  }

  #makeFolderOf(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    this.#onFolder();
  }
}

/** Writes all of a body: a call may write a part of what it is given. */
function writeAll(file: number, body: Body): void {
  let written = body instanceof SharedPieces ? writevSync(file, body.pieces) : 0;
  if (written >= body.length) return;
  const bytes = joinBody(body);
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/** Removes a folder that is empty, and those above it that are empty without it. @returns whether there was one. */
export function removeEmptyFolders(folder: string, root: string): boolean {
  for (let path = folder; path.startsWith(root + sep); path = dirname(path)) {
    try {
      rmdirSync(path);
    } catch {
      return path !== folder;
    }
  }
  return true;
}
