import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What tests use that a computer may lack, and how to get it. */
export const NEEDS = {
  browser: 'install Chromium (apt-get install chromium fonts-noto-cjk), or name its program in CHROMIUM',
  feedparser: 'apt-get install python3-feedparser',
  moto: "pip install 'moto[server]'",
  rclone: 'apt-get install rclone',
  cfnLint: 'pip install cfn-lint',
  uploads: 'name in REAL_UPLOADS a folder that holds articles/ and faults/',
  noRoot: 'run the tests as another user than root, who may read everything',
} as const;

/** The name of a test or a suite, which says what it needs where that is missing. */
export function nameWith(name: string, isThere: boolean, need: keyof typeof NEEDS): string {
  return isThere ? name : `${name} (skipped: ${NEEDS[need]})`;
}

/** Real uploads, which are not part of the project. */
const uploads = pathToFileURL(`${process.env.REAL_UPLOADS ?? join(import.meta.dirname, '../../../shared')}/`);

export const REAL_ARTICLES = new URL('articles/', uploads);
export const REAL_FAULTS = new URL('faults/', uploads);
export const hasRealUploads = existsSync(REAL_ARTICLES);
