import { describe, expect, it } from 'vitest';
import { scoreRule } from '../support/learn-from.ts';
import { DIRT } from '../support/made-dirt.ts';
import { HABITS } from '../support/made-habits.ts';
import { randomOf } from '../support/made-parts.ts';
import { makeSource, type Template } from '../support/made-source.ts';

/** Some of what templates and authors do, other things for each seed. */
function drawTemplate(seed: number): Template {
  const random = randomOf(seed + 77);
  const draw = (names: readonly string[]) => names.filter(() => random() < 0.5);
  return { dirt: draw(Object.keys(DIRT)), habits: draw(Object.keys(HABITS)) };
}

describe('a rule that was learned from half of the articles of a source', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'takes what repeats in the other half and loses nothing, source %i',
    async (seed) => {
      const articles = makeSource(seed, 32, drawTemplate(seed));
      const { dirt, taken, lost, left } = await scoreRule(
        '晚风笔记',
        articles.slice(0, 16),
        articles.slice(16),
      );
      expect(lost).toEqual([]);
      expect(taken, left.join('\n')).toBeGreaterThanOrEqual(0.9 * dirt);
    },
  );
});
