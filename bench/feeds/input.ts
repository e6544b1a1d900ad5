import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { Article } from '../../lambda/model/article.ts';
import { parseSite, type Site } from '../../lambda/model/site.ts';
import { articlePath, articleText } from '../../test/support/finance-site.ts';

/** What a feed is rendered from. */
export interface FeedInput {
  readonly name: string;
  readonly articles: readonly Article[];
}

/** What is rendered of it. */
export interface Rendering extends FeedInput {
  readonly formats: readonly Format[];
}

export type Format = 'rss' | 'atom' | 'json' | 'page';

export const FEEDS: readonly Format[] = ['rss', 'atom', 'json'];

export const SITE: Site = parseSite({ baseUrl: 'https://feeds.example.org' });

/** The newest articles of a category, each of the size of a real one. */
export async function feedInput(count: number): Promise<FeedInput> {
  const articles: Article[] = [];
  for (let i = 0; i < count; i++) {
    const body = Buffer.from(articleText(i));
    const upload = { key: articlePath(i), body, size: body.length, modified: Date.UTC(2024, 0, 1) };
    const derivation = await deriveArticle(upload, SITE);
    if (derivation.status === 'published') articles.push(derivation.article);
  }
  return { name: '金融', articles };
}

/** Where an item leads to. */
export function linkOf({ id }: Article): string {
  return `${SITE.baseUrl}/articles/${id}.html`;
}

/** Whoever serves a document needs its bytes. */
export function encode(documents: readonly (string | Buffer)[]): readonly Buffer[] {
  return documents.map((text) => (typeof text === 'string' ? Buffer.from(text) : text));
}
