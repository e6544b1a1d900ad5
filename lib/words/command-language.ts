import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseLanguageTag } from '../../lambda/model/language.ts';
import { ORIGIN_FILE, PROJECT_FOLDER, resolvePath, SETTINGS_FILE, settingsFolder } from '../caller.ts';
import { readSettingsFile, readSiteOf, readSiteSettings } from '../settings.ts';

/** Chooses the language of commands, whatever that of the site is. */
const VARIABLE = 'REPUBLISHER_LANGUAGE';

/** In which `cdk` passes on the context to the stack's app: that of `cdk.json`, and what `-c` adds to it. */
const CDK_CONTEXT = 'CDK_CONTEXT_JSON';

/** Where nothing else tells: that of a site without settings. */
const DEFAULT = 'zh-CN';

/**
 * The language that a command speaks, a BCP 47 tag: as `REPUBLISHER_LANGUAGE` says, else the language of the site, by the
 * command line or the settings that it works with, else that of the terminal. For the stack, `cdk` has the command line.
 */
export function commandLanguage(
  args: readonly string[] = process.argv.slice(2),
  env: NodeJS.ProcessEnv = process.env,
): string {
  const candidates = [
    () => env[VARIABLE],
    () => languageOption(args),
    () => stackLanguage(env[CDK_CONTEXT]),
    () => siteLanguage(pathAmong(args)),
    () => terminalLanguage(env),
  ];
  for (const candidate of candidates) {
    const language = parseLanguageTag(candidate() ?? '');
    if (language !== undefined) return language;
  }
  return DEFAULT;
}

/** As `--language zh-TW` or `--language=zh-TW`, else `-c site.language=zh-TW`: the order in which the site takes them. */
function languageOption(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => /^--language(?:=|$)/.test(arg));
  const setting = args.find((arg) => arg.startsWith('site.language='));
  return at < 0 ? setting?.split('=')[1] : (args[at]?.split('=')[1] ?? args[at + 1]);
}

/** The first argument that is neither an option nor the command; the command may be left out in front of a folder. */
function pathAmong(args: readonly string[]): string | undefined {
  return args.find((arg, i) => !arg.startsWith('-') && (i > 0 || existsSync(resolvePath(arg))));
}

/** The language that settings name; what is wrong with them is told by whoever reads them in earnest. */
function siteLanguage(path: string | undefined): string | undefined {
  try {
    const place = path === undefined ? undefined : resolvePath(path);
    const origin = place === undefined ? undefined : join(place, ORIGIN_FILE);
    if (origin !== undefined && existsSync(origin)) return languageOf(readSettingsFile(origin).site);
    const folder = settingsFolder(place);
    const file = join(folder, SETTINGS_FILE);
    return languageOf(existsSync(file) ? readSettingsFile(file) : readSiteOf(folder));
  } catch {
    return undefined;
  }
}

/** The language of the first site in the context of the stack. */
function stackLanguage(context: string | undefined): string | undefined {
  if (context === undefined) return undefined;
  try {
    return languageOf(readSiteSettings(Object(JSON.parse(context)), PROJECT_FOLDER));
  } catch {
    return undefined;
  }
}

function languageOf(settings: unknown): string | undefined {
  const { language } = Object(settings);
  return typeof language === 'string' ? language : undefined;
}

/** `zh_TW.UTF-8` is `zh-TW`; `C` and `POSIX` are no languages. */
function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): string | undefined {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? '';
  const [language = ''] = locale.split(/[.@]/);
  return /^(?:C|POSIX)$/.test(language) ? undefined : language.replace('_', '-');
}
