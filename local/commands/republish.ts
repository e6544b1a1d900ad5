import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { HOME_PATH } from '../../lambda/model/paths.ts';
import { CommandError } from '../command-error.ts';
import type { Pass } from '../publish/publisher.ts';
import { addSiteOptions, readSettings, type SiteFlags } from '../publish/settings.ts';
import { openSiteFolder } from '../publish/site-folder.ts';
import { readTotals } from '../publish/totals.ts';
import { describeFailures } from '../terminal/failures.ts';
import { showProgress } from '../terminal/progress.ts';
import { summarise } from '../terminal/summary.ts';
import { countOf, formatCount, paint, showText } from '../terminal/terminal.ts';
import { EXIT, refuseWithdrawal, resolvePath, runCommand, settingsFolder } from './command.ts';

interface Flags extends SiteFlags {
  readonly out: string;
  readonly jobs?: number;
  readonly verbose?: boolean;
  readonly yes?: boolean;
}

const INTERRUPTED = new CommandError(
  'Stopped before the end.',
  'Nothing is lost: the next run continues from here.',
);

const NO_ARTICLES =
  'The folder holds no articles. Hidden files, and links that lead out of the folder, are not read.';

/** `republisher republish` */
export const republishCommand = addSiteOptions(
  new Command('republish')
    .description('Publish a folder of articles once: pages and feeds land in OUT/public.')
    .argument('<dir>', 'the folder that holds the articles')
    .requiredOption(
      '--out <out>',
      'the folder for public/ (the site) and state/ (what is known of each file)',
    )
    .option(
      '--jobs <number>',
      'threads that clean articles (default: as many as there are processors)',
      parseJobs,
    )
    .option('--yes', 'withdraw articles even if a large part of the folder is gone')
    .option('--verbose', 'list every skipped file and every warning'),
)
  .addHelpText(
    'after',
    `
Only files that are new, changed or gone since the last run are worked on.
Exit code: 0 everything published, 2 some files rejected, 1 any other failure.`,
  )
  .action((dir: string, flags: Flags) => runCommand(() => republishFolder(resolvePath(dir), flags)));

async function republishFolder(articles: string, flags: Flags): Promise<number> {
  const { out, jobs, verbose = false, yes = false, ...siteFlags } = flags;
  const folder = openSiteFolder({
    articles,
    out: resolvePath(out),
    ...readSettings(settingsFolder(articles), siteFlags),
    ...(jobs === undefined ? {} : { jobs }),
  });
  const { output, publisher, site } = folder;
  const progress = showProgress();
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
    folder.stop();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const start = performance.now();
  try {
    const pass = await publisher.publishFolder({
      signal: interruption.signal,
      onStart: progress.start,
      onFile: progress.step,
      patience: Number.POSITIVE_INFINITY,
      withdrawsAll: yes,
      onMassWithdrawal: (withdrawal) => {
        throw refuseWithdrawal(withdrawal, articles);
      },
    });
    progress.stop();
    if (interruption.signal.aborted) throw INTERRUPTED;
    const seconds = (performance.now() - start) / 1000;
    const totals = await readTotals(output.state, pass.reports);
    console.log(`${summarise(pass, totals, { verbose })}\n`);
    const isEmpty = totals.published + totals.skipped + totals.held + totals.rejected.length === 0;
    console.log(isEmpty && pass.reports.length === 0 ? NO_ARTICLES : describeEnd(pass, seconds));
    const home = join(output.publicFolder, HOME_PATH);
    if (existsSync(home)) {
      console.log(`Open ${showText(home)}; its feeds have addresses below ${site.baseUrl}`);
    }
    const displaced = output.publicSite.displaced();
    if (displaced.length > 0) console.error(`\n${describeDisplaced(displaced)}`);
    const { failed, setAside } = describeFailures(pass);
    if (failed.length > 0) console.error(`\n${failed.join('\n')}\nThe next run tries again.`);
    if (setAside.length > 0) {
      console.error(`\n${setAside.join('\n')}\nIt will be tried again when the file or the program changes.`);
    }
    if (failed.length + setAside.length > 0) return EXIT.failed;
    return totals.rejected.length > 0 ? EXIT.rejected : EXIT.done;
  } catch (error) {
    progress.stop();
    throw interruption.signal.aborted ? INTERRUPTED : error;
  } finally {
    await folder.close();
  }
}

function describeEnd({ reports, repair }: Pass, seconds: number): string {
  const files = reports.length;
  if (files === 0 && repair === undefined) return 'Nothing has changed since the last run.';
  const took = `${countOf(files, 'file')} in ${seconds.toFixed(1)} s`;
  return paint('dim', files < 100 ? took : `${took}, ${formatCount(Math.round(files / seconds))} a second`);
}

/** What cannot stand under its own name, such as `ai` beside `AI` where names that differ in case are one. */
function describeDisplaced(keys: readonly string[]): string {
  const [first = ''] = keys;
  return [
    `${countOf(keys.length, 'file')} cannot stand beside others on this disk, as names that differ in case are one there, or`,
    `as the name is too long: ${showText(first)}${keys.length > 1 ? ' and others' : ''}. "start" serves them, and no other`,
    'web server finds them. Rename the category, or publish on a disk that keeps such names apart.',
  ].join('\n');
}

function parseJobs(value: string): number {
  if (/^[1-9]\d?$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
}
