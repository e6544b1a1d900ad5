import { MAX_UPLOAD_BYTES, type Rejection, type Upload } from '../model/article.ts';
import { quote } from '../model/text.ts';

/** Why an upload comes to no article. */
export type Refusal =
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'rejected'; readonly rejection: Rejection };

/** Skips what is no article; the reason is a clause. */
export function skip(reason: string): Refusal {
  return { status: 'skipped', reason };
}

/** Rejects an article that its uploader has to mend. */
export function reject(rejection: Rejection): Refusal & { readonly status: 'rejected' } {
  return { status: 'rejected', rejection };
}

/** The endings of names that articles have; a name without one is an article too. */
const ARTICLE = /^(?:md|mkd|mdown|markdown|html?|xhtml|txt)$/i;

/** Skips a file that is none of the uploader's articles, as far as its key tells. */
export function skipFile({ key }: Pick<Upload, 'key'>): Refusal | undefined {
  if (key.endsWith('/')) return skip('it is the placeholder of a folder');
  // A file may be called "Release 2.1": what follows the point is an ending only if it begins with a letter.
  const ending = /\.([a-z][a-z0-9]{0,9})$/i.exec(key)?.[1];
  if (ending === undefined || ARTICLE.test(ending)) return undefined;
  return skip(`it is a ${quote(`.${ending}`)} file, and articles end in .md, .markdown, .html, .htm or .txt`);
}

/** Rejects a file that is empty or too large. */
export function rejectSize({ size }: Pick<Upload, 'size'>): Refusal | undefined {
  if (size === 0)
    return reject({ reason: 'the file is empty', advice: 'Upload it again, with its content.' });
  if (size <= MAX_UPLOAD_BYTES) return undefined;
  return reject({
    reason: `the file has ${mebibytes(size)}, and the limit is ${mebibytes(MAX_UPLOAD_BYTES)}`,
    advice: 'Split the article, or link to its pictures instead of embedding them.',
  });
}

function mebibytes(bytes: number): string {
  // Rounded up, so that a file that is a byte too large does not seem to be as large as the limit.
  return `${Math.ceil((bytes / 1024 ** 2) * 100) / 100} MiB`;
}
