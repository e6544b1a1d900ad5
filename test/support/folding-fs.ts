import type * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the file system of a test takes the names below its root. */
export interface Folding {
  /** Below it names are folded. */
  root: string;
  /** Names are stored with their characters decomposed, as HFS+ does. */
  isNormalising: boolean;
}

/** The names of `node:fs` that take a path first, and are called so by the folder store. */
const ONE_PATH = [
  'openSync',
  'lstatSync',
  'statSync',
  'existsSync',
  'mkdirSync',
  'unlinkSync',
  'rmdirSync',
  'rmSync',
  'readdirSync',
  'readFileSync',
] as const;

/**
 * `node:fs` on a file system that takes names for the same which differ in case or composition, as those of macOS and
 * Windows do, for a mock of the module.
 */
export function foldingFs(real: typeof fs, folding: Folding): typeof fs {
  const resolve = (path: unknown): unknown =>
    typeof path === 'string' && path.startsWith(`${folding.root}/`) ? resolvePath(real, path, folding) : path;
  const folded = Object.fromEntries(
    ONE_PATH.map((name) => [
      name,
      (path: unknown, ...rest: unknown[]) => Reflect.apply(real[name], real, [resolve(path), ...rest]),
    ]),
  );
  const native = (path: string): string => real.realpathSync.native(String(resolve(path)));
  return {
    ...real,
    ...folded,
    renameSync: (from: fs.PathLike, to: fs.PathLike) =>
      real.renameSync(String(resolve(from)), String(resolve(to))),
    realpathSync: Object.assign((path: string) => native(path), { native }),
  } as typeof fs;
}

/** The path as its names stand on the disk, as far as there are any, and as they would be stored. */
function resolvePath(real: typeof fs, path: string, folding: Folding): string {
  if (path.length <= folding.root.length) return path;
  const folder = resolvePath(real, dirname(path), folding);
  const name = basename(path);
  const names =
    real.existsSync(folder) && real.statSync(folder).isDirectory() ? real.readdirSync(folder) : [];
  const there = names.find((other) => fold(other) === fold(name));
  return join(folder, there ?? (folding.isNormalising ? name.normalize('NFD') : name));
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
