import type { Server } from 'node:http';
import { basename } from 'node:path';
import { Hono } from 'hono';
import { words } from '../../lib/words/spoken.ts';
import { FileReports } from '../publish/file-reports.ts';
import { LiveSite } from '../publish/live-site.ts';
import type { SiteSettings } from '../publish/settings.ts';
import type { SettingsWatch } from '../publish/settings-watch.ts';
import type { SiteFolder } from '../publish/site-folder.ts';
import { readTotals } from '../publish/totals.ts';
import { Confirmation } from '../terminal/confirmation.ts';
import { describeError } from '../terminal/error-text.ts';
import { LiveLog } from '../terminal/live-log.ts';
import { describePlaces } from '../terminal/places.ts';
import { showProgress } from '../terminal/progress.ts';
import { summarise } from '../terminal/summary.ts';
import { showText } from '../terminal/terminal.ts';
import { hostFilter } from './host-names.ts';
import { REPORT_PATH, renderReportPage } from './report-page.ts';
import { closeServers, createSiteServer, listen } from './server.ts';
import { createSiteApp } from './site-app.ts';

/** Where a live site is served, and until when. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** Where the site is served, without a trailing slash. */
  readonly address: string;
  readonly settings: SettingsWatch;
  /** Files that are gone are withdrawn without a question, however many they are. */
  readonly withdrawsAll: boolean;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Serves a site, follows its folder, and reports on the terminal. When the settings change, the folder is opened again with the
 * new ones; meanwhile, what has been published is served.
 */
export async function serveFolder(
  open: (settings: SiteSettings) => SiteFolder,
  options: ServeOptions,
): Promise<void> {
  const { port, host, address, settings, signal } = options;
  const reportUrl = `${address}/${REPORT_PATH}`;
  const log = new LiveLog(address, reportUrl);
  let isIntroduced = false;
  const introduce = async (folder: SiteFolder): Promise<void> => {
    if (!isIntroduced) console.log(await describePlaces(folder, address, reportUrl));
    isIntroduced = true;
  };
  let app = new Hono();
  let servers: readonly Server[] | undefined;
  try {
    do {
      const folder = open(settings.current);
      try {
        const reports = new FileReports(folder.output.state);
        app = createApp(folder, reports, host);
        servers ??= await listen(
          () => createSiteServer({ fetch: (...request) => app.fetch(...request) }),
          port,
          host,
        );
        await follow({ folder, reports, log, introduce }, options);
      } finally {
        await folder.close();
      }
    } while (!signal.aborted);
  } finally {
    await closeServers(servers ?? []);
  }
  console.log(`\n${words.site.stopped}`);
}

function createApp({ articles, output, site }: SiteFolder, reports: FileReports, host: string): Hono {
  const renderReport = async (query: URLSearchParams): Promise<string> => {
    const page = Number(query.get('page') ?? 1);
    return renderReportPage({ folder: basename(articles), files: await reports.list(), page }, site);
  };
  return createSiteApp({
    publicSite: output.publicSite,
    pages: new Map([[REPORT_PATH, renderReport]]),
    isOwnHost: hostFilter(host, site.baseUrl),
  });
}

/** A folder that is followed, and who is told what. */
interface Followed {
  readonly folder: SiteFolder;
  readonly reports: FileReports;
  readonly log: LiveLog;
  /** Tells where to look for what, once. */
  readonly introduce: (folder: SiteFolder) => Promise<void>;
}

/** Keeps a site in step with its folder for as long as the settings stay as they are, or until it is to end. */
async function follow(
  { folder, reports, log, introduce }: Followed,
  { settings, withdrawsAll, signal }: ServeOptions,
): Promise<void> {
  const ending = new AbortController();
  const until = AbortSignal.any([signal, ending.signal]);
  const confirmation = new Confirmation(() => live.confirmWithdrawal());
  const live = new LiveSite(folder, {
    signal: until,
    withdrawsAll,
    events: {
      onStart: (files) => log.tellStart(files),
      onPass: async (pass) => {
        await reports.update(pass);
        log.tellPass(pass, folder.site);
      },
      onError: (error) => log.tellError(error),
      onMassWithdrawal: (withdrawal) => {
        log.askForWithdrawal(withdrawal);
        confirmation.listen();
      },
      onNotice: (notice) => log.tell(showText(notice)),
    },
  });
  // Whatever a thread is at, it is not waited for.
  until.addEventListener('abort', () => folder.stop());
  const progress = showProgress();
  const changed = settings
    .change(until, (error) => log.tell(`${describeError(error)}\n${words.site.settingsKept}`))
    .then(() => ending.abort());
  try {
    const pass = await live.start({ onStart: progress.start, onFile: progress.step });
    progress.stop();
    await reports.update(pass);
    const totals = await readTotals(folder.output.state, pass.reports);
    console.log(`${summarise(pass, totals, folder.site, { hasReport: true })}\n`);
    await introduce(folder);
    log.tellFailures(pass);
    live.follow();
    await changed;
  } catch (error) {
    if (!until.aborted) throw error;
  } finally {
    ending.abort();
    progress.stop();
    confirmation.close();
    await live.close();
    await changed;
  }
  if (!signal.aborted) log.tell(words.site.settingsChanged);
}
