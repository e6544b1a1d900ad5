import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** What a process used until it ended. */
export interface Usage {
  /** Bytes of memory at its peak, all threads together. */
  readonly memory: number;
  /** Milliseconds of processor time of all threads. */
  readonly cpu: number;
  /** Milliseconds of processor time of the main thread. */
  readonly mainCpu: number;
  /** Milliseconds since the process began. */
  readonly wall: number;
}

/** Names the file that a process which imports this module before all else writes its usage to. */
export const USAGE_FILE = 'BENCH_USAGE';

const file = process.env[USAGE_FILE];
if (file !== undefined && isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const main = process.threadCpuUsage();
    const usage: Usage = {
      memory: maxRSS * 1024,
      cpu: (userCPUTime + systemCPUTime) / 1000,
      mainCpu: (main.user + main.system) / 1000,
      wall: performance.now(),
    };
    writeFileSync(file, JSON.stringify(usage));
  });
}
