import { describe, expect, test } from 'vitest';
import { bodyToHtml } from '../../lambda/article/body.ts';
import { decodeText } from '../../lambda/article/decode.ts';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { MarkdownLimitError } from '../../lambda/article/markdown-limit.ts';
import { readMetadata } from '../../lambda/article/metadata.ts';
import { derive } from './uploads.ts';

const MEGABYTES = 2 * 1024 * 1024;

/** What is linear takes a hundredth of this; what is quadratic takes minutes for so much. */
const TIMEOUT = 60_000;

function fill(text: string): string {
  return text.repeat(Math.floor(MEGABYTES / Buffer.byteLength(text)));
}

/** All steps up to cleaning. */
async function prepare(content: string | Uint8Array, key = 'a.md'): Promise<void> {
  const decoding = decodeText(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  if (decoding.status === 'decoded') {
    const reading = await parseFrontMatter(decoding.text);
    if (reading.status === 'read') {
      readMetadata(reading.fields, { timeZone: 'Asia/Shanghai', now: Date.UTC(2024, 0, 2) });
      await bodyToHtml(reading.body, { key }).catch((error: unknown) => {
        if (!(error instanceof MarkdownLimitError)) throw error;
      });
    }
  }
}

describe('time is bounded, whatever the file', { timeout: TIMEOUT }, () => {
  test.each([
    ['line feeds', fill('\n')],
    ['carriage returns', fill('\r')],
    ['spaces', `${fill(' ')}x`],
    ['blank lines of spaces', `${fill('   \n')}x`],
    ['lines of hyphens', fill('---\n')],
    ['hyphens', `---\n${fill('-')}`],
    ['front matter without an end', `---\ntitle: x\n${fill('a: b\n')}`],
    ['entries and no line that closes them', `title: x\n${fill('a: b\n')}`],
    ['JSON without an end', `{"title": "${fill('\\"')}`],
    ['tags that never end', `<p>${fill('<a ')}</p>`],
    ['comments', `<p>x</p>${fill('<!-- -->')}`],
    ['comments before a page', `${fill('<!-- -->')}<p>x</p>`],
    ['comments that never end', `<p>${fill('<!--')}`],
    ['elements without text', `<p>x</p>${fill('<pre></pre>')}`],
    ['elements that never end', fill('<script>')],
    ['nested elements', fill('<div>')],
    ['one long paragraph', `　　${fill('字')}`],
    ['GBK', Buffer.from(fill('\x81'), 'latin1')],
    ['Latin-1', Buffer.from(fill('\xe9a '), 'latin1')],
    ['control characters', fill('\x01')],
    ['quotes around a title', `---\ntitle: ${'"'.repeat(60_000)}\n---\nx`],
    ['brackets in front matter', `---\ntitle: x\na: ${'['.repeat(60_000)}\n---\nx`],
    ['blank lines in front matter', `---\ntitle: x\n${'\n'.repeat(4_900)}a: b: c\n---\nx`],
    ['broken lines in front matter', `---\ntitle: x\n${'a: "\n'.repeat(4_900)}---\nx`],
    [
      'a key that is made of aliases',
      `---\ntitle: x\na: &a ${'b'.repeat(30_000)}\n? [${'*a,'.repeat(49)}]\n: c\n---\nx`,
    ],
    ['elements in a description', `---\ndescription: ${'<b>'.repeat(20_000)}\n---\nx`],
    ['digits in a date', `---\ndate: ${'1'.repeat(60_000)}\n---\nx`],
    ['character references in a title', `---\ntitle: "${'&amp;'.repeat(12_000)}"\n---\nx`],
  ])('%s', async (_name, content) => {
    await expect(prepare(content)).resolves.toBeUndefined();
  });

  test.each([
    ['quotations', '>'.repeat(100_000)],
    ['brackets', '['.repeat(100_000)],
    ['emphasis', '*a '.repeat(50_000)],
    ['nested lists', '- '.repeat(50_000)],
    ['lists within lists', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}- a`).join('\n')],
    ['backticks of growing length', Array.from({ length: 800 }, (_, i) => '`'.repeat(i)).join(' ')],
    ['more footnotes than are read', `${'[^1] '.repeat(50_000)}\n\n[^1]: x`],
    [
      'as many footnotes as are read',
      `${Array.from({ length: 900 }, (_, i) => `[^${i}]`).join('')}\n\n${Array.from({ length: 900 }, (_, i) => `[^${i}]: x`).join('\n')}`,
    ],
    ['inline footnotes', '^['.repeat(50_000)],
    ['definitions', Array.from({ length: 50_000 }, (_, i) => `[${i}]: x`).join('\n')],
  ])('Markdown: %s', async (_name, text) => {
    await expect(prepare(`甲\n\n${text}`)).resolves.toBeUndefined();
  });

  test.each([
    ['underscores in a title', `---\ntitle: ${'_甲'.repeat(490)}\n---\n<p>${fill('甲_')}</p>`],
    ['one letter in a title and below it', `---\ntitle: ${'甲'.repeat(900)}_\n---\n<p>${fill('甲')}</p>`],
    ['number signs in front matter', `---\ntitle: x\ntags: ${' #'.repeat(9_000)}\n---\nx`],
    ['items that are no YAML', `---\ntitle: x\ntags:\n${'  - #a\n'.repeat(3_000)}---\nx`],
    ['anchors and aliases', `---\ntitle: x\n${'a: &b c\n'.repeat(900)}tags: [${'*b, '.repeat(900)}]\n---\nx`],
    ['addresses in an author', `---\nauthor: "${'a@b.example '.repeat(5_000)}"\n---\nx`],
    ['what almost is an address in an author', `---\nauthor: "${'mailto:a.'.repeat(6_000)}"\n---\nx`],
    ['tags in a title', `---\ntitle: "${'<b>'.repeat(10_000)}</b>"\n---\nx`],
    ['asterisks in a title', `---\ntitle: "${'**a '.repeat(10_000)}"\n---\nx`],
    ['figures in a date', `---\ndate: ${'2021-03-'.repeat(20)}\n---\nx`],
    ['lines above the text', fill('<p>2021-03-21</p>')],
    ['inline elements above the text', fill('<i>1</i>')],
    ['figures in a line above the text', `<p>${fill('2021-')}</p>`],
    ['structured data', `<!doctype html><script type="application/ld+json">${fill('[')}</script><p>x</p>`],
    [
      'pieces of structured data',
      `<!doctype html>${'<script type="application/ld+json">[[],[{}]]</script>'.repeat(5_000)}<p>x</p>`,
    ],
    [
      'headlines of a page',
      `<!doctype html>${'<meta property="og:title" content="甲">'.repeat(20_000)}<p>x</p>`,
    ],
  ])('from the bytes to the article: %s', async (_name, content) => {
    await expect(derive(content, `post/${'2021-'.repeat(190)}.html`)).resolves.toHaveProperty('status');
  });

  test('a text with more Markdown than an article can have is not rendered', async () => {
    await expect(bodyToHtml(`甲\n\n${fill('*a ')}`, { key: 'a.md' })).rejects.toThrow(MarkdownLimitError);
  });

  test('a long book without much Markdown is', async () => {
    const html = await bodyToHtml(fill('这是一个很长的段落，讲的是很长的故事。\n\n'), { key: 'a.md' });
    expect(html.length).toBeGreaterThan(500_000);
  });
});
