import { setTimeout as wait } from 'node:timers/promises';
import { compareArticles } from '../../lambda/maintenance/comparison.ts';
import { type RepairReport, repair } from '../../lambda/maintenance/repair.ts';
import { articleId } from '../../lambda/model/identity.ts';
import type { Context, KeyReport } from '../../lambda/protocol/context.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { CorruptStateError, LostStateError } from '../../lambda/protocol/errors.ts';
import { parseSiteHead, SITE_HEAD_KEY, type SiteHead } from '../../lambda/protocol/heads.ts';
import { fingerprintOf, isDue, recordKey } from '../../lambda/protocol/record.ts';
import { parseRecord } from '../../lambda/protocol/record-format.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { listAll, type ReadableStore } from '../../lambda/store/store.ts';
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
  /** What was found wrong and mended, where the pass had to look at everything. */
  readonly repair?: RepairReport;
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
    this.#context = { ...options, publicSite, state, now: Date.now, pause: pauseBriefly };
    this.#output = output;
    this.#owed = output.owed();
  }

  /** Whether the last pass left something to be done again. */
  get isBehind(): boolean {
    return this.#owed === 'everything' || this.#owed.length > 0;
  }

  /** Compares all files with what the site knows and republishes those that differ. */
  async publishFolder(options: PassOptions = {}): Promise<Pass> {
    const head = await this.#readHead();
    if (head === undefined && (await this.#isNew())) return this.#publishFirst(options);
    if (head === undefined || this.#owed === 'everything') return this.repair(options);
    const found = await compareArticles(this.#context);
    if (found.unreadable.length > 0) return this.repair(options);
    const keys = new Set([...found.changed, ...found.gone, ...this.#owed]);
    return this.#publish(keys, { overview: head.revision !== this.#context.revision }, options);
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
    return this.#publish(keys, {}, options);
  }

  /**
   * How the file at a key differs from what the site knows of it: events also come late, when all is done. What is
   * neither there nor known is no file; what cannot be looked at fails later, by itself.
   */
  async #compare(key: string): Promise<'changed' | 'current' | 'unknown'> {
    const { articles, state, revision, now } = this.#context;
    const where = recordKey(articleId(key));
    const file = await articles.head(key).catch(() => 'unreadable' as const);
    if (file === 'unreadable') return 'changed';
    const object = await state.get(where);
    const record = object && (await this.#readable(async () => parseRecord(where, object.body)));
    if (file === undefined && (record === undefined || record.outcome.status === 'deleted')) return 'unknown';
    const isCurrent =
      file !== undefined &&
      record?.fingerprint === fingerprintOf(file, revision) &&
      !isDue(record.outcome, now());
    return isCurrent ? 'current' : 'changed';
  }

  /** Finds and mends whatever is missing, stale or orphaned in the output folder. */
  async repair({ signal, onStart, onFile }: PassOptions = {}): Promise<Pass> {
    this.#begin();
    const report = await repair(this.#context, {
      ...(signal && { signal }),
      ...(onStart && { onStart }),
      ...(onFile && { onArticle: onFile }),
    });
    const failed = new Set(owedBy(report.reports));
    // What failed beside the files keeps everything owed.
    if (report.failed.every(({ what }) => failed.has(what))) this.#end([...failed]);
    return { reports: report.reports, repair: report };
  }

  /** Publishes all files into an output folder that is still empty. */
  async #publishFirst(options: PassOptions): Promise<Pass> {
    const keys = new Set<string>();
    for await (const { key } of listAll(this.#context.articles, '')) keys.add(key);
    return this.#publish(keys, { overview: true, complete: true }, options);
  }

  async #isNew(): Promise<boolean> {
    const { state, publicSite } = this.#context;
    for (const store of [state, publicSite]) {
      if ((await store.list('', { limit: 1 })).objects.length > 0) return false;
    }
    return true;
  }

  /** The head of the whole site's list; undefined where it is missing or damaged. */
  async #readHead(): Promise<SiteHead | undefined> {
    const object = await this.#context.state.get(SITE_HEAD_KEY);
    return object && this.#readable(async () => parseSiteHead(SITE_HEAD_KEY, object.body));
  }

  async #publish(
    keys: ReadonlySet<string>,
    scope: { readonly overview?: boolean; readonly complete?: boolean },
    options: PassOptions,
  ): Promise<Pass> {
    const { signal, onStart, onFile } = options;
    onStart?.(keys.size);
    if (keys.size === 0 && scope.overview !== true) return { reports: [] };
    this.#begin();
    const seen: KeyReport[] = [];
    let reports: readonly KeyReport[];
    try {
      reports = await republish(keys, this.#context, {
        ...scope,
        ...(signal && { signal }),
        onArticle: (report) => {
          seen.push(report);
          onFile?.(report);
        },
      });
    } catch (error) {
      // Without the overview nothing is done, and everything stays owed.
      if (signal?.aborted === true || seen.length === 0) throw error;
      return {
        reports: seen.map((report) => (report.status === 'failed' ? report : failureOf(report, error))),
      };
    }
    if (reports.some((report) => report.status === 'failed' && isDamage(report.error))) {
      return this.repair(options);
    }
    this.#end(owedBy(reports));
    return { reports };
  }

  #begin(): void {
    this.#owed = 'everything';
    this.#output.begin();
  }

  #end(owed: readonly string[]): void {
    this.#output.end(owed);
    this.#owed = owed;
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

/** The keys that are to be worked on again. */
function owedBy(reports: readonly KeyReport[]): readonly string[] {
  return reports.filter(({ status }) => status === 'failed').map(({ key }) => key);
}

function failureOf({ key, id }: KeyReport, error: unknown): KeyReport {
  return { key, id, status: 'failed', error };
}

function isDamage(error: unknown): boolean {
  return error instanceof CorruptStateError || error instanceof LostStateError;
}

/** Between tries; nobody else works on the folder, so that only a file that changes meanwhile makes us wait. */
function pauseBriefly(tries: number): Promise<void> {
  return wait(Math.min(200, 2 ** tries));
}
