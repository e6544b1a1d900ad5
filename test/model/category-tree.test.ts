import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CategoryBranch,
  growTree,
  listTree,
  type PlacedCategory,
} from '../../lambda/model/category-tree.ts';

/** A category as its name, or as a list of it and those below it. */
type Tree = string | readonly Tree[];

const treeOf = ({ name, below }: CategoryBranch): Tree =>
  below.length === 0 ? name : [name, ...below.map(treeOf)];

/** Categories as `source/channel`, and where they stand. */
function grow(...categories: readonly string[]): readonly Tree[] {
  const places = categories.map((category): PlacedCategory => {
    const path = category.split('/');
    return { name: path.pop() ?? '', path };
  });
  return growTree(places).map(treeOf);
}

describe('the tree of categories', () => {
  test('has channels below sources below topics, in the order in which they are listed', () => {
    expect(grow('金融/新浪财经/国內', '金融/新浪财经/股票', '金融/新浪财经', '旅行', '金融')).toEqual([
      '旅行',
      ['金融', ['新浪财经', '国內', '股票']],
    ]);
  });

  test('has a category below the nearest one of its path that is listed', () => {
    expect(grow('金融', '金融/没有文章/国內', '没有文章/股票')).toEqual([['金融', '国內'], '股票']);
  });

  test('has on its third level what would stand deeper', () => {
    expect(grow('a', 'a/b', 'a/b/c', 'a/b/c/d', 'd/e', 'e/f')).toEqual([['a', ['b', 'c', 'd', 'e', 'f']]]);
  });

  test('breaks a circle of paths that contradict each other', () => {
    expect(grow('b/a', 'a/b', 'c/c', 'a/d')).toEqual([['b', ['a', 'd']], 'c']);
  });

  test('holds every category once, on three levels, and lists each after the one that it stands below', () => {
    const name = fc.constantFrom(...'abcdefgh');
    const place = fc.record({ name, path: fc.array(name, { maxLength: 4 }) });
    const depthOf = ({ below }: CategoryBranch): number => 1 + Math.max(0, ...below.map(depthOf));
    fc.assert(
      fc.property(fc.uniqueArray(place, { selector: (each) => each.name }), (places) => {
        const tree = growTree(places);
        expect(listTree(tree).toSorted()).toEqual(places.map((each) => each.name).toSorted());
        expect(Math.max(0, ...tree.map(depthOf))).toBeLessThanOrEqual(3);
      }),
    );
  });

  test('takes chains of any length', () => {
    const places = Array.from({ length: 20_000 }, (_, at) => ({ name: `${at}`, path: [`${at + 1}`] }));
    expect(listTree(growTree(places))).toHaveLength(places.length);
  });
});
