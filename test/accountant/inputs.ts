import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { Removal } from '../../lambda/clean/clean.ts';
import type { Derivation } from '../../lambda/model/article.ts';
import { type Balance, balance } from '../../local/accountant/balance.ts';
import { findFiles, type KnownFile } from '../../local/accountant/files.ts';
import { SITE, uploadOf } from '../article/uploads.ts';
import { VECTORS } from '../clean/vectors.ts';
import { REAL_ARTICLES, REAL_FAULTS } from '../support/needs.ts';

/** An upload that the accountant is shown. */
export interface Input {
  /** `faults/code/vue-block.md`. */
  readonly name: string;
  readonly key: string;
  readonly text: string;
}

const ARTICLE = /\.(?:md|markdown|html?|txt)$/i;

/** All inputs that there are: what stands in this repository, and what may stand beside it. */
export function readInputs(): readonly Input[] {
  return [
    ...readFolder('corpus', new URL('../clean/corpus/', import.meta.url)).map(dropMarks),
    ...readFolder('held-out', new URL('../clean/held-out/', import.meta.url)).map(dropMarks),
    ...readCases(),
    ...readFolder('markdown', new URL('../article/markdown/', import.meta.url), /input\.md$/).map(addTitle),
    ...readVectors(),
    ...readFolder('samples', new URL('../../samples/', import.meta.url)),
    ...readFolder('articles', REAL_ARTICLES),
    ...readFolder('faults', REAL_FAULTS),
  ];
}

/** The uploads below a folder; none where it is absent. */
function readFolder(name: string, folder: URL, wanted = ARTICLE): readonly Input[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => wanted.test(path) && path !== 'README.md')
    .toSorted()
    .map((path) => ({
      name: `${name}/${path}`,
      key: path,
      text: readFileSync(join(fileURLToPath(folder), path), 'utf8'),
    }));
}

/** The corpus marks what a person would not keep. */
function dropMarks(input: Input): Input {
  return { ...input, text: input.text.replace(/[⟦⟧]/g, '') };
}

/** The cases of Markdown are bodies. */
function addTitle(input: Input): Input {
  return { ...input, text: `---\ntitle: 例\nlink: https://site.example/post/1.html\n---\n${input.text}` };
}

/** The bodies of the cleaner's cases, as uploads. */
function readCases(): readonly Input[] {
  const folder = new URL('../clean/cases/', import.meta.url);
  return readdirSync(folder).map((name) => {
    const file = (path: string) => readFileSync(new URL(`${name}/${path}`, folder), 'utf8');
    const { context }: { context: Record<string, unknown> } = JSON.parse(file('context.json'));
    const fields = { title: '例', ...context };
    const front = Object.entries(fields).map(([field, value]) => `${field}: ${JSON.stringify(value)}\n`);
    return {
      name: `cases/${name}`,
      key: `${name}.md`,
      text: `---\n${front.join('')}---\n${file('input.html')}`,
    };
  });
}

function readVectors(): readonly Input[] {
  return VECTORS.map((vector) => ({
    name: `vectors/${vector}`,
    key: 'vector.html',
    text: `---\ntitle: 例\nlink: https://site.example/post/1.html\n---\n<p>前文写得足够长，讲的是一件小事。</p>\n${vector}`,
  }));
}

/** What an upload comes to, and whether that accounts for all of it; no balance of what is not published. */
export interface Audit {
  readonly derivation: Derivation;
  readonly removals: readonly Removal[];
  /** Pictures within the text that have become files. */
  readonly files?: readonly KnownFile[];
  readonly balance?: Balance;
}

/** Derives an article and balances it against its upload. */
export async function audit({ key, text }: Pick<Input, 'key' | 'text'>): Promise<Audit> {
  let removals: readonly Removal[] = [];
  const derivation = await deriveArticle(uploadOf(text, key), SITE, (cleaned) => {
    removals = cleaned.removals;
  });
  if (!('article' in derivation)) return { derivation, removals };
  const files = await findFiles(text, derivation);
  const outcome = {
    article: derivation.article,
    removals,
    warnings: derivation.warnings.map(({ message }) => message),
    files,
    placeholderHosts: SITE.placeholderHosts,
  };
  return { derivation, removals, files, balance: balance({ key, text }, outcome) };
}
