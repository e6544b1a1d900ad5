import type { Source } from './source.ts';

/** 人人都是产品经理 (woshipm.com): essays; headings are often bold paragraphs, and authors invite at the end. */
export const woshipm: Source = {
  name: 'woshipm',
  names: ['人人都是产品经理'],
  hosts: ['woshipm.com'],
  promotion: ['.article--ad', '.qrcode--box', '.support-author'],
  furniture: ['.article--footer', '.article-actions', '.post-meta', '.author-card'],
  rename: { 'p.article--subtitle': 'h3' },
  phrases: [/^(?:给作者打赏，鼓励TA抓紧创作！?|\d+人打赏|赞赏作者)$/],
};
