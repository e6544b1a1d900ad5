import { expect, it } from 'vitest';
import { renderMarkdown } from '../../lambda/article/markdown.ts';
import { limitMarkdown, MarkdownLimitError } from '../../lambda/article/markdown-limit.ts';

const LONG = 'x'.repeat(8_000);

it.each([
  ['a definition that many links use', `[a]: https://a.example/${LONG}\n\n${'[a] '.repeat(20_000)}`],
  ['a title that many links use', `[a]: https://a.example/ "${LONG}"\n\n${'[a] '.repeat(20_000)}`],
  ['an abbreviation that is used often', `*[A]: ${LONG}\n\n${'A '.repeat(20_000)}`],
  ['a definition that many pictures use', `[a]: https://a.example/${LONG}\n\n${'![a] '.repeat(20_000)}`],
])('%s is refused while it is written', (_, text) => {
  expect(() => renderMarkdown(text)).toThrow(MarkdownLimitError);
});

it('a text of many ordinary links is rendered', () => {
  expect(renderMarkdown('[字](https://a.example/1) '.repeat(20_000))).toContain(
    '<a href="https://a.example/1">',
  );
});

it.each(['x^2^ ', '==字== ', '$x$ ', '字{.a}'])('a text of too many %s is not read', (piece) => {
  expect(() => limitMarkdown(piece.repeat(400_001))).toThrow(MarkdownLimitError);
});
