import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { lockFolder } from '../../../local/publish/lock.ts';
import { BAD, GOOD, run, setUp, start } from '../../support/commands.ts';
import { writeCorpus } from '../../support/finance-site.ts';
import { readTree, stampsBelow, temporaryFolder, writeFiles } from '../../support/folders.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');

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

  it('does its work though nobody reads what it prints', async () => {
    const { articles, out } = setUp();
    const running = start('republish', articles, '--out', out);
    running.process.stdout?.destroy();
    expect(await running.ended).toMatchObject({ code: 0, err: '' });
    expect(readTree(out)['public/rss.xml']).toContain('好文章');
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

  it('does not list the rules that a setting names among the articles', async () => {
    const { articles, out } = setUp({
      'republisher.yaml': 'title: 站\nrules: rules\n',
      '好.md': GOOD,
      'rules/mine.yaml': 'names: [江边日报]\nhosts: [news.example]\npromotion: [.bottom]\n',
      'rules/说明.md': GOOD,
      'other/x.yaml': 'a: b\n',
    });
    const { code, err, out: told } = await run('republish', articles, '--out', out);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(told).not.toContain('mine.yaml');
    expect(told).toMatch(/Published +2 /);
    expect(told).toMatch(/Skipped: 1\n {2}other\/x\.yaml/);
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
