import { MAX_UPLOAD_BYTES, type Rejection, type Upload } from '../model/article.ts';
import { quote } from '../model/text.ts';

/** The endings of names that articles have; a name without one is an article too. */
const ARTICLE = /^(?:md|mkd|mdown|markdown|html?|xhtml|txt)$/i;

/** Why a file is none of an uploader's articles, as far as its key tells; a clause. */
export function skipFile(key: string): string | undefined {
  if (key.endsWith('/')) return 'it is the placeholder of a folder';
  // A file may be called "Release 2.1": what follows the point is an ending only if it begins with a letter.
  const ending = /\.([a-z][a-z0-9]{0,9})$/i.exec(key)?.[1];
  if (ending === undefined || ARTICLE.test(ending)) return undefined;
  return `it is a ${quote(`.${ending}`)} file, and articles end in .md, .markdown, .html, .htm or .txt`;
}

/** Why a file of this size cannot be published. */
export function refuseSize({ size }: Upload): Rejection | undefined {
  if (size === 0) return { reason: 'the file is empty', advice: 'Upload it again, with its content.' };
  if (size <= MAX_UPLOAD_BYTES) return undefined;
  return {
    reason: `the file has ${mebibytes(size)}, and the limit is ${mebibytes(MAX_UPLOAD_BYTES)}`,
    advice: 'Split the article, or link to its pictures instead of embedding them.',
  };
}

function mebibytes(bytes: number): string {
  // Rounded up, so that a file that is a byte too large does not seem to be as large as the limit.
  return `${Math.ceil((bytes / 1024 ** 2) * 100) / 100} MiB`;
}
