import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import type { DeriveLimits } from '../../lambda/worker/derive-pool.ts';
import type { SiteSettings } from '../../local/publish/settings.ts';
import { SettingsWatch } from '../../local/publish/settings-watch.ts';
import { openSiteFolder } from '../../local/publish/site-folder.ts';
import { serveFolder } from '../../local/serve/serve-folder.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

/** Takes an upload's text for its title, and does what that says. */
const UNRULY_THREAD = new URL('../worker/unruly-thread.ts', import.meta.url);

let told: string[];

beforeEach(() => {
  process.env.NO_COLOR = '1';
  told = [];
  for (const channel of ['log', 'error'] as const) {
    vi.spyOn(console, channel).mockImplementation((text: string) => void told.push(text));
  }
});

afterEach(() => {
  vi.restoreAllMocks();
});

interface Live {
  readonly articles: string;
  readonly out: string;
  /** What the server answers for a path. */
  ask(path: string): Promise<string>;
  /** Stops it, and ends when it has stopped. */
  stop(): Promise<void>;
}

async function serve(
  files: Readonly<Record<string, string>>,
  {
    limits = {},
    out = join(temporaryFolder(), 'out'),
  }: { limits?: Partial<DeriveLimits>; out?: string } = {},
): Promise<Live> {
  const articles = join(temporaryFolder(), '文章');
  writeFiles(articles, files);
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const site = parseSite({ baseUrl: address, language: 'en' });
  const settings = new SettingsWatch({ read: () => ({ site }), glance: () => '' });
  const open = (current: SiteSettings) =>
    openSiteFolder({ articles, out, ...current, thread: UNRULY_THREAD, limits });
  const stopping = new AbortController();
  const serving = serveFolder(open, {
    settings,
    port,
    host: 'localhost',
    address,
    withdrawsAll: false,
    signal: stopping.signal,
  });
  const stop = (): Promise<void> => {
    stopping.abort();
    return serving;
  };
  onTestFinished(stop);
  const ask = async (path: string): Promise<string> =>
    (await fetch(`http://127.0.0.1:${port}/${path}`)).text();
  await vi.waitFor(() => ask('_report'), { timeout: 60_000 });
  return { articles, out, ask, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function sees(look: () => Promise<string> | string, text: string): Promise<void> {
  await vi.waitFor(async () => expect(await look()).toContain(text), { timeout: 40_000, interval: 50 });
}

async function titlesOf(live: Live): Promise<string[]> {
  const titles = (await live.ask('rss.xml')).matchAll(/<item>\s*<title>([^<]*)/g);
  return [...titles].map(([, title = '']) => title);
}

const log = (): string => told.join('\n');
const isReady = (): Promise<void> => sees(log, 'Stop with Ctrl-C');

describe('a served folder', () => {
  it('answers, and stops at once, while a thread never returns', async () => {
    const live = await serve({ 'a.md': 'a', 'bad.md': 'never returns' });
    expect(await live.ask('_report')).toContain('No files');
    await live.stop();
    expect(told.at(-1)).toBe('\nStopped.');
  });

  it('sets aside the article whose code never returns, says so, and publishes the others', async () => {
    const files = { 'a.md': 'a', 'bad.md': 'never returns', 'b.md': 'b' };
    const live = await serve(files, { limits: { deadlineMs: 400 } });
    await isReady();
    const reason = 'cleaning it took longer than 0.4 s';
    expect(told.filter((line) => line.includes(`Set aside: bad.md: ${reason}`))).toHaveLength(1);
    for (const title of ['a', 'b']) expect(await titlesOf(live)).toContain(title);
    const report = await live.ask('_report');
    expect(report).toContain('2 files published, 1 file set aside');
    expect(report).toContain('0.4 s. It will be tried again when the file or the program changes.');
    writeFiles(live.articles, { 'bad.md': 'good again' });
    await sees(log, 'published  bad.md');
    expect(await live.ask('_report')).toContain('3 files published in');
  });

  it('shows no path of this computer in its report', async () => {
    const live = await serve({ 'a.md': 'a', 'bad.md': 'throws' });
    await isReady();
    const report = await live.ask('_report');
    expect(report).toContain('bad.md');
    expect(report).toContain('<bdi>文章</bdi>');
    expect(report).not.toContain(live.articles);
    expect(report).not.toContain(live.out);
  });

  it('keeps what is published when the folder is emptied, and asks', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`a/${i}.md`, `title ${i}`]));
    const live = await serve(files);
    await isReady();
    renameSync(join(live.articles, 'a'), join(live.articles, '../a'));
    await sees(log, '12 of 12 files are gone. What was published from them stays for now.');
    expect(log()).not.toContain('withdrawn  a/');
    expect(await live.ask('_report')).toContain('12 files published');
    process.stdin.emit('data', 'n\ny\n');
    await sees(log, 'withdrawn  a/');
    await sees(() => live.ask('_report'), 'No files');
  });

  it('goes on when the files come back before the second look', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`a/${i}.md`, `title ${i}`]));
    const live = await serve(files);
    await isReady();
    renameSync(join(live.articles, 'a'), join(live.articles, '../a'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    renameSync(join(live.articles, '../a'), join(live.articles, 'a'));
    await new Promise((resolve) => setTimeout(resolve, 6000));
    expect(log()).not.toContain('are gone');
    expect(await live.ask('_report')).toContain('12 files published');
  });

  it('makes the site again when somebody deletes it', async () => {
    const live = await serve({ 'a.md': 'a', 'b.md': 'b' });
    await isReady();
    for (const lost of ['public', 'state', '.']) {
      const home = await live.ask('');
      rmSync(join(live.out, lost), { recursive: true });
      await sees(() => live.ask(''), home);
      writeFiles(live.articles, { [`${lost.length}.md`]: `after ${lost}` });
      await sees(() => live.ask('rss.xml'), `after ${lost}`);
      expect(await titlesOf(live)).toContain('a');
    }
  });

  it('does not publish an article before it is written to its end', async () => {
    const live = await serve({ 'a.md': 'a' });
    await isReady();
    let text = '';
    for (let i = 0; i < 10; i++) {
      text += `part ${i} `;
      writeFiles(live.articles, { 'slow.md': text });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await sees(() => live.ask('rss.xml'), 'part 9');
    expect(told.filter((line) => line.includes('slow.md'))).toHaveLength(1);
  });

  it('says what happens to a folder that is away, and follows it when it is back', async () => {
    const live = await serve({ 'a.md': 'a' });
    await isReady();
    renameSync(live.articles, `${live.articles}-2`);
    await sees(log, 'is gone. What was published from it stays until it is back.');
    expect(await live.ask('_report')).toContain('1 file published');
    mkdirSync(live.articles);
    writeFiles(live.articles, { 'a.md': 'a', 'b.md': 'b' });
    await sees(() => live.ask('_report'), '2 files published');
  });
});
