import { Command } from 'commander';
import { readOrigin } from '../publish/origin.ts';
import { openSiteFolder } from '../publish/site-folder.ts';
import { showProgress } from '../terminal/progress.ts';
import { describeFailures, describeRepair } from '../terminal/report.ts';
import { EXIT, resolvePath, runCommand } from './command.ts';

const command = new Command('npm run doctor --')
  .usage('OUT [options]')
  .showHelpAfterError('"npm run doctor -- --help" tells more.')
  .description('Finds and mends whatever is missing, out of date or orphaned in an output folder.')
  .argument('<out>', 'the output folder of "npm start" or "npm run republish"')
  .option('--verbose', 'name everything that was found')
  .addHelpText('after', '\nExit code: 0 all is well now, 1 something could not be mended.');

await runCommand(async () => {
  command.parse();
  const [out = ''] = command.args;
  const { verbose = false } = command.opts<{ readonly verbose?: boolean }>();
  const folder = openSiteFolder({ out: resolvePath(out), ...readOrigin(resolvePath(out)) });
  const progress = showProgress();
  try {
    const pass = await folder.publisher.repair({
      onStart: (files) => {
        progress.start(files);
        folder.expect(files);
      },
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
});
