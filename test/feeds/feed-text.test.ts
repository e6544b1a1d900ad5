import { describe, expect, test } from 'vitest';
import { legalText, lineText, webAddress } from '../../lambda/feeds/feed-text.ts';

describe('a text in a feed', () => {
  test.each([
    ['keeps every letter as it is written', '新浪财经－国內 ﬁ é e\u0301', '新浪财经－国內 ﬁ é e\u0301'],
    ['keeps emoji of several code points whole', '👨‍👩‍👧🇨🇳', '👨‍👩‍👧🇨🇳'],
    ['loses control characters, C1 ones too', 'a\u0000\u0008\u007f\u0085b', 'ab'],
    ['loses noncharacters and the sign of a lost one', '\ufdd0a\ufffe\uffff\ufffdb', 'ab'],
    ['loses halves of surrogate pairs, not the pairs', '\udc00😀\ud83d', '😀'],
  ])('%s', (_what, text, expected) => {
    expect(legalText(text)).toBe(expected);
  });

  test('is one line where it is a title, its wide spaces kept', () => {
    expect(lineText(' \n一　二 \t\r\n  三\r四　')).toBe('一　二 三 四');
  });
});

describe('an address in a feed', () => {
  test.each([
    [
      'https://例子.example/新闻 1?a=[1]|2&b=“#段',
      'https://xn--fsqu00a.example/%E6%96%B0%E9%97%BB%201?a=%5B1%5D%7C2&b=%E2%80%9C#%E6%AE%B5',
    ],
    ['https://a.example/%e4?x=%20', 'https://a.example/%e4?x=%20'],
    ['http://[::1]:8080/a[b]', 'http://[::1]:8080/a%5Bb%5D'],
    ['javascript:alert(1)', undefined],
    ['/relative', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is written as %s', (address, expected) => {
    expect(webAddress(address)).toBe(expected);
  });
});
