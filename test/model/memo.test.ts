import { expect, test } from 'vitest';
import { Memo, remember } from '../../lambda/model/memo.ts';

test('makes a value once for an owner and a key', () => {
  const memo = new Memo<number>(10);
  const [owner, other] = [{}, {}];
  let made = 0;
  const make = (): number => ++made;
  expect([memo.of(owner, 'a', make), memo.of(owner, 'a', make)]).toEqual([1, 1]);
  expect(memo.of(owner, 'b', make)).toBe(2);
  expect(memo.of(other, 'a', make)).toBe(3);
});

test('makes a value again once there are too many', () => {
  const memo = new Memo<string>(2);
  const owner = {};
  const made: string[] = [];
  for (const key of ['a', 'b', 'a', 'c', 'a', 'c']) {
    memo.of(owner, key, () => {
      made.push(key);
      return key;
    });
  }
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});

test('a function of a text remembers what it made, and forgets it once there is too much', () => {
  const made: string[] = [];
  const double = remember(2, (text) => {
    made.push(text);
    return text + text;
  });
  expect(['a', 'a', 'b', 'c', 'c', 'a'].map(double)).toEqual(['aa', 'aa', 'bb', 'cc', 'cc', 'aa']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});
