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
 * @param entry the name of the entry's file; the source maps are linked, and no file has a banner yet.
 */
export function joinStart({ metafile, outputFiles }: Built, entry: string, options: BuildOptions): Built {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  try {
    mkdirSync(join(folder, 'parts'));
    for (const { path, contents } of outputFiles) {
      writeFileSync(join(folder, 'parts', basename(path)), contents);
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
    return { outputFiles: joined.outputFiles, metafile: withSources(joined.metafile, metafile) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An account of files that were made of `parts`, by the sources of these. */
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
