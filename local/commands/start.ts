import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { resolvePath, settingsFolder } from '../../lib/caller.ts';
import { words } from '../../lib/words/spoken.ts';
import { PROJECT_FOLDER, SAMPLES_FOLDER } from '../project.ts';
import { defaultOutput } from '../publish/default-output.ts';
import { FIRST_ARTICLES } from '../publish/first-site.ts';
import {
  addSiteOptions,
  glanceAtSettings,
  readSettings,
  type SiteFlags,
  type SiteSettings,
} from '../publish/settings.ts';
import { SettingsWatch } from '../publish/settings-watch.ts';
import { openSiteFolder, type SiteFolder } from '../publish/site-folder.ts';
import { nameOfHost } from '../serve/host-names.ts';
import { serveFolder } from '../serve/serve-folder.ts';
import { EXIT, onFirstSignal, parsePort, runCommand } from './command.ts';

interface Flags extends SiteFlags {
  readonly out?: string;
  readonly port: number;
  readonly host: string;
  readonly yes?: boolean;
}

/** `republisher start` */
export const startCommand = addSiteOptions(
  new Command('start')
    .description(words.site.start)
    .argument('[dir]', words.site.startFolder)
    .option('--out <out>', words.site.startOut)
    .option('--port <number>', words.site.startPort, parsePort, 8080)
    .option('--host <address>', words.site.startHost, 'localhost')
    .option('--yes', words.site.startYes),
).action((dir: string | undefined, flags: Flags) =>
  runCommand(() => start(dir === undefined ? defaultArticles() : resolvePath(dir), flags)),
);

async function start(articles: string, flags: Flags): Promise<number> {
  const { out, port, host, yes = false, ...siteFlags } = flags;
  const address = `http://${nameOfHost(host)}:${port}`;
  const folders = { articles, out: out === undefined ? defaultOutput(articles) : resolvePath(out) };
  const fallback = { baseUrl: address };
  const settings = new SettingsWatch({
    read: () => readSettings(settingsFolder(articles), siteFlags, fallback),
    // The settings of a folder that is away may be away with it, as on a disk that is not mounted.
    glance: () =>
      existsSync(articles) ? glanceAtSettings(settingsFolder(articles), siteFlags, fallback) : undefined,
  });
  const open = (current: SiteSettings): SiteFolder => openSiteFolder({ ...folders, ...current });
  await serveFolder(open, { settings, port, host, address, withdrawsAll: yes, signal: onFirstSignal() });
  return EXIT.done;
}

/** Those of a folder that "init" has prepared, else the samples. */
function defaultArticles(): string {
  const own = resolvePath(FIRST_ARTICLES);
  return settingsFolder() !== PROJECT_FOLDER && existsSync(own) ? own : SAMPLES_FOLDER;
}
