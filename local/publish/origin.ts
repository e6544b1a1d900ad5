import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSite, type Site } from '../../lambda/model/site.ts';
import { CommandError } from '../command-error.ts';

/** What an output folder was published from, so that `doctor` need not be told. */
export interface Origin {
  /** Absolute path of the folder of articles. */
  readonly articles: string;
  readonly site: Site;
}

const ORIGIN_FILE = 'origin.json';

/** Notes the origin in an output folder; a file that says the same is left untouched. */
export function writeOrigin(folder: string, origin: Origin): void {
  const file = join(folder, ORIGIN_FILE);
  const text = `${JSON.stringify(origin, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/** @throws CommandError for a folder that was not made by `start` or `republish`, or a note that cannot be read. */
export function readOrigin(folder: string): Origin {
  const file = join(folder, ORIGIN_FILE);
  if (!existsSync(file)) {
    throw new CommandError(
      `${folder} is not the output folder of "start" or "republish".`,
      'Name a folder that holds public/ and state/.',
    );
  }
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('articles' in value) || !('site' in value)) {
      throw new Error('it lacks the articles or the site');
    }
    if (typeof value.articles !== 'string') throw new Error('its articles are not a path');
    return { articles: value.articles, site: parseSite(value.site) };
  } catch (error) {
    throw new CommandError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Republish the articles into this folder once more: that writes the file again.',
      { cause: error },
    );
  }
}
