import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { BAD, GOOD, run, setUp, startAsUsersDo } from '../../support/commands.ts';
import { writeFiles } from '../../support/folders.ts';
import { freePort } from '../../support/free-port.ts';

describe('npm start', () => {
  it('serves the site, follows every change, of the settings as well, and ends cleanly', async () => {
    const { articles, out } = setUp();
    const port = await freePort();
    const site = `http://127.0.0.1:${port}`;
    const running = startAsUsersDo('start', articles, '--out', out, '--port', `${port}`);
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
    expect(report).toContain('已发布 1 个文件，拒绝 1 个');
    expect(report).toContain('坏.md');
    rmSync(join(articles, '坏.md'));
    await vi.waitFor(
      async () => expect(await (await fetch(`${site}/_report`)).text()).not.toContain('坏.md'),
      5000,
    );

    writeFiles(join(articles, '..'), { 'republisher.yaml': 'title: 新名字\n' });
    await vi.waitFor(
      async () => expect(await (await fetch(`${site}/`)).text()).toContain('<title>新名字</title>'),
      30_000,
    );
    expect(running.output()).toContain('The settings or rules have changed');
    await shows('改文章');
    writeFiles(articles, { '又新.md': GOOD.replace('好文章', '又新文章') });
    await shows('改文章', '又新文章');

    // As where the disk of all of it is not mounted for a while.
    renameSync(articles, `${articles}2`);
    rmSync(join(articles, '../republisher.yaml'));
    await vi.waitFor(() => expect(running.output()).toContain('is gone'), 30_000);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    writeFiles(join(articles, '..'), { 'republisher.yaml': 'title: 新名字\n' });
    renameSync(`${articles}2`, articles);
    await vi.waitFor(() => expect(running.output()).toContain('is back'), 30_000);
    expect(running.output().match(/The settings or rules have changed/g)).toHaveLength(1);
    await shows('改文章', '又新文章');

    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, out: expect.stringMatching(/Stopped\.\n$/) });
    expect(
      (await run('republish', articles, '--out', out, '--base-url', `http://localhost:${port}`)).out,
    ).toContain('Nothing has changed');
  });

  it('takes a word that is neither a command nor a folder for a mistake', async () => {
    expect(await run('publish', 'articles')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no command or folder "publish".'),
    });
  });

  it('starts with an empty folder, and says when the port is taken', async () => {
    const { articles, out } = setUp({ '.keep': '' });
    const port = await freePort();
    const running = startAsUsersDo('start', articles, '--out', out, '--port', `${port}`);
    await vi.waitFor(() => expect(running.output()).toContain('Stop with Ctrl-C'), 60_000);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    const second = await run('start', articles, '--out', `${out}2`, '--port', `${port}`);
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining(`--port ${port + 1}`) });
  });
});
