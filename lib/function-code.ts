import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import type { Site } from '../lambda/model/site.ts';
import { compilePageScript } from '../lambda/pages/script.ts';
import { type Built, joinStart } from './joined-start.ts';

/** Parts of libraries that every start would load and the function never runs. */
const LEFT_OUT = ['@aws-sdk/credential-provider-node', '@smithy/core/event-streams', 'js-yaml'] as const;

/** What stands in for libraries in the bundle. */
const ALIASES = {
  ...Object.fromEntries(LEFT_OUT.map((name) => [name, './lib/left-out.ts'])),
  'xml-js': './lib/xml-js.ts',
};

/**
 * What is bundled apart. Where several chunks share a library, esbuild puts all that any of them needs of it into the
 * one that a start loads, and few invocations speak to the queue.
 */
const ENTRIES = ['lambda/handler.ts', 'lambda/worker/queue.ts', 'lambda/article-thread.ts'] as const;

/** Functions of their own, which nothing that is published depends on. */
const APART = { canary: 'lambda/canary.ts', counter: 'lambda/count-subscribers.ts' } as const;
type Apart = keyof typeof APART;

/** How code for the function's runtime is bundled. */
export const BUNDLING = {
  absWorkingDir: join(import.meta.dirname, '..'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  minify: true,
  // Chinese in three bytes a character, not as an escape of six.
  charset: 'utf8',
  metafile: true,
  legalComments: 'none',
  platform: 'node',
  target: 'node24',
  // esbuild's table of what Node.js knows has a gap, and a pattern made by `new RegExp` is never left out.
  supported: { 'regexp-unicode-property-escapes': true },
  format: 'esm',
  // ES modules first: what is not used of a library can be left out.
  mainFields: ['module', 'main'],
  // Libraries that are no ES modules ask for Node's own modules with `require`.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  // Whoever runs the bundle has no compiler for it.
  define: { PAGE_SCRIPT: JSON.stringify(compilePageScript()) },
  logLevel: 'error',
} satisfies BuildOptions;

/**
 * V8 reads a literal pattern when it compiles a file, and again when the pattern is made; each time it looks up classes of
 * Unicode such as `\p{L}`, which takes long. What `new RegExp` is given is read once.
 */
const PATTERNS_AS_TEXT = { 'regexp-sticky-and-unicode-flags': false };

/** A module of the function as esbuild bundles it, in memory, with an account of what is in it. */
export function buildModule(entry: (typeof ENTRIES)[number] | (typeof APART)[Apart]): Built {
  const options = {
    ...BUNDLING,
    entryPoints: [entry],
    // Not the folder itself: the names of chunks depend on the way from here to their sources, and so would the hash.
    outdir: 'function',
    write: false,
    alias: ALIASES,
  } satisfies BuildOptions;
  if (entry !== 'lambda/handler.ts') return buildSync({ ...options, sourcemap: 'external' });
  const whole = { minify: false, minifySyntax: true, banner: {} };
  const parts = buildSync({ ...options, ...whole, sourcemap: 'linked' });
  return joinStart(parts, 'handler.mjs', { ...BUNDLING, supported: PATTERNS_AS_TEXT });
}

/**
 * Bundles the function into a folder of its own: `handler.mjs`, the chunks that it loads when it needs them, and
 * `site.json`. The source maps go into a folder `source-maps` beside it: a start of the function would pay for
 * downloading them. CDK's construct for Node.js functions gives no hold on code splitting, and without it every start
 * would load what only a sweep needs.
 *
 * @returns a hash of the folder: it changes with everything but the articles that determines the output.
 */
export function bundleFunction(site: Site, folder: string): string {
  const outputFiles = ENTRIES.flatMap((entry) => buildModule(entry).outputFiles);
  const maps = join(dirname(folder), 'source-maps');
  for (const emptied of [folder, maps]) {
    rmSync(emptied, { recursive: true, force: true });
    mkdirSync(emptied, { recursive: true });
  }
  for (const { path, contents } of outputFiles) {
    writeFileSync(join(path.endsWith('.map') ? maps : folder, basename(path)), contents);
  }
  writeFileSync(join(folder, 'site.json'), JSON.stringify(site));

  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 32);
}

/** Bundles a function that stands apart into a folder of its own. */
export function bundleApart(name: Apart, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of buildModule(APART[name]).outputFiles) {
    if (!path.endsWith('.map')) writeFileSync(join(folder, basename(path)), contents);
  }
}
