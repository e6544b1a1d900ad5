import { describe, expect, it, test } from 'vitest';
import { stripPng } from '../../lambda/article/media/chunks.ts';
import { liftPictures } from '../../lambda/article/media/lift.ts';
import { readPicture, readRecording } from '../../lambda/article/media/media.ts';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { Upload } from '../../lambda/model/article.ts';
import type { Companion } from '../../lambda/model/media.ts';
import { candidateKeys, watchedFolder } from '../../lambda/model/references.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { avif, jpeg, png } from '../support/pictures.ts';

const SITE = parseSite({ baseUrl: 'https://feeds.example.org' });
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');

async function read(name: string, body: Uint8Array) {
  const picture = await readPicture(name, body);
  if ('problem' in picture) return { problem: picture.problem, body: undefined };
  return { problem: undefined, body: undefined, ...picture };
}

describe('a picture', () => {
  it('loses what its camera and its editor say of people, places and times', async () => {
    const photo = await read('a.jpg', jpeg(320, 200));
    expect(photo).toMatchObject({ type: 'image/jpeg', width: 320, height: 200 });
    expect(text(photo.body)).not.toMatch(/GPS|Zhang|Exif|second/);
    expect(text(photo.body)).toContain('JFIF');
    const drawn = await read('a.png', png(30, 20, ['Author\0Zhang']));
    expect(drawn).toMatchObject({ type: 'image/png', width: 30, height: 20 });
    expect(text(drawn.body)).not.toContain('Zhang');
  });

  it('loses that as an AVIF, in which nothing moves', async () => {
    const photo = await read('a.avif', avif(320, 200));
    expect(photo).toMatchObject({ type: 'image/avif', width: 320, height: 200 });
    expect(text(photo.body)).not.toMatch(/GPS|Zhang|Exif/);
    expect(photo.body).toHaveLength(avif(320, 200).length);
    expect(text(photo.body)).toMatch(/AV01 +$/);
    expect(text(photo.body)).not.toContain('rdf');
    expect(await read('b.avif', photo.body ?? Buffer.alloc(0))).toEqual(photo);
  });

  it.each([
    ['cut short', avif(320, 200).subarray(0, -40)],
    ['made of another item', avif(320, 200, { method: 2 })],
    ['without the place of one', Buffer.from(text(avif(320, 200)).replace('iloc', 'free'), 'latin1')],
  ])('that is an AVIF whose camera data are %s is none', async (_, body) => {
    expect((await read('a.avif', body)).problem).toMatch(/camera/);
  });

  it('stays turned as its camera was held, and tells the size that is seen', async () => {
    const photo = await read('a.jpg', jpeg(320, 200, 6));
    expect(photo).toMatchObject({ width: 200, height: 320 });
    expect(text(photo.body)).not.toContain('GPS');
    expect(await read('b.jpg', photo.body ?? Buffer.alloc(0))).toMatchObject({ width: 200, height: 320 });
  });

  it('is what its bytes are, and has the address of these', async () => {
    const [one, other] = [await read('a.png', png(3, 3)), await read('b.jpg', png(3, 3, ['Comment\0x']))];
    expect(one).toMatchObject({ path: expect.stringMatching(/^media\/[0-9a-z]{20}\.png$/) });
    expect(other).toEqual(one);
  });

  it('that is a drawing has nothing that runs', async () => {
    const source =
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" onload="x()">' +
      '<script>x()</script><image href="https://example.org/a.png"/><a href="javascript:x()"><rect width="9" height="9"/></a></svg>';
    const drawing = await read('a.svg', Buffer.from(source));
    expect(drawing).toMatchObject({ type: 'image/svg+xml', width: 40, height: 30 });
    expect(text(drawing.body)).not.toMatch(/script|onload|example|<a/);
  });

  test.each([
    ['a page', 'a.png', Buffer.from('<!doctype html><p>x'), /no picture/],
    ['cut short', 'a.png', png(30, 20).subarray(0, 60), /damaged/],
    ['a JPEG without its end', 'a.jpg', jpeg(9, 9).subarray(0, 60), /damaged/],
    ['of too many pixels', 'a.png', png(20_000, 1).fill(0xff, 22, 24), /too many|damaged/],
    ['an animation without end', 'a.gif', bomb(), /frames/],
    ['of a format that browsers do not show', 'a.png', Buffer.from('8BPS\0\x01______________'), /no picture/],
    ['a drawing without anything', 'a.svg', Buffer.from('<svg><script>x()</script></svg>'), /shows nothing/],
    ['empty', 'a.png', Buffer.alloc(0), /no picture/],
  ])('that is %s is none, with the reason', async (_, name, body, reason) => {
    expect((await read(name, body)).problem).toMatch(reason);
  });

  it('is whole after it was read in pieces, and without those that tell of its author', () => {
    const file = png(30, 20, ['Author\0Zhang', 'Title\0Rain']);
    expect(stripPng(file)).toEqual(png(30, 20));
  });

  it('that a page holds is lifted out of it, and those after the 500th are not', async () => {
    const address = (width: number): string =>
      `data:image/png;base64,${png(width, 1, ['x'.repeat(2_000)]).toString('base64')}`;
    const widths = Array.from({ length: 502 }, (_, index) => index + 1);
    const { text, pictures } = await liftPictures(widths.map(address).join(' '), SITE);
    expect(pictures).toHaveLength(500);
    expect(text.split(' ').slice(500)).toEqual([address(501), address(502)]);
    const twice = await liftPictures([address(1), address(2), address(1)].join(' '), SITE);
    expect(twice.pictures).toHaveLength(2);
    expect(twice.text).not.toContain('base64');
  });

  function bomb(): Buffer {
    const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0];
    const head = Buffer.from('GIF89a\0\x20\0\x20\0\0\0', 'latin1');
    return Buffer.concat([
      head,
      ...Array.from({ length: 100 }, () => Buffer.from(frame)),
      Buffer.from([0x3b]),
    ]);
  }
});

