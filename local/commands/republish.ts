import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { HOME_PATH } from '../../lambda/model/paths.ts';
import { resolvePath, settingsFolder } from '../../lib/caller.ts';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import type { Pass } from '../publish/publisher.ts';
import { addSiteOptions, readSettings, type SiteFlags } from '../publish/settings.ts';
import { openSiteFolder } from '../publish/site-folder.ts';
import { readTotals } from '../publish/totals.ts';
import { describeFailures } from '../terminal/failures.ts';
import { showProgress } from '../terminal/progress.ts';
import { summarise } from '../terminal/summary.ts';
import { paint, showText } from '../terminal/terminal.ts';
import { EXIT, refuseWithdrawal, runCommand } from './command.ts';

interface Flags extends SiteFlags {
  readonly out: string;
  readonly jobs?: number;
  readonly verbose?: boolean;
  readonly yes?: boolean;
}

const { site: say } = words;

const INTERRUPTED = new CommandError(say.stoppedEarly, say.nothingLost);

/** `republisher republish` */
export const republishCommand = addSiteOptions(
  new Command('republish')
    .description(say.republish)
    .argument('<dir>', say.folderArgument)
    .requiredOption('--out <out>', say.republishOut)
    .option('--jobs <number>', say.jobsOption, parseJobs)
    .option('--yes', say.yesOption)
    .option('--verbose', say.verboseFiles),
)
  .addHelpText('after', say.republishMore)
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
    console.log(`${summarise(pass, totals, site, { verbose })}\n`);
    const isEmpty = totals.published + totals.skipped + totals.held + totals.rejected.length === 0;
    console.log(isEmpty && pass.reports.length === 0 ? say.noArticles : describeEnd(pass, seconds));
    const home = join(output.publicFolder, HOME_PATH);
    if (existsSync(home)) {
      console.log(say.open(showText(home), site.baseUrl));
    }
    const displaced = output.publicSite.displaced();
    if (displaced.length > 0) console.error(`\n${describeDisplaced(displaced)}`);
    const { failed, setAside } = describeFailures(pass);
    if (failed.length > 0) console.error(`\n${failed.join('\n')}\n${say.nextRun}`);
    if (setAside.length > 0) {
      console.error(`\n${setAside.join('\n')}\n${say.nextChange}`);
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
  if (files === 0 && repair === undefined) return say.nothingChanged;
  const took = seconds.toFixed(1);
  return paint(
    'dim',
    files < 100 ? say.took(files, took) : say.tookRate(files, took, Math.round(files / seconds)),
  );
}

/** What cannot stand under its own name, such as `ai` beside `AI` where names that differ in case are one. */
function describeDisplaced(keys: readonly string[]): string {
  return say.displaced(keys.length, showText(keys[0] ?? ''));
}

function parseJobs(value: string): number {
  if (/^[1-9]\d?$/.test(value)) return Number(value);
  throw new InvalidArgumentError(say.jobs);
}
