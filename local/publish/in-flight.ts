import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Holds the keys of the files that are being cleaned, as a line of JSON; what follows it is older. */
const FILE = 'in-flight.json';

/**
 * Notes which files are being cleaned, so that the next process knows which of them may have ended this one. A process
 * that ends by itself leaves no note.
 */
export class InFlight {
  /** The files that the process before this one may not have survived. */
  readonly suspects: ReadonlySet<string>;
  readonly #file: string;
  readonly #keys = new Set<string>();
  #descriptor: number | undefined;

  /** @param folder absolute path of the output folder, which this process has locked. */
  constructor(folder: string) {
    this.#file = join(folder, FILE);
    this.suspects = new Set(readKeys(this.#file));
  }

  /** Runs work on a file, which is noted meanwhile. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    this.#keys.add(key);
    try {
      this.#write();
      return await work();
    } finally {
      // It is written with the next one: nothing is lost by one suspect too many.
      this.#keys.delete(key);
    }
  }

  /** Removes the note. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#file, { force: true });
  }

  #write(): void {
    try {
      this.#descriptor ??= openSync(this.#file, 'w');
      writeSync(this.#descriptor, `${JSON.stringify([...this.#keys])}\n`, 0);
    } catch {
      // Whether the folder can be written is found out, and told, where the site is.
    }
  }
}

function readKeys(file: string): readonly string[] {
  try {
    const [line = ''] = readFileSync(file, 'utf8').split('\n');
    const keys: unknown = JSON.parse(line);
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}
