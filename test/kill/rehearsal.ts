import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { COMPILED_CODE } from '../../local/compile-cache.ts';
import { PROJECT_FOLDER } from '../../local/project.ts';

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href;

/** When the process dies: at its so-many-th call that changes the file system, and on which side of it. */
export interface Death {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** A folder that was published, and changed since: an article is new, one is gone, one moves to another category. */
export class Rehearsal {
  readonly #base = mkdtempSync(join(tmpdir(), 'kill-'));
  readonly #articles = join(this.#base, 'articles');
  readonly #before = join(this.#base, 'before');
  readonly #out = join(this.#base, 'out');
  readonly #expected: ReadonlyMap<string, string>;

  constructor() {
    cpSync(join(PROJECT_FOLDER, 'test/kill/articles'), this.#articles, { recursive: true });
    this.#run(this.#before);
    const write = (name: string, category: string, text: string): void =>
      writeFileSync(
        join(this.#articles, name),
        `---\ntitle: ${name}\ndate: 2025-09-09 08:00:00\ncategories: [${category}]\n---\n<p>${text}</p>\n`,
      );
    write('moves.md', '金融', '改版');
    write('new.md', '夜报', '新来的');
    rmSync(join(this.#articles, 'goes.md'));
    const fresh = join(this.#base, 'fresh');
    this.#run(fresh);
    this.#expected = readFiles(join(fresh, 'public'));
  }

  /** Publishes, dies, and publishes again. What is wrong then; undefined where it did not die at all. */
  rehearse({ at, when }: Death): readonly string[] | undefined {
    rmSync(this.#out, { recursive: true, force: true });
    cpSync(this.#before, this.#out, { recursive: true, preserveTimestamps: true });
    const died = this.#run(this.#out, { KILL_AT: String(at), KILL_WHEN: when }).signal === 'SIGKILL';
    const { status, stderr } = this.#run(this.#out);
    const found = readFiles(join(this.#out, 'public'));
    const paths = new Set([...found.keys(), ...this.#expected.keys()]);
    const wrong = [...paths].filter((path) => found.get(path) !== this.#expected.get(path));
    if (status !== 0) wrong.push(`the next run ends with ${status}: ${stderr}`);
    return died || wrong.length > 0 ? wrong : undefined;
  }

  close(): void {
    rmSync(this.#base, { recursive: true });
  }

  #run(out: string, env: Readonly<Record<string, string>> = {}) {
    const imports = env.KILL_AT === undefined ? [] : ['--import', PRELOAD];
    const command = [
      join(PROJECT_FOLDER, 'local/cli.ts'),
      'republish',
      this.#articles,
      '--out',
      out,
      '--yes',
    ];
    return spawnSync(process.execPath, [...imports, ...command], {
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: COMPILED_CODE,
        ...env,
      },
    });
  }
}

function readFiles(root: string): ReadonlyMap<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => !path.startsWith('.') && statSync(join(root, path)).isFile());
  return new Map(files.map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}
