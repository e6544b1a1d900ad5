import type { Article, Upload } from '../../lambda/model/article.ts';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import { HOME_PATH, listingPath, OPML_PATH } from '../../lambda/model/paths.ts';
import type { Derivations, PublicDocument } from '../../lambda/protocol/derivations.ts';

/** Derivations that are easy to foresee, and that count how many articles they were asked to derive. */
export interface PlainDerivations extends Derivations {
  readonly derived: string[];
}

/**
 * An article is lines of text: its title, its categories separated by commas, its content. One that begins with
 * `bad` is rejected, one that begins with `draft` is skipped, a `?` in its title is a warning.
 */
export function plainDerivations(): PlainDerivations {
  const derived: string[] = [];
  return {
    derived,
    derive: async (upload) => {
      derived.push(upload.key);
      const article = parseArticle(upload);
      if (article.title.startsWith('bad')) {
        return {
          status: 'rejected',
          rejection: { reason: 'it is bad', advice: 'Make it good.', line: 1 },
          warnings: [],
        };
      }
      if (article.title.startsWith('draft')) {
        return { status: 'skipped', reason: 'it is a draft', warnings: [] };
      }
      const warnings = article.title.includes('?') ? [{ message: 'the title asks', line: 1 }] : [];
      return { status: 'published', article, warnings };
    },
    articlePage: async (article) => document('', `${article.title}\n${article.content}`).content,
    listingDocuments: async (scope, articles) => [
      document(listingPath(scope, 'rss.xml'), articles.map(({ title }) => title).join('\n')),
    ],
    overviewDocuments: ({ category: categories }) => {
      const names = categories.map(({ name }) => name).join('\n');
      return [document(HOME_PATH, names), document(OPML_PATH, names)];
    },
    staticDocuments: async () => [document('404.html', 'nothing here')],
  };
}

function parseArticle({ key, body }: Upload): Article {
  const [title = '', categories = '', ...content] = Buffer.from(body).toString().split('\n');
  return {
    key,
    id: articleId(key),
    guid: articleGuid(key),
    title,
    published: '2021-09-16T04:00:14Z',
    summary: '',
    content: content.join('\n'),
    categories: categories.split(',').filter((name) => name !== ''),
    tags: [],
  };
}

function document(path: string, text: string): PublicDocument<Uint8Array> {
  return { path, content: { body: Buffer.from(text), contentType: 'text/plain; charset=utf-8' } };
}
