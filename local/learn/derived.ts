import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { CleanedBody, Removal } from '../../lambda/clean/clean.ts';
import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';

/** What an upload comes to under the settings of a site. */
export interface Derived {
  readonly derivation: Derivation;
  readonly article?: Article;
  readonly cleaned?: CleanedBody;
  readonly removals: readonly Removal[];
}

/** Derives an article, and tells what its cleaning removed. */
export async function derive(upload: Upload, site: Site): Promise<Derived> {
  let cleaned: CleanedBody | undefined;
  const derivation = await deriveArticle(upload, site, (body) => {
    cleaned = body;
  });
  return {
    derivation,
    ...('article' in derivation && { article: derivation.article }),
    ...(cleaned !== undefined && { cleaned }),
    removals: cleaned?.removals ?? [],
  };
}
