import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../lambda/model/site.ts';
import { IS_PACKAGE, PACKAGE_FOLDER, PROJECT_FOLDER } from '../project.ts';

/** The revision of this program with a site's settings. */
export function ownRevision(site: Site): string {
  if (!IS_PACKAGE) return revisionOf(PROJECT_FOLDER, site);
  return hashOf(PACKAGE_FOLDER, readdirSync(PACKAGE_FOLDER), site);
}

/**
 * The revision of the code below a project's `lambda/`, its dependencies and the site's settings: all that a record or
 * a document depends on besides the uploads. A changed rule or setting makes the next pass apply it everywhere.
 */
export function revisionOf(project: string, site: Site): string {
  const sources = readdirSync(join(project, 'lambda'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join('lambda', path));
  return hashOf(project, [...sources, 'package-lock.json'], site);
}

function hashOf(folder: string, paths: readonly string[], site: Site): string {
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.update(JSON.stringify(site)).digest('hex').slice(0, 32);
}
