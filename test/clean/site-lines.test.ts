import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanContext } from '../../lambda/clean/clean.ts';
import { runs } from '../support/runs.ts';
import { cleanHtml } from './clean-html.ts';

/** Lines that rules know, and lines that look like them. */
const LINES = [
  '微信扫一扫，分享到朋友圈',
  '赞(12) 打赏',
  '评论与转发',
  '扫码登录',
  'Like this: Like Loading...',
  'Sponsored Links',
  'Share the news',
  '2021-02-11 11:57',
  '发布时间：2021-02-11',
  '最后编辑于：2021.03.21 12:00:00',
  '官网：https://www.river.example',
  '官网：https://mill.example',
  '媒体联络：王一 wang@river.example',
  'B站：河边夜话 | 公众号：河边的灯',
  '#诗 #春天',
  '本文关键词：自由',
  '版权声明：',
  '未经授权，不得转载。',
  '声明：栏目嘉宾发言不代表本台立场',
  '牌子上写着：',
  '参考文献：',
  '推荐阅读：',
  'Read more:',
  '加入我们',
  '关于河湾',
  '把简历寄到 boat@river.example',
  '感谢大家的关注！',
  '（责任编辑：李四）',
  '编辑：李四',
  '原标题：河湾里的人家（3）',
  '河湾里的人家（3）',
  '河湾里的人家（2）',
  '作者：赵一',
  '作者： 来源：',
  '请登录河湾查看全文',
  '下一篇：石榴',
  '查看更多',
  '文章纠错',
  '[TOC]',
  'undefined',
  '▲ 长按识别添加船家微信',
  '▲ 河湾，摄于去年冬天',
  'image caption',
  '数据加载中...',
  '石榴红了',
  '后来',
];

const text = fc.constantFrom(...LINES);
const linked = fc
  .tuple(fc.constantFrom('news/21034', 'news/21035', 'tag/x', 'author/kai', 'share'), text)
  .map(([path, label]) => `<a href="https://www.river.example/${path}">${label}</a>`);
const inline = fc.oneof(
  { arbitrary: text, weight: 6 },
  linked,
  text.map((line) => `<b>${line}</b>`),
);

const block = fc.oneof(
  { arbitrary: inline.map((line) => `<p>${line}</p>`), weight: 8 },
  fc.array(inline, { minLength: 2, maxLength: 4 }).map((lines) => `<p>${lines.join('<br>')}</p>`),
  inline.map((line) => `<h2>${line}</h2>`),
  inline.map((line) => `<blockquote><p>${line}</p></blockquote>`),
  fc
    .array(inline, { minLength: 1, maxLength: 3 })
    .map((items) => `<ul><li>${items.join('</li><li>')}</li></ul>`),
  inline.map((line) => `<p>石榴年年自己红，自己落在地上。${line}</p>`),
  fc.constantFrom(
    '<hr>',
    '<p><img src="https://img.river.example/a.jpg"></p>',
    '<p><img src="https://img.river.example/qrcode.png"></p>',
  ),
);

const PROSE = '<p>第一户人家住在河湾里，院子里种着枣树和石榴，每年秋天都要请左邻右舍来尝一尝新。</p>';

const html = fc
  .tuple(fc.array(block, { maxLength: 4 }), fc.nat(3), fc.array(block, { maxLength: 6 }))
  .map(([above, count, below]) => [...above, ...Array<string>(count).fill(PROSE), ...below].join(''));

const context: fc.Arbitrary<CleanContext> = fc.record(
  {
    key: fc.constant('a.md'),
    id: fc.constant('k7'),
    title: fc.constantFrom('河湾里的人家（3）', '石榴丨河湾 Vol.3', 'How rivers bend'),
    categories: fc.constantFrom(['河湾'], ['BBC'], ['科学网', '河湾'], ['小黑盒']),
    placeholderHosts: fc.constant([]),
    author: fc.constantFrom('赵一', '河湾'),
    link: fc.constant('https://www.river.example/news/1'),
  },
  { requiredKeys: ['key', 'id', 'title', 'categories', 'placeholderHosts'] },
);

const article = fc.tuple(html, context);

/** Raise it, as in `FUZZ_RUNS=100000`, after a change to what rules know or remember of lines. */
const RUNS = Number(process.env.FUZZ_RUNS ?? runs(500));
const timeout = 120_000 + RUNS * 10;

describe('an article among the lines of its site', () => {
  it(
    'is not changed by cleaning it again',
    async () => {
      await fc.assert(
        fc.asyncProperty(article, async ([dirty, facts]) => {
          const once = await cleanHtml(dirty, facts);
          expect((await cleanHtml(once.html, facts)).html).toBe(once.html);
        }),
        { numRuns: RUNS },
      );
    },
    timeout,
  );

  it(
    'has each line in its text or among what was removed',
    async () => {
      await fc.assert(
        fc.asyncProperty(article, async ([dirty, facts]) => {
          const { text: kept, removals } = await cleanHtml(dirty, facts);
          const found = squeeze(kept + removals.map((removal) => removal.text).join(''));
          for (const line of LINES) if (dirty.includes(`>${line}<`)) expect(found).toContain(squeeze(line));
        }),
        { numRuns: RUNS },
      );
    },
    timeout,
  );

  it(
    'comes out alike alone, beside another and after it',
    async () => {
      await fc.assert(
        fc.asyncProperty(article, article, async (one, other) => {
          const alone = await cleanHtml(...one);
          const [, beside] = await Promise.all([cleanHtml(...other), cleanHtml(...one)]);
          expect(beside).toEqual(alone);
          expect(await cleanHtml(...one)).toEqual(alone);
        }),
        { numRuns: RUNS },
      );
    },
    timeout,
  );
});

function squeeze(given: string): string {
  return given.replace(/\s+/g, '');
}
