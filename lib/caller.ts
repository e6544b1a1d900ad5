import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder that holds `package.json` and the samples: the project, or the package that was made of it. */
export const PROJECT_FOLDER = resolve(import.meta.dirname, '..');

/** The settings of people who have no project of their own: the settings' names and values, as YAML. */
export const SETTINGS_FILE = 'republisher.yaml';

/** In an output folder: which articles it was made of, and the settings of its site. */
export const ORIGIN_FILE = 'origin.json';

/** A path from the command line. */
export function resolvePath(path: string): string {
  return resolve(callerFolder(), path);
}

/**
 * The folder whose settings count: the nearest with a settings file, from the published file or folder upwards, else from
 * the current folder upwards, else the project's.
 */
export function settingsFolder(published?: string): string {
  const places = published === undefined ? [callerFolder()] : [published, callerFolder()];
  return places.map(nearestSettings).find((folder) => folder !== undefined) ?? PROJECT_FOLDER;
}

function nearestSettings(path: string): string | undefined {
  if (existsSync(join(path, SETTINGS_FILE))) return path;
  return path === dirname(path) ? undefined : nearestSettings(dirname(path));
}

/** The folder that the command was called in. npm starts scripts in the project's folder and notes the caller's. */
export function callerFolder(): string {
  const caller = process.env.INIT_CWD;
  return caller !== undefined && process.cwd() === PROJECT_FOLDER ? caller : process.cwd();
}
