import { describe, expect, it } from 'vitest';
import { png } from '../support/pictures.ts';
import { chinese, expectArticle, newsPage, paragraphs } from './saved-pages.ts';
import { derive, publish, SITE } from './uploads.ts';

const TEXTS = chinese(6);

describe('a web archive', () => {
  const PAGE = newsPage(`<div>${paragraphs(TEXTS)}</div>`);
  const quotedPrintable = (text: string) =>
    [...Buffer.from(text)]
      .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join('')
      .replace(/.{72}/g, '$&=\r\n');
  const archive = (...parts: readonly string[]) =>
    [
      'From: <Saved by Blink>',
      'Snapshot-Content-Location: https://news.example/1.html',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--part--"',
      '',
      ...parts.map((part) => `----part--\r\n${part}`),
      '----part----\r\n',
    ].join('\r\n');
  const part = (content: string, type = 'text/html') =>
    `Content-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/\r\n\r\n${quotedPrintable(content)}`;

  it.each(['a.mhtml', 'a.mht'])('is its page, as %s', async (key) => {
    const frame = '<html><body><p>帧里的广告，请点击这里了解更多的内容和优惠。</p></body></html>';
    const article = await publish(archive(part(PAGE), part(frame), part('GIF', 'image/gif')), key);
    expectArticle(article.content, TEXTS);
    expect(article.content).not.toContain('帧里');
    expect(article).toMatchObject({ title: '渡口的早晨', link: 'https://news.example/1.html' });
  });

  const picturePart = (head: string, width: number) =>
    `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n${head}\r\n\r\n${png(width, 360, ['x'.repeat(300)]).toString('base64')}`;

  it('has its own pictures, by their addresses, as a page that holds them has', async () => {
    const shown =
      '<img src="/a.png?x=1&amp;y=2" alt="渡船"><img src="cid:b@x"><picture><source srcset="/d.webp"><source srcset="/e.png 2x, /f.png"><img src="/g.png" alt="藕"></picture><img src="https://cdn.example/c.png">';
    const page = newsPage(
      `<div>${paragraphs(TEXTS)}<p>${shown}</p><p>Content-Location: 是一个标题行。</p></div>`,
      { head: '<meta property="og:image" content="https://news.example/a.png?x=1&amp;y=2">' },
    );
    const outcome = await derive(
      archive(
        part(page),
        picturePart('Content-Location: https://news.example/a.png?x=1&y=2', 640),
        picturePart('Content-ID: <b@x>', 650),
        picturePart('Content-Location: https://news.example/e.png', 660),
      ),
      'a.mhtml',
    );
    if (outcome.status !== 'published') throw new Error(JSON.stringify(outcome));
    const { content, media = [], image } = outcome.article;
    expect(media.map(({ width }) => width)).toEqual([640, 650, 660]);
    expect(outcome.embedded?.map(({ path }) => path)).toEqual(media.map(({ path }) => path));
    for (const { path } of media) expect(content).toContain(`src="${SITE.baseUrl}/${path}"`);
    expect(content).toContain('src="https://cdn.example/c.png"');
    expect(content).toContain('Content-Location: 是一个标题行。');
    expect(image).toBe(`${SITE.baseUrl}/${media[0]?.path}`);
  });

  it('of parts without end is read in linear time and space', async () => {
    const parts = '\r\n----part--'.repeat(200_000);
    expect(await derive(`${archive()}${parts}`, 'a.mhtml')).toMatchObject({ status: 'rejected' });
  });

  it('is its page, however many parts follow it', async () => {
    const parts = '\n--part'.repeat(1_500_000);
    expectArticle((await publish(`${archive(part(PAGE))}${parts}`, 'a.mhtml')).content, TEXTS);
  });

  it('that is cut off is published as far as it goes, and told of', async () => {
    const cut = 'the web archive ends before its last line; what there is of it is published';
    const whole = archive(part(PAGE), part('GIF', 'image/gif'));
    const about = async (text: string) =>
      (await derive(text, 'a.mhtml')).warnings.map(({ message }) => message);
    expect(await about(whole)).not.toContain(cut);
    expect(await about(`${whole}\r\n`)).not.toContain(cut);
    expect(await about(whole.slice(0, whole.lastIndexOf('----part----')))).toContain(cut);
  });

  it('without a page is rejected', async () => {
    expect(await derive(archive(part('GIF', 'image/gif')), 'a.mhtml')).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'there is no page in the web archive' },
    });
  });
});
