import type { ReadableStore } from '../../lambda/store/store.ts';

/** How long a file must stand still before it is read, in milliseconds: half an article helps nobody. */
const QUIET_MS = 600;

/** The same for a file that was seen to change: its writer is slow. */
const QUIET_OF_SLOW_MS = 2_000;

/** A file that never stands still is read after this time all the same. */
const PATIENCE_MS = 30_000;

/** A file that was written longer ago than this needs no second look, unless it had a first one. */
const RECENT_MS = 3_000;

interface Seen {
  readonly version: string;
  /** When it was first seen, and when it was first seen with this version, on the clock of this process. */
  readonly first: number;
  readonly since: number;
}

/**
 * Tells which files may still be being written, by looking at them until their size and time stand still. It goes by the
 * clock of this process, as that of a network drive may differ.
 */
export class WriteWatch {
  readonly #articles: Pick<ReadableStore, 'head'>;
  readonly #seen = new Map<string, Seen>();

  constructor(articles: Pick<ReadableStore, 'head'>) {
    this.#articles = articles;
  }

  /** Those of the files that are not to be read yet: look again soon. */
  async findUnfinished(keys: Iterable<string>): Promise<ReadonlySet<string>> {
    const unfinished = new Set<string>();
    for (const key of keys) if (!(await this.#isAtRest(key))) unfinished.add(key);
    return unfinished;
  }

  async #isAtRest(key: string): Promise<boolean> {
    // What cannot be looked at cannot be read either, and whoever tries learns why.
    const file = await this.#articles.head(key).catch(() => undefined);
    const seen = this.#seen.get(key);
    const isRecent = file !== undefined && Math.abs(Date.now() - file.modified) < RECENT_MS;
    if (file === undefined || (seen === undefined && !isRecent)) {
      this.#seen.delete(key);
      return true;
    }
    const now = performance.now();
    const { first = now, since = now, version = file.version } = seen ?? {};
    const isSame = version === file.version;
    const quiet = isSame && first === since ? QUIET_MS : QUIET_OF_SLOW_MS;
    const isAtRest = (isSame && now - since >= quiet) || now - first >= PATIENCE_MS;
    if (isAtRest) this.#seen.delete(key);
    else this.#seen.set(key, { version: file.version, first, since: isSame ? since : now });
    return isAtRest;
  }
}
