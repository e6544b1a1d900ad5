import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '../..');

/** The test files, named from the project's folder, whose text matches. */
export function testFilesWith(pattern: RegExp): string[] {
  return globSync('test/**/*.test.ts', { cwd: PROJECT }).filter((file) =>
    pattern.test(readFileSync(join(PROJECT, file), 'utf8')),
  );
}
