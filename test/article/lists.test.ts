import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLists } from '../../lambda/article/lists.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { anyText } from '../support/any-text.ts';

const listsOf = (tags: readonly string[], settings: object, author?: string) => {
  const warnings: string[] = [];
  const article = { tags, ...(author !== undefined && { author }) };
  const lists = chooseLists(article, parseSite(settings), (message) => void warnings.push(message));
  return { lists: lists.map(({ kind, name }) => `${kind} ${name}`), warnings };
};

describe('the lists of tags and of the author that an article stands in', () => {
  it('are none where the settings ask for none', () => {
    expect(listsOf(['AI'], {}, 'Ann').lists).toEqual([]);
  });

  it('are those that the settings name, by their exact names', () => {
    const settings = { tagFeeds: ['AI', '人工智能'], authorFeeds: ['Ann'] };
    expect(listsOf(['ai', '人工智能', 'AI', '芯片'], settings, 'Ann').lists).toEqual([
      'tag 人工智能',
      'tag AI',
      'author Ann',
    ]);
    expect(listsOf(['芯片'], settings, 'Bob').lists).toEqual([]);
  });

  it('are those of all names where the settings ask for lists of some articles', () => {
    expect(listsOf(['a', 'b'], { tagFeeds: 3, authorFeeds: 5 }, 'Ann').lists).toEqual([
      'tag a',
      'tag b',
      'author Ann',
    ]);
  });

  it('compare accents by what they are and not by how they are written', () => {
    const settings = { authorFeeds: ['Jose\u0301'] };
    expect(listsOf([], settings, 'José').lists).toEqual(['author José']);
    expect(listsOf([], settings, 'Jose\u0301').lists).toEqual(['author José']);
  });

  it('are those of twenty tags at most, however many an uploader names', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyText(1), { maxLength: 200 }), (tags) => {
        const { lists, warnings } = listsOf(tags, { tagFeeds: 1 });
        expect(lists).toEqual(tags.slice(0, 20).map((tag) => `tag ${tag}`));
        expect(warnings).toHaveLength(tags.length > 20 ? 1 : 0);
      }),
    );
  });
});
