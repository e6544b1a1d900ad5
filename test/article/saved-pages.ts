import { expect } from 'vitest';

/** Sentences of an article in Chinese, `count` paragraphs of them, each with a number of its own. */
export function chinese(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `第${index + 1}段：渡口的木船在清晨靠岸，船工把一筐筐鲜藕搬上石阶，等候多时的商贩围拢过来，按成色议价，半个小时里便分装完毕。`,
  );
}

/** The same in English. */
export function english(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `Paragraph ${index + 1} tells how the ferry crossed the river at dawn, carried baskets of lotus root to the stone steps, and left again before the fog had lifted.`,
  );
}

export function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p>${text}</p>`).join('\n');
}

function links(name: string, count: number, site = '/'): string {
  const items = Array.from(
    { length: count },
    (_, i) => `<li><a href="${site}${i}.html">${name}${i + 1}</a></li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

/** The words of everything that stands around the article in {@link newsPage} and {@link blogPage}. */
export const AROUND = [
  '频道',
  '热点新闻',
  '网友评论',
  '版权所有',
  'Archive',
  'Subscribe',
  'All rights',
] as const;

const COMMENTS = Array.from(
  { length: 12 },
  (_, i) =>
    `<div class="comment-item"><b>网友${i}</b><p>网友评论说得有道理，不过我觉得渡口的问题没有这么简单，还要看水位，也要看季节，大家不要着急。</p></div>`,
).join('');

/** A news site's page as a browser saves it, around the markup of an article. */
export function newsPage(article: string, { head = '', below = COMMENTS } = {}): string {
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>渡口的早晨_江边新闻网</title>${head}
<style>.nav{color:red}</style><script>var page = {"title": "渡口"};</script></head><body>
<div class="top"><a href="/"><img src="/logo.png" alt="江边新闻网"></a>${links('频道', 14)}</div>
<div class="wrap"><div class="path"><a href="/">首页</a> &gt; <a href="/n/">新闻</a> &gt; 正文</div>
<div class="left"><h1>渡口的早晨</h1><div class="info">2021-03-21 16:45 来源：江边日报 记者：陶然 <a href="#c">评论</a></div>
${article}
<div class="share">分享到 <a href="https://weibo.example/share">微博</a></div></div>
<div class="right"><h3>热点新闻</h3>${links('热点新闻：某地举行某某活动，场面热烈', 12)}</div>
<div id="comments"><h3>网友评论</h3>${below}</div></div>
<div class="footer">江边新闻网 版权所有，未经授权，不得转载。互联网新闻信息服务许可证编号：一〇〇二〇二〇〇〇三。</div>
</body></html>`;
}

/** A blog's page in English, around the markup of an article. */
export function blogPage(article: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><title>Morning at the Ferry – River Notes</title>${head}</head><body>
<header><nav>${links('Archive ', 12)}</nav></header><main><article><header><h1>Morning at the Ferry</h1>
<p class="byline">By Ann Lee, <time datetime="2022-05-04T08:00:00Z">4 May 2022</time></p></header>
${article}</article><aside><h2>Subscribe</h2><p>Subscribe to our weekly letter, and never miss a story about rivers again.</p>
<form><input name="mail"><button>Subscribe</button></form></aside></main>
<footer><p>All rights reserved, River Notes, no part of this site may be reproduced.</p></footer></body></html>`;
}

/** Expects these texts of an article, and nothing of what stands around them. */
export function expectArticle(content: string, texts: readonly string[]): void {
  expect(texts.filter((text) => !content.includes(text))).toEqual([]);
  expect(AROUND.filter((words) => content.includes(words))).toEqual([]);
}
