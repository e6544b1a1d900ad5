import { expect, test } from 'vitest';
import { isChinese, parseLanguageTag } from '../../lambda/model/language.ts';

test.each([
  ['zh-CN', 'zh-CN'],
  ['en', 'en'],
  [' zh-hant-tw ', 'zh-Hant-TW'],
  ['zh_CN', 'zh-CN'],
  ['', undefined],
  ['Chinese', undefined],
  ['简体中文', undefined],
  ['en-', undefined],
  ['"><x', undefined],
])('%j is the language %j', (text, expected) => {
  expect(parseLanguageTag(text)).toBe(expected);
});

test('Chinese is told from languages with similar tags', () => {
  expect(['zh', 'zh-Hant', 'ZH-CN', 'zhx', 'en'].map(isChinese)).toEqual([true, true, true, false, false]);
});
