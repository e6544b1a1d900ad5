import type { CleanContext, CleanedBody } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

/** What the article is that these tests clean. */
export const CONTEXT: CleanContext = {
  key: 'a.md',
  id: 'k7',
  title: '',
  categories: [],
  link: 'https://lake.example/2024/a.html',
  placeholderHosts: [],
};

/** Cleans HTML between the first and the last paragraph of an article. */
export function clean(html: string, context: Partial<CleanContext> = {}): Promise<CleanedBody> {
  return cleanHtml(`<p>开头的一段。</p>${html}<p>结尾的一段。</p>`, { ...CONTEXT, ...context });
}

/** The same, of an article that names no original. */
export function withoutLink(html: string): Promise<CleanedBody> {
  const { link: _, ...context } = CONTEXT;
  return cleanHtml(`<p>开头的一段。</p>${html}<p>结尾的一段。</p>`, context);
}