describe('a recording', () => {
  const file = (opening: Uint8Array | string) => ({
    length: 60_000_000,
    sha256: 'ab'.repeat(32),
    opening: Buffer.from(opening),
  });

  it('has the type of its bytes and the address of its hash', async () => {
    const song = await readRecording('a.wav', file('ID3\x04\0\0\0\x01\0\0'));
    expect(song).toMatchObject({
      type: 'audio/mpeg',
      length: 60_000_000,
      path: expect.stringMatching(/\.mp3$/),
    });
    expect(await readRecording('a.pdf', file('%PDF-1.7 '))).toMatchObject({ type: 'application/pdf' });
    expect(await readRecording('a.mp3', file('<html>'))).toMatchObject({ problem: expect.any(String) });
    expect(await readRecording('a.mp3', file('MZ\x90\0'))).toMatchObject({
      problem: expect.stringContaining('".exe"'),
    });
  });
});

describe('a relative address', () => {
  test.each([
    ['a.png', 'posts/x.md', ['posts/a.png', 'posts/x/a.png']],
    [
      './a%20b.png?v=2',
      'posts/x.md',
      ['posts/a b.png', 'posts/x/a b.png', 'posts/a%20b.png', 'posts/x/a%20b.png'],
    ],
    ['../../../etc/a.png', 'posts/x.md', ['etc/a.png']],
    ['/i/a.png', 'x.md', ['i/a.png', 'source/i/a.png', 'static/i/a.png', 'public/i/a.png', 'assets/i/a.png']],
    ['图\\1.png', 'x.md', ['图/1.png', 'x/图/1.png']],
    ['file:///etc/a.png', 'x.md', []],
    ['//host/a.png', 'x.md', []],
    ['.git/a.png', 'x.md', []],
  ])('%s in %s means one of these keys', (reference, key, places) => {
    expect(candidateKeys(reference, key)).toEqual(places);
  });

  it('means the files of its own site, where several are uploaded', () => {
    expect(candidateKeys('/i/a.png', 'blog/content/posts/x.md')).toContain('blog/static/i/a.png');
  });

  it('is watched in one folder, wherever the root of the site is', () => {
    for (const place of candidateKeys('/i/a.png', 'x.md')) expect(watchedFolder(place)).toBe('i');
  });

  it('finds names in either normal form', () => {
    expect(candidateKeys('e\u0301.png', 'x.md')).toEqual(expect.arrayContaining(['é.png', 'e\u0301.png']));
  });
});

