import { Rehearsal } from './rehearsal.ts';

/*
 * Kills `republish` before and after each of its calls that change the file system, one run for each, and looks whether the
 * next run makes everything right: `npm run kill`.
 */

const rehearsal = new Rehearsal();
let deaths = 0;
for (const when of ['before', 'after'] as const) {
  for (let at = 1; ; at++) {
    const wrong = rehearsal.rehearse({ at, when });
    if (wrong === undefined) break;
    deaths++;
    if (wrong.length > 0) {
      process.exitCode = 1;
      console.log(`killed ${when} call ${at}: ${wrong.join(', ')}`);
    }
    if (at % 25 === 0) console.log(`killed ${when} ${at} calls`);
  }
}
console.log(`${deaths} deaths, ${process.exitCode === 1 ? 'not all' : 'all'} made up for by the next run`);
rehearsal.close();
