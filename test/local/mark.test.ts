import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHTML } from 'entities';
import { describe, expect, it } from 'vitest';
import { markRemoved } from '../../local/corpus/mark-removed.ts';
import { faultOfMarks, piecesOf, withoutMarks } from '../../local/corpus/marks.ts';
import { readCorpus, readVisibleText } from '../clean/corpus.ts';
import { run as runCommand } from '../support/commands.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

const corpus = await readCorpus();

describe('marks', () => {
  it.each([
    ['a⟦b\nc', 1, 'no ⟧'],
    ['a\n⟦b⟦c⟧', 2, '⟦ within'],
    ['a\n\nb⟧', 3, '⟧ without'],
  ])('%j have a fault in line %i', (text, line, fault) => {
    expect(faultOfMarks(text)).toMatchObject({ line, fault: expect.stringContaining(fault) });
  });

  it.each(corpus.map(({ name }) => name))('begin where cleaning removes something, in %s', async (name) => {
    const marked = readFileSync(new URL(`../clean/corpus/${name}`, import.meta.url), 'utf8');
    const upload = withoutMarks(marked);
    const body = upload.slice(upload.indexOf('\n---\n', 4) + 5);
    const sample = corpus.find((each) => each.name === name);
    const content = sample?.article.content ?? '';
    const begun = markRemoved(upload, body, decodeHTML(content.replace(/<[^<>]*>/g, '\n')));
    expect(withoutMarks(begun)).toBe(upload);
    expect(faultOfMarks(begun)).toBeUndefined();
    // A person marked all that goes; what reads the same elsewhere is left to them.
    const wanted = readVisibleText(piecesOf(marked).join(''));
    const found = piecesOf(begun).map((piece) => readVisibleText(piece));
    const right = found.filter((piece) => wanted.includes(piece)).join('').length;
    expect(right).toBeGreaterThanOrEqual(0.8 * found.join('').length);
  });
});

it('marks a sign between two texts that go', () => {
  const html = '<div><a>首页</a> &gt; <a>海滨</a> &gt; <p>灯塔今天重新亮了起来，渔民们等了很多年。</p></div>';
  expect(markRemoved(html, html, '灯塔今天重新亮了起来，渔民们等了很多年。')).toBe(
    '<div><a>⟦首页⟧</a> ⟦&gt;⟧ <a>⟦海滨⟧</a> &gt; <p>灯塔今天重新亮了起来，渔民们等了很多年。</p></div>',
  );
});

describe('npm run mark', () => {
  const run = (...args: readonly string[]) => runCommand('mark', ...args);
  const ARTICLE =
    '---\ntitle: 灯塔\ncategories: [某处]\n---\n<div>\n<p>灯塔今天重新亮了起来，渔民们等了很多年。</p>\n<p>扫码关注我们的公众号，精彩不停</p>\n<div class="box"><p>灯塔小铺的货架上又新到了蓝色的杯子</p></div>\n</div>\n';

  it('refuses an article that has marks of its own', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.md': ARTICLE.replace('渔民们', '⟦渔民们⟧') });
    expect(await run(join(folder, 'a.md'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/a\.md has ⟦ or ⟧ on line 6.*\n.*end in \.marked/),
    });
    expect(existsSync(join(folder, 'a.md.marked'))).toBe(false);
  });

  it('marks the words of the page in a web archive', async () => {
    const folder = temporaryFolder();
    const links = '<a href="/">=E9=A6=96=E9=A1=B5</a> &gt; <a href="/b">=E6=B5=B7=E6=BB=A8</a>';
    const page = `<!doctype html><title>a</title><p class=3D"toolbar">${links}</p>\n${'<p>The lighthouse shone again.</p>\n'.repeat(3)}`;
    const head =
      'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n';
    writeFiles(folder, {
      'a.mhtml': `${head}Content-Transfer-Encoding: quoted-printable\n\n${page}--b--\n`,
    });
    expect(await run(join(folder, 'a.mhtml'))).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'a.mhtml.marked'), 'utf8')).toContain('首页');
  });

  it('writes a copy in which what goes is marked, and says whether cleaning does what the marks of a person say', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.md': ARTICLE });
    const copy = join(folder, 'a.md.marked');

    const shown = await run(join(folder, 'a.md'));
    expect(shown).toMatchObject({
      code: 0,
      out: expect.stringContaining('  灯塔小铺的货架上又新到了蓝色的杯子\n'),
    });
    expect(shown.out).toContain('  扫码关注我们的公众号，精彩不停  invitation');
    expect(readFileSync(copy, 'utf8')).toContain('<p>⟦扫码关注我们的公众号，精彩不停⟧</p>');
    expect(await run(copy)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 piece of text marked, 1 removed.'),
    });

    const person = readFileSync(copy, 'utf8').replace(/(<div class="box">.*<\/div>)/, '⟦$1⟧');
    writeFileSync(copy, person);
    expect(await run(copy)).toMatchObject({
      code: 2,
      out: expect.stringContaining('left  灯塔小铺的货架上'),
    });
    writeFileSync(copy, person.replaceAll(/[⟦⟧]/g, ''));
    expect(await run(copy)).toMatchObject({ code: 2, out: expect.stringContaining('lost  扫码关注') });
    writeFileSync(copy, person.replace('⟧', ''));
    expect(await run(copy)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/a\.md\.marked:8: there is ⟦ within/),
    });
  });

  it('writes over nothing, and names what it needs', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'a.md': ARTICLE, 'a.md.marked': 'mine', 'b.md': '---\ntitle: b\n---\n' });
    const [kept, empty, name] = await Promise.all([
      run(join(folder, 'a.md')),
      run(join(folder, 'b.md')),
      run(join(folder, 'a.md'), '--name', 'a/b'),
    ]);
    expect(kept).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
    expect(readFileSync(join(folder, 'a.md.marked'), 'utf8')).toBe('mine');
    expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('the article has no body') });
    expect(existsSync(join(folder, 'b.md.marked'))).toBe(false);
    expect(name).toMatchObject({ code: 1, err: expect.stringContaining('cannot be called') });
  });
});
