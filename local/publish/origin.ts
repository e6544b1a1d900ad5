import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSite } from '../../lambda/model/site.ts';
import { ORIGIN_FILE } from '../../lib/caller.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { readAllRules } from './rules.ts';
import type { SiteSettings } from './settings.ts';

/** What an output folder was published from, so that `doctor` need not be told. */
export interface Origin extends SiteSettings {
  /** Absolute path of the folder of articles. */
  readonly articles: string;
}

/** Notes the origin in an output folder, without the rules themselves; a file that says the same is left untouched. */
export function writeOrigin(folder: string, { articles, site, ownRules }: Origin): void {
  const file = join(folder, ORIGIN_FILE);
  const text = `${JSON.stringify({ articles, site: { ...site, rules: ownRules } }, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/** @throws CommandError for a folder that was not made by `start` or `republish`, or a note that cannot be read. */
export function readOrigin(folder: string): Origin {
  const file = join(folder, ORIGIN_FILE);
  if (!existsSync(file)) {
    throw new CommandError(words.site.noOutput(folder), words.site.nameOutput);
  }
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('articles' in value) || !('site' in value)) {
      throw new Error('it lacks the articles or the site');
    }
    if (typeof value.articles !== 'string') throw new Error('its articles are not a path');
    const { articles, site } = value;
    const ownRules = readOwnRules(site);
    return {
      articles,
      site: parseSite(site, readAllRules(ownRules)),
      ...(ownRules !== undefined && { ownRules }),
    };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(
      words.site.cannotRead(file, inWords(error instanceof Error ? error.message : String(error))),
      words.site.republishAgain,
      { cause: error },
    );
  }
}

function readOwnRules(site: unknown): string | undefined {
  if (typeof site !== 'object' || site === null || !('rules' in site)) return undefined;
  return typeof site.rules === 'string' ? site.rules : undefined;
}
