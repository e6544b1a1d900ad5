import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf } from '../../lambda/store/system-errors.ts';

/** How often a file that a dead process has left is taken away: as many processes may be at that. */
const ATTEMPTS = 10;

/**
 * Locks by a file that names this process; one whose process is gone counts for nothing. Processes of other computers
 * and containers are not known here. Releases the lock when it is called.
 */
export function lockByProcess(file: string): (() => void) | 'taken' {
  const own = `${file}.${process.pid}`;
  const name = nameOf(process.pid);
  writeFileSync(own, name);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        // A file that is there has its content: it is linked as a whole.
        linkSync(own, file);
        return () => {
          if (read(file) === name) writeFileSync(file, '');
        };
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      const holder = read(file);
      if (holder !== undefined && isAlive(holder)) return 'taken';
      if (holder !== undefined) takeAway(file, holder, own);
    }
    return 'taken';
  } finally {
    rmSync(own, { force: true });
  }
}

/** Takes away what a dead process has left, unless another process has done so and locked meanwhile. */
function takeAway(file: string, left: string, own: string): void {
  const aside = `${own}.left`;
  try {
    renameSync(file, aside);
    if (read(aside) !== left) linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** A process by its number and, where the system tells it, the time of its start: numbers come again. */
function nameOf(pid: number): string {
  // The second field is a name in parentheses, which may hold blanks; the start is the 20th after it.
  const start = read(`/proc/${pid}/stat`)?.replace(/^.*\)/s, '').split(' ')[20];
  return start === undefined ? `${pid}` : `${pid} ${start}`;
}

function isAlive(name: string): boolean {
  const [pid] = name.split(' ').map(Number);
  if (pid === undefined || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, but it is there.
    if (codeOf(error) !== 'EPERM') return false;
  }
  return nameOf(pid) === name;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
