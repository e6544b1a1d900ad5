import { setTimeout as wait } from 'node:timers/promises';
import { compareMedia, removeMedia } from '../../lambda/maintenance/media.ts';
import { type RepairReport, repair } from '../../lambda/maintenance/repair.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { HOME_PATH } from '../../lambda/model/paths.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import type { Context, KeyReport } from '../../lambda/protocol/context.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { CorruptStateError, LostStateError } from '../../lambda/protocol/errors.ts';
import { parseSiteHead, SITE_HEAD_KEY, type SiteHead } from '../../lambda/protocol/heads.ts';
import { fingerprintOf, isDue, recordKey } from '../../lambda/protocol/record.ts';
import { parseRecord } from '../../lambda/protocol/record-format.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { readRecord } from '../../lambda/protocol/stored-record.ts';
import { listAll, type ReadableStore } from '../../lambda/store/store.ts';
import type { Changes } from './changes.ts';
import { isComplete } from './completeness.ts';
import { isSetAside } from './failure.ts';
import { compareFolder, type FolderComparison } from './folder-comparison.ts';
import type { Output, Owed } from './output.ts';
import { type MassWithdrawal, WithdrawalLimit } from './withdrawal-limit.ts';
import type { WriteWatch } from './write-watch.ts';

/** What a pass may do, and who is told of its progress. */
export interface PassOptions {
  /** Nothing is begun once this is aborted; the next pass does the rest. */
  readonly signal?: AbortSignal;
  /** Called once with the number of files that the pass works on. */
  readonly onStart?: (files: number) => void;
  /** Called for each file when its record and page are done, before its feeds are. */
  readonly onFile?: (report: KeyReport) => void;
  /** Whether missing files are withdrawn, however many they are: somebody has confirmed it. */
  readonly withdrawsAll?: boolean;
  /** Called before anything is done if too many files are missing to be withdrawn without confirmation; may throw. */
  readonly onMassWithdrawal?: (withdrawal: MassWithdrawal) => void;
  /** How long to wait for files that are still being written, in milliseconds, before they are left to a later pass. */
  readonly patience?: number;
}

/** What one pass did. */
export interface Pass {
  /** One for each file that the pass worked on. */
  readonly reports: readonly KeyReport[];
  /** What was found wrong and repaired, where the pass had to look at everything. */
  readonly repair?: RepairReport;
  /** Missing files that stay published until somebody confirms that they are to be withdrawn. */
  readonly withheld?: MassWithdrawal;
  /** Keys of files that are still being written, and were left to a later pass. */
  readonly unfinished: readonly string[];
  /** All files were compared with the site: one that is not reported is up to date. */
  readonly isFull: boolean;
}

/** What a publisher works with; see {@link Context}. */
export interface PublisherOptions {
  readonly articles: ReadableStore;
  readonly output: Output;
  readonly derivations: Derivations;
  readonly itemsPerFeed: number;
  readonly revision: string;
  /** Told how many files are to be published, before any of them is read. */
  readonly prepare?: (files: number) => void;
  /** Tells which files are still being written; without it none is. */
  readonly writes?: Pick<WriteWatch, 'findUnfinished'>;
}

/** What a pass works on, and what it leaves. */
interface Plan {
  readonly keys: ReadonlySet<string>;
  readonly withheld?: MassWithdrawal;
  readonly unfinished: readonly string[];
  readonly isFull: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How often to look at a file that is being written, in milliseconds. */
const LOOK_MS = 150;

/** This pass leaves the file alone. */
class SparedError extends Error {
  override readonly name = 'SparedError';
}

/**
 * Keeps an output folder in step with a folder of articles. Calls must not overlap. Whatever interrupts a pass, the next
 * one makes up for it, in this process or another.
 */
export class Publisher {
  readonly #context: Context;
  readonly #output: Output;
  readonly #prepare: PublisherOptions['prepare'];
  readonly #writes: PublisherOptions['writes'];
  readonly #limit = new WithdrawalLimit();
  #owed: Owed;
  #isWithholding = false;
  /** Keys that a repair does not touch. */
  #spared: ReadonlySet<string> = new Set();
  /** The ids of what is published, as far as this process knows. */
  #published = new Set<string>();

