import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SITE_SETTINGS } from '../../lambda/model/site.ts';
import { lockFolder } from '../../local/publish/lock.ts';
import { readSite } from '../../local/publish/settings.ts';
import { type Ended, type Running, startCommand } from '../support/cli.ts';
import { writeCorpus } from '../support/finance-site.ts';
import { readTree, stampsBelow, temporaryFolder, writeFiles } from '../support/folders.ts';
import { freePort } from '../support/free-port.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

/** Starts a command; it ends with the test. */
function start(command: string, ...args: readonly string[]): Running {
  const running = startCommand(command, ...args);
  onTestFinished(() => void running.process.kill('SIGKILL'));
  return running;
}

function run(command: string, ...args: readonly string[]): Promise<Ended> {
  return start(command, ...args).ended;
}

const GOOD = '---\ntitle: 好文章\ncategories: [新闻]\ndate: 2021-09-16 12:00:14\n---\n正文在这里。\n';
const BAD = '---\ntitle: 坏文章\n';

function setUp(files: Record<string, string> = { '好.md': GOOD }): { articles: string; out: string } {
  const folder = temporaryFolder();
  const articles = join(folder, '文章');
  writeFiles(articles, files);
  return { articles, out: join(folder, 'out') };
}

describe('npm run republish', () => {
  it('exits 0 when all is published, and then changes no byte and no time', async () => {
    const { articles, out } = setUp();
    const first = await run('republish', articles, '--out', out, '--base-url', 'https://feeds.example.org/');
    expect(first).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/Published +1 +1\n/) });
    expect(readTree(out)['public/feeds/新闻/rss.xml']).toContain(
      'https://feeds.example.org/feeds/%E6%96%B0%E9%97%BB/rss.xml',
    );
    const before = stampsBelow(out);
    const second = await run('republish', articles, '--out', out, '--base-url', 'https://feeds.example.org/');
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('Nothing has changed') });
    expect(stampsBelow(out)).toEqual(before);
  });

  it.skipIf(process.platform === 'win32')('says that a folder holds no articles, and why', async () => {
    const { articles, out } = setUp({ '.hidden': GOOD });
    symlinkSync(join(PROJECT, 'README.md'), join(articles, 'linked.md'));
    const { code, out: told } = await run('republish', articles, '--out', out);
    expect(code).toBe(0);
    expect(told).toContain('The folder holds no articles. Hidden files, and links');
  });

  it('exits 2 when a file is rejected, says where, why and what to do, and says so again', async () => {
    const { articles, out } = setUp({
      '好.md': GOOD,
      '新/坏.md': BAD,
      '草稿.md': `---\ndraft: true\n---\nx`,
    });
    const first = await run('republish', articles, '--out', out);
    expect(first.code).toBe(2);
    expect(first.out).toMatch(/Rejected: 1\n {2}新\/坏\.md:\d+ {2}The front matter never ends\. Close it/);
    expect(first.out).toMatch(/Skipped: 1\n {2}草稿\.md {2}it is a draft/);
    const second = await run('republish', articles, '--out', out);
    expect(second.code).toBe(2);
    expect(second.out).toContain('新/坏.md');
    writeFiles(articles, { '新/坏.md': GOOD });
    expect((await run('republish', articles, '--out', out)).code).toBe(0);
  });

  it('exits 1 and names what is wrong with its arguments', async () => {
    const { articles, out } = setUp();
    const lock = lockFolder(`${out}-locked`);
    onTestFinished(() => lock.release());
    const cases = [
      { args: [articles], message: /required option '--out/ },
      { args: [articles, '--out', out, '--jobs', '0'], message: /whole number from 1/ },
      {
        args: [articles, '--out', `${out}-locked`],
        message: /Another process is working on .*\nStop it first/,
      },
    ];
    await Promise.all(
      cases.map(async ({ args, message }) =>
        expect(await run('republish', ...args)).toMatchObject({
          code: 1,
          out: '',
          err: expect.stringMatching(message),
        }),
      ),
    );
  });

  it('exits 1 and changes nothing when most of the folder is gone, unless it is told that this is meant', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.md`, GOOD]));
    const { articles, out } = setUp(files);
    await run('republish', articles, '--out', out);
    const before = readTree(out);
    for (const name of Object.keys(files).slice(1)) rmSync(join(articles, name));
    const refused = await run('republish', articles, '--out', out);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('add --yes') });
    expect(refused.err).toContain(
      `11 of the 12 files that this site was published from are missing in ${articles}.`,
    );
    expect(await run('doctor', out)).toMatchObject({ code: 1, err: expect.stringContaining('add --yes') });
    expect(readTree(out)).toEqual(before);
    const meant = await run('republish', articles, '--out', out, '--yes');
    expect(meant).toMatchObject({ code: 0, out: expect.stringMatching(/Withdrawn +11\n/) });
  });

  it.skipIf(process.platform !== 'linux')('ends with a message where no folder can be made', async () => {
    const { articles } = setUp();
    const { code, err } = await run('republish', articles, '--out', '/proc/x');
    expect([code, err]).toEqual([1, expect.stringContaining('The output folder /proc/x cannot be written')]);
  });

  it('exits 1 when a file cannot be read, and publishes the others', async () => {
    const { articles, out } = setUp();
    // No key leads to a name that is not UTF-8.
    writeFileSync(
      Buffer.concat([Buffer.from(`${articles}/`), Buffer.from([0xb0, 0xa1]), Buffer.from('.md')]),
      GOOD,
    );
    const { code, out: text, err } = await run('republish', articles, '--out', out);
    expect(code).toBe(1);
    expect(text).toMatch(/Published +1 +1\n/);
    expect(err).toMatch(/Not done: .*not UTF-8/);
  });

  it.skipIf(process.platform === 'win32')('stops at Ctrl-C, and says that nothing is lost', async () => {
    const { articles, out } = setUp({});
    writeCorpus(articles, 1000);
    const running = start('republish', articles, '--out', out);
    await vi.waitUntil(() => existsSync(join(out, 'state/records')), { timeout: 60_000, interval: 5 });
    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Stopped before the end\.\nNothing is lost:/m),
    });
  });

  it.skipIf(process.platform === 'win32')(
    'takes up what was killed at any point, and ends with the same site',
    async () => {
      const { articles, out } = setUp({});
      writeCorpus(articles, 60);
      const fresh = join(temporaryFolder(), 'fresh');
      await run('republish', articles, '--out', fresh);
      for (const records of [1, 40]) {
        const victim = start('republish', articles, '--out', out);
        await vi.waitUntil(() => countBelow(join(out, 'state/records')) >= records, {
          timeout: 60_000,
          interval: 1,
        });
        victim.process.kill('SIGKILL');
        await victim.ended;
        if (records === 1) rmSync(join(out, 'state/heads'), { recursive: true, force: true });
      }
      expect((await run('republish', articles, '--out', out)).code).toBe(0);
      expect(readTree(join(out, 'public'))).toEqual(readTree(join(fresh, 'public')));
      expect(existsSync(join(out, 'unfinished.json'))).toBe(false);
    },
  );
});

function countBelow(folder: string): number {
  return existsSync(folder) ? Object.keys(stampsBelow(folder)).length : 0;
}

describe('npm start', () => {
  it('serves the site, follows every change without a restart, and ends cleanly', async () => {
    const { articles, out } = setUp();
    const port = await freePort();
    const site = `http://127.0.0.1:${port}`;
    const running = start('start', articles, '--out', out, '--port', `${port}`);
    await vi.waitFor(() => expect(running.output()).toContain('Stop with Ctrl-C'), 60_000);
    expect(running.output()).toContain(`http://localhost:${port}/feeds/%E6%96%B0%E9%97%BB/rss.xml`);

    const titles = async (): Promise<string[]> => {
      const feed = await (await fetch(`${site}/feeds/%E6%96%B0%E9%97%BB/rss.xml`)).text();
      return [...feed.matchAll(/<item>\s*<title>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?<\/title>/g)].map(
        ([, title]) => title ?? '',
      );
    };
    const shows = (...expected: string[]) =>
      vi.waitFor(async () => expect((await titles()).sort()).toEqual(expected.sort()), {
        timeout: 30_000,
        interval: 20,
      });

    await shows('好文章');
    writeFiles(articles, { '深/新.md': GOOD.replace('好文章', '新文章') });
    await shows('好文章', '新文章');
    writeFiles(articles, { '好.md': GOOD.replace('好文章', '改文章') });
    await shows('改文章', '新文章');
    renameSync(join(articles, '深'), join(articles, '浅'));
    await vi.waitFor(() => expect(running.output()).toMatch(/withdrawn {2}深\/新\.md/), 30_000);
    await shows('改文章', '新文章');
    rmSync(join(articles, '浅/新.md'));
    await shows('改文章');

    writeFiles(articles, { '坏.md': BAD });
    await vi.waitFor(
      () => expect(running.output()).toMatch(/rejected +坏\.md:\d+ {2}The front matter never ends/),
      5000,
    );
    const report = await (await fetch(`${site}/_report`)).text();
    expect(report).toContain('1 file published, 1 file rejected');
    expect(report).toContain('坏.md');
    rmSync(join(articles, '坏.md'));
    await vi.waitFor(
      async () => expect(await (await fetch(`${site}/_report`)).text()).not.toContain('坏.md'),
      5000,
    );

    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, out: expect.stringMatching(/Stopped\.\n$/) });
    expect(
      (await run('republish', articles, '--out', out, '--base-url', `http://localhost:${port}`)).out,
    ).toContain('Nothing has changed');
  });

  it('starts with an empty folder, and says when the port is taken', async () => {
    const { articles, out } = setUp({ '.keep': '' });
    const port = await freePort();
    const running = start('start', articles, '--out', out, '--port', `${port}`);
    await vi.waitFor(() => expect(running.output()).toContain('Stop with Ctrl-C'), 60_000);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    const second = await run('start', articles, '--out', `${out}2`, '--port', `${port}`);
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining(`--port ${port + 1}`) });
  });
});

