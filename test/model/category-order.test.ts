import { expect, it } from 'vitest';
import { sortCategories } from '../../lambda/model/category-order.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { site } from '../pages/samples.ts';

const sort = (names: readonly string[], of = site) =>
  sortCategories(
    names.map((name) => ({ name, path: [] })),
    of,
  ).map(({ name }) => name);

it('categories are in the order of the settings, then of their titles by numbers, letters and pinyin', () => {
  const sorted = [
    '金融',
    '2号线',
    '10号线',
    '－杂项',
    'alpha',
    'Beta',
    'gamma',
    'Élan',
    '长沙',
    '来源6',
    '来源10',
    '旅行',
    '三农',
    '新浪财经',
    '新浪财经－国内',
    '新浪财经综合',
    '周二',
    '周三',
    '周十',
    '周刊',
    '鑫源',
  ];
  expect(sort(sorted.toReversed())).toEqual(sorted);
  expect(sort([...sorted].sort())).toEqual(sorted);
});

it('a title in the settings is what a category is listed by, and its name tells equal titles apart', () => {
  const categories = { b: { title: '同' }, a: { title: '同' } };
  expect(sort(['a', 'b'], { ...site, categories })).toEqual(['b', 'a']);
  expect(sort(['b', 'B', 'a'], { ...site, categories: {} })).toEqual(['a', 'B', 'b']);
});

it('on a site in Traditional Chinese the order is that of strokes', () => {
  expect(sort(['灣', '台', '中', '人', '一'], { ...site, language: 'zh-TW' })).toEqual([
    '一',
    '人',
    '中',
    '台',
    '灣',
  ]);
});

it('home page, subscription list and site map list categories alike, each below its topic', () => {
  const places = [
    { name: '来源10', path: ['旅行'] },
    { name: '旅行', path: [] },
    { name: '来源6', path: ['旅行'] },
    { name: '长沙', path: [] },
  ];
  for (const { content } of siteDerivations(site).overviewDocuments(
    { category: places, tag: [], author: [] },
    [],
  )) {
    const listed = [...decodeURI(String(content.body)).matchAll(/feeds\/([^/]+)\/index\.html(?!#)/g)];
    expect([...new Set(listed.map(([, name]) => name))]).toEqual(['长沙', '旅行', '来源6', '来源10']);
  }
});

it('the order knows every common character once', () => {
  const [first, last] = ['啊', '座'];
  expect(sort(['鼎', last ?? '', '丁', first ?? '', 'z'])).toEqual(['z', first, '丁', '鼎', last]);
});
