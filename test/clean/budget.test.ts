import { describe, expect, it } from 'vitest';
import { CleaningLimitError } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const CONTEXT = { key: 'a.md', id: 'k7', title: '', categories: [], placeholderHosts: [] };

describe('A body that repeats what is long is refused while it is made', () => {
  const long = 'x'.repeat(7_000);
  it.each([
    [
      'a link that nothing closes',
      `<a href="https://a.example/${long}">${'<p>字</p>'.repeat(20_000)}`,
      CONTEXT,
    ],
    [
      'a title around every block',
      `<abbr title="${'字'.repeat(100_000)}">${'<p>字</p>'.repeat(3_000)}</abbr>`,
      CONTEXT,
    ],
    [
      'relative links below a long address',
      '<a href="a">字</a> '.repeat(20_000),
      { ...CONTEXT, link: `https://a.example/${long}/` },
    ],
  ])('%s', async (_, html, context) => {
    await expect(cleanHtml(html, context)).rejects.toThrow(CleaningLimitError);
  });
});

it.each([
  ['an article of ampersands', `<p>${'&amp;'.repeat(400_000)}</p>`],
  ['a book', '<p>一段很长的话，写得像书里的一样。</p>'.repeat(50_000)],
  ['a table of links', '<p><a href="https://a.example/1">字</a></p>'.repeat(40_000)],
])('%s is published all the same', async (_, html) => {
  expect((await cleanHtml(html, CONTEXT)).html.length).toBeGreaterThan(1_000_000);
});
