import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { AwsCli } from './aws-cli.ts';

/** What the index holds of a rejected file. */
export interface RejectedFile {
  readonly file: string;
  readonly reason: string;
  readonly advice: string;
}

const rejected = v.object({ file: v.string(), reason: v.string(), advice: v.string() });

/** The reports of all rejected files, by the names of the files. */
export async function readRejected(aws: AwsCli, state: string): Promise<readonly RejectedFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rejected-'));
  try {
    await aws.run('s3', 'cp', '--recursive', '--only-show-errors', `s3://${state}/index/rejected/`, folder);
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const reports = await Promise.all(
      names
        .filter((entry) => entry.isFile())
        .map(async ({ parentPath, name }) =>
          v.parse(rejected, JSON.parse(await readFile(join(parentPath, name), 'utf8'))),
        ),
    );
    return reports.sort((a, b) => (a.file < b.file ? -1 : 1));
  } finally {
    await rm(folder, { recursive: true });
  }
}
