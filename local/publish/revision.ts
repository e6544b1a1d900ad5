import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../lambda/model/site.ts';

/**
 * The revision of the code below a project's `lambda/`, its dependencies and the site's settings: all that a record or
 * a document depends on besides the uploads. A changed rule or setting makes the next pass apply it everywhere.
 */
export function revisionOf(project: string, site: Site): string {
  const hash = createHash('sha256');
  const sources = readdirSync(join(project, 'lambda'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join('lambda', path));
  for (const path of [...sources.sort(), 'package-lock.json']) {
    const content = readFileSync(join(project, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.update(JSON.stringify(site)).digest('hex').slice(0, 32);
}
