import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { escapeText } from '../../lambda/model/markup.ts';
import { HOME_PATH } from '../../lambda/model/paths.ts';
import type { Site } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import type { Store } from '../../lambda/store/store.ts';
import { DerivePool } from '../../lambda/worker/derive-pool.ts';
import { resolvePath, settingsFolder } from '../../lib/caller.ts';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { ARTICLE_THREAD, IS_PACKAGE, PROJECT_FOLDER } from '../project.ts';
import { RULES_FOLDER } from '../publish/rules.ts';
import { readSettings, type SiteFlags } from '../publish/settings.ts';
import { hostFilter } from '../serve/host-names.ts';
import { closeServers, createSiteServer, listen } from '../serve/server.ts';
import { createSiteApp } from '../serve/site-app.ts';
import { describeError } from '../terminal/error-text.ts';
import { EXIT, onFirstSignal } from './command.ts';
import { type OpenFile, withFilesBeside } from './files-beside.ts';
import { readUpload } from './upload.ts';

/** Editors write in steps, and more than one file. */
const QUIET_MS = 100;

/** Asks the browser to look for another version, in seconds. */
const RELOAD = '<meta http-equiv="refresh" content="1">';

/**
 * Shows the page of one article in a browser, and on the terminal what cleaning took and what is unaccounted for, again
 * whenever the file or a rule changes, until it is stopped.
 *
 * @throws CommandError when the port is taken.
 */
export async function watchArticle(file: string, port: number, flags: SiteFlags): Promise<number> {
  if (file === '-') throw new CommandError(words.site.noWatchedInput, words.site.nameFile);
  const stopping = onFirstSignal();
  const address = `http://localhost:${port}`;
  const read = () => readSettings(settingsFolder(resolvePath(file)), flags, { baseUrl: address });
  const { site, ownRules } = read();
  const publicSite = new MemoryStore();
  for (const { path, content } of await siteDerivations(site).staticDocuments())
    await publicSite.put(path, content);
  const bulky = new Map<string, OpenFile>();
  let page = derivePage(file, () => site, { publicSite, bulky });
  const app = createSiteApp({
    publicSite: {
      get: (key) => publicSite.get(key),
      read: async (key) => (await bulky.get(key)?.()) ?? publicSite.read(key),
    },
    pages: new Map([[HOME_PATH, async () => page]]),
    isOwnHost: hostFilter('localhost', address),
  });
  const servers = await listen(() => createSiteServer(app), port, 'localhost');
  const watched = [
    resolvePath(file),
    ...(IS_PACKAGE ? [] : [join(PROJECT_FOLDER, 'lambda'), RULES_FOLDER]),
    ...(ownRules === undefined ? [] : [ownRules]),
  ];
  const watcher = watch(watched, { ignoreInitial: true });
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      page = derivePage(file, () => read().site, { publicSite, bulky });
      void explain();
    }, QUIET_MS);
  });
  console.log(words.site.pageAt(address));
  await explain();
  if (!stopping.aborted) await once(stopping, 'abort');
  clearTimeout(timer);
  await watcher.close();
  await closeServers(servers);
  return EXIT.done;
}

/** What is served beside the page. */
interface Served {
  readonly publicSite: Pick<Store, 'put'>;
  readonly bulky: Map<string, OpenFile>;
}

/** The page, by the code and the rules as they are now: a thread loads its modules anew. What went wrong is a page, too. */
async function derivePage(
  file: string,
  readSite: () => Site,
  { publicSite, bulky }: Served,
): Promise<string> {
  let pool: DerivePool | undefined;
  try {
    const site = readSite();
    pool = new DerivePool({ thread: ARTICLE_THREAD, data: site, size: 1 });
    const upload = await readUpload(file);
    const bare = await pool.derive(upload);
    const complete = await withFilesBeside(upload, bare, file, site);
    const derivation = complete === undefined ? bare : await pool.derive(complete.upload);
    const embedded = 'article' in derivation ? (derivation.embedded ?? []) : [];
    for (const { path, body, type } of [...embedded, ...(complete?.pictures ?? [])])
      await publicSite.put(path, { body, contentType: type });
    for (const [path, open] of complete?.bulky ?? []) bulky.set(path, open);
    if (!('article' in derivation)) return messagePage(words.site.notPublished);
    const page =
      pool.takePage(derivation.article) ?? (await siteDerivations(site).articlePage(derivation.article));
    return Buffer.from(page.body).toString().replace('<head>', `<head>\n${RELOAD}`);
  } catch (error) {
    return messagePage(describeError(error));
  } finally {
    await pool?.close();
  }
}

function messagePage(message: string): string {
  return `<!doctype html><meta charset="utf-8">${RELOAD}<title>…</title><pre>${escapeText(message)}</pre>`;
}

/** Says what "clean --explain" says, by the code as it is now. */
async function explain(): Promise<void> {
  const [node = process.execPath, ...args] = process.argv;
  const child = spawn(node, [...args.filter((arg) => arg !== '--watch'), '--explain'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'close');
}
