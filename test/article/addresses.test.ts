import { describe, expect, it } from 'vitest';
import { findAddresses } from '../../lambda/article/addresses.ts';

const found = (text: string) => [...findAddresses(text)].map(({ href }) => href);

describe('a bare address', () => {
  it.each([
    ['项目：https://lake.example/repo ，欢迎', 'https://lake.example/repo'],
    ['见https://lake.example/x。好', 'https://lake.example/x'],
    ['（https://lake.example/x）', 'https://lake.example/x'],
    ['“https://lake.example/x”', 'https://lake.example/x'],
    ['(https://lake.example/x)后文', 'https://lake.example/x'],
    ['[https://lake.example/x]', 'https://lake.example/x'],
    ['https://lake.example/x谢谢', 'https://lake.example/x'],
    ['https://lake.example/x/上的文件', 'https://lake.example/x/'],
    ['https://lake.example/x！', 'https://lake.example/x'],
    ['https://lake.example/x**', 'https://lake.example/x'],
    ['https://lake.example/x, then', 'https://lake.example/x'],
  ])('ends where its sentence goes on: %s', (text, address) => expect(found(text)).toEqual([address]));

  it.each([
    'https://lake.example/a_b_(c)',
    'https://lake.example/?q=1&b=2#c',
    'http://lake.example:8080/x,y;z',
    'https://lake.example/wiki/中文_名',
    'https://lake.example',
  ])('is whole: %s', (address) => expect(found(`${address} 后文`)).toEqual([address]));

  it('gets a scheme where it has none', () => {
    expect(found('访问www.lake.example。')).toEqual(['http://www.lake.example']);
  });

  it.each([
    'someone@lake.example',
    'someone@www.lake.example',
    'http://user@lake.example',
    'xhttp://lake.example',
    'http://湖',
    'https://',
    'lake.md',
  ])('is not %s', (text) => expect(found(text)).toEqual([]));
});