  constructor({ output, prepare, writes, articles, ...options }: PublisherOptions) {
    const { publicSite, state } = output;
    const spared: ReadableStore = {
      list: (prefix, listing) => articles.list(prefix, listing),
      head: (key) => articles.head(key),
      read: (key) => articles.read(key),
      get: async (key, reading) => {
        if (this.#spared.has(key)) throw new SparedError();
        return articles.get(key, reading);
      },
    };
    this.#context = { ...options, articles: spared, publicSite, state, now: Date.now, pause: pauseBriefly };
    this.#output = output;
    this.#prepare = prepare;
    this.#writes = writes;
    this.#owed = output.owed();
  }

  /** Whether the last pass left something undone. */
  get isBehind(): boolean {
    return this.#owed === 'everything' || this.#owed.length > 0;
  }

  /** Whether no published file has been deleted from the output folder. */
  async isIntact(): Promise<boolean> {
    const head = await this.#readHead();
    return head !== undefined && isComplete(this.#output, head, this.#published, this.#context.derivations);
  }

  /** Compares all files with their records and republishes those that differ. */
  publishFolder(options: PassOptions = {}): Promise<Pass> {
    return this.#compareAndPublish(options, { repairs: false });
  }

  /** Finds and mends whatever is missing, stale or orphaned in the output folder. */
  repair(options: PassOptions = {}): Promise<Pass> {
    return this.#compareAndPublish(options, { repairs: true });
  }

  /** Republishes files that changed. A key that neither is nor was a file may be a folder's: then all are compared. */
  async publishChanges({ files, unknown }: Changes, options: PassOptions = {}): Promise<Pass> {
    if (unknown || this.#owed === 'everything' || (await this.#isLost())) return this.publishFolder(options);
    const changed = new Set(this.#owed);
    let gone = 0;
    for (const key of files) {
      const change = await this.#compare(key);
      if (change === 'unknown') return this.publishFolder(options);
      if (change === 'gone') gone++;
      if (change !== 'current') changed.add(key);
    }
    if (gone > 0 && (this.#isWithholding || !this.#limit.areFew(gone))) return this.publishFolder(options);
    const unfinished = await this.#findUnfinished(changed, options);
    const keys = new Set([...changed].filter((key) => !unfinished.has(key)));
    return this.#publish({ keys, unfinished: [...unfinished], isFull: false }, {}, options);
  }

  async #compareAndPublish(options: PassOptions, { repairs }: { readonly repairs: boolean }): Promise<Pass> {
    this.#output.secure();
    const head = await this.#readHead();
    if (head === undefined && (await this.#isNew())) return this.#publishFirst(options);
    const found = await compareFolder(this.#context);
    this.#published = new Set(found.published);
    this.#prepare?.(found.changed.length);
    const withheld = this.#checkWithdrawals(found, head, options);
    const unfinished = await this.#findUnfinished(found.changed, options);
    const left = { unfinished: [...unfinished], isFull: true, ...(withheld && { withheld }) };
    // Without the head, the missing files are not known by name, and a repair would remove their pages.
    if (head === undefined && withheld !== undefined) return { reports: [], ...left };
    const spared = new Set([...unfinished, ...(withheld === undefined ? [] : found.gone)]);
    if (
      repairs ||
      head === undefined ||
      this.#owed === 'everything' ||
      found.isDamaged ||
      !(await isComplete(this.#output, head, found.published, this.#context.derivations))
    ) {
      return { ...(await this.#repair(spared, options)), ...left };
    }
    const incomplete = await this.#tidyMedia();
    const keys = new Set(
      [...found.changed, ...found.gone, ...this.#owed, ...incomplete].filter((key) => !spared.has(key)),
    );
    const overview = head.revision !== this.#context.revision;
    return this.#publish({ keys, ...left }, { overview }, options);
  }

  /** Removes files that no article has named for a day. @returns the keys of articles that name a missing one. */
  async #tidyMedia(): Promise<readonly string[]> {
    const { unwanted, incomplete } = await compareMedia(this.#context);
    const old = unwanted.filter(({ modified }) => modified < Date.now() - DAY_MS);
    const keys: string[] = [];
    for (const id of [...incomplete, ...(await removeMedia(old, this.#context))]) {
      const stored = await this.#readable(() => readRecord(id, this.#context.state));
      if (stored !== undefined) keys.push(stored.record.key);
    }
    return keys;
  }

  /** The withdrawals that this pass must not make; undefined when it may withdraw all missing files. */
  #checkWithdrawals(
    { gone, files }: FolderComparison,
    head: SiteHead | undefined,
    { withdrawsAll, onMassWithdrawal }: PassOptions,
  ): MassWithdrawal | undefined {
    const pages = head === undefined ? this.#output.countPages() : 0;
    const withdrawal = {
      files: Math.max(gone.length, pages - files),
      of: Math.max(files + gone.length, pages),
    };
    this.#isWithholding = withdrawsAll !== true && this.#limit.isExceeded(withdrawal);
    if (!this.#isWithholding) return undefined;
    onMassWithdrawal?.(withdrawal);
    return withdrawal;
  }

  async #findUnfinished(
    keys: Iterable<string>,
    { signal, patience = 0 }: PassOptions,
  ): Promise<ReadonlySet<string>> {
    const end = performance.now() + patience;
    for (let left = keys; ; ) {
      const unfinished = (await this.#writes?.findUnfinished(left)) ?? new Set<string>();
      if (unfinished.size === 0 || performance.now() >= end) return unfinished;
      left = unfinished;
      await wait(LOOK_MS, undefined, signal && { signal });
    }
  }

  /**
   * How the file at a key differs from what the site knows of it: events also come late, when all is done. What is
   * neither there nor known is no file; what cannot be looked at fails later, by itself.
   */
  async #compare(key: string): Promise<'changed' | 'current' | 'gone' | 'unknown'> {
    const { articles, state, revision, now } = this.#context;
    const where = recordKey(articleId(key));
    const file = await articles.head(key).catch(() => 'unreadable' as const);
    if (file === 'unreadable') return 'changed';
    const object = await state.get(where);
    const record = object && (await this.#readable(async () => parseRecord(where, object.body)));
    if (file === undefined)
      return record === undefined || record.outcome.status === 'deleted' ? 'unknown' : 'gone';
    const isCurrent = record?.fingerprint === fingerprintOf(file, revision) && !isDue(record.outcome, now());
    return isCurrent ? 'current' : 'changed';
  }

  async #repair(
    spared: ReadonlySet<string>,
    options: PassOptions,
  ): Promise<Pick<Pass, 'reports' | 'repair'>> {
    const { signal, onStart, onFile } = options;
    this.#begin();
    this.#spared = spared;
    try {
      const report = await repair(this.#context, {
        ...(signal && { signal }),
        ...(onStart && { onStart }),
        ...(onFile && { onArticle: onFile }),
      });
      const reports = report.reports.filter(({ key }) => !spared.has(key));
      const failed = report.failed.filter(({ what }) => !spared.has(what));
      const keys = new Set(reports.map(({ key }) => key));
      // A failure that is not about a file leaves everything to be done again.
      if (failed.every(({ what }) => keys.has(what))) this.#end(owedBy(reports));
      this.#takeNote(reports, options);
      return { reports, repair: { ...report, reports, failed } };
    } finally {
      this.#spared = new Set();
    }
  }

  /** Publishes all files into an output folder that is still empty. */
  async #publishFirst(options: PassOptions): Promise<Pass> {
    this.#published.clear();
    const found = new Set<string>();
    for await (const { key } of listAll(this.#context.articles, '')) found.add(key);
    this.#prepare?.(found.size);
    const unfinished = await this.#findUnfinished(found, options);
    const keys = new Set([...found].filter((key) => !unfinished.has(key)));
    const plan = { keys, unfinished: [...unfinished], isFull: true };
    return this.#publish(plan, { overview: true, complete: true }, options);
  }

  /** Whether the state or the site was deleted. */
  async #isLost(): Promise<boolean> {
    const { state, publicSite } = this.#context;
    return (
      (await state.head(SITE_HEAD_KEY)) === undefined || (await publicSite.head(HOME_PATH)) === undefined
    );
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
    { keys, ...left }: Plan,
    scope: { readonly overview?: boolean; readonly complete?: boolean },
    options: PassOptions,
  ): Promise<Pass> {
    const { signal, onStart, onFile } = options;
    onStart?.(keys.size);
    if (keys.size === 0 && scope.overview !== true) {
      await this.#publishArchives(options);
      return { reports: [], ...left };
    }
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
      // Without the overview no file is done, and the mark stays.
      if (signal?.aborted === true || seen.length === 0) throw error;
      const reports = seen.map((report) => (report.status === 'failed' ? report : failureOf(report, error)));
      return { reports, ...left };
    }
    if (reports.some((report) => report.status === 'failed' && isDamage(report.error))) {
      return this.repair(options);
    }
    this.#end(owedBy(reports));
    this.#takeNote(reports, options);
    await this.#publishArchives(options);
    return { reports, ...left };
  }

  /** What an earlier pass did not come to is still marked. */
  async #publishArchives({ signal }: PassOptions): Promise<void> {
    await publishArchives(this.#context, { isAlone: true, begins: true, ...(signal && { signal }) });
  }

  #takeNote(reports: readonly KeyReport[], { withdrawsAll }: PassOptions): void {
    for (const { id, status } of reports) {
      if (status === 'published') this.#published.add(id);
      else if (status !== 'failed') this.#published.delete(id);
    }
    if (!withdrawsAll) this.#limit.add(reports.filter(({ status }) => status === 'deleted').length);
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

/** The keys to be tried again: all that failed, except for what is set aside. */
function owedBy(reports: readonly KeyReport[]): readonly string[] {
  return reports
    .filter((report) => report.status === 'failed' && !isSetAside(report.error))
    .map(({ key }) => key);
}

function failureOf({ key, id }: KeyReport, error: unknown): KeyReport {
  return { key, id, status: 'failed', error };
}

function isDamage(error: unknown): boolean {
  return error instanceof CorruptStateError || error instanceof LostStateError;
}

/** Between tries. Nobody else works on the folder, so only a file that keeps changing makes us wait. */
function pauseBriefly(tries: number): Promise<void> {
  return wait(Math.min(200, 2 ** tries));
}
