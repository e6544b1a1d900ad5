import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { versionOf } from './folder-names.ts';
import { StoreError } from './store.ts';
import { MISSING, unless } from './system-errors.ts';

/** What is read of a file at once. */
const CHUNK_BYTES = 1024 * 1024;

/** Non-blocking, or opening a pipe that took the file's place would wait for ever. */
const TO_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file from its beginning, the first bytes of it or all.
 *
 * @param stats what the file is expected to be.
 * @returns undefined where it is something else by now.
 */
export function readStart(
  path: string,
  stats: BigIntStats,
  first = Number.POSITIVE_INFINITY,
): Buffer | undefined {
  const file = unless(MISSING, () => openSync(path, TO_READ));
  if (file === undefined) return undefined;
  try {
    const body = Buffer.allocUnsafe(Math.min(Number(stats.size), first));
    let length = 0;
    while (length < body.length) {
      const read = readSync(file, body, length, body.length - length, length);
      if (read === 0) return undefined;
      length += read;
    }
    return versionOf(fstatSync(file, { bigint: true })) === versionOf(stats) ? body : undefined;
  } finally {
    closeSync(file);
  }
}

/**
 * Reads a file piece by piece.
 *
 * @param stats what the file is expected to be, from its beginning to its end.
 * @throws StoreError that names the key when it cannot be read, or was changed meanwhile.
 */
export async function* readChunks(key: string, path: string, stats: BigIntStats): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, TO_READ);
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      // A copy: whoever reads may keep it.
      yield Buffer.from(chunk.subarray(0, bytesRead));
    }
    if (versionOf(await file.stat({ bigint: true })) !== versionOf(stats)) {
      throw new Error('the file changed while it was read');
    }
  } catch (error) {
    throw new StoreError('read', key, { cause: error });
  } finally {
    await file?.close();
  }
}
