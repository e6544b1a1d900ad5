import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The script, where this module is bundled: whoever bundles it defines the name. */
declare const PAGE_SCRIPT: string | undefined;

/** Browsers since 2020: Chrome 80, Firefox 74, Safari 13.1. */
const TARGET = 'es2020';

let compiled: string | undefined;

/** The script of all pages, as browsers get it: one file, minified. */
export function pageScript(): string {
  // As one expression, of which a bundler drops the half with the compiler.
  return typeof PAGE_SCRIPT === 'string' ? PAGE_SCRIPT : compileOnce();
}

function compileOnce(): string {
  compiled ??= compilePageScript();
  return compiled;
}

/** Compiles the modules below `script/`. Who runs the project's own source has its compiler, too. */
export function compilePageScript(): string {
  const { buildSync }: typeof import('esbuild') = createRequire(import.meta.url)('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, 'script/main.ts')],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}
