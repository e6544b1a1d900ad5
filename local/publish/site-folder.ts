import { availableParallelism } from 'node:os';
import type { Site } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { type DeriveLimits, DerivePool } from '../../lambda/worker/derive-pool.ts';
import { SetAside } from '../../lambda/worker/set-aside.ts';
import { ARTICLE_THREAD } from '../project.ts';
import { deriveCarefully } from './careful-derive.ts';
import { isIgnored } from './ignored-files.ts';
import { InFlight } from './in-flight.ts';
import { writeOrigin } from './origin.ts';
import { type Output, openOutput } from './output.ts';
import { Publisher } from './publisher.ts';
import { ownRevision } from './revision.ts';
import { createRuleTest } from './rules.ts';
import type { SiteSettings } from './settings.ts';
import { WriteWatch } from './write-watch.ts';

/** A site that is published from a folder of articles into another folder. */
export interface SiteFolder {
  readonly articles: string;
  readonly output: Output;
  readonly site: Site;
  readonly publisher: Publisher;
  /** Ends what is being cleaned, whatever it is: the pass that waits for it ends soon. */
  stop(): void;
  close(): Promise<void>;
}

/** Where a site is published from and to, and how. */
export interface SiteFolderOptions extends SiteSettings {
  /** Absolute path of the folder that holds the articles. */
  readonly articles: string;
  /** Absolute path of the folder that gets `public/` and `state/`. */
  readonly out: string;
  /** Threads that clean articles; one for each processor unless told. */
  readonly jobs?: number;
  /** The module that these threads run, and what an article may take there. */
  readonly thread?: URL;
  readonly limits?: Partial<DeriveLimits>;
}

/** @throws CommandError when the folders cannot be worked on. */
export function openSiteFolder(options: SiteFolderOptions): SiteFolder {
  const { articles, out, site, ownRules } = options;
  const output = openOutput(out, articles, () => writeOrigin(out, options));
  const uploads = new FolderStore(articles, {
    othersWrite: true,
    isIgnored,
    ...(ownRules !== undefined && { isIgnoredKey: createRuleTest(ownRules, articles) }),
  });
  const revision = ownRevision(site);
  const setAside = new SetAside(output.state, revision);
  const inFlight = new InFlight(out);
  const pool = new DerivePool({
    thread: options.thread ?? ARTICLE_THREAD,
    data: site,
    size: options.jobs ?? availableParallelism(),
    ...(options.limits && { limits: options.limits }),
  });
  const documents = siteDerivations(site);
  const publisher = new Publisher({
    articles: uploads,
    prepare: (files) => pool.prepare(files),
    writes: new WriteWatch(uploads),
    output,
    derivations: {
      ...documents,
      derive: deriveCarefully((upload) => pool.derive(upload), setAside, inFlight),
      articlePage: async (article) => pool.takePage(article) ?? documents.articlePage(article),
    },
    itemsPerFeed: site.itemsPerFeed,
    revision,
  });
  return {
    articles,
    output,
    site,
    publisher,
    stop: () => void pool.close(),
    close: async () => {
      await pool.close();
      inFlight.close();
      output.close();
    },
  };
}
