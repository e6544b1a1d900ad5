/** A folder in the store's root that belongs to the adapter: no file in it has the path of its key. */
export const PRIVATE_FOLDER = '.feed-republisher';

/** The files of keys that cannot be paths are below this, relative to the root. */
export const ESCAPED_FOLDER = `${PRIVATE_FOLDER}/keys`;

/** Short enough for every file system; those that encrypt names take 143 bytes. */
const PIECE = 120;

/** Ends the names of files with escaped keys, so that none of them is in the way of a folder. */
const FILE_SUFFIX = '.object';

const MAX_NAME_BYTES = 255;

const WINDOWS_RESERVED = /[\p{Cc}<>:"\\|?*]|[. ]$|^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/** Whether a file system of this platform can hold a file of this name. */
function isFileName(name: string, platform: NodeJS.Platform): boolean {
  if (name === '' || name === '.' || name === '..' || name.includes('\0') || !name.isWellFormed())
    return false;
  if (platform === 'win32' && WINDOWS_RESERVED.test(name)) return false;
  return Buffer.byteLength(name) <= MAX_NAME_BYTES;
}

/** Whether a key can be the path of its file. One that cannot never leaves the root: its escaped path holds no names. */
export function isPlainKey(key: string, platform: NodeJS.Platform): boolean {
  const names = key.split('/');
  return names[0] !== PRIVATE_FOLDER && names.every((name) => isFileName(name, platform));
}

/**
 * The path of a key that cannot be a path itself: the hexadecimal digits of its UTF-8 bytes, cut into folders. No two keys
 * share one, not even where file names ignore case.
 */
export function escapedPath(key: string): string {
  const pieces =
    Buffer.from(key)
      .toString('hex')
      .match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? [];
  return `${ESCAPED_FOLDER}/${pieces.join('/')}${FILE_SUFFIX}`;
}

/** The key of a path relative to the folder of escaped keys; undefined for a file that the adapter never wrote. */
export function unescapePath(path: string): string | undefined {
  const key = Buffer.from(path.replaceAll('/', '').replace(FILE_SUFFIX, ''), 'hex').toString();
  return key !== '' && escapedPath(key) === `${ESCAPED_FOLDER}/${path}` ? key : undefined;
}
