import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../project.ts';

/** Licences whose one condition, if any, is that their text comes along. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
]);

/**
 * The licences of the packages that these files belong to, as one text; files of this project are passed over.
 *
 * @throws Error for a package whose licence is not known to allow that it is passed on like this.
 */
export function licencesOf(files: readonly string[]): string {
  const folders = new Set(files.filter((file) => file.includes('node_modules/')).map(packageFolderOf));
  return [...folders]
    .sort()
    .map((folder) => licenceOf(join(PROJECT_FOLDER, folder)))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/@mdit/helper` of a file in it, also where that lies below another package. */
function packageFolderOf(file: string): string {
  const [folder = ''] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
  return folder;
}

function licenceOf(folder: string): string {
  const { name, version, license }: Record<string, unknown> = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  if (typeof license !== 'string' || !license.split(' AND ').every((each) => PERMISSIVE.has(each))) {
    throw new Error(`The licence of ${name} is ${license}: decide whether it may be bundled.`);
  }
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /licen[cs]e/i.test(entry.name))
    .map((entry) => `\n${readFileSync(join(folder, entry.name), 'utf8').trim()}\n`);
  return `${name} ${version} (${license})\n${texts.join('')}`;
}
