import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { publishDue } from '../../lambda/maintenance/tick.ts';
import { articlePath, listingPath, OPML_PATH, publicUrl } from '../../lambda/model/paths.ts';
import { parseSiteHead, SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { PROJECT_FOLDER, SAMPLES_FOLDER } from '../project.ts';
import { ChangeQueue } from '../publish/changes.ts';
import { FileReports } from '../publish/file-reports.ts';
import type { Pass } from '../publish/publisher.ts';
import { addSiteOptions, readSite, type SiteFlags } from '../publish/settings.ts';
import { openSiteFolder, readStanding, type SiteFolder } from '../publish/site-folder.ts';
import { countEntries } from '../publish/totals.ts';
import { watchFolder } from '../publish/watcher.ts';
import { hostFilter, nameOfHost } from '../serve/host-names.ts';
import { REPORT_PATH, renderReportPage } from '../serve/report-page.ts';
import { closeServers, createSiteServer, listen } from '../serve/server.ts';
import { createSiteApp } from '../serve/site-app.ts';
import { describeError } from '../terminal/error-text.ts';
import { showProgress } from '../terminal/progress.ts';
import { describeChange, describeFailures, describeWarning, summarise } from '../terminal/report.ts';
import { formatCount, padColumns, paint, showText, widest } from '../terminal/terminal.ts';
import { EXIT, resolvePath, runCommand } from './command.ts';

interface Flags extends SiteFlags {
  readonly out?: string;
  readonly port: number;
  readonly host: string;
}

/** A batch of changes is told of file by file up to this many; what was rejected always is. */
const TOLD = 12;

/** A batch of so many files takes a while. */
const MANY = 200;

/** How often to look for held articles whose time has come, in milliseconds. */
const TICK = 60_000;

/** How long to wait before what failed is tried again, in milliseconds; twice as long each time. */
const MIN_PATIENCE = 2000;
const MAX_PATIENCE = 60_000;

/** `republisher start` */
export const startCommand = addSiteOptions(
  new Command('start')
    .description('Publish a folder of articles, serve the site on this computer, and follow every change.')
    .argument('[dir]', 'the folder that holds the articles (default: the samples of this project)')
    .option('--out <out>', 'the folder for public/ and state/ (default: one for each DIR below out/)')
    .option('--port <number>', 'where to serve the site', parsePort, 8080)
    .option('--host <address>', 'the address of this computer to serve it on', 'localhost'),
).action((dir: string | undefined, flags: Flags) =>
  runCommand(() => start(dir === undefined ? SAMPLES_FOLDER : resolvePath(dir), flags)),
);

async function start(articles: string, { out, port, host, ...siteFlags }: Flags): Promise<number> {
  const address = `http://${nameOfHost(host)}:${port}`;
  const folder = openSiteFolder({
    articles,
    out: out === undefined ? defaultOutput(articles) : resolvePath(out),
    site: readSite(PROJECT_FOLDER, siteFlags, { baseUrl: address }),
  });
  try {
    await serveFolder(folder, { port, host, address });
  } finally {
    await folder.close();
  }
  return EXIT.done;
}

/** Serves a site and follows its folder until the command is asked to end. */
async function serveFolder(
  folder: SiteFolder,
  { port, host, address }: { readonly port: number; readonly host: string; readonly address: string },
): Promise<void> {
  const { articles, output, site, publisher } = folder;
  const stopping = new AbortController();
  const stop = (): void => {
    // Who asks twice does not want to wait.
    if (stopping.signal.aborted) process.exit(EXIT.failed);
    stopping.abort();
    folder.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve());
  });

  const files = new FileReports(output.state);
  const pages = new Map([
    [
      REPORT_PATH,
      async (query: URLSearchParams) =>
        renderReportPage(
          { folder: basename(articles), files: await files.list(), page: Number(query.get('page') ?? 1) },
          site,
        ),
    ],
  ]);
  const app = createSiteApp({
    publicSite: output.publicSite,
    pages,
    isOwnHost: hostFilter(host, site.baseUrl),
  });
  const servers = await listen(() => createSiteServer(app), port, host);
  let retry: NodeJS.Timeout | undefined;
  let trouble = '';
  let patience = MIN_PATIENCE;
  const queue = new ChangeQueue(async (changes) => {
    clearTimeout(retry);
    // While the folder is away nothing is withdrawn; the watch tells when it is back.
    if (!existsSync(articles)) return;
    const before = trouble;
    trouble = '';
    try {
      const pass = await publisher.publishChanges(changes, {
        signal: stopping.signal,
        onStart: (count) => {
          if (count >= MANY) tell(`working on ${formatCount(count)} files …`);
        },
      });
      await files.update(pass.reports);
      if (stopping.signal.aborted) return;
      tellChanges(pass, address);
      trouble = describeFailures(pass);
    } catch (error) {
      trouble = describeError(error);
    }
    if (stopping.signal.aborted || trouble === '') return;
    if (trouble !== before) tell(`${trouble}\nIt is tried again and again.`);
    patience = trouble === before ? Math.min(patience * 2, MAX_PATIENCE) : MIN_PATIENCE;
    retry = setTimeout(() => queue.addUnknown(), patience);
  });
  const tick = async (): Promise<void> => {
    await publishDue(output, Date.now(), async (keys) => {
      for (const key of keys) queue.addFile(key);
    });
  };
  // What cannot be read now is read by the next tick.
  const ticks = setInterval(() => void tick().catch(() => undefined), TICK);
  const watch = await watchFolder(articles, queue, { onNotice: (notice) => tell(showText(notice)) });
  try {
    const pass = await publishFirst(folder, stopping.signal);
    stopping.signal.throwIfAborted();
    await files.update(pass.reports);
    console.log(`${summarise(pass, await readStanding(output))}\n`);
    console.log(await describePlaces(folder, address));
    trouble = describeFailures(pass);
    if (trouble !== '') {
      console.error(`${trouble}\nIt is tried again and again.\n`);
      queue.addUnknown();
    }
    queue.start();
    await stopped;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    clearTimeout(retry);
    clearInterval(ticks);
    await watch.close();
    await queue.close();
    await closeServers(servers);
  }
  console.log('\nStopped.');
}

