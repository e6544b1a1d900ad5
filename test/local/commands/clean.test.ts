import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { BAD, GOOD, run, setUp, start } from '../../support/commands.ts';
import { freePort } from '../../support/free-port.ts';
import { png } from '../../support/pictures.ts';

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

  it('serves recordings beside the watched article', async () => {
    const { articles } = setUp({ '好.md': `${GOOD}\n<audio src="录音.wav"></audio>\n` });
    const sound = Buffer.concat([
      Buffer.from('RIFF\x28\0\0\0WAVEfmt \x10\0\0\0', 'latin1'),
      Buffer.alloc(24),
    ]);
    writeFileSync(join(articles, '录音.wav'), sound);
    const port = await freePort();
    start('clean', join(articles, '好.md'), '--watch', '--port', `${port}`);
    const ask = (path: string) => fetch(`http://localhost:${port}/${path}`);
    const path = await vi.waitFor(async () => {
      const [found] = /media\/[0-9a-z]+\.wav/.exec(await (await ask('')).text()) ?? [];
      if (found === undefined) throw new Error('no recording yet');
      return found;
    }, 60_000);
    const answer = await ask(path);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(sound);
  });

  it('prints the record of a file on request', async () => {
    const { articles } = setUp();
    const { out } = await run('clean', join(articles, '好.md'), '--json');
    expect(JSON.parse(out)).toMatchObject({
      status: 'published',
      article: { title: '好文章', published: '2021-09-16T04:00:14Z', categories: ['新闻'] },
    });
  });

  it('leaves the bytes of embedded pictures out of the record', async () => {
    const address = `data:image/png;base64,${png(300, 200, ['x'.repeat(400)]).toString('base64')}`;
    const { articles } = setUp({ '图.md': `${GOOD}\n<img src="${address}" alt="图">\n` });
    const { out } = await run('clean', join(articles, '图.md'), '--json');
    const [picture] = JSON.parse(out).embedded;
    expect(picture).toEqual(expect.objectContaining({ type: 'image/png', width: 300, height: 200 }));
    expect(picture).not.toHaveProperty('body');
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
