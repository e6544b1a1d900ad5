import { readPicture } from '../../lambda/article/media/media.ts';
import type { Derivation } from '../../lambda/model/article.ts';

/** A picture that stands in an address. */
const EMBEDDED = /data:image\/[\w.+-]{1,30};base64,[A-Za-z0-9+/]{300,}={0,2}/g;

/** An address in a text that is one of a file by now. */
export interface KnownFile {
  readonly address: string;
  /** Where the file is published. */
  readonly path: string;
}

/** The pictures that stand in a text, or were saved with it at their addresses, and have become files. */
export async function findFiles(
  text: string,
  derivation: Derivation,
  saved: Iterable<readonly [string, Uint8Array]> = [],
): Promise<readonly KnownFile[]> {
  if (!('article' in derivation)) return [];
  const { article } = derivation;
  const files: KnownFile[] = [];
  if (article.media === undefined) return files;
  const written = Array.from(text.matchAll(EMBEDDED), ([address]) => {
    return [address, Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')] as const;
  });
  for (const [address, body] of [...written, ...saved]) {
    const picture = await readPicture('', body);
    if ('path' in picture) files.push({ address, path: picture.path });
  }
  return files;
}
