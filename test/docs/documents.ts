import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../../local/project.ts';

/** The paths of all documents for people, from the project's folder. */
export const DOCUMENTS: readonly string[] = ['', 'docs', 'docs/decisions', '.github'].flatMap((folder) =>
  readdirSync(join(PROJECT_FOLDER, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** A file of the project, as text. */
export function readProject(path: string): string {
  return readFileSync(join(PROJECT_FOLDER, path), 'utf8');
}

/** What stands in the fenced blocks of a language, without their indentation. */
export function codeBlocks(document: string, language: string): readonly string[] {
  const blocks = document.matchAll(new RegExp(`^( *)\`\`\`${language}\n(.*?)\n\\1\`\`\`$`, 'gms'));
  return [...blocks].map(([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** The rows of the table whose first column has this heading; each cell as it is written. */
export function tableRows(document: string, heading: string): readonly (readonly string[])[] {
  const lines = document.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start === -1) return [];
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands between backticks. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
