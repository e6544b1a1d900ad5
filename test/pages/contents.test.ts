import { load } from 'cheerio';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { legalText } from '../../lambda/model/characters.ts';
import { outlineContent } from '../../lambda/pages/contents.ts';
import { countText, readingMinutes } from '../../lambda/pages/reading-time.ts';
import { anyText } from '../support/any-text.ts';

it('headings keep the places that they have, and those within quotations, lists and tables get none', () => {
  const content = [
    '<h2 id="fn">One</h2><h3>Two</h3><blockquote><h3>Not mine</h3></blockquote><ul><li><h4>Nor this</h4></li></ul>',
    '<h2><img src="https://a.example/x.png" alt=""></h2><p id="h-Two">x</p><h2>Three <code>&lt;b&gt;</code></h2>',
  ].join('');
  const { content: outlined, headings } = outlineContent(content);
  expect(headings).toEqual([
    { id: 'fn', text: 'One', level: 2 },
    { id: 'h-Two-2', text: 'Two', level: 3 },
    { id: 'h-Three-<b>', text: 'Three <b>', level: 2 },
  ]);
  expect(outlined).toBe(
    content
      .replace('<h3>Two', '<h3 id="h-Two-2">Two')
      .replace('<h2>Three', '<h2 id="h-Three-<b>">Three')
      .replace('"h-Three-<b>"', '"h-Three-&lt;b&gt;"'),
  );
});

it('every heading has a place of its own, whatever it says, and the text stays', () => {
  fc.assert(
    fc.property(fc.array(anyText(1), { minLength: 3, maxLength: 6 }), (texts) => {
      const $ = load('', null, false);
      for (const text of [...texts, ...texts]) $.root().append($('<h2></h2>').text(legalText(text)));
      const content = $.html();
      const { content: outlined, headings } = outlineContent(content);
      const after = load(outlined, null, false);
      expect(after.text()).toBe($.text());
      const ids = after('[id]')
        .map((_, { attribs }) => attribs.id)
        .get();
      expect(new Set(ids).size).toBe(headings.length);
      expect(headings.map(({ id }) => id)).toEqual(ids);
    }),
  );
});

it('text is counted in Chinese characters and in words of other languages', () => {
  const count = (content: string) => Object.values(countText(content));
  expect(count('<p>清晨，六点。</p>')).toEqual([4, 0]);
  expect(count("<p>It's a well-known fact&nbsp;– of <b>an</b>cient days, 2021</p>")).toEqual([0, 8]);
  expect(count('<p>用 GitHub 写<code>x</code></p><p>Привет</p><p>カタカナ 한국어 𠀀</p>')).toEqual([10, 3]);
  expect(count('<img alt="六点 o\'clock" src="https://a.example/b">&lt;')).toEqual([0, 0]);
  expect([0, 199, 200, 1000].map((length) => readingMinutes('天'.repeat(length)))).toEqual([0, 0, 1, 3]);
});

it('however many headings say the same, each is numbered at once', () => {
  const { headings } = outlineContent('<h2>Same</h2>'.repeat(150_000));
  expect(headings.at(-1)?.id).toBe('h-Same-150000');
});
