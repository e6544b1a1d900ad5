import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../simulation/sweep-countless.ts');
const COUNT = 120_000;

/** Sweeps in a process whose heap is limited. */
async function sweepWithin(megabytes: number, way: 'steps' | 'go'): Promise<unknown> {
  const limit = `--max-old-space-size=${megabytes}`;
  const { stdout } = await promisify(execFile)(process.execPath, [limit, SCRIPT, String(COUNT), way]);
  return JSON.parse(stdout);
}

describe('the memory of a sweep in steps', { timeout: 600_000 }, () => {
  it('is that of one step, for which the heap is large enough that a sweep in one go bursts', async () => {
    expect(await sweepWithin(24, 'steps')).toMatchObject({ current: COUNT, changed: 0, pagesStale: 0 });
    await expect(sweepWithin(24, 'go')).rejects.toThrow('heap');
  });
});
