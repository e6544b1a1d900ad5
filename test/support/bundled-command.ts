import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { BUNDLING } from '../../lib/function-code.ts';
import { PROJECT_FOLDER } from '../../local/project.ts';

const CACHE = join(PROJECT_FOLDER, 'node_modules/.cache/commands');
const DAY = 24 * 60 * 60 * 1000;

let bundled: string | undefined;

/**
 * The local commands in one file, which starts in half the time that the project's files take. It takes itself for
 * `local/project.ts`, so that it finds what the project's own commands find.
 */
export function bundledCommand(): string {
  bundled ??= bundle();
  return bundled;
}

function bundle(): string {
  const local = join(PROJECT_FOLDER, 'local');
  const { outputFiles, metafile } = buildSync({
    ...BUNDLING,
    entryPoints: ['local/cli.ts'],
    // What is named for its content may be written and read by several processes at once.
    entryNames: '[name]-[hash]',
    outdir: CACHE,
    minify: false,
    write: false,
    define: {
      ...BUNDLING.define,
      'import.meta.dirname': JSON.stringify(local),
      'import.meta.url': JSON.stringify(pathToFileURL(join(local, 'project.ts')).href),
    },
  });
  mkdirSync(CACHE, { recursive: true });
  forgetOld();
  for (const { path, contents } of outputFiles) {
    if (existsSync(path)) continue;
    const part = `${path}-${process.pid}`;
    writeFileSync(part, contents);
    renameSync(part, path);
  }
  const [entry = ''] = Object.entries(metafile.outputs)
    .filter(([, { entryPoint }]) => entryPoint === 'local/cli.ts')
    .map(([path]) => basename(path));
  return join(CACHE, entry);
}

function forgetOld(): void {
  for (const name of readdirSync(CACHE)) {
    const file = join(CACHE, name);
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > DAY) rmSync(file, { force: true });
  }
}
