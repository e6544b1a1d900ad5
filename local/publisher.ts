import { setTimeout as wait } from 'node:timers/promises';
import { articleId } from '../lambda/article/identity.ts';
import type { Derivations } from '../lambda/derivations.ts';
import { CorruptStateError, LostStateError } from '../lambda/errors.ts';
import { parseCategoryHead, parseSiteHead, SITE_HEAD_KEY } from '../lambda/index/heads.ts';
import { articlePath } from '../lambda/public-paths.ts';
import { parseRecord, recordKey } from '../lambda/record.ts';
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
    const { state, revision } = this.#context;
    const head = await this.#readable(async () => {
      const object = await state.get(SITE_HEAD_KEY);
      return object === undefined ? undefined : parseSiteHead(SITE_HEAD_KEY, object.body);
    });
    const found = await this.#readable(() => survey(this.#context));
    if (this.#owed === 'everything' || head === undefined || found === undefined) {
      return this.#publishEverything(options);
    }
    const keys = new Set([...found.changed, ...found.gone, ...this.#owed]);
    const reports = await this.#publish(keys, { overview: head.revision !== revision }, options);
    return this.#repair(reports, found.current, options);
  }

  /** Republishes the files that changed. What is neither a file nor was one may be a folder: then all are compared. */
  async publishChanges({ files, unknown }: Changes, options: PassOptions = {}): Promise<Pass> {
    if (unknown || this.#owed === 'everything') return this.publishFolder(options);
    const keys = new Set(this.#owed);
    for (const key of files) {
      if (!(await this.#isFile(key))) return this.publishFolder(options);
      keys.add(key);
    }
    return this.#repair(await this.#publish(keys, {}, options), 0, options);
  }

  /** Whether a file stands at a key, or stood there and is to be withdrawn. */
  async #isFile(key: string): Promise<boolean> {
    const { articles, state } = this.#context;
    if ((await articles.head(key)) !== undefined) return true;
    const where = recordKey(articleId(key));
    const object = await state.get(where);
    const record = object && (await this.#readable(async () => parseRecord(where, object.body)));
    return record !== undefined && record.outcome.status !== 'deleted';
  }

  async #publishEverything(options: PassOptions): Promise<Pass> {
    this.#begin();
    await this.#dropDamagedHeads();
    const keys = await this.#everyKey();
    const reports = await this.#publish(keys, { overview: true, complete: true }, options);
    return { reports, unchanged: 0 };
  }

  /** All heads go if one is damaged: they count publications together, and a pass over everything makes them anew. */
  async #dropDamagedHeads(): Promise<void> {
    const { state } = this.#context;
    const heads: string[] = [];
    let damaged = false;
    for await (const { key } of listAll(state, 'heads/')) {
      heads.push(key);
      const object = await state.get(key);
      if (object === undefined) continue;
      const parse = key === SITE_HEAD_KEY ? parseSiteHead : parseCategoryHead;
      damaged ||= (await this.#readable(async () => parse(key, object.body))) === undefined;
    }
    if (damaged) for (const key of heads) await state.delete(key);
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
    const reports = await republish(keys, this.#context, {
      ...scope,
      ...(signal && { signal }),
      ...(onFile && { onArticle: onFile }),
    });
    const owed = reports.filter((report) => report.status === 'failed').map((report) => report.key);
    this.#output.end(owed);
    this.#owed = owed;
    return reports;
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
    for await (const { key: where } of listAll(state, 'records/')) {
      if (known.has(where)) continue;
      const object = await state.get(where);
      const record = object && (await this.#readable(async () => parseRecord(where, object.body)));
      if (record !== undefined) {
        keys.add(record.key);
      } else {
        // Nobody can tell any more which file it was of, only that the file is gone.
        await publicSite.delete(articlePath(where.slice('records/'.length, -'.json'.length)));
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
