import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { IS_PACKAGE, PROJECT_FOLDER, SAMPLES_FOLDER } from '../project.ts';

/** A folder for what is published from each folder of articles, so that two never mix. */
export function defaultOutput(articles: string): string {
  const base = IS_PACKAGE ? join(cacheFolder(), 'feed-republisher') : join(PROJECT_FOLDER, 'out');
  if (articles === SAMPLES_FOLDER || !existsSync(articles)) return join(base, 'samples');
  const path = realpathSync.native(articles);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return join(base, `${basename(path).slice(0, 60)}-${hash}`);
}

/** Where the system wants to have what can be made again. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Caches');
    case 'win32':
      return LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
    default:
      return XDG_CACHE_HOME !== undefined && XDG_CACHE_HOME !== ''
        ? XDG_CACHE_HOME
        : join(homedir(), '.cache');
  }
}
