import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import type { AwsCli } from './aws-cli.ts';

const version = v.object({ Key: v.string(), VersionId: v.string(), LastModified: v.string() });
const versions = v.object({
  Versions: v.nullish(v.array(version), []),
  DeleteMarkers: v.nullish(v.array(version), []),
});
const deletion = v.object({
  Errors: v.nullish(v.array(v.object({ Key: v.string(), Message: v.nullish(v.string(), '') })), []),
});

/** S3 deletes so many in one request. */
const VERSIONS_PER_REQUEST = 1000;

/** What S3 keeps of one file. */
export interface FileVersions {
  /** Oldest first. */
  readonly contents: readonly string[];
  /** Each notes that the file was deleted. */
  readonly markers: readonly string[];
}

/** The ids of all versions of a file. */
export async function listVersions(aws: AwsCli, bucket: string, key: string): Promise<FileVersions> {
  const list = ['s3api', 'list-object-versions', '--bucket', bucket, '--prefix', key];
  const { Versions, DeleteMarkers } = await aws.ask(versions, ...list);
  const idsOf = (all: typeof Versions): readonly string[] =>
    all
      .filter(({ Key }) => Key === key)
      .sort((a, b) => Date.parse(a.LastModified) - Date.parse(b.LastModified))
      .map(({ VersionId }) => VersionId);
  return { contents: idsOf(Versions), markers: idsOf(DeleteMarkers) };
}

/**
 * Deletes all versions of a file. The file goes first, in the ordinary way, and the marker of that last: otherwise
 * each version would be the current one for a moment, and be published.
 *
 * @returns how many contents there were.
 * @throws CommandError
 */
export async function deleteVersions(aws: AwsCli, bucket: string, key: string): Promise<number> {
  await aws.run('s3api', 'delete-object', '--bucket', bucket, '--key', key);
  const { contents, markers } = await listVersions(aws, bucket, key);
  for (const ids of [contents, markers]) {
    for (let at = 0; at < ids.length; at += VERSIONS_PER_REQUEST) {
      const Objects = ids.slice(at, at + VERSIONS_PER_REQUEST).map((VersionId) => ({ Key: key, VersionId }));
      await deleteObjects(aws, bucket, { Objects, Quiet: true });
    }
  }
  return contents.length;
}

async function deleteObjects(aws: AwsCli, bucket: string, request: object): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'purge-'));
  try {
    const file = join(folder, 'delete.json');
    await writeFile(file, JSON.stringify(request));
    const { Errors } = await aws.ask(
      deletion,
      ...['s3api', 'delete-objects', '--bucket', bucket, '--delete', `file://${file}`],
    );
    const [error] = Errors;
    if (error === undefined) return;
    throw new CommandError(
      words.stack.undeletable(Errors.length, error.Key, error.Message),
      words.stack.deletionRight,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
