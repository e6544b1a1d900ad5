import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Site } from '../../lambda/model/site.ts';
import { IS_PACKAGE, PACKAGE_FOLDER, PROJECT_FOLDER } from '../project.ts';

/** The revision of this program with a site's settings. */
export function ownRevision(site: Site): string {
  if (!IS_PACKAGE) return revisionOf(PROJECT_FOLDER, site);
  return hashOf(PACKAGE_FOLDER, readdirSync(PACKAGE_FOLDER), site);
}

/** What lies in these rooms decides when something is made, and where it is stored, and never what is in it. */
const ROOMS_APART: readonly string[] = ['worker', 'maintenance', 'store', 'handler.ts'];

/** Data of Node.js that a derivation depends on: characters, locales, time zones. */
const DATA = ['unicode', 'icu', 'tz'] as const;

/**
 * The revision of the code below a project's `lambda/` that derives something, its dependencies, the data of Node.js that
 * it uses, and the site's settings: all that a record or a document depends on besides the uploads. A changed rule or
 * setting makes the next pass apply it everywhere.
 */
export function revisionOf(project: string, site: Site): string {
  const sources = readdirSync(join(project, 'lambda'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !ROOMS_APART.includes(path.split(sep)[0] ?? ''))
    .map((path) => join('lambda', path));
  return hashOf(project, [...sources, 'package-lock.json'], site);
}

function hashOf(folder: string, paths: readonly string[], site: Site): string {
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  for (const name of DATA) hash.update(`${name} ${process.versions[name]}\n`);
  return hash.update(JSON.stringify(site)).digest('hex').slice(0, 32);
}
