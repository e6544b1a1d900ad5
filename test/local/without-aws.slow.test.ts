import { spawn, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { MEDIA_TYPES } from '../../lambda/model/media.ts';
import { contentTypeOf } from '../../lambda/model/serving.ts';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { readTree, temporaryFolder, writeFiles } from '../support/folders.ts';
import { freePort } from '../support/free-port.ts';

const FOLDER = join(PROJECT_FOLDER, 'docs/without-aws');
const CLI = join(PROJECT_FOLDER, 'local/cli.ts');
const GOOD = '---\ntitle: 好文章\ncategories: [新闻]\ndate: 2021-09-16 12:00:14\n---\n正文在这里。\n';

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** The arguments of an instruction, such as `CMD`, that are written as JSON. */
function instruction(name: string): readonly string[] {
  const [, json = '[]'] = new RegExp(`^${name} (\\[.*\\])$`, 'm').exec(read('Dockerfile')) ?? [];
  return JSON.parse(json);
}

it('copies into the image all that a build takes, and a program that publishes', { timeout: 120_000 }, () => {
  const copied = [...read('Dockerfile').matchAll(/^COPY ([^-].*) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  );
  const [project, program] = [temporaryFolder(), temporaryFolder()];
  for (const name of copied) cpSync(join(PROJECT_FOLDER, name), join(project, name), { recursive: true });
  symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(project, 'node_modules'));
  const run = (cwd: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { PATH: process.env.PATH } });
  const [, build = ''] = /^RUN node (.*)$/m.exec(read('Dockerfile')) ?? [];
  expect(run(project, build)).toMatchObject({ status: 0, stderr: '' });
  for (const name of ['package.json', 'dist'])
    cpSync(join(project, name), join(program, name), { recursive: true });
  writeFiles(program, { 'articles/好.md': GOOD });
  expect(run(program, 'dist/cli.mjs', 'republish', 'articles', '--out', 'site')).toMatchObject({ status: 0 });
});

it('starts the same in a container with and without compose, as no root on a file system that is read only', () => {
  const { feeds } = parse(read('compose.yaml')).services;
  expect(feeds.command).toEqual(instruction('CMD'));
  expect(feeds).toMatchObject({ read_only: true, build: { dockerfile: 'docs/without-aws/Dockerfile' } });
  expect(read('Dockerfile')).toMatch(/^USER node$/m);
});

it('serves in a container what its health check asks for', async () => {
  const folder = temporaryFolder();
  const port = `${await freePort()}`;
  writeFiles(folder, { 'articles/好.md': GOOD });
  const places: Readonly<Record<string, string>> = {
    '/articles': join(folder, 'articles'),
    '/site': join(folder, 'site'),
  };
  const args = instruction('CMD').map((arg) => places[arg] ?? arg.replace('8080', port));
  const [, , script = ''] = instruction(' {2}CMD');
  const isHealthy = (): number | null =>
    spawnSync(process.execPath, ['-e', script.replace('8080', port)]).status;
  expect(isHealthy()).toBe(1);
  const server = spawn(process.execPath, [CLI, ...args, '--port', port], { cwd: folder });
  onTestFinished(() => void server.kill('SIGKILL'));
  await vi.waitFor(() => expect(isHealthy()).toBe(0), { timeout: 60_000, interval: 100 });
});

it.skipIf(process.platform === 'win32')('publishes on GitHub Pages also when a file is rejected', () => {
  const { steps } = parse(read('github-pages.yml')).jobs.publish;
  const runs: readonly string[] = steps.flatMap(({ run }: { run?: string }) => run ?? []);
  const script = runs.join('\n').replace(/npx --yes feed-republisher@1/, `"${process.execPath}" "${CLI}"`);
  expect(script).toContain(CLI);
  const folder = temporaryFolder();
  writeFiles(folder, { 'articles/好.md': GOOD, 'articles/坏.md': '---\ntitle: 坏\n' });
  const env = {
    PATH: process.env.PATH,
    REPUBLISHER_LANGUAGE: 'en',
    BASE_URL: 'https://somebody.github.io/feeds',
  };
  const { status, stdout } = spawnSync('sh', ['-ec', script], { cwd: folder, env, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Rejected: 1') });
  const { path } = steps.find(({ uses = '' }: { uses?: string }) => uses.includes('upload-pages')).with;
  expect(readTree(join(folder, path))['rss.xml']).toContain('https://somebody.github.io/feeds/articles/');
});

it('tells nginx the media types that the files have elsewhere', () => {
  const page = readFileSync(join(PROJECT_FOLDER, 'docs/without-aws.md'), 'utf8');
  const [, types = ''] = /types \{\n(.*?)\}/s.exec(page) ?? [];
  const told = types
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(';', '').split(' '));
  const endings = told.flatMap(([, ...names]) => names);
  const ofSite = ['html', 'css', 'xml', 'json', 'opml', 'webmanifest', 'js', 'svg', 'txt'];
  expect(endings.toSorted()).toEqual([...new Set([...ofSite, ...Object.keys(MEDIA_TYPES)])].toSorted());
  for (const [type, ...names] of told)
    for (const name of names) expect(contentTypeOf(`x.${name}`).split(';')[0]).toBe(type);
});
