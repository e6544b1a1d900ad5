import { decodePercents } from './addresses.ts';

/** Folders whose contents generators of sites put at the root of the site. */
const ROOTS: readonly string[] = ['source', 'static', 'public', 'assets'];

/** Folders that hold the articles of a site, beside those at the root of its files. */
const CONTENT = /^(?:source|content|_posts|posts|docs|src)$/i;

/** Nothing of what is hidden is published. */
const HIDDEN = /(?:^|\/)\./;

/** Keys of S3 are no longer than this, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;

/**
 * The keys that a relative address in an article may mean, the likeliest first: beside the article, in the folder that
 * is named like it (Hexo's `post_asset_folder`), from the root of all files, or from the root of the site that they belong
 * to. None leads out of the bucket: `..` ends at its root, as it does in browsers.
 */
export function candidateKeys(reference: string, articleKey: string): readonly string[] {
  if (!isRelative(reference)) return [];
  const path = reference
    .trim()
    .replace(/[?#].*$/s, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
  const keys = new Set<string>();
  for (const written of new Set([decodePercents(path), path])) {
    for (const key of keysOfPath(written, articleKey)) {
      for (const form of [key, key.normalize('NFC'), key.normalize('NFD')]) {
        if (HIDDEN.test(form)) continue;
        const isKey = form !== '' && form.isWellFormed() && Buffer.byteLength(form) <= MAX_KEY_BYTES;
        if (isKey && form !== articleKey) keys.add(form);
      }
    }
  }
  return [...keys];
}

/** Whether an address is relative: neither of another scheme nor of another host. */
export function isRelative(reference: string): boolean {
  return !/^\s*(?:[a-z][a-z\d+.-]*:|[/\\]{2}|#|$)/i.test(reference);
}

/**
 * The folder by which articles and files find each other: the one that a file is in, from the root of its site on. So
 * `static/images/a.png` and `images/a.png` are in one, as an address `/images/a.png` may mean either.
 */
export function watchedFolder(key: string): string {
  const folders = key.normalize('NFC').split('/').slice(0, -1);
  const root = folders.findIndex((name) => ROOTS.includes(name.toLowerCase()));
  return folders.slice(root + 1).join('/');
}

/** The name of a file without its folders. */
export function fileNameOf(key: string): string {
  return key.normalize('NFC').slice(key.normalize('NFC').lastIndexOf('/') + 1);
}

function keysOfPath(path: string, articleKey: string): readonly string[] {
  const folder = articleKey.slice(0, articleKey.lastIndexOf('/') + 1);
  if (path.startsWith('/')) {
    return rootsOf(folder).flatMap((root) =>
      ['', ...ROOTS.map((name) => `${name}/`)].map((each) => join(root + each, path)),
    );
  }
  const bundle = `${articleKey.replace(/\.[a-z]{1,10}$/i, '')}/`;
  const beside = [join(folder, path), join(bundle, path)];
  return path.includes('/') && folder !== '' ? [...beside, join('', path)] : beside;
}

/** The root of all files, and that of the site whose articles a folder is among. */
function rootsOf(folder: string): readonly string[] {
  const folders = folder.split('/').slice(0, -1);
  const content = folders.findIndex((name) => CONTENT.test(name));
  return content > 0 ? [`${folders.slice(0, content).join('/')}/`, ''] : [''];
}

/** A path from a folder on, with its points followed. */
function join(folder: string, path: string): string {
  const names: string[] = folder.split('/').slice(0, -1);
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.join('/');
}
