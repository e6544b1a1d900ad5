import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { MAX_READ_BYTES, type Upload } from '../../lambda/model/article.ts';
import { resolvePath } from '../../lib/caller.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { reasonOf } from '../publish/failure.ts';

/**
 * The file as if it had been uploaded at the time of its last change, under its path from the current folder, or from the
 * nearest folder that is around both.
 */
export async function readUpload(file: string): Promise<Upload> {
  try {
    if (file === '-') return await readStream(process.stdin);
    const path = resolvePath(file);
    const stats = await stat(path);
    // The size of what is no regular file is not known before it is read.
    if (!stats.isFile()) return await readStream(createReadStream(path));
    const way = relative(process.cwd(), path).split(sep);
    const key = way.filter((name) => name !== '..').join('/');
    const { body } = await readStream(createReadStream(path, { end: MAX_READ_BYTES }));
    return { key, body, size: stats.size, modified: wholeSeconds(stats.mtimeMs) };
  } catch (error) {
    throw new CommandError(
      words.site.cannotReadFile(file, inWords(reasonOf(error))),
      words.site.nameArticle,
      { cause: error },
    );
  }
}

/** What comes in from elsewhere, as an upload of this moment; no more of it than an article may have. */
async function readStream(stream: Readable): Promise<Upload> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_READ_BYTES) break;
  }
  return { key: 'article', body: Buffer.concat(chunks), size, modified: wholeSeconds(Date.now()) };
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
