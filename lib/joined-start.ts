import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type BuildOptions, buildSync, type Metafile, type OutputFile } from 'esbuild';

/** What esbuild makes of an entry, in memory, with an account of it. */
export interface Built {
  readonly metafile: Metafile;
  readonly outputFiles: readonly OutputFile[];
}

/** The module that everything of the second bundle imports. */
const START = 'start.mjs';

/**
 * Joins all that a bundle loads at its start into one file beside its entry. esbuild makes a chunk of the modules that
 * the same entries reach, and what is loaded later is an entry, too: the start would be some thirty files, each of which
 * takes time to find, read and link. Here every file of the bundle is bundled once more and imports the whole start, so
 * that the same entries reach all of it. In the first pass that would wrap every module in a function, because modules
 * that are no ES modules would import them.
 *
 * @param parts the bundle with whole names and white space, linked source maps, and no banner.
 * @param entry the name of the entry's file.
 */
export function joinStart(parts: Built, entry: string, options: BuildOptions): Built {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    mkdirSync(join(folder, 'parts'));
    for (const { path, contents, text } of parts.outputFiles) {
      writeFileSync(
        join(folder, 'parts', basename(path)),
        path.endsWith('.map') ? contents : withoutDoubt(text),
      );
    }
    writeFileSync(join(folder, 'parts', START), `import './${entry}';`);
    const joined = buildSync({
      ...options,
      absWorkingDir: folder,
      entryPoints: [`parts/${entry}`],
      inject: [`parts/${START}`],
      outdir: 'function',
      sourcemap: 'external',
      metafile: true,
      write: false,
    });
    return { outputFiles: joined.outputFiles, metafile: withSources(joined.metafile, parts.metafile) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Says that code has no effect where esbuild has to think otherwise and would keep, of a whole library, what nothing uses:
 * the S3 client's descriptions of a hundred commands have keys that stand in constants, `{ [_h]: 200 }` after
 * `_h = "http"`, and `gray-matter` has an engine, which is refused, that evaluates code and could name anything.
 */
function withoutDoubt(code: string): string {
  const names = new Map<string, string>();
  for (const [, constant = '', name = ''] of code.matchAll(/[ ,](_\w+) = ("[\w -]+")/g))
    names.set(constant, name);
  return code
    .replace(' eval(str) ||', ' (0, eval)(str) ||')
    .replace(/([{,]\s*)\[(_\w+)\]:/g, (key, before: string, constant: string) => {
      const name = names.get(constant);
      return name === undefined ? key : `${before}${name}:`;
    });
}

/** An account of files that were made of `parts`, by the sources of these, whose bytes are those of the parts. */
function withSources(joined: Metafile, parts: Metafile): Metafile {
  const made = new Map(Object.entries(parts.outputs).map(([path, output]) => [basename(path), output]));
  const outputs: Metafile['outputs'] = {};
  for (const [path, { entryPoint, ...output }] of Object.entries(joined.outputs)) {
    const inputs = Object.keys(output.inputs).flatMap((part) =>
      Object.entries(made.get(basename(part))?.inputs ?? {}),
    );
    const source = made.get(basename(entryPoint ?? ''))?.entryPoint;
    outputs[path] = {
      ...output,
      inputs: Object.fromEntries(inputs),
      ...(source !== undefined && { entryPoint: source }),
    };
  }
  return { inputs: parts.inputs, outputs };
}
