import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { processorTime } from '../test/support/processor-time.ts';

/** Names the file that a process which imports this module before all else writes its usage to. */
export const USAGE_FILE = 'BENCH_USAGE';

/** What a process used until it ended. */
export type Usage = ReturnType<typeof readUsage>;

function readUsage() {
  const main = process.threadCpuUsage();
  return {
    /** Bytes of memory at its peak, all threads together. */
    memory: process.resourceUsage().maxRSS * 1024,
    /** Milliseconds of processor time, of all threads and of the main one. */
    cpu: processorTime(),
    mainCpu: (main.user + main.system) / 1000,
    /** Milliseconds since the process began. */
    wall: performance.now(),
  };
}

const file = process.env[USAGE_FILE];
if (file !== undefined && isMainThread) {
  process.on('exit', () => writeFileSync(file, JSON.stringify(readUsage())));
}
