import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../lib/caller.ts';

export { PROJECT_FOLDER };

/** Where the package has its code, all in one folder, so that each file of it finds the others. */
export const PACKAGE_FOLDER = join(PROJECT_FOLDER, 'dist');

/** Whether this is the package, and not the project. */
export const IS_PACKAGE = import.meta.dirname === PACKAGE_FOLDER;

/** What `start` publishes unless it is told another folder. */
export const SAMPLES_FOLDER = join(PROJECT_FOLDER, 'samples');

/** The module that the threads which clean articles run. */
export const ARTICLE_THREAD = new URL(
  IS_PACKAGE ? 'article-thread.mjs' : '../lambda/article-thread.ts',
  import.meta.url,
);

/** The module that the threads which learn from articles run. */
export const LEARN_THREAD = new URL(
  IS_PACKAGE ? 'learn-thread.mjs' : './learn/learn-thread.ts',
  import.meta.url,
);

/** The version of the program, from its `package.json`. */
export const VERSION = readVersion();

function readVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8'),
  );
  return version;
}
