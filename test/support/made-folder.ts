import fc from 'fast-check';
import type { JudgedArticle } from './learn-from.ts';

/** What several articles of a folder say, as prose, calls to readers, labels and headings do. */
const SHARED = [
  '<p>关注晚风笔记的公众号，夜里有信。</p>',
  '<p>想读更多这样的故事，请到应用里搜索。</p>',
  '<p>海边周刊在星期天的夜里出版，由守夜人轮流写成。</p>',
  '<p>每一篇也收在这里：</p>',
  '<p><a href="https://nightwind.example/">nightwind.example</a></p>',
  '<p><img src="https://pic.nightwind.example/lamp.png" width="600" height="200"></p>',
  '<p>～～～～～～</p>',
  '<p>下载</p>',
  '<h2>推荐阅读</h2>',
  '<h2>后来的事</h2>',
  '<h3>守夜人的公众号</h3>',
  '<hr>',
  '<ul><li>订阅来信: <a href="https://letter.nightwind.example/">letter</a></li></ul>',
] as const;

/** Whatever a line of its own stands in. */
const WRAPS = [
  (text: string) => `<p>${text}</p>`,
  (text: string) => `<h3>${text}</h3>`,
  (text: string) => `<ul><li>${text}</li></ul>`,
  (text: string) => `<blockquote><p>${text}</p></blockquote>`,
  (text: string) => `<div class="night-card"><p>${text}</p><p>扫码关注晚风笔记</p></div>`,
  (text: string) => `<details><summary>更多</summary><p>${text}</p></details>`,
  (text: string) => `<table><tr><td>${text}</td></tr></table>`,
] as const;

/** So many that lines drawn from them have little in common. */
const CHARACTERS = Array.from({ length: 800 }, (_, index) => String.fromCharCode(0x4e00 + 7 * index));

const block = fc.oneof(
  fc.constantFrom(...SHARED),
  fc.record({
    wrap: fc.constantFrom(...WRAPS),
    text: fc
      .array(fc.constantFrom(...CHARACTERS), { minLength: 12, maxLength: 60 })
      .map((characters) => `${characters.join('')}。`),
  }),
);

/** A folder of one source: lines that several articles have, in any order, amid lines that are one article's own. */
export const makeFolder: fc.Arbitrary<readonly JudgedArticle[]> = fc
  .array(fc.array(block, { minLength: 3, maxLength: 12 }), { minLength: 8, maxLength: 12 })
  .map((articles) => {
    const texts = articles.map(
      (blocks) => new Set(blocks.flatMap((each) => (typeof each === 'string' ? [] : each.text))),
    );
    const isOwn = (text: string) => texts.filter((others) => others.has(text)).length === 1;
    return articles.map((blocks, article) => {
      const html = blocks.map((each) => (typeof each === 'string' ? each : each.wrap(each.text)));
      return {
        key: `${article}.md`,
        upload: `---\ntitle: 第${article}夜\ncategories: [故事, 晚风笔记]\n---\n<div>\n${html.join('\n')}\n</div>\n`,
        dirt: [],
        own: [...(texts[article] ?? [])].filter(isOwn),
      };
    });
  });
