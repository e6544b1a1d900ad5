import type { Source } from './source.ts';

/** 掘金 (juejin.cn): posts written in Markdown, with a style sheet and a copy button in each. */
export const juejin: Source = {
  name: 'juejin',
  names: ['掘金', '稀土掘金'],
  hosts: ['juejin.cn', 'juejin.im'],
  furniture: ['.copy-code-btn', '.code-block-extension-header', '.markdown-body-style', '.article-title-box'],
  phrases: [/^(?:本文正在参[与加][「“].{1,40}[」”].{0,20}|我正在参[加与].{0,30}(?:活动|创作).{0,30})$/],
};
