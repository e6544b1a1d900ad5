import { Command } from 'commander';
import { readOrigin } from '../publish/origin.ts';
import { openSiteFolder } from '../publish/site-folder.ts';
import { showProgress } from '../terminal/progress.ts';
import { describeFailures, describeRepair } from '../terminal/report.ts';
import { EXIT, resolvePath, runCommand } from './command.ts';

interface Flags {
  readonly verbose?: boolean;
}

/** `republisher doctor` */
export const doctorCommand = new Command('doctor')
  .description('Find and repair whatever is missing, out of date or orphaned in an output folder.')
  .argument('<out>', 'the output folder of "start" or "republish"')
  .option('--verbose', 'list everything that was found')
  .addHelpText('after', '\nExit code: 0 everything is right now, 1 something could not be repaired.')
  .action((out: string, flags: Flags) => runCommand(() => repairFolder(resolvePath(out), flags)));

async function repairFolder(out: string, { verbose = false }: Flags): Promise<number> {
  const folder = openSiteFolder({ out, ...readOrigin(out) });
  const progress = showProgress();
  try {
    const pass = await folder.publisher.repair({
      onStart: progress.start,
      onFile: progress.step,
    });
    progress.stop();
    console.log(pass.repair && describeRepair(pass.repair, { verbose }));
    const failures = describeFailures(pass);
    if (failures === '') return EXIT.done;
    console.error(`\n${failures}`);
    return EXIT.failed;
  } finally {
    progress.stop();
    await folder.close();
  }
}
