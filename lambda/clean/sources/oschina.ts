import type { Source } from './source.ts';

/** 开源中国 (oschina.net): news and posts. */
export const oschina: Source = {
  name: 'oschina',
  names: ['开源中国', 'OSCHINA'],
  hosts: ['oschina.net'],
  promotion: ['.ad-wrap', '.news-ad', '#comments-ad'],
  furniture: ['.article-box__footer', '.copyright-box > .tags', '.editor-viewer__toolbar'],
  phrases: [/^本站(?:新闻|文章)禁止未经授权转载.{0,80}$/],
};