describe('npm run doctor', () => {
  it('mends an output folder and says what was wrong with it', async () => {
    const { articles, out } = setUp({ '好.md': GOOD, '坏.md': BAD });
    await run('republish', articles, '--out', out, '--title', '站');
    const whole = readTree(join(out, 'public'));
    expect(await run('doctor', out)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing was wrong'),
    });
    rmSync(join(out, 'state'), { recursive: true });
    rmSync(join(out, 'public/articles'), { recursive: true });
    writeFiles(out, { 'public/articles/00000000000000000000.html': 'orphan', 'public/rss.xml': 'broken' });
    const { code, out: text } = await run('doctor', out);
    expect(code).toBe(0);
    expect(text).toContain('Files whose record was missing or out of date: 2\n  坏.md\n  好.md');
    expect(text).toContain('Pages of articles that are not published, and files that no article names: 1');
    expect(text).toMatch(/Documents that were missing or out of date: 2\n {2}articles\/.*\n {2}rss\.xml/);
    expect(readTree(join(out, 'public'))).toEqual(whole);
    expect(await run('doctor', articles)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Name a folder'),
    });
  });
});

describe('npm run clean', () => {
  it('prints the cleaned content alone, and what it has to say elsewhere', async () => {
    const { articles } = setUp({
      'a.html': '<title>甲</title><style>p{}</style><p onclick="x()">　　正文。</p>',
    });
    const { code, out, err } = await run('clean', join(articles, 'a.html'), '--explain');
    expect({ code, out }).toEqual({ code: 0, out: '<p>正文。</p>\n' });
    expect(err).toMatch(/Warning: .*no categories/);
    expect(err).toMatch(/Removed by/);
  });

  it('shows the files beside an article, as publishing does', async () => {
    const { articles } = setUp({ '文.md': '---\ntitle: 图\n---\n正文。\n\n![一](a.svg) ![二](b.svg)\n' });
    writeFileSync(
      join(articles, 'a.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>',
    );
    const { out, err } = await run('clean', join(articles, '文.md'), '--explain');
    expect(out).toMatch(/src="[^"]*\/media\/\w+\.svg" alt="一"/);
    expect(err).not.toContain('Unexplained');
    expect(err).toMatch(/"b\.svg": a relative address leads nowhere/);
    expect(err).not.toContain('a.svg');
  });

  it('accounts for the page of a web archive, not for its bytes', async () => {
    const { articles } = setUp({
      '页.mhtml': [
        'MIME-Version: 1.0',
        'Content-Type: multipart/related; boundary="b"',
        '',
        '--b',
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        '<!doctype html><title>a</title><p>=E6=AD=A3=E6=96=87=E3=80=82</p>',
        '--b--',
      ].join('\r\n'),
    });
    const { out, err } = await run('clean', join(articles, '页.mhtml'), '--explain');
    expect(out).toBe('<p>正文。</p>\n');
    expect(err).not.toContain('Unexplained');
  });

  it('reads an article from standard input', async () => {
    const running = start('clean', '-', '--json');
    running.process.stdin?.end(GOOD);
    const { code, out } = await running.ended;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: 'published', article: { title: '好文章' } });
  });

  it('shows the page of an article in a browser, and again when it changes', async () => {
    const { articles } = setUp();
    const file = join(articles, '好.md');
    const port = await freePort();
    const running = start('clean', file, '--watch', '--port', `${port}`);
    const shows = (text: string) =>
      vi.waitFor(
        async () => expect(await (await fetch(`http://localhost:${port}/`)).text()).toContain(text),
        60_000,
      );
    await shows('正文在这里。');
    await vi.waitFor(() => expect(running.output()).toMatch(/characters +\d/), 60_000);
    writeFileSync(file, GOOD.replace('正文', '新的正文'));
    await shows('新的正文在这里。');
    writeFileSync(file, BAD);
    await shows('not published');
    await vi.waitFor(() => expect(running.output()).toContain('The front matter never ends'), 60_000);
    running.process.kill('SIGINT');
    expect((await running.ended).code).toBe(0);
  });

  it('prints the record of a file on request', async () => {
    const { articles } = setUp();
    const { out } = await run('clean', join(articles, '好.md'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      status: 'published',
      article: { title: '好文章', published: '2021-09-16T04:00:14Z', categories: ['新闻'] },
    });
  });

  it('exits 2 for a file that is rejected, 1 for one that cannot be read', async () => {
    const { articles } = setUp({ '坏.md': BAD });
    const rejected = await run('clean', join(articles, '坏.md'));
    expect(rejected).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/坏\.md:\d+ {2}The front matter/),
    });
    const missing = await run('clean', join(articles, '缺.md'));
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('缺.md cannot be read') });
  });
});

