import { describe, expect, test } from 'vitest';
import { feedAddress, lineText, nameText } from '../../lambda/feeds/feed-text.ts';

test('a line of a feed holds no sign of a lost character, which validators take for a wrong encoding', () => {
  expect(lineText(' 乱\ufffd 码\n')).toBe('乱 码');
});

describe('the name of a list', () => {
  test.each([
    ['<b>粗</b> > 细', '＜b＞粗＜/b＞ ＞ 细'],
    ['a < b > c', 'a < b > c'],
    ['R&D &amp; AT&T', 'R&D &amp; AT&T'],
  ])('%s reads as no tag: %s', (name, expected) => {
    expect(nameText(name)).toBe(expected);
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
  ])('%s is written as %s', (address, expected) => {
    expect(feedAddress(address)).toBe(expected);
  });
});
