import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { parseSite, type Site, SiteError } from '../../lambda/model/site.ts';
import { SETTINGS_FILE } from '../../lib/caller.ts';
import { readOverrides, readSettingsFile, readSiteOf, resolveRules } from '../../lib/settings.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { glanceAtRules, readAllRules } from './rules.ts';

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
  const { site } = words;
  return command
    .option('--title <text>', site.titleOption)
    .option('--base-url <url>', site.baseUrlOption)
    .option('--language <tag>', site.languageOption)
    .option('--time-zone <zone>', site.timeZoneOption)
    .option('--items-per-feed <number>', site.itemsOption)
    .addOption(
      new Option('-c, --context <site.name=value>', site.contextOption)
        .argParser((setting: string, others: readonly string[]) => [...others, setting])
        .default([], site.none),
    )
    .addHelpText('after', site.otherSettings(SETTINGS_FILE));
}

/** The settings of a site, and where rules of its own come from. */
export interface SiteSettings {
  readonly site: Site;
  /** Absolute path of the folder of rules beside those of this program. */
  readonly ownRules?: string;
}

/**
 * The site's settings: those of `republisher.yaml` in a folder, else those of `cdk.json` there, else none, and over them
 * those of the command line.
 *
 * @throws CommandError for a wrong setting or rule, or a file that cannot be read.
 */
export function readSettings(folder: string, flags: SiteFlags, fallback: Partial<Site> = {}): SiteSettings {
  const name = settingsFile(folder);
  try {
    const written = readWritten(folder, flags, fallback);
    const ownRules = rulesFolder(written);
    return {
      site: parseSite(written, readAllRules(ownRules)),
      ...(ownRules !== undefined && { ownRules }),
    };
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    throw new CommandError(
      words.site.wrongSetting(inWords(error.message)),
      words.site.correctSetting(name ?? SETTINGS_FILE),
      { cause: error },
    );
  }
}

/** A text that changes whenever {@link readSettings} could read something else; takes a fraction of its time. */
export function glanceAtSettings(folder: string, flags: SiteFlags, fallback: Partial<Site> = {}): string {
  try {
    const written = readWritten(folder, flags, fallback);
    return JSON.stringify([written, glanceAtRules(rulesFolder(written))]);
  } catch (error) {
    return String(error);
  }
}

/** The settings alone, of {@link readSettings}. */
export function readSite(...args: Parameters<typeof readSettings>): Site {
  return readSettings(...args).site;
}

/** The settings as they were written. @throws SiteError for a file that cannot be read. */
function readWritten(
  folder: string,
  { context, ...flags }: SiteFlags,
  fallback: Partial<Site>,
): Readonly<Record<string, unknown>> {
  const name = settingsFile(folder);
  const settings = name === 'cdk.json' ? readSiteOf(folder) : readOwn(folder, name);
  return { ...settings, ...fallback, ...readOverrides(parseContext(context), folder), ...flags };
}

function settingsFile(folder: string): string | undefined {
  return [SETTINGS_FILE, 'cdk.json'].find((name) => existsSync(join(folder, name)));
}

function rulesFolder({ rules }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof rules === 'string' ? rules : undefined;
}

function readOwn(folder: string, name: string | undefined): Record<string, unknown> {
  return name === undefined ? {} : resolveRules(readSettingsFile(join(folder, name)), folder);
}

/** `site.title=…` or `site={…}` from each `-c`. */
function parseContext(settings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [, name, value] = /^(site(?:\.\w+)?)=(.*)$/s.exec(setting) ?? [];
      if (name === undefined || value === undefined) {
        throw new CommandError(words.site.unclearSetting(setting), words.site.writeSetting);
      }
      return [name, value];
    }),
  );
}
