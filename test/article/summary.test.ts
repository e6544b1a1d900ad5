import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shorten, summarize } from '../../lambda/article/summary.ts';

function countCharacters(text: string): number {
  return [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].length;
}

test('a short article is its own summary, in one paragraph', () => {
  expect(summarize('第一段。\n第二段 ，\t多空格。', '标题')).toBe('第一段。第二段 ，多空格。');
});

test('Chinese sentences follow each other without a space, all others with one', () => {
  expect(
    summarize('“是的。”\n他说：\n第一章 开头，到这里为止，一共二十个字以上\n下一段……\n完了。', '标题'),
  ).toBe('“是的。”他说：第一章 开头，到这里为止，一共二十个字以上 下一段……完了。');
  expect(summarize('He said: “Yes.”\nThen he left… for good.\nReally. 好。', '标题')).toBe(
    'He said: “Yes.” Then he left… for good. Really. 好。',
  );
});

test('what only repeats the title, headings and scraps are left out', () => {
  expect(summarize('Download PDF\n某事发生\n这是第一句话。\n小标题\n第二句。', '视频：某事发生')).toBe(
    '这是第一句话。第二句。',
  );
});

test('an article that is nothing but scraps is summed up by them', () => {
  expect(summarize('Download PDF\n图一', '标题')).toBe('Download PDF 图一');
  expect(summarize('', '标题')).toBe('');
});

test('a summary ends with a sentence where it can', () => {
  const sentence = `${'字'.repeat(59)}。`;
  expect(summarize(sentence.repeat(10), '标题')).toBe(sentence.repeat(3));
  expect(summarize(`“${'字'.repeat(150)}。”${'字'.repeat(150)}`, '标题')).toBe(`“${'字'.repeat(150)}。”`);
});

test('else it ends in an ellipsis, and not within a word', () => {
  expect(summarize('字'.repeat(300), '标题')).toBe(`${'字'.repeat(199)}…`);
  expect(shorten('version 3.5 of something', 15)).toBe('version 3.5 of…');
  expect(shorten('甲乙丙，丁戊己', 5)).toBe('甲乙丙…');
});

test('no character is cut in two, and none are too many', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-composite', maxLength: 60 }),
      fc.integer({ min: 1, max: 40 }),
      (text, length) => {
        const whole = text.toWellFormed();
        const short = shorten(whole, length);
        expect(countCharacters(short)).toBeLessThanOrEqual(length);
        const kept = short.replace(/…$/, '');
        expect(whole.startsWith(kept)).toBe(true);
        const boundaries = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(whole)].map(
          ({ index }) => index,
        );
        expect([...boundaries, whole.length]).toContain(kept.length);
      },
    ),
  );
});

test('marks heaped on one letter do not make it long', () => {
  expect(shorten(`e${'\u0301'.repeat(1_000_000)}`, 100).length).toBeLessThan(3000);
});
