import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseSite } from '../../lambda/site.ts';
import { bundleFunction } from '../../lib/function-code.ts';

describe('the bundle of the function', () => {
  const base = mkdtempSync(join(tmpdir(), 'bundle-'));
  afterAll(() => rmSync(base, { recursive: true }));
  const folder = join(base, 'function');
  const site = parseSite({ title: 'Quotes \' " and $(commands)' });
  const revision = bundleFunction(site, folder);

  it('holds the function and its settings, and no source maps', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['handler.mjs', 'site.json']));
    expect(readdirSync(folder).filter((name) => !/\.(?:mjs|json)$/.test(name))).toEqual([]);
    expect(readFileSync(join(folder, 'handler.mjs'), 'utf8')).not.toContain('sourceMappingURL');
    expect(readdirSync(join(base, 'source-maps'))).toContain('handler.mjs.map');
    expect(parseSite(JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')))).toEqual(site);
  });

  it('has the same hash again, and another one for other settings', () => {
    expect(bundleFunction(site, join(base, 'again', 'function'))).toBe(revision);
    expect(bundleFunction(parseSite(), join(base, 'other', 'function'))).not.toBe(revision);
  });

  it('loads nothing at its start that only a sweep or a failure needs', () => {
    const loaded = importedBy(folder, 'handler.mjs');
    const code = [...loaded].map((name) => readFileSync(join(folder, name), 'utf8')).join('');
    expect(code).not.toContain('SendMessageBatch');
    const lazy = readdirSync(folder).filter((name) => name.endsWith('.mjs') && !loaded.has(name));
    expect(lazy.map((name) => name.split('-')[0])).toEqual(expect.arrayContaining(['queue', 'sweep']));
  });

  it('loads no reader of front matter and no Markdown at its start', () => {
    const loaded = importedBy(folder, 'handler.mjs');
    const lazy = readdirSync(folder).filter((name) => !loaded.has(name));
    expect(lazy.map((name) => name.split('-')[0])).toEqual(
      expect.arrayContaining(['front', 'markdown', 'toml']),
    );
  });

  it.each([
    ['the parser that xml-js brings along', 'Invalid character in entity name'],
    ['credentials of containers', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  ])('leaves out %s', (_part, mark) => {
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(files.filter((code) => code.includes(mark))).toEqual([]);
  });

  it('starts on its own, outside of the project, and says what its environment lacks', () => {
    const env = { PATH: process.env.PATH };
    const start = spawnSync(process.execPath, [join(folder, 'handler.mjs')], {
      cwd: base,
      env,
      encoding: 'utf8',
    });
    expect(start.stderr).toContain('the environment has no BASE_URL');
  });
});

/** The files that a module imports as soon as it is imported itself, and it. */
function importedBy(folder: string, name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  const code = readFileSync(join(folder, name), 'utf8');
  for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.mjs)"/g)) {
    importedBy(folder, imported, known);
  }
  return known;
}
