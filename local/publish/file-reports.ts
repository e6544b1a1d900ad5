import type { Rejection, Warning } from '../../lambda/model/article.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { SITE } from '../../lambda/model/paths.ts';
import type { List } from '../../lambda/protocol/entries.ts';
import type { ArticleRecord } from '../../lambda/protocol/record.ts';
import { inspectRecord } from '../../lambda/protocol/stored-record.ts';
import { type Repeat, Stories, twinWarnings } from '../../lambda/protocol/stories.ts';
import type { Store } from '../../lambda/store/store.ts';
import { isSetAside, reasonOf } from './failure.ts';
import type { Pass } from './publisher.ts';
import { readRecords } from './totals.ts';

/** What became of one file, as its uploader may want to know it. */
export type FileReport = { readonly key: string; readonly id: string } & (
  | {
      readonly status: 'published';
      readonly title: string;
      /** ISO 8601 in UTC. */
      readonly published: string;
      readonly categories: readonly string[];
      readonly warnings: readonly Warning[];
    }
  | {
      readonly status: 'held';
      /** ISO 8601 in UTC. */
      readonly until: string;
      readonly warnings: readonly Warning[];
    }
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'rejected'; readonly rejection: Rejection; readonly warnings: readonly Warning[] }
  /** `reason` is a clause. What is set aside is not tried again until the file or the code changes. */
  | { readonly status: 'failed' | 'set aside'; readonly reason: string }
);

const LISTS: readonly List[] = [SITE, { kind: 'held' }, { kind: 'rejected' }, { kind: 'skipped' }];

/** What became of every file of a folder. The records are read when first asked for, and followed from then on. */
export class FileReports {
  readonly #state: Pick<Store, 'get' | 'list'>;
  readonly #failed = new Map<string, FileReport>();
  #known: Promise<Map<string, FileReport>> | undefined;

  constructor(state: Pick<Store, 'get' | 'list'>) {
    this.#state = state;
  }

  /** Takes note of what a pass did. */
  async update({ reports, isFull }: Pick<Pass, 'reports' | 'isFull'>): Promise<void> {
    if (isFull) this.#failed.clear();
    for (const { key, id, ...report } of reports) {
      if (report.status !== 'failed') this.#failed.delete(key);
      else {
        const status = isSetAside(report.error) ? 'set aside' : 'failed';
        this.#failed.set(key, { key, id, status, reason: reasonOf(report.error) });
      }
    }
    const known = await this.#known;
    if (known === undefined) return;
    for (const done of reports) {
      const { key } = done;
      const report = await this.#read(key);
      if (report === undefined) known.delete(key);
      else if (report.status !== 'published' || done.status !== 'published') known.set(key, report);
      // No record tells of twins.
      else known.set(key, { ...report, warnings: done.warnings });
    }
  }

  /** One report for each file, in no order. */
  async list(): Promise<readonly FileReport[]> {
    this.#known ??= this.#readAll();
    return [...new Map([...(await this.#known), ...this.#failed]).values()];
  }

  async #readAll(): Promise<Map<string, FileReport>> {
    const known = new Map<string, FileReport>();
    const namesakes = new Map<string, string[]>();
    for (const list of LISTS) {
      for await (const record of readRecords(this.#state, list)) {
        const report = fileReport(record);
        if (report === undefined) continue;
        known.set(report.key, report);
        if (report.status !== 'published') continue;
        const story = `${report.published}\n${report.title}`;
        namesakes.set(story, [...(namesakes.get(story) ?? []), report.key]);
      }
    }
    for (const keys of namesakes.values()) if (keys.length > 1) await this.#warnOfTwins(keys, known);
    return known;
  }

  /** Adds warnings to the reports on articles of one title and time, given in the order of the index, that are one story. */
  async #warnOfTwins(keys: readonly string[], known: Map<string, FileReport>): Promise<void> {
    const stories = new Stories();
    const repeats: Repeat[] = [];
    for (const key of keys) {
      const outcome = (await inspectRecord(articleId(key), this.#state))?.record?.outcome;
      const shown = outcome?.status === 'published' ? stories.add(outcome.article) : undefined;
      if (shown !== undefined) repeats.push({ shown, hidden: key });
    }
    for (const key of keys) {
      const report = known.get(key);
      if (report?.status !== 'published') continue;
      known.set(key, { ...report, warnings: [...report.warnings, ...twinWarnings(key, repeats)] });
    }
  }

  async #read(key: string): Promise<FileReport | undefined> {
    const record = (await inspectRecord(articleId(key), this.#state))?.record;
    return record && fileReport(record);
  }
}

function fileReport({ key, outcome }: ArticleRecord): FileReport | undefined {
  const id = articleId(key);
  switch (outcome.status) {
    case 'published': {
      const { title, published, categories } = outcome.article;
      return { key, id, status: 'published', title, published, categories, warnings: outcome.warnings };
    }
    case 'held':
      return { key, id, status: 'held', until: outcome.until, warnings: outcome.warnings };
    case 'skipped':
      return { key, id, status: 'skipped', reason: outcome.reason };
    case 'rejected':
      return { key, id, status: 'rejected', rejection: outcome.rejection, warnings: outcome.warnings };
    case 'deleted':
      return undefined;
  }
}
