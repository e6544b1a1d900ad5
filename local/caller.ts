import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PROJECT_FOLDER } from './project.ts';

/** The settings of people who have no project of their own: the settings' names and values, as YAML. */
export const SETTINGS_FILE = 'republisher.yaml';

/** In an output folder: which articles it was made of, and the settings of its site. */
export const ORIGIN_FILE = 'origin.json';

/** A path from the command line. */
export function resolvePath(path: string): string {
  return resolve(callerFolder(), path);
}

/**
 * The folder whose settings count: the caller's, where it holds some, else the nearest around what is published, as `init`
 * makes it, else the project's.
 */
export function settingsFolder(published?: string): string {
  const caller = callerFolder();
  if (existsSync(join(caller, SETTINGS_FILE))) return caller;
  for (let path = published ?? caller; path !== dirname(path); path = dirname(path)) {
    if (existsSync(join(dirname(path), SETTINGS_FILE))) return dirname(path);
  }
  return PROJECT_FOLDER;
}

/** The folder that the command was called in. npm starts scripts in the project's folder and notes the caller's. */
export function callerFolder(): string {
  const caller = process.env.INIT_CWD;
  return caller !== undefined && process.cwd() === PROJECT_FOLDER ? caller : process.cwd();
}
