import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { parseSite, type Site, SiteError } from '../../lambda/model/site.ts';
import { CommandError } from '../command-error.ts';

/** The settings that a command line may give; {@link addSiteOptions} describes them. */
export interface SiteFlags {
  readonly title?: string;
  readonly baseUrl?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly itemsPerFeed?: string;
  readonly context: readonly string[];
}

/** Adds the options for the site's settings to a command. */
export function addSiteOptions(command: Command): Command {
  return command
    .option('--title <text>', "the site's title")
    .option('--base-url <url>', 'where the public files are served')
    .option('--language <tag>', "the site's language, such as zh-CN or en")
    .option('--time-zone <zone>', 'of dates that are written without one, such as Asia/Shanghai')
    .option('--items-per-feed <number>', 'how many of the newest articles a feed holds')
    .addOption(
      new Option('-c, --context <site.name=value>', 'any setting of the site, as for cdk; may be repeated')
        .argParser((setting: string, others: readonly string[]) => [...others, setting])
        .default([], 'none'),
    )
    .addHelpText('after', '\nWhat is not given here is taken from "site" in the context of cdk.json.');
}

/**
 * The site's settings: those of `cdk.json` in a project's folder, and over them those of the command line.
 *
 * @throws CommandError for a setting that is not what it should be, or a `cdk.json` that cannot be read.
 */
export function readSite(
  project: string,
  { context, ...flags }: SiteFlags,
  fallback: Partial<Site> = {},
): Site {
  const settings = {
    ...readContext(join(project, 'cdk.json')),
    ...fallback,
    ...parseContext(context),
    ...flags,
  };
  try {
    return parseSite(settings);
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    throw new CommandError(
      `A setting of the site is wrong: ${error.message}.`,
      'Correct it in cdk.json or on the command line.',
      { cause: error },
    );
  }
}

function readContext(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const context = memberOf(value, 'context');
    const site = memberOf(context, 'site');
    return typeof site === 'object' && site !== null ? site : {};
  } catch (error) {
    throw new CommandError(
      `The settings in ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Correct or restore the file.',
      { cause: error },
    );
  }
}

/** `site.title=…` from each `-c`. */
function parseContext(settings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [, name, value] = /^site\.(\w+)=(.*)$/s.exec(setting) ?? [];
      if (name === undefined || value === undefined) {
        throw new CommandError(
          `The setting "${setting}" cannot be understood.`,
          'Write it as -c site.title="My feeds".',
        );
      }
      return [name, value];
    }),
  );
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
