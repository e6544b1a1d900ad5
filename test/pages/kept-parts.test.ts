import { expect, it } from 'vitest';
import { joinBody } from '../../lambda/model/body.ts';
import type { Scope } from '../../lambda/model/list-kinds.ts';
import type { Site } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { bareArticle, englishArticle, fullArticle, site } from './samples.ts';

/** Lists of all kinds that have one name, and others. */
const SCOPES: readonly Scope[] = [
  { kind: 'site' },
  ...['AI', 'tag', '金融'].flatMap((name) => [
    { kind: 'category', name } as const,
    { kind: 'tag', name } as const,
    { kind: 'author', name } as const,
  ]),
];

/** The documents of a list, and the page of an article that was published a month after another. */
async function documentsOf(scope: Scope, of: Site): Promise<readonly string[]> {
  const { listingDocuments, articlePage } = siteDerivations(of);
  const articles = [fullArticle, englishArticle, bareArticle].map((article) => ({ ...article }));
  const documents = await listingDocuments(scope, articles);
  const categories = scope.kind === 'category' ? [scope.name] : fullArticle.categories;
  const page = await articlePage({ ...fullArticle, categories });
  return [...documents.map(({ content }) => content), page].map(({ body }) =>
    Buffer.from(joinBody(body)).toString(),
  );
}

it('feeds and pages are the same, whatever was published of the site before', async () => {
  const used = { ...site };
  for (const scope of SCOPES) await documentsOf(scope, used);
  for (const scope of SCOPES) {
    expect(await documentsOf(scope, used), JSON.stringify(scope)).toEqual(
      await documentsOf(scope, { ...site }),
    );
  }
});
