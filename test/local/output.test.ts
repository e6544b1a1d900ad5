import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CommandError } from '../../local/command-error.ts';
import { openOutput } from '../../local/publish/output.ts';
import { readTree, temporaryFolder, writeFiles } from '../support/folders.ts';

let folder: string;
let articles: string;
let out: string;

beforeEach(() => {
  folder = temporaryFolder();
  articles = join(folder, 'articles');
  out = join(folder, 'out');
  writeFiles(articles, { 'a.md': 'a' });
});

function refusal(target: string, source = articles): string {
  try {
    openOutput(target, source).close();
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
  return '';
}

describe('an output folder', () => {
  it('is made where it is missing, and worked on by one at a time', () => {
    const output = openOutput(out, articles);
    expect(refusal(out)).toContain('Another process is working on');
    output.close();
    expect(refusal(out)).toBe('');
  });

  it('is refused with the reason of the system where it cannot be locked', () => {
    mkdirSync(join(out, '.lock'), { recursive: true });
    expect(refusal(out)).toContain('cannot be written: it is a folder');
  });

  it.skipIf(process.getuid?.() === 0)('is refused in plain words where it is read-only', () => {
    mkdirSync(out);
    chmodSync(out, 0o555);
    expect(refusal(out)).toContain('permission denied');
  });

  it.each(['articles', 'articles/deep', 'link/deep'])(
    'is refused at %s, where its pages would be taken for articles',
    (place) => {
      symlinkSync(articles, join(folder, 'link'));
      expect(refusal(join(folder, place))).toContain('would be taken for articles');
      expect(readTree(articles)).toEqual({ 'a.md': 'a' });
    },
  );

  it('may hold the articles beside the site, but not in it', () => {
    expect(refusal(folder)).toBe('');
    writeFiles(folder, { 'public/drafts/b.md': 'b' });
    expect(refusal(folder, join(folder, 'public/drafts'))).toContain('where the site is written');
    expect(refusal(folder, join(folder, 'public'))).toContain('would be taken for articles');
  });

  it('is refused where somebody else keeps a website', () => {
    writeFiles(out, { 'public/index.html': 'mine' });
    expect(refusal(out)).toContain('such as index.html');
    expect(readTree(out)).toEqual({ 'public/index.html': 'mine' });
  });

  it('is taken up again where only the site is left of it', () => {
    writeFiles(out, { 'public/index.html': 'ours', 'public/feeds.opml': 'ours' });
    expect(refusal(out)).toBe('');
  });

  it('needs articles to be published from', () => {
    expect(refusal(out, join(folder, 'missing'))).toContain('There is no folder');
    expect(refusal(out, join(articles, 'a.md'))).toContain('is a file, not a folder');
    expect(existsSync(out)).toBe(false);
  });

  it('is refused where a file stands', () => {
    writeFileSync(out, '');
    expect(refusal(out)).toContain('cannot be written');
  });
});

describe('the mark of an unfinished pass', () => {
  it('says that everything is owed until the pass ends, and then what failed', () => {
    const output = openOutput(out, articles);
    expect(output.owed()).toEqual([]);
    output.begin();
    expect(output.owed()).toBe('everything');
    output.end(['a.md']);
    expect(output.owed()).toEqual(['a.md']);
    output.end([]);
    expect(output.owed()).toEqual([]);
    output.close();
  });

  it('says that everything is owed when it cannot be read', () => {
    const output = openOutput(out, articles);
    writeFileSync(join(out, 'unfinished.json'), '{"owed": [1');
    expect(output.owed()).toBe('everything');
    output.close();
  });
});
