import { describe, expect, test } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { derive, publish, SITE, uploadOf } from './uploads.ts';

const PROSE = '<p>春天的河边，柳树又绿了，来散步的人一天比一天多。</p>';

function write(title: string, body = PROSE, key?: string) {
  return derive(`---\ntitle: ${title}\ncategories: [晚报, 晚报－要闻]\ndate: 2021-03-21\n---\n${body}`, key);
}

describe('a title in which a generator wrote "_" is put right', () => {
  test.each([
    ['a heading', 'Rivers_ A Guide', '<h1>Rivers: A Guide</h1>', 'Rivers: A Guide'],
    ['a heading', '春天来了_', '<h2>春天来了?</h2>', '春天来了?'],
    ['the first line', '输入_输出的原理', '<p>输入/输出的原理，说来话长。</p>', '输入/输出的原理'],
    ['the first line', '他说_好_', '<p>【快讯】他说“好”</p>', '他说“好”'],
    ['spaces or none', '专家谈_春游_ ：去哪儿', '<p>专家谈“春游”：去哪儿</p>', '专家谈“春游”：去哪儿'],
  ])('by %s: %s', async (_name, title, opening, expected) => {
    const derivation = await write(title, opening + PROSE);
    expect(derivation).toMatchObject({ article: { title: expected } });
    expect(derivation.warnings).toEqual([
      { message: `the title has "_" in place of other characters and was taken for "${expected}"`, line: 2 },
    ]);
  });

  test.each([
    '<meta property="og:title" content="春游|去哪儿">',
    '<title>春游|去哪儿 - 晚报网</title>',
    '<script type="application/ld+json">{"headline": "春游|去哪儿"}</script>',
  ])('by the head of its page: %s', async (head) => {
    const page = `<!doctype html><html><head>${head}</head><body>${PROSE}</body></html>`;
    expect(await write('春游_去哪儿', page, 'a.html')).toMatchObject({ article: { title: '春游|去哪儿' } });
  });

  test.each([
    ['他回应了_迟到_', '他回应了“迟到”'],
    ['专家谈_减负_政策', '专家谈“减负”政策'],
    ['_甲_与_乙_', '“甲”与“乙”'],
    ['9_11 与 snake_case 的_妙用_', '9_11 与 snake_case 的“妙用”'],
    ['早上07_15停水', '早上07:15停水'],
    ['周三 19_30-21_00 开讲', '周三 19:30-21:00 开讲'],
  ])('where the body tells nothing, %s is %s', async (title, expected) => {
    expect(await write(title)).toMatchObject({ article: { title: expected } });
  });

  test.each([
    '主队 3_1 获胜',
    '9_11 二十年',
    'snake_case 与 kebab-case',
    '9_11 之后的 snake_case',
    '__init__ 的用法',
    '春游_去哪儿',
    '春游去哪儿_晚报_晚报网',
    '春游_晚报_去哪儿',
    '甲_乙_丙_丁',
    'The _Hamlet_ Question',
  ])('any other "_" may be meant: %s', async (title) => {
    expect(await write(title)).toMatchObject({ article: { title }, warnings: [] });
  });
});

describe('a title is text', () => {
  test.each([
    ['春天 &amp; 河', '春天 & 河'],
    ['&ldquo;春天&rdquo;来了', '“春天”来了'],
    ['<em class="hit">春天</em>来了', '春天来了'],
    ['<b><i>春天</i></b>来了', '春天来了'],
    ['春天<br>来了', '春天 来了'],
    ['"**春天** 来了"', '春天 来了'],
    ['"[春天](https://a.example/) 来了"', '春天 来了'],
    ['怎样用 <br> 换行', '怎样用 <br> 换行'],
    ['<template> 与 List<User>', '<template> 与 List<User>'],
    ['2**3 与 2**4', '2**3 与 2**4'],
  ])('%s', async (title, expected) => {
    expect(await write(title)).toMatchObject({ article: { title: expected } });
  });

  test.each([
    ['post/2021-03-21-春天.md', '春天'],
    ['post/春天 &amp; 河.md', '春天 & 河'],
    ['post/春天/index.html', '春天'],
    ['index.md', 'index'],
    ['2021-03-21.md', '2021-03-21'],
  ])('the name of %s is %s', async (key, expected) => {
    expect(await publish(PROSE, key)).toMatchObject({ title: expected });
  });
});

describe('folders are categories where the site says so', () => {
  async function categoriesOf(key: string, folderCategories: boolean, lines = '') {
    const upload = uploadOf(`---\ntitle: 甲\n${lines}\n---\n${PROSE}`, key);
    const derivation = await deriveArticle(upload, { ...SITE, folderCategories });
    return 'article' in derivation ? derivation.article.categories : undefined;
  }

  test.each([
    ['_posts/晚报/要闻/a.md', ['晚报', '要闻']],
    ['content/zh-CN/posts/2021/03/河流/a.md', ['河流']],
    ['source/_posts/2021-03-21/a.md', []],
    ['content/河流/春天/index.md', ['河流']],
    ['zh/blog/en/a.md', []],
    ['a.md', []],
  ])('%s', async (key, expected) => {
    expect(await categoriesOf(key, true)).toEqual(expected);
    expect(await categoriesOf(key, false)).toEqual([]);
  });

  test('but not of an article that names its own', async () => {
    expect(await categoriesOf('晚报/a.md', true, 'categories: [河流]')).toEqual(['河流']);
  });
});
