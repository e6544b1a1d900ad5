import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNaturally } from '../../lambda/model/natural-order.ts';

const name = fc.string({
  unit: fc.constantFrom('0', '1', '2', '９', '第', '章', '一', '十', '万', '〇', 'a', '.', '/', '-'),
  maxLength: 8,
});

describe('the natural order of names', () => {
  it.each([
    ['order2.md', 'order10.md'],
    ['order.md', 'order2.md'],
    ['第2章.md', '第10章.md'],
    ['第２章.md', '第１０章.md'],
    ['第二章.md', '第十章.md'],
    ['第九回', '第十回'],
    ['第十二回', '第二十回'],
    ['第九十九回', '第一百零一回'],
    ['一千零五夜', '三万夜'],
    ['二〇一九年', '二〇二一年'],
    ['1.9 notes.md', '1.10 notes.md'],
    ['v1.2', 'v1.10'],
    ['a/2.md', 'a/10.md'],
    ['2024-5-9.md', '2024-05-10.md'],
    ['1', 'a'],
    ['99999999999999999998.md', '99999999999999999999.md'],
  ])('puts %s before %s', (first, second) => {
    expect(compareNaturally(first, second)).toBeLessThan(0);
    expect(compareNaturally(second, first)).toBeGreaterThan(0);
  });

  it('is a total order: names are equal only to themselves, and three of them never form a circle', () => {
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(-Math.sign(compareNaturally(b, a)) + 0);
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0) {
          expect(compareNaturally(a, c)).toBeLessThan(0);
        }
      }),
    );
  });
});
