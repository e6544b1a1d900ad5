import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import pMap from 'p-map';
import { PROJECT_FOLDER } from '../../local/project.ts';
import type { Mutant } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

/*
 * Runs the tests of the protocol, and the searches of CI, on each mutant, in a copy of the project: `npm run mutants`. A
 * mutant that passes them all shows a safeguard that nothing defends.
 */

const COPIED = ['lambda', 'lib', 'local', 'rules', 'samples', 'test', 'package.json', 'tsconfig.json'];

const VITEST = join(PROJECT_FOLDER, 'node_modules/vitest/vitest.mjs');

const TESTS = [VITEST, 'run', '--bail', '1', '--config', 'test/mutants/vitest.config.ts'];

/** For what the tests let pass: more histories than they have time for, as in CI. */
const SEARCHES = [
  ['--seeds', '10000'],
  ['--seeds', '5000', '--history'],
  ['--seeds', '5000', '--trouble'],
  ['--seeds', '5000', '--tags'],
].map((options) => ['test/simulation/simulate.ts', '--from', '20000', ...options]);

const { args } = new Command('npm run mutants')
  .usage('-- [words of their names…]')
  .description(
    'Takes one safeguard after the other out of the protocol, and tells which of them no test defends.',
  )
  .argument('[words...]', 'only the mutants whose names contain one of them')
  .parse();
const chosen = MUTANTS.filter(({ name }) => args.length === 0 || args.some((word) => name.includes(word)));
const argued = chosen.filter(({ harmless }) => harmless !== undefined);
const tried = chosen.filter(({ harmless }) => harmless === undefined);
const survivors: Mutant[] = [];

if (!(await passes(copyProject()))) throw new Error('the tests fail on the code as it is');
await pMap(tried, tryMutant, { concurrency: availableParallelism() });
for (const { name, harmless } of argued) console.log(`harmless  ${name}: ${harmless}`);
console.log(
  `${tried.length - survivors.length} of ${tried.length} mutants killed, ${argued.length} argued to be harmless`,
);
process.exitCode = survivors.length === 0 ? 0 : 1;

async function tryMutant(mutant: Mutant): Promise<void> {
  const { name, file, says, becomes } = mutant;
  const copy = copyProject();
  const path = join(copy, 'lambda', file);
  const code = readFileSync(path, 'utf8');
  if (code.split(says).length !== 2)
    throw new Error(`${file} does not say once what "${name}" changes: ${says}`);
  writeFileSync(
    path,
    code.replace(says, () => becomes),
  );
  const began = performance.now();
  const isKilled = !(await passes(copy));
  const seconds = Math.round((performance.now() - began) / 1000);
  if (!isKilled) survivors.push(mutant);
  console.log(`${isKilled ? 'killed  ' : 'SURVIVES'}  ${name} (${seconds} s)`);
}

function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'mutant-'));
  for (const name of COPIED) cpSync(join(PROJECT_FOLDER, name), join(copy, name), { recursive: true });
  symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Whether the tests pass on a copy of the project, and then the searches; the copy is removed. */
async function passes(copy: string): Promise<boolean> {
  try {
    for (const check of [TESTS, ...SEARCHES]) if (!(await succeeds(check, copy))) return false;
    return true;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

async function succeeds(check: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(process.execPath, check, { cwd, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code === 0;
}
