import { describe, expect, it } from 'vitest';
import { resolveAddress, webAddress } from '../../lambda/model/addresses.ts';

describe('an address of the web', () => {
  it.each([
    ['https://例子.example/新闻?a=1|2', 'https://xn--fsqu00a.example/%E6%96%B0%E9%97%BB?a=1|2'],
    ['http://a.example', 'http://a.example/'],
    ['javascript:alert(1)', undefined],
    ['java\tscript:alert(1)', undefined],
    ['\u0001javascript:alert(1)', undefined],
    ['data:text/html,hello', undefined],
    ['//example.com/a.png', undefined],
    ['/relative', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (address, expected) => {
    expect(webAddress(address)).toBe(expected);
  });
});

describe('what an attribute means', () => {
  it.each([
    [' http://a.example/b/../c?x=%e4 ', 'http://a.example/b/../c?x=%e4'],
    ['//b.example/1.png', 'https://b.example/1.png'],
    ['http://A.example/中', 'http://a.example/%E4%B8%AD'],
    ['1.png', undefined],
    ['data:text/html,x', undefined],
    [`https://a.example/${'x'.repeat(9000)}`, undefined],
  ])('without a base, %s is %s', (value, expected) => {
    expect(resolveAddress(value, undefined)).toBe(expected);
  });

  it('is relative to a base, and of the schemes that are wanted', () => {
    expect(resolveAddress('../1.png', 'https://a.example/b/c')).toBe('https://a.example/1.png');
    expect(resolveAddress('mailto:<a@b.example>', undefined, ['mailto:'])).toBe('mailto:%3Ca@b.example%3E');
  });
});
