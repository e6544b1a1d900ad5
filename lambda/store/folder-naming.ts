import { closeSync, existsSync, openSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MISSING, unless } from './system-errors.ts';

/** How a file system takes names. */
export interface FileNaming {
  /** Names that differ in case, or in how a character is composed, are one. */
  readonly isFolding: boolean;
  /** A name is stored with its characters decomposed, whatever it was. */
  readonly isNormalising: boolean;
}

/** As Linux takes them: each name is itself. */
export const EXACT_NAMING: FileNaming = { isFolding: false, isNormalising: false };

/** Finds out how the file system takes names by a file in a folder, which it removes again; `name` is lower-case ASCII. */
export function probeNaming(folder: string, name: string): FileNaming {
  const probe = `${name}-é`;
  const path = join(folder, probe);
  closeSync(openSync(path, 'w'));
  const isThere = (other: string): boolean => existsSync(join(folder, other));
  const isFolding = isThere(`${name}-É`) || isThere(probe.normalize('NFD'));
  const isNormalising = !readdirSync(folder).includes(probe);
  rmSync(path, { force: true });
  return { isFolding, isNormalising };
}

/** Whether as much of a path below a root as there is has the very names that the path says. */
export function hasOwnNames(path: string, root: string, { isNormalising }: FileNaming): boolean {
  const realRoot = realpathSync.native(root);
  for (let part = path; part.length > root.length; part = dirname(part)) {
    const real = unless(MISSING, () => realpathSync.native(part));
    if (real === undefined) continue;
    const way = real.slice(realRoot.length);
    return (isNormalising ? way.normalize() : way) === part.slice(root.length);
  }
  return true;
}
