import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { RULES } from '../support/rules.ts';

/** When the uploads of the tests arrive, unless they say otherwise. */
export const UPLOADED = Date.UTC(2024, 0, 2, 3, 4, 5);

export const SITE: Site = {
  title: '测试',
  description: '',
  baseUrl: 'https://feeds.example.org',
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  itemsPerFeed: 50,
  categories: {},
  placeholderHosts: ['picsum.photos'],
  rules: RULES,
};

export function uploadOf(content: string | Uint8Array, key = 'post/a.md'): Upload {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { key, body, size: body.length, modified: UPLOADED };
}

export function derive(content: string | Uint8Array, key?: string): Promise<Derivation> {
  return deriveArticle(uploadOf(content, key), SITE);
}

/** The article that an upload comes to, or an error that says why it comes to none. */
export async function publish(content: string | Uint8Array, key?: string): Promise<Article> {
  const derivation = await derive(content, key);
  if (derivation.status !== 'published') throw new Error(JSON.stringify(derivation));
  return derivation.article;
}
