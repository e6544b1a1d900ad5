import { basename } from 'node:path';
import { words } from '../../lib/words/spoken.ts';
import { FileReports } from '../publish/file-reports.ts';
import { LiveSite } from '../publish/live-site.ts';
import type { SiteFolder } from '../publish/site-folder.ts';
import { readTotals } from '../publish/totals.ts';
import { Confirmation } from '../terminal/confirmation.ts';
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
  /** Files that are gone are withdrawn without a question, however many they are. */
  readonly withdrawsAll: boolean;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Serves a site, follows its folder, and tells on the terminal what happens. */
export async function serveFolder(folder: SiteFolder, options: ServeOptions): Promise<void> {
  const { port, host, address, withdrawsAll, signal } = options;
  const { articles, output, site } = folder;
  const reports = new FileReports(output.state);
  const reportUrl = `${address}/${REPORT_PATH}`;
  const renderReport = async (query: URLSearchParams): Promise<string> => {
    const page = Number(query.get('page') ?? 1);
    return renderReportPage({ folder: basename(articles), files: await reports.list(), page }, site);
  };
  const app = createSiteApp({
    publicSite: output.publicSite,
    pages: new Map([[REPORT_PATH, renderReport]]),
    isOwnHost: hostFilter(host, site.baseUrl),
  });
  const servers = await listen(() => createSiteServer(app), port, host);

  const log = new LiveLog(address, reportUrl);
  const confirmation = new Confirmation(() => live.confirmWithdrawal());
  const live = new LiveSite(folder, {
    signal,
    withdrawsAll,
    events: {
      onStart: (files) => log.tellStart(files),
      onPass: async (pass) => {
        await reports.update(pass);
        log.tellPass(pass);
      },
      onError: (error) => log.tellError(error),
      onMassWithdrawal: (withdrawal) => {
        log.askForWithdrawal(withdrawal);
        confirmation.listen();
      },
      onNotice: (notice) => log.tell(showText(notice)),
    },
  });
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });
  // Whatever a thread is at, it is not waited for.
  signal.addEventListener('abort', () => folder.stop());
  const progress = showProgress();
  try {
    const pass = await live.start({ onStart: progress.start, onFile: progress.step });
    progress.stop();
    await reports.update(pass);
    console.log(`${summarise(pass, await readTotals(output.state, pass.reports))}\n`);
    console.log(await describePlaces(folder, address, reportUrl));
    log.tellFailures(pass);
    live.follow();
    await stopped;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    progress.stop();
    confirmation.close();
    await live.close();
    await closeServers(servers);
  }
  console.log(`\n${words.site.stopped}`);
}
