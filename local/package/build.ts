import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { BUNDLING } from '../../lib/function-code.ts';
import { PACKAGE_FOLDER } from '../project.ts';
import { COMPILED_RULES, readAllRules } from '../publish/rules.ts';
import { licencesOf } from './licences.ts';

/** What is loaded by its name: the command, and the modules that its threads run. */
const ENTRIES = ['local/cli.ts', 'lambda/article-thread.ts', 'local/learn/learn-thread.ts'] as const;

/**
 * Bundles the command for people who install the package: Node strips no types below `node_modules`, and a package
 * without dependencies is there at once. The licences of what is bundled lie beside it.
 */
function buildPackage(folder: string): void {
  const { outputFiles, metafile } = buildSync({
    ...BUNDLING,
    entryPoints: [...ENTRIES],
    entryNames: '[name]',
    outdir: folder,
    target: 'node20.18',
    inject: ['local/package/node-20.ts'],
    write: false,
  });
  const licences = licencesOf(Object.keys(metafile.inputs));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  writeFileSync(join(folder, COMPILED_RULES), JSON.stringify(readAllRules()));
  writeFileSync(join(folder, 'LICENSES.txt'), licences);
}

buildPackage(PACKAGE_FOLDER);
