import pMap from 'p-map';
import { articleId } from '../model/identity.ts';
import type { Context, KeyReport } from './context.ts';
import type { ListChange } from './list-changes.ts';
import { fingerprintOf } from './record.ts';
import type { UpdateOptions } from './update-record.ts';
import { listWatches, mayWant, readWatcher, type Watch, watchPrefix } from './watches.ts';

/** A key whose record and page are done. */
export interface ProcessedKey {
  readonly report: KeyReport;
  /** The lists that show the article, or did and may do so again. */
  readonly changes: readonly ListChange[];
}

/** Brings the record and the page of a key up to date; what goes wrong is in its report. */
export type Process = (key: string, update?: UpdateOptions) => Promise<ProcessedKey>;

const CONCURRENT_FILES = 16;

/**
 * The files of a batch that articles may name: pictures, recordings, documents. For each of them, the articles that look
 * for it are processed first, and its own record is put last: so the record of a file says that every article knows of
 * it, and a sweep has to look only at files whose record is missing or outdated.
 */
export class FileBatch {
  readonly #context: Context;
  /** The fingerprints of the files' records, by what stood at their keys before any article was processed. */
  readonly #fingerprints = new Map<string, string>();
  readonly #processed = new Map<string, Promise<ProcessedKey>>();
  /** The keys of what was processed, by their ids. */
  readonly #keys = new Map<string, string>();
  readonly #watches = new Map<string, Promise<readonly Watch[]>>();

  private constructor(context: Context) {
    this.#context = context;
  }

  /** Looks at the files before any article of the batch is processed: what follows sees these or later ones. */
  static async open(
    files: readonly string[],
    context: Context,
    signal: AbortSignal | undefined,
  ): Promise<FileBatch> {
    const batch = new FileBatch(context);
    const look = async (key: string): Promise<void> => {
      if (signal?.aborted === true) return;
      // A file that cannot be looked at fails when its turn comes.
      const info = await context.articles.head(key).catch(() => 'unknown' as const);
      if (info !== 'unknown') batch.#fingerprints.set(key, fingerprintOf(info, context.revision));
    };
    await pMap(files, look, { concurrency: CONCURRENT_FILES });
    return batch;
  }

  /** Processes a key, unless that has been done in this batch. */
  once(key: string, process: Process): Promise<ProcessedKey> {
    const known = this.#processed.get(key) ?? process(key);
    this.#processed.set(key, known);
    this.#keys.set(articleId(key), key);
    return known;
  }

  /** Processes the articles that look for any of some files, several at once: one picture may be in all of a site. */
  async processWatchers(files: readonly string[], process: Process, concurrency: number): Promise<void> {
    const watchers = new Set<string>();
    for (const key of files) {
      if (!this.#fingerprints.has(key)) continue;
      // A file whose articles cannot be told fails when its turn comes.
      const found = await this.#watchersOf(key).catch(() => []);
      for (const article of found) watchers.add(article);
    }
    await pMap(watchers, (article) => this.once(article, process), { concurrency });
  }

  /** Processes the articles that look for a file, where that has not been done, then the file. */
  async processFile(key: string, process: Process): Promise<void> {
    const done = this.#processFile(key, process);
    this.#processed.set(key, done);
    await done;
  }

  /** All keys that were processed: those of the batch, and the articles that its files are in. */
  async processed(): Promise<readonly ProcessedKey[]> {
    return Promise.all(this.#processed.values());
  }

  async #processFile(key: string, process: Process): Promise<ProcessedKey> {
    try {
      const only = this.#fingerprints.get(key);
      if (only === undefined) throw new Error('the file could not be looked at');
      const changes: ListChange[] = [];
      for (const article of await this.#watchersOf(key)) {
        const { report, changes: lists } = await this.once(article, process);
        if (report.status === 'failed') throw report.error;
        changes.push(...lists);
      }
      const { report } = await process(key, { only });
      return { report, changes };
    } catch (error) {
      return { report: { key, id: articleId(key), status: 'failed', error }, changes: [] };
    }
  }

  /** The keys of the articles that look for a file. One LIST serves all files of the batch in a folder. */
  async #watchersOf(key: string): Promise<ReadonlySet<string>> {
    const { state } = this.#context;
    const prefix = watchPrefix(key);
    const listing = this.#watches.get(prefix) ?? listWatches(prefix, state);
    this.#watches.set(prefix, listing);
    const watchers = new Set<string>();
    for (const watch of await listing) {
      if (!mayWant(watch, key)) continue;
      const article = this.#keys.get(watch.id) ?? (await readWatcher(watch, state));
      if (article !== undefined) watchers.add(article);
    }
    return watchers;
  }
}
