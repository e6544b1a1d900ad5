import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { temporaryFolder } from '../support/folders.ts';

const SCRIPT = `
import module from 'node:module';
import { keepCompiledCode } from './local/compile-cache.ts';
keepCompiledCode();
console.log(module.getCompileCacheDir()?.startsWith(process.env.NODE_COMPILE_CACHE), process.env.NODE_COMPILE_CACHE);
`;

function run(variables: Readonly<Record<string, string>>): string {
  const args = ['--input-type=module', '--eval', SCRIPT];
  const { PATH } = process.env;
  const env = { ...(PATH !== undefined && { PATH }), ...variables };
  return execFileSync(process.execPath, args, { cwd: PROJECT_FOLDER, env, encoding: 'utf8' }).trim();
}

it('compiled code is kept in the project, and where somebody wants it instead', () => {
  expect(run({})).toBe(`true ${join(PROJECT_FOLDER, 'node_modules/.cache/compile')}`);
  const elsewhere = temporaryFolder();
  expect(run({ NODE_COMPILE_CACHE: elsewhere })).toBe(`true ${elsewhere}`);
});
