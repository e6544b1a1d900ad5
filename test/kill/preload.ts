import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Kills its process just before or after its so-many-th call that changes the file system, by KILL_AT and KILL_WHEN. The
 * exit code of a process that comes to its end says nothing; one that was killed has no exit code.
 */

const MUTATORS = [
  'openSync',
  'writeSync',
  'writeFileSync',
  'futimesSync',
  'renameSync',
  'unlinkSync',
  'mkdirSync',
  'rmdirSync',
  'rmSync',
] as const;

const at = Number(process.env.KILL_AT);
const when = process.env.KILL_WHEN;
let calls = 0;

for (const name of MUTATORS) {
  const original = fs[name];
  const killing = (...args: unknown[]): unknown => {
    if (name === 'openSync' && !/[wa]/.test(String(args[1]))) return Reflect.apply(original, fs, args);
    const isLast = ++calls === at;
    if (isLast && when === 'before') die();
    try {
      return Reflect.apply(original, fs, args);
    } finally {
      if (isLast) die();
    }
  };
  Reflect.set(fs, name, killing);
}
syncBuiltinESMExports();

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}
