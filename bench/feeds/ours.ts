import type { Article } from '../../lambda/model/article.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { type Rendering, SITE } from './input.ts';

/** The documents of a category, all articles of which are new to the process. */
export default function prepare({ name, articles }: Rendering) {
  const derivations = siteDerivations(SITE);
  const scope = { kind: 'category', name } as const;
  return () =>
    derivations.listingDocuments(
      scope,
      articles.map((article): Article => ({ ...article })),
    );
}
