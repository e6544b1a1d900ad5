import type { Article } from '../../lambda/model/article.ts';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import type { Scope } from '../../lambda/model/list-kinds.ts';
import type { Site } from '../../lambda/model/site.ts';

/** The site that the tests publish. */
export const SAMPLE_SITE: Site = {
  title: '示例站',
  description: '整理过的文章',
  baseUrl: 'https://feeds.example.org',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  itemsPerFeed: 50,
  categories: {},
  placeholderHosts: [],
};

export const FINANCE: Scope = { kind: 'category', name: '金融' };

/** An article with everything that it must have, and whatever is given. */
export function sampleArticle(given: Partial<Article> = {}): Article {
  const key = given.key ?? 'post/金融/a.md';
  return {
    key,
    id: articleId(key),
    guid: articleGuid(key),
    title: '标题',
    published: '2021-09-16T04:00:14Z',
    summary: '摘要。',
    content: '<p>正文。</p>',
    categories: ['金融'],
    tags: [],
    ...given,
  };
}