describe('an article', () => {
  const FILE: Companion = {
    path: 'media/00000000000000000000.png',
    type: 'image/png',
    length: 9,
    width: 640,
    height: 400,
  };
  const ADDRESS = `https://feeds.example.org/${FILE.path}`;

  function upload(body: string, companions?: Upload['companions']): Upload {
    const bytes = Buffer.from(`---\ntitle: 某事\ndate: 2024-03-01\ncategories: [a]\n${body}`);
    return {
      key: 'x.md',
      body: bytes,
      size: bytes.length,
      modified: Date.UTC(2024, 5, 1),
      ...(companions && { companions }),
    };
  }

  async function publish(body: string, companions?: Upload['companions']) {
    const derivation = await deriveArticle(upload(body, companions), SITE);
    if (derivation.status !== 'published') throw new Error(derivation.status);
    return derivation;
  }

  it('says which files it looks for, wherever it names them', async () => {
    const { references } = await publish(
      'cover: c.jpg\n---\n![一](a.png)\n\n<img data-src="b.webp" srcset="s.png 1x, t.png 2x"> <video src="v.mp4" poster="p.png"></video> <a href="d.pdf">文件</a> <a href="x.html">页</a> ![网](https://example.org/z.png)\n',
    );
    expect(references).toEqual(['c.jpg', 'a.png', 'b.webp', 's.png', 't.png', 'v.mp4', 'p.png', 'd.pdf']);
  });

  it('shows a file at its public address and in its size, or in the width that it asks for', async () => {
    const { article } = await publish('---\n正文。\n\n![一](a.png)\n', { 'a.png': FILE });
    expect(article.content).toContain(`<img src="${ADDRESS}" alt="一" width="640" height="400"`);
    expect(article).toMatchObject({ image: ADDRESS, media: [FILE] });
    const narrow = await publish('---\n正文。\n\n<img src="a.png" width="320">\n', { 'a.png': FILE });
    expect(narrow.article.content).toContain(`<img src="${ADDRESS}" alt="" width="320" height="200"`);
  });

  it('has its picture from a file that front matter names', async () => {
    const { article } = await publish('thumbnail: ./c.png\n---\n正文。\n', { './c.png': FILE });
    expect(article).toMatchObject({ image: ADDRESS, media: [FILE] });
  });

  it('keeps the address of the original where no file is uploaded, and says why one is not published', async () => {
    const text = 'link: https://example.org/p/\n---\n正文。\n\n![一](a.png)\n';
    const { article } = await publish(text);
    expect(article.content).toContain('src="https://example.org/p/a.png"');
    const { warnings } = await publish(text, { 'a.png': { problem: 'the file has 21 MB' } });
    expect(warnings).toContainEqual({ message: '"a.png" is not published: the file has 21 MB' });
  });

  it('does not ask for a file that is there and cannot be published', async () => {
    const text = 'cover: c.jpg\n---\n正文。\n\n![一](a.png) ![二](b.png)\n';
    const problem = 'the file has 21 MB';
    const { warnings } = await publish(text, { 'c.jpg': { problem }, 'a.png': { problem } });
    const asking = warnings.map(({ message }) => message).filter((message) => /leads nowhere/.test(message));
    expect(asking).toEqual([expect.stringMatching(/^"b\.png": a relative address/)]);
  });

  it('has the pictures that stand in it as files, each once, however large', async () => {
    const large = png(100, 100, [`Comment\0${'x'.repeat(60_000)}`]).toString('base64');
    const picture = `data:image/png;base64,${large}`;
    const { article, embedded = [] } = await publish(
      `---\n正文。\n\n![一](${picture})\n\n<img src="${picture}">\n`,
    );
    expect(embedded).toHaveLength(1);
    expect(article.media).toMatchObject([{ path: embedded[0]?.path, width: 100, height: 100 }]);
    expect(article.content).not.toContain('data:');
  });

  it('may be larger than a text by its pictures', async () => {
    const rows = png(100, 100, [`Comment\0${'x'.repeat(6_000_000)}`]).toString('base64');
    const { article, embedded } = await publish(`---\n正文。\n\n<img src="data:image/png;base64,${rows}">\n`);
    expect(embedded).toHaveLength(1);
    expect(article.content).toMatch(
      /<img src="https:\/\/feeds\.example\.org\/media\/\w+\.png" alt="" width="100"/,
    );
    const derivation = await deriveArticle(upload(`---\n${'正文'.repeat(1_000_000)}`), SITE);
    expect(derivation).toMatchObject({
      status: 'rejected',
      rejection: { reason: expect.stringContaining('limit') },
    });
  });
});
