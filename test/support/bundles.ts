import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync, type Metafile, type OutputFile } from 'esbuild';
import { BUNDLING } from '../../lib/function-code.ts';

/** A module with all that it imports, in memory. */
export interface Bundle {
  readonly metafile: Metafile;
  readonly outputFiles: readonly OutputFile[];
}

/** Code of this project's libraries, bundled with the options of the function, but with nothing left out. */
export function bundlePlainly(contents: string): Bundle {
  return buildSync({
    ...BUNDLING,
    stdin: { contents, resolveDir: BUNDLING.absWorkingDir, sourcefile: PLAIN },
    outdir: 'plain',
    write: false,
  });
}

/** How the entry of what {@link bundlePlainly} makes is called. */
export const PLAIN = 'plain.ts';

const COMMANDS =
  'DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand';

/** What nobody who speaks to S3 goes without: a client, and the commands that the function sends. */
export const S3_CLIENT = `import { S3Client, S3ServiceException, ${COMMANDS} } from '@aws-sdk/client-s3';
export const client = new S3Client({});
export const used = [S3ServiceException, ${COMMANDS}];`;

/** Writes the files of a bundle into a folder, without those above them. */
export function writeBundle({ outputFiles }: Bundle, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(join(folder, basename(path)), contents);
}

/** What a bundle is made of. */
export interface Size {
  /** All of its bytes, and those that are loaded as soon as its entry is imported. */
  readonly total: number;
  readonly atStart: number;
  /** The source files of what is loaded at the start, with their bytes before they are joined. */
  readonly sources: ReadonlyMap<string, number>;
}

/** Measures a bundle by the source file of its entry. */
export function measureBundle({ metafile: { outputs } }: Bundle, entry: string): Size {
  const code = Object.entries(outputs).filter(([name]) => !name.endsWith('.map'));
  const pending = code.filter(([, { entryPoint }]) => entryPoint === entry).map(([name]) => name);
  const loaded = new Set(pending);
  const sources = new Map<string, number>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const { path, kind } of outputs[name]?.imports ?? []) {
      if (kind !== 'import-statement' || outputs[path] === undefined || loaded.has(path)) continue;
      loaded.add(path);
      pending.push(path);
    }
    for (const [source, { bytesInOutput }] of Object.entries(outputs[name]?.inputs ?? {})) {
      sources.set(source, (sources.get(source) ?? 0) + bytesInOutput);
    }
  }
  const sum = (files: typeof code) => files.reduce((bytes, [, file]) => bytes + file.bytes, 0);
  return { total: sum(code), atStart: sum(code.filter(([name]) => loaded.has(name))), sources };
}
