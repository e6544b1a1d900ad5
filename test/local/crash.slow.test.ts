import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

/** Processes start slowly on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const SCRIPT = join(import.meta.dirname, 'unruly-publish.ts');

/** More than are worked on at the same time. */
const GOOD = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.md`, `good ${i}`]));

/** Publishes a folder in a process of its own until one of them ends by itself. */
function publishIn(folder: string) {
  const [articles, out] = [join(folder, 'articles'), join(folder, 'out')];
  const publish = () => {
    const { signal, stdout } = spawnSync(process.execPath, [SCRIPT, articles, out], { encoding: 'utf8' });
    return { signal, lines: stdout.split('\n').filter((line) => line !== '') };
  };
  const publishAgain = () => {
    for (let runs = 1; ; runs++) {
      const { signal, lines } = publish();
      if (signal === null) return { runs, failed: lines.filter((line) => line.includes('failed')).sort() };
      expect(signal).toBe('SIGKILL');
      expect(runs).toBeLessThan(6);
    }
  };
  const write = (files: Readonly<Record<string, string>>) => writeFiles(articles, files);
  return { out, publish, publishAgain, write };
}

const FATAL = 'failed: cleaning it ended the whole program';

describe('a folder with an article that ends the whole program', () => {
  it('is published by the third run, but for the guilty one, which is blamed by name until it changes', () => {
    const { out, publish, publishAgain, write } = publishIn(temporaryFolder());
    write({ ...GOOD, '7-bad.md': 'kills the process' });
    expect(publishAgain()).toEqual({ runs: 3, failed: [`7-bad.md ${FATAL}`] });
    expect(readdirSync(join(out, 'public/articles'))).toHaveLength(Object.keys(GOOD).length);
    expect(readFileSync(join(out, 'public/rss.xml'), 'utf8')).toContain('<title>good');
    expect(existsSync(join(out, 'in-flight.json'))).toBe(false);

    write({ 'new.md': 'new' });
    expect(publish()).toEqual({ signal: null, lines: [`7-bad.md ${FATAL}`, 'new.md published'] });
    write({ '7-bad.md': 'good again' });
    expect(publish()).toEqual({ signal: null, lines: ['7-bad.md published'] });
  });

  it('blames each of several guilty ones for what it did, and none that stood beside them', () => {
    const { out, publishAgain, write } = publishIn(temporaryFolder());
    const deeds = ['kills the process', 'never returns', 'kills the process', 'fills the heap', 'throws'];
    write({ ...GOOD, ...Object.fromEntries(deeds.map((deed, i) => [`${i}-bad.md`, deed])) });
    expect(publishAgain().failed).toEqual([
      `0-bad.md ${FATAL}`,
      '1-bad.md failed: cleaning it took longer than 8 s',
      `2-bad.md ${FATAL}`,
      '3-bad.md failed: cleaning it took more than 80 MB of memory',
      '4-bad.md failed: the code that cleans it failed: x is not a function',
    ]);
    expect(readdirSync(join(out, 'public/articles'))).toHaveLength(Object.keys(GOOD).length);
  });
});
