import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import { HOME_PATH, listingPath, OPML_PATH } from '../../lambda/model/paths.ts';
import type { Derivations, PublicDocument } from '../../lambda/protocol/derivations.ts';
import type { Content } from '../../lambda/store/store.ts';
import { heldTag, type SimulatedFile } from './plan.ts';

/** Derivations that cost next to nothing: files are JSON, and each document is the JSON of what it shows. */
export const plainDerivations: Derivations = {
  derive: async (upload) => derive(upload),
  articlePage: bytesOf,
  listingDocuments: (scope, articles) => {
    const content = bytesOf(articles);
    return (['rss.xml', 'feed.json'] as const).map((file) => ({ path: listingPath(scope, file), content }));
  },
  overviewDocuments: (categories, newest) => [
    document(OPML_PATH, categories),
    document(HOME_PATH, [categories, newest.map(({ id, title }) => [id, title])]),
  ],
  staticDocuments: () => [document('style.css', 'body {}')],
};

/** The same, with a history. */
export const historicalDerivations: Derivations = {
  ...plainDerivations,
  listingDocuments: (scope, articles, history) => [
    { path: listingPath(scope, 'atom.xml'), content: bytesOf([articles, history]) },
    { path: listingPath(scope, 'feed.json'), content: bytesOf(articles) },
  ],
  archiveDocument: (_scope, _id, archive) => bytesOf(archive),
};

/** The bytes of a file or document that says this. */
export function bytesOf(value: unknown): Content {
  return { body: Buffer.from(JSON.stringify(value)), contentType: 'application/json' };
}

function derive({ key, body, modified }: Upload): Derivation {
  const file: SimulatedFile = JSON.parse(Buffer.from(body).toString());
  switch (file.status) {
    case 'broken':
      throw new Error('nobody can derive this');
    case 'rejected':
      return {
        status: 'rejected',
        rejection: { reason: 'it has no title', advice: 'Add one.' },
        warnings: [],
      };
    case 'skipped':
      return { status: 'skipped', reason: 'it is a draft', warnings: [] };
    case 'held': {
      const { until, title, categories } = file;
      const article = {
        ...articleOf(key, modified),
        title,
        published: until,
        categories,
        tags: [heldTag(until)],
      };
      return { status: 'held', until, article, warnings: [] };
    }
    case 'published': {
      const { title, published, categories } = file;
      const article = { ...articleOf(key, modified), title, published, categories };
      return { status: 'published', article, warnings: [] };
    }
  }
}

function articleOf(key: string, modified: number): Omit<Article, 'title' | 'published' | 'categories'> {
  const content = `<p>${modified}</p>`;
  return { key, id: articleId(key), guid: articleGuid(key), summary: '', content, tags: [] };
}

function document(path: string, value: unknown): PublicDocument {
  return { path, content: bytesOf(value) };
}
