import { setTimeout as wait } from 'node:timers/promises';
import { articleId } from '../lambda/article/identity.ts';
import type { Derivations } from '../lambda/derivations.ts';
import { CorruptStateError, LostStateError } from '../lambda/errors.ts';
import { parseSiteHead, SITE_HEAD_KEY, type SiteHead } from '../lambda/index/heads.ts';
import { articlePath } from '../lambda/public-paths.ts';
import { parseRecord, RECORDS, recordId, recordKey, stampOf } from '../lambda/record.ts';
import { type Context, type KeyReport, republish } from '../lambda/republish.ts';
import { listAll, type ReadableStore } from '../lambda/store/store.ts';
import { survey } from '../lambda/survey.ts';
import type { Changes } from './changes.ts';
import type { Output, Owed } from './output.ts';

export interface PassOptions {
  /** Nothing is begun once this is aborted; what was not done is owed. */
  readonly signal?: AbortSignal;
  /** Told once how many files the pass works on. */
  readonly onStart?: (files: number) => void;
  /** Told of each file when its record and page are done, before its feeds are. */
  readonly onFile?: (report: KeyReport) => void;
}

/** What one pass did. */
export interface Pass {
  /** One for each file that the pass worked on. */
  readonly reports: readonly KeyReport[];
  /** How many files were as the site knows them already. */
  readonly unchanged: number;
}

/** What a publisher works with; see {@link Context}. */
export interface PublisherOptions {
  readonly articles: ReadableStore;
  readonly output: Output;
  readonly derivations: Derivations;
  readonly itemsPerFeed: number;
  readonly revision: string;
}

/**
 * Keeps an output folder in step with a folder of articles. Calls must not overlap. A pass that does not come to its
 * end, whatever ends it, is made up for by the next one, in this process or another.
 */
export class Publisher {
  readonly #context: Context;
  readonly #output: Output;
  #owed: Owed;

  constructor({ output, ...options }: PublisherOptions) {
    const { publicSite, state } = output;
    this.#context = { ...options, publicSite, state, pause: pauseBriefly };
    this.#output = output;
    this.#owed = output.owed();
  }

  /** Whether the last pass left something to be done again. */
  get isBehind(): boolean {
    return this.#owed.length > 0;
  }

  /** Compares all files with what the site knows and republishes those that differ, or all if nobody can tell. */
  async publishFolder(options: PassOptions = {}): Promise<Pass> {
    const head = await this.#readHead();
    if (this.#owed === 'everything' || head === undefined) return this.#publishEverything(options);
    const found = await survey(this.#context);
    if (found.unreadable.length > 0) return this.#publishEverything(options);
    const keys = new Set([...found.changed, ...found.gone, ...this.#owed]);
    const reports = await this.#publish(
      keys,
      { overview: head.revision !== this.#context.revision },
      options,
    );
    return this.#repair(reports, found.current, options);
  }

  /** Republishes the files that changed. What is neither a file nor was one may be a folder: then all are compared. */
  async publishChanges({ files, unknown }: Changes, options: PassOptions = {}): Promise<Pass> {
    if (unknown || this.#owed === 'everything') return this.publishFolder(options);
    const keys = new Set(this.#owed);
    for (const key of files) {
      const change = await this.#compare(key);
      if (change === 'unknown') return this.publishFolder(options);
      if (change === 'changed') keys.add(key);
    }
    return this.#repair(await this.#publish(keys, {}, options), 0, options);
  }

  /**
   * How the file at a key differs from what the site knows of it: events also come late, when all is done. What is
   * neither there nor known is no file.
   */
  async #compare(key: string): Promise<'changed' | 'current' | 'unknown'> {
    const { articles, state, revision } = this.#context;
    const where = recordKey(articleId(key));
    const file = await articles.head(key);
    const object = await state.get(where);
    const record = object && (await this.#readable(async () => parseRecord(where, object.body)));
    if (file === undefined && (record === undefined || record.outcome.status === 'deleted')) return 'unknown';
    return file !== undefined && record?.stamp === stampOf(file, revision) ? 'current' : 'changed';
  }

  async #publishEverything(options: PassOptions): Promise<Pass> {
    this.#begin();
    // What cannot be read can only be made anew.
    if ((await this.#readHead()) === undefined) await this.#context.state.delete(SITE_HEAD_KEY);
    const keys = await this.#everyKey();
    const reports = await this.#publish(keys, { overview: true, complete: true }, options);
    return { reports, unchanged: 0 };
  }

  /** The head of the whole site's list; undefined where it is missing or damaged. */
  async #readHead(): Promise<SiteHead | undefined> {
    const object = await this.#context.state.get(SITE_HEAD_KEY);
    return object && this.#readable(async () => parseSiteHead(SITE_HEAD_KEY, object.body));
  }

  /** Where the state turned out to be damaged, processes every article again. */
  async #repair(reports: readonly KeyReport[], unchanged: number, options: PassOptions): Promise<Pass> {
    const damaged = reports.some((report) => report.status === 'failed' && isDamage(report.error));
    return damaged ? this.#publishEverything(options) : { reports, unchanged };
  }

  async #publish(
    keys: ReadonlySet<string>,
    scope: { readonly overview?: boolean; readonly complete?: boolean },
    { signal, onStart, onFile }: PassOptions,
  ): Promise<readonly KeyReport[]> {
    onStart?.(keys.size);
    if (keys.size === 0 && scope.overview !== true) return [];
    this.#begin();
    const seen: KeyReport[] = [];
    try {
      const reports = await republish(keys, this.#context, {
        ...scope,
        ...(signal && { signal }),
        onArticle: (report) => {
          seen.push(report);
          onFile?.(report);
        },
      });
      const owed = reports.filter((report) => report.status === 'failed').map((report) => report.key);
      this.#output.end(owed);
      this.#owed = owed;
      return reports;
    } catch (error) {
      // What kept the overview from being published may follow from what failed before.
      if (!seen.some((report) => report.status === 'failed')) throw error;
      return seen.map((report) =>
        report.status === 'failed' ? report : { key: report.key, id: report.id, status: 'failed', error },
      );
    }
  }

  #begin(): void {
    this.#owed = 'everything';
    this.#output.begin();
  }

  /** The keys of all files, and of all that have a record without being there any more. */
  async #everyKey(): Promise<ReadonlySet<string>> {
    const { articles, state, publicSite } = this.#context;
    const keys = new Set<string>();
    const known = new Set<string>();
    for await (const { key } of listAll(articles, '')) {
      keys.add(key);
      known.add(recordKey(articleId(key)));
    }
    for await (const { key: where } of listAll(state, RECORDS)) {
      if (known.has(where)) continue;
      const object = await state.get(where);
      const record = object && (await this.#readable(async () => parseRecord(where, object.body)));
      if (record !== undefined) {
        keys.add(record.key);
      } else {
        // Nobody can tell any more which file it was of, only that the file is gone.
        const id = recordId(where);
        if (id !== undefined) await publicSite.delete(articlePath(id));
        await state.delete(where);
      }
    }
    return keys;
  }

  /** What is read from the state, or undefined where that is damaged. */
  async #readable<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof CorruptStateError) return undefined;
      throw error;
    }
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof CorruptStateError || error instanceof LostStateError;
}

/** Between tries; nobody else works on the folder, so that only a file that changes meanwhile makes us wait. */
function pauseBriefly(tries: number): Promise<void> {
  return wait(Math.min(200, 2 ** tries));
}
