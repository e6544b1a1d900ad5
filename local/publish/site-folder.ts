import { availableParallelism } from 'node:os';
import { SITE } from '../../lambda/model/paths.ts';
import type { Site } from '../../lambda/model/site.ts';
import { reportOf } from '../../lambda/protocol/republish.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { PROJECT_FOLDER } from '../project.ts';
import type { RejectedReport, Standing } from '../terminal/report.ts';
import { DerivePool } from './derive-pool.ts';
import { writeOrigin } from './origin.ts';
import { inOutput, type Output, openOutput } from './output.ts';
import { Publisher } from './publisher.ts';
import { revisionOf } from './revision.ts';
import { countEntries, readRecords } from './totals.ts';

/** A site that is published from a folder of articles into another folder. */
export interface SiteFolder {
  readonly articles: string;
  readonly output: Output;
  readonly site: Site;
  readonly publisher: Publisher;
  /** To be told how many files the next pass works on. */
  expect(files: number): void;
  close(): Promise<void>;
}

export interface SiteFolderOptions {
  /** Absolute path of the folder that holds the articles. */
  readonly articles: string;
  /** Absolute path of the folder that gets `public/` and `state/`. */
  readonly out: string;
  readonly site: Site;
  /** Threads that clean articles; one for each processor that the main thread leaves free unless told. */
  readonly jobs?: number;
}

/** @throws CommandError when the folders cannot be worked on. */
export function openSiteFolder({ articles, out, site, jobs }: SiteFolderOptions): SiteFolder {
  const output = openOutput(out, articles);
  inOutput(out, () => writeOrigin(out, { articles, site }));
  const pool = new DerivePool(site, jobs ?? Math.max(1, availableParallelism() - 1));
  const publisher = new Publisher({
    articles: new FolderStore(articles, { othersWrite: true }),
    output,
    derivations: {
      ...siteDerivations(site),
      derive: (upload) => pool.derive(upload),
      articlePage: (article) => pool.articlePage(article),
    },
    itemsPerFeed: site.itemsPerFeed,
    revision: revisionOf(PROJECT_FOLDER, site),
  });
  return {
    articles,
    output,
    site,
    publisher,
    expect: (files) => pool.expect(files),
    close: async () => {
      await pool.close();
      output.close();
    },
  };
}

/** What stands in an output folder now. */
export async function readStanding({ state }: Pick<Output, 'state'>): Promise<Standing> {
  const rejected: RejectedReport[] = [];
  for await (const record of readRecords(state, { kind: 'rejected' })) {
    const report = reportOf(record);
    if (report.status === 'rejected') rejected.push(report);
  }
  return {
    published: await countEntries(state, SITE),
    skipped: await countEntries(state, { kind: 'skipped' }),
    held: await countEntries(state, { kind: 'held' }),
    rejected: rejected.sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
