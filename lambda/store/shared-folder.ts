import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MISSING, unless } from './system-errors.ts';

/** A folder in which people write: it may come and go, and hold links and names that are not UTF-8. */
export class SharedFolder {
  readonly #root: string;
  /** Where the root was when it was last looked for. */
  #realRoot: string | undefined;
  /** During a listing: what {@link isOwn} says of each folder. */
  #own: Map<string, boolean> | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** Looks at each folder once until {@link endListing}. */
  beginListing(): void {
    this.#own = new Map();
  }

  endListing(): void {
    this.#own = undefined;
  }

  /** Whether no folder on the way from the root to this one is a link. */
  isOwn(path: string): boolean {
    const known = this.#own?.get(path);
    if (known !== undefined) return known;
    const real = realpathSync.native(path);
    const below = path.slice(this.#root.length);
    // Most likely the root is where it was.
    const isOwn = real === `${this.#realRoot}${below}` || real === this.findRoot() + below;
    this.#own?.set(path, isOwn);
    return isOwn;
  }

  /** The path of the root without links. */
  findRoot(): string {
    this.#realRoot = realpathSync.native(this.#root);
    return this.#realRoot;
  }

  /**
   * Throws where a file seems to be missing although nobody may have deleted it: the folder is not mounted, or the file's
   * name is not UTF-8, so that no key leads to it.
   */
  doubtAbsence(path: string): void {
    if (!existsSync(this.#root)) throw new Error(`the folder ${this.#root} is not there`);
    if (!path.includes('\uFFFD')) return;
    const names = unless(MISSING, () => readdirSync(dirname(path))) ?? [];
    if (names.some((name) => join(dirname(path), name) === path)) {
      throw new Error('the name of the file is not UTF-8: rename it');
    }
  }
}
