import { articleText, FURNITURE } from './finance-site.ts';

/** An article: its file, and what is in it. */
export interface SampleArticle {
  readonly key: string;
  /** The whole file. */
  readonly text: string;
  /** Its body. */
  readonly html: string;
  readonly title: string;
}

/** Characters in the paragraphs of a real upload. */
const PARAGRAPHS = [51, 84, 19, 176, 195, 13, 160, 101, 15, 118, 101, 14, 97, 60, 189, 23, 171, 159, 11];

/** Shorter ones are headings, which the site's editor writes as bold paragraphs. */
const HEADING = 25;

const TITLE = '夜市延长服务，商户先尝到甜头';

/**
 * An article with the size, the markup and the dirt of a real upload of a finance site (14 kB), in other words: the
 * text stands there twice, the second time within a comment, as the site's editor leaves it.
 */
export function realisticArticle(name = ''): SampleArticle {
  const title = `${TITLE}${name}`;
  const words = textOf(articleText(0)) + textOf(articleText(1));
  let end = 0;
  const paragraphs = PARAGRAPHS.map((length) => {
    end += length;
    return words.slice(end - length, end);
  });
  const html = `
<div>   
<p class="ori_titlesource">　　原标题：${title}</p>
${paragraphs.map((text, i) => `<p>　　${i === 8 ? linked(text) : text}</p>`).join('\n')}
<!--article_adlist[${paragraphs.map(edited).join('')}]article_adlist-->
${FURNITURE}
</div>
`;
  const text = `
---
title: '${title}'
categories: 
 - 金融
 - 新浪财经
 - 新浪财经－国內
headimg: 'https://images.example.com/qr.png'
author: 新浪财经
comments: false
date: Thu, 16 Sep 2021 04:00:14 GMT
thumbnail: 'https://images.example.com/qr.png'
---
${html}`;
  return { key: `金融/新浪财经/${title}.md`, text, html, title };
}

function textOf(article: string): string {
  return [...article.matchAll(/<p cms-style="font-L">　　(.*?)<\/p>/g)]
    .map(([, paragraph = '']) => paragraph.replace(/<[^>]*>/g, ''))
    .join('');
}

function linked(text: string): string {
  const link =
    '<a href="https://finance.sina.com.cn/realstock/company/sz000001/nc.shtml" class="keyword">示例股份</a>';
  return `${text.slice(0, 40)}<span id="stock_sz000001">${link}</span><span id="quote_sz000001"></span>${text.slice(40)}`;
}

function edited(text: string): string {
  const line = `　　${text}`;
  const content = text.length < HEADING ? `<font cms-style="font-L strong-Bold">${line}</font>` : line;
  return `<p cms-style="font-L"><font cms-style="font-L">${content}</font></p>`;
}
