import { Command } from 'commander';
import { resolvePath } from '../../lib/caller.ts';
import { words } from '../../lib/words/spoken.ts';
import { readOrigin } from '../publish/origin.ts';
import { openSiteFolder } from '../publish/site-folder.ts';
import { describeFailures } from '../terminal/failures.ts';
import { showProgress } from '../terminal/progress.ts';
import { describeRepair } from '../terminal/summary.ts';
import { EXIT, refuseWithdrawal, runCommand } from './command.ts';

interface Flags {
  readonly verbose?: boolean;
  readonly yes?: boolean;
}

/** `republisher doctor` */
export const doctorCommand = new Command('doctor')
  .description(words.site.doctor)
  .argument('<out>', words.site.doctorOut)
  .option('--yes', words.site.yesOption)
  .option('--verbose', words.site.doctorVerbose)
  .addHelpText('after', words.site.doctorMore)
  .action((out: string, flags: Flags) => runCommand(() => repairFolder(resolvePath(out), flags)));

async function repairFolder(out: string, { verbose = false, yes = false }: Flags): Promise<number> {
  const origin = readOrigin(out);
  const folder = openSiteFolder({ out, ...origin });
  const progress = showProgress();
  try {
    const pass = await folder.publisher.repair({
      onStart: progress.start,
      onFile: progress.step,
      patience: Number.POSITIVE_INFINITY,
      withdrawsAll: yes,
      onMassWithdrawal: (withdrawal) => {
        throw refuseWithdrawal(withdrawal, origin.articles);
      },
    });
    progress.stop();
    console.log(pass.repair && describeRepair(pass.repair, { verbose }));
    const { failed, setAside } = describeFailures(pass);
    const failures = [...failed, ...setAside];
    if (failures.length === 0) return EXIT.done;
    console.error(`\n${failures.join('\n')}`);
    return EXIT.failed;
  } finally {
    progress.stop();
    await folder.close();
  }
}