async function publishFirst({ publisher }: SiteFolder, signal: AbortSignal): Promise<Pass> {
  const progress = showProgress();
  try {
    return await publisher.publishFolder({ signal, onStart: progress.start, onFile: progress.step });
  } finally {
    progress.stop();
  }
}

/** Where to look, for somebody who has never seen the program. */
async function describePlaces({ articles, output, site }: SiteFolder, address: string): Promise<string> {
  const local = { baseUrl: address };
  const example = await exampleCategory(output.state);
  const rows: readonly (readonly [string, string, string])[] = [
    ['Home page', `${address}/`, ''],
    ['All feeds', publicUrl(local, OPML_PATH), 'a subscription list (OPML) for feed readers'],
    ...(example === undefined
      ? []
      : [
          [
            'One feed',
            publicUrl(local, listingPath({ kind: 'category', name: example }, 'rss.xml')),
            `the category ${showText(example)}`,
          ] as const,
        ]),
    ['Report', `${address}/${REPORT_PATH}`, 'what became of each file, and why'],
    ['Files', showText(output.publicFolder), ''],
  ];
  const width = widest(rows.map(([, place]) => place));
  const lines = rows.map(([name, place, note]) =>
    `  ${padColumns(name, 9)}  ${paint('cyan', padColumns(place, width))}  ${paint('dim', note)}`.trimEnd(),
  );
  const published = site.baseUrl === address ? [] : ['', `Addresses in the feeds begin with ${site.baseUrl}`];
  return [
    ...lines,
    ...published,
    '',
    `Watching ${showText(articles)}`,
    'Add, change, rename or delete an article there, and the site follows. Stop with Ctrl-C.',
    '',
  ].join('\n');
}

/** A category that is worth a look: of the top ones that which holds the most articles. */
async function exampleCategory(state: SiteFolder['output']['state']): Promise<string | undefined> {
  const object = await state.get(SITE_HEAD_KEY);
  if (object === undefined) return undefined;
  const { categories } = parseSiteHead(SITE_HEAD_KEY, object.body);
  const top = Object.keys(categories).filter((name) => categories[name]?.path?.length === 0);
  let example: { readonly name: string; readonly count: number } | undefined;
  for (const name of top) {
    const count = await countEntries(state, { kind: 'category', name });
    if (example === undefined || count > example.count) example = { name, count };
  }
  return example?.name;
}

/** Tells of a batch of changes, line by line. */
function tellChanges({ reports }: Pass, address: string): void {
  const link = (id: string): string => publicUrl({ baseUrl: address }, articlePath(id));
  const urgent = reports.filter(({ status }) => status === 'rejected');
  const others = reports.filter(({ status }) => status !== 'rejected' && status !== 'failed');
  for (const report of [...urgent, ...others.slice(0, TOLD)]) {
    tell(describeChange(report, link));
    if (!('warnings' in report)) continue;
    for (const warning of report.warnings)
      tell(`${paint('yellow', 'warning  ')}  ${describeWarning(report.key, warning)}`);
  }
  if (others.length > TOLD) tell(`${describeRest(others.slice(TOLD))}: ${address}/${REPORT_PATH}`);
}

function describeRest(reports: Pass['reports']): string {
  const counts = (['published', 'skipped', 'deleted'] as const).flatMap((status) => {
    const count = reports.filter((report) => report.status === status).length;
    return count === 0 ? [] : [`${formatCount(count)} more ${status === 'deleted' ? 'withdrawn' : status}`];
  });
  return `… and ${counts.join(', ')}`;
}

function tell(text: string): void {
  const time = new Date().toTimeString().slice(0, 8);
  console.log(`${paint('dim', time)}  ${text.replaceAll('\n', `\n${' '.repeat(time.length + 2)}`)}`);
}

/** A folder below `out/` for each folder of articles, so that two never mix. */
function defaultOutput(articles: string): string {
  if (articles === SAMPLES_FOLDER || !existsSync(articles)) return join(PROJECT_FOLDER, 'out', 'samples');
  const path = realpathSync.native(articles);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return join(PROJECT_FOLDER, 'out', `${basename(path).slice(0, 60)}-${hash}`);
}

function parsePort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535) return Number(value);
  throw new InvalidArgumentError('It must be a number from 1 to 65535.');
}
