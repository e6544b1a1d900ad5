import { expect, test } from 'vitest';
import { parseLanguageTag } from '../../lambda/model/language.ts';

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
