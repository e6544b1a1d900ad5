import { MAX_READ_BYTES, MAX_UPLOAD_BYTES, type Rejection, type Upload } from '../model/article.ts';
import { mediaKindOf } from '../model/media.ts';
import { quote } from '../model/text.ts';

/** Why no article is made of an upload. */
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

/** Skips a file that is not an article, as far as its key tells. */
export function skipFile({ key }: Pick<Upload, 'key'>): Refusal | undefined {
  if (key.endsWith('/')) return skip('it is the placeholder of a folder');
  if (isHidden(key))
    return skip('it is hidden: its name, or that of a folder around it, begins with a point');
  if (/(?:^|\/)_drafts\//.test(key)) return skip('it is in a folder "_drafts"');
  const name = key.slice(key.lastIndexOf('/') + 1);
  if (isEditorsCopy(name)) return skip('it is a copy that an editor made');
  if (mediaKindOf(name) !== undefined) return skip('it is a file for articles to show or to link to');
  const ending = endingOf(name);
  if (ending === undefined || isArticleEnding(ending)) return undefined;
  return skip(
    `it is a ${quote(`.${ending}`)} file, and articles end in .md, .markdown, .html, .htm, .mhtml or .txt`,
  );
}

/** Whether a file or folder is hidden: a part of its path begins with a point, and is not the name of an article. */
export function isHidden(path: string): boolean {
  const names = path.split('/');
  const file = names.pop() ?? '';
  return (
    names.some((name) => name.startsWith('.')) ||
    // What is called ".NET 8 发布.md" is an article.
    (file.startsWith('.') && !isArticleEnding(endingOf(file) ?? ''))
  );
}

/** Names of backups, locks and swap files of Emacs and Vim, and of what macOS keeps beside a file on other disks. */
function isEditorsCopy(name: string): boolean {
  return name.endsWith('~') || /^(?:\.#|\._|#.*#$)/.test(name);
}

/** What follows the last point of a name, where it begins with a letter: a file may be called "Release 2.1". */
function endingOf(name: string): string | undefined {
  return /\.([a-z][a-z0-9]{0,9})$/i.exec(name)?.[1];
}

/** The endings of names that articles have; a name without one is an article too. */
function isArticleEnding(ending: string): boolean {
  return /^(?:md|mkd|mdown|markdown|html?|xhtml|mht(?:ml)?|txt)$/i.test(ending);
}

/** Rejects a file that is empty, or too large even for one that holds its pictures. */
export function rejectSize({ size }: Pick<Upload, 'size'>): Refusal | undefined {
  if (size === 0)
    return reject({ reason: 'the file is empty', advice: 'Upload it again, with its content.' });
  return size > MAX_READ_BYTES ? rejectText(size) : undefined;
}

/** Rejects a text of so many bytes if that is too much without its pictures. */
export function rejectText(size: number): (Refusal & { readonly status: 'rejected' }) | undefined {
  if (size <= MAX_UPLOAD_BYTES) return undefined;
  return reject({
    reason: `the file has ${mebibytes(size)}, and the limit is ${mebibytes(MAX_UPLOAD_BYTES)}`,
    advice: 'Split the article, or keep its pictures in files beside it.',
  });
}

function mebibytes(bytes: number): string {
  // Rounded up, so that a file that is a byte too large does not seem to be as large as the limit.
  return `${Math.ceil((bytes / 1024 ** 2) * 100) / 100} MiB`;
}