describe('republisher init', () => {
  it.each(['zh-CN', 'en'])('writes settings and an article in %s that are good ones', async (language) => {
    const { out } = setUp();
    const site = join(out, '..', 'site');
    expect(await run('init', site, '--language', language)).toMatchObject({ code: 0, err: '' });
    const files = readTree(site);
    expect(Object.keys(files)).toEqual([expect.stringMatching(/^articles\/.*\.md$/), 'republisher.yaml']);
    // Every setting that is commented out is one, too.
    const all = files['republisher.yaml']?.replaceAll(/^# (?=(?: {2})*[\w.金融]+:)/gm, '') ?? '';
    writeFileSync(join(site, 'republisher.yaml'), all);
    mkdirSync(join(site, 'rules'));
    const settings = readSite(site, { context: [] });
    expect(settings).toMatchObject({
      language,
      folderCategories: true,
      baseUrl: 'https://feeds.example.org',
    });
    expect(Object.keys(settings).sort()).toEqual([...SITE_SETTINGS].sort());
    expect((await run('republish', join(site, 'articles'), '--out', out)).code).toBe(0);
  });

  it('writes settings that count wherever the command is called', async () => {
    const { out } = setUp();
    const site = join(out, '..', 'site');
    expect((await run('init', site, '--language', 'zh-CN')).code).toBe(0);
    expect((await run('republish', join(site, 'articles'), '--out', out)).code).toBe(0);
    expect(readFileSync(join(out, 'public/rss.xml'), 'utf8')).toContain('<title>我的订阅</title>');
  });

  it('leaves what is there as it is', async () => {
    const { articles } = setUp({ 'republisher.yaml': 'title: 我的\n' });
    expect(await run('init', articles, '--language', 'en')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/kept +republisher\.yaml\nwrote +articles\/first-article\.md\n/),
    });
    expect(readTree(articles)['republisher.yaml']).toBe('title: 我的\n');
  });

  it('says when there is no place for it', async () => {
    const { articles } = setUp();
    const place = join(articles, '好.md', 'site');
    expect(await run('init', place)).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be written: a file stands where a folder should be.'),
    });
  });
});
