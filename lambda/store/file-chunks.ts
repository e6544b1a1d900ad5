import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { versionOf } from './folder-names.ts';
import { StoreError } from './store.ts';

/** What is read of a file at once. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Reads a file piece by piece.
 *
 * @param stats what the file is expected to be, from its beginning to its end.
 * @throws StoreError that names the key when it cannot be read, or was changed meanwhile.
 */
export async function* readChunks(key: string, path: string, stats: BigIntStats): AsyncGenerator<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
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
