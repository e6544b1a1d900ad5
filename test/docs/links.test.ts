import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { DOCUMENTS, readProject } from './documents.ts';

const MAX_PICTURES = 300_000;

/** The ids that GitHub gives the headings of a document. */
function headingIds(path: string): ReadonlySet<string> {
  const headings = [...withoutCode(readProject(path)).matchAll(/^#+ (.+)$/gm)];
  return new Set(
    headings.map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{M}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutCode(document: string): string {
  return document.replaceAll(/^( *)```.*?^\1```$/gms, '');
}

function linksOf(path: string): readonly string[] {
  const links = withoutCode(readProject(path)).matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

it.each(DOCUMENTS)('%s links to files and headings that there are', (path) => {
  const broken = linksOf(path).filter((link) => {
    const [file = '', id] = link.split('#');
    const target = file === '' ? path : join(dirname(path), file);
    if (!existsSync(join(PROJECT_FOLDER, target))) return true;
    return id !== undefined && !headingIds(target).has(id);
  });
  expect(broken).toEqual([]);
});

it('leads from the README in each language to every document', () => {
  for (const [readme, others] of [
    ['README.md', /\.zh-CN\.md$/],
    ['README.zh-CN.md', /(?:uploaders|subscribers|README)\.md$/],
  ] as const) {
    const wanted = DOCUMENTS.filter((path) => path.startsWith('docs/') && !others.test(path));
    const seen = new Set<string>();
    const follow = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const link of linksOf(path)) {
        const target = join(dirname(path), link.replace(/#.*/, ''));
        if (DOCUMENTS.includes(target)) follow(target);
      }
    };
    follow(readme);
    expect(wanted.filter((path) => !seen.has(path))).toEqual([]);
  }
});

it('has pictures that load fast', () => {
  const pictures = new Set(
    DOCUMENTS.flatMap((path) =>
      linksOf(path)
        .filter((link) => /\.(?:png|webp|svg)$/.test(link))
        .map((link) => join(PROJECT_FOLDER, dirname(path), link)),
    ),
  );
  const bytes = [...pictures].reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(MAX_PICTURES);
});
