import type { Article } from '../../lambda/model/article.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { type Rendering, SITE } from './input.ts';

/** The documents of a category into which one new article came; the others stood there before. */
export default function prepare({ name, articles }: Rendering) {
  const derivations = siteDerivations(SITE);
  const scope = { kind: 'category', name } as const;
  const [first, ...others] = articles;
  if (first === undefined) throw new Error('there are no articles');
  return () => {
    const fresh: Article = { ...first };
    return derivations.listingDocuments(scope, [fresh, ...others.slice(1)]);
  };
}
