import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { writeFiles } from '../support/folders.ts';
import { freePort } from '../support/free-port.ts';

/** Node.js as it is installed on this computer, beside the one that npm brings along. */
const INSTALLED = [process.env.NODE_20, '/usr/bin/node', '/usr/local/bin/node'].find(
  (file) => file !== undefined && existsSync(file) && majorOf(file) >= 20,
);

const NODES = [...new Set([process.execPath, ...(INSTALLED === undefined ? [] : [INSTALLED])])].map(
  (file) => [`Node.js ${majorOf(file)}`, file] as const,
);

const ARTICLE = `+++
title = "甲"
date = 2021-09-16T12:00:14+08:00
categories = ["cnBeta"]
+++
<div class="article-summary"><p>访问：<a href="https://shop.example/">商店</a><br>正文在这里。</p></div>
`;
const FORMULA = `---\ntitle: 乙\ndate: 2021-09-16 12:00:14\ncategories: [笔记]\n---\n公式 $x^2$ 与脚注。[^1]\n\n[^1]: 注。\n`;

describe('the package', { timeout: 240_000 }, () => {
  // Not below the project, whose libraries it must not find.
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  const command = join(folder, 'node_modules/feed-republisher/dist/cli.mjs');
  const env = {
    PATH: process.env.PATH,
    NO_COLOR: '1',
    XDG_CACHE_HOME: join(folder, 'cache'),
    LANG: 'zh_CN.UTF-8',
    REPUBLISHER_LANGUAGE: 'en',
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  function npm(cwd: string, ...args: readonly string[]): string {
    const { stdout, stderr, status } = spawnSync('npm', args, {
      cwd,
      encoding: 'utf8',
      env: { ...env, HOME: process.env.HOME },
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }

  function run(node: string, ...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(node, [command, ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  }

  beforeAll(() => {
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFiles(folder, { 'articles/甲.md': ARTICLE, '乙/乙.md': FORMULA, 'articles/乙.md': FORMULA });
    const [{ filename }]: [{ filename: string }] = JSON.parse(
      npm(PROJECT_FOLDER, 'pack', '--json', '--pack-destination', folder),
    );
    npm(folder, 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
  });

  it('brings all that it needs, its samples and the licences of what is in it, and no more', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'feed-republisher',
    ]);
    const own = join(folder, 'node_modules/feed-republisher');
    expect(readdirSync(own).sort()).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'dist', 'package.json', 'samples']),
    );
    const files = readdirSync(own, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.endsWith('.ts'))).toEqual([]);
    expect(readFileSync(join(own, 'dist/LICENSES.txt'), 'utf8')).toMatch(
      /^parse5 [\d.]+ \(MIT\)\n\nCopyright/m,
    );
  });

  it.each(NODES)('publishes a folder with %s, and then finds nothing to do', (version, node) => {
    const out = join(folder, `out-${version}`);
    const args = ['republish', 'articles', '--out', out, '--base-url', 'https://feeds.example.org'];
    expect(run(node, ...args)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/Published +2 +2\n/),
    });
    expect(run(node, ...args)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing has changed'),
    });
    expect(run(node, 'doctor', out)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing was wrong'),
    });
    expect(readFileSync(join(out, 'public/rss.xml'), 'utf8')).toContain('<msup>');
  });

  it.each(NODES)('explains with %s what cleaning takes', (_version, node) => {
    const { code, out, err } = run(node, 'clean', 'articles/甲.md', '--explain');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('正文在这里。') });
    expect(err).toMatch(/characters +\d/);
  });

  it.each(NODES)('serves a folder with %s that is its only argument', async (_version, node) => {
    const port = await freePort();
    const child = spawn(node, [command, 'articles', '--port', `${port}`], { cwd: folder, env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const page = await vi.waitFor(async () => {
      const answer = await fetch(`http://localhost:${port}/rss.xml`);
      expect(answer.status).toBe(200);
      return answer.text();
    }, 60_000);
    expect(page).toContain('甲');
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('close', resolve));
    expect(readdirSync(join(folder, 'cache/feed-republisher'))).toEqual([
      expect.stringMatching(/^articles-/),
    ]);
  });

  it('begins a site that it then publishes', () => {
    const [, node] = NODES.at(-1) ?? ['', process.execPath];
    expect(run(node, 'init', 'site')).toMatchObject({ code: 0, err: '' });
    const published = run(node, 'republish', 'site/articles', '--out', 'site/out');
    expect(published).toMatchObject({ code: 0, out: expect.stringMatching(/Published +1 +1\n/) });
  });

  it('runs as npx runs it', () => {
    const { version }: { version: string } = JSON.parse(
      readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8'),
    );
    expect(npm(folder, 'exec', '--offline', '--', 'feed-republisher', '--version').trim()).toBe(version);
  });
});

function majorOf(node: string): number {
  const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}
