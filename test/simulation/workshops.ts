import type { Article, Derivation, Upload } from '../../lambda/article/article.ts';
import { articleGuid, articleId } from '../../lambda/article/identity.ts';
import type { Derivations, PublicDocument } from '../../lambda/derivations.ts';
import { HOME_PATH, listingPath, OPML_PATH } from '../../lambda/public-paths.ts';
import { parseSite } from '../../lambda/site.ts';
import { siteDerivations } from '../../lambda/site-derivations.ts';
import type { Content } from '../../lambda/store/store.ts';
import type { SimulatedFile } from './plan.ts';

/** What an article comes to, and what a simulated file must look like for it. */
export interface Workshop {
  readonly derivations: Derivations;
  write(file: SimulatedFile): Content;
}

/** Derivations that cost next to nothing: files are JSON, and each document is the JSON of what it shows. */
export const plainWorkshop: Workshop = {
  write: json,
  derivations: {
    derive: async (upload) => derive(upload),
    articlePage: json,
    listingDocuments: (scope, articles) => {
      const content = json(articles);
      return (['rss.xml', 'feed.json'] as const).map((file) => ({ path: listingPath(scope, file), content }));
    },
    overviewDocuments: (categories, newest) => [
      document(OPML_PATH, categories),
      document(HOME_PATH, [categories, newest.map(({ id, title }) => [id, title])]),
    ],
    staticDocuments: () => [document('style.css', 'body {}')],
  },
};

/** The derivations that ship, on Markdown files. */
export function siteWorkshop(): Workshop {
  const derivations = siteDerivations(parseSite({ baseUrl: 'https://feeds.example.org' }));
  return { derivations, write: (file) => markdown(articleText(file)) };
}

function articleText(file: SimulatedFile): string {
  switch (file.status) {
    case 'rejected':
      return '---\ntitle: Rain\n---\n';
    case 'skipped':
      return '---\ntitle: Rain\ndraft: true\n---\n\nIt rains.\n';
    case 'published': {
      const { title, published, categories } = file;
      const matter = `title: ${title}\ndate: ${published}\ncategories: ${JSON.stringify(categories)}`;
      return `---\n${matter}\n---\n\nToday there was **${title.toLowerCase()}** in the north.\n`;
    }
  }
}

function derive({ key, body, modified }: Upload): Derivation {
  const file: SimulatedFile = JSON.parse(Buffer.from(body).toString());
  switch (file.status) {
    case 'rejected':
      return {
        status: 'rejected',
        rejection: { reason: 'it has no title', advice: 'Add one.' },
        warnings: [],
      };
    case 'skipped':
      return { status: 'skipped', reason: 'it is a draft', warnings: [] };
    case 'published': {
      const { title, published, categories } = file;
      const content = `<p>${modified}</p>`;
      const article: Article = {
        key,
        id: articleId(key),
        guid: articleGuid(key),
        title,
        published,
        summary: '',
        content,
        categories,
        tags: [],
      };
      return { status: 'published', article, warnings: [] };
    }
  }
}

function document(path: string, value: unknown): PublicDocument {
  return { path, content: json(value) };
}

function markdown(text: string): Content {
  return { body: Buffer.from(text), contentType: 'text/markdown; charset=utf-8' };
}

function json(value: unknown): Content {
  return { body: Buffer.from(JSON.stringify(value)), contentType: 'application/json' };
}
