import {
  type ArchiveLine,
  archivePagePath,
  isArchivePagePath,
  isLeafSitemapPath,
  leafSitemapPath,
  monthAnchor,
} from '../../lambda/model/archive.ts';
import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import { articleGuid, articleId, hash20 } from '../../lambda/model/identity.ts';
import { LIST_KINDS } from '../../lambda/model/list-kinds.ts';
import { type MediaContent, mediaKindOf } from '../../lambda/model/media.ts';
import {
  HOME_PATH,
  listingPath,
  listsPath,
  NEWEST_SITEMAP_PATH,
  OPML_PATH,
  SITEMAP_PATH,
} from '../../lambda/model/paths.ts';
import { isShardPath, SEARCH_INDEX_PATH, searchShardPath } from '../../lambda/model/search.ts';
import type { ArchiveDerivations, Derivations, PublicDocument } from '../../lambda/protocol/derivations.ts';
import type { Content } from '../../lambda/store/store.ts';
import { heldTag, type SimulatedFile, type SimulatedNames, type SimulatedPictures } from './plan.ts';

/** Derivations that cost next to nothing: files are JSON, and each document is the JSON of what it shows. */
export const plainDerivations: Derivations = {
  derive: async (upload) => derive(upload),
  readMedia: async (_key, { body }) => {
    const file: SimulatedFile = JSON.parse(Buffer.from(body).toString());
    return file.status === 'picture' ? pictureOf(file.look) : { problem: 'it is no picture' };
  },
  articlePage: async (article) => bytesOf(article),
  listingDocuments: async (scope, articles, { hasOlder = false } = {}) => [
    document(listingPath(scope, 'rss.xml'), [articles, hasOlder]),
    document(listingPath(scope, 'feed.json'), articles),
  ],
  overviewDocuments: ({ category: categories }, newest, { hasOlder = false } = {}) => [
    document(OPML_PATH, categories),
    document(HOME_PATH, [categories, newest.map(({ id, title }) => [id, title]), hasOlder]),
  ],
  staticDocuments: async () => [
    document('style.css', 'body {}'),
    ...LIST_KINDS.map((kind) => document(listsPath(kind), 'see the home page')),
  ],
};

/** The same, with a history. */
export const historicalDerivations: Derivations = {
  ...plainDerivations,
  listingDocuments: async (scope, articles, { history } = {}) => [
    { path: listingPath(scope, 'atom.xml'), content: bytesOf([articles, history]) },
    { path: listingPath(scope, 'feed.json'), content: bytesOf(articles) },
  ],
  archiveDocument: (_scope, _id, archive) => bytesOf(archive),
};

/** The same without a history, with archives of pages that hold one article, and of bundles of two, so that there are many of them. */
export const archivedDerivations: Derivations = {
  ...plainDerivations,
  archives: {
    timeZone: 'Asia/Shanghai',
    smallestHandover: 1,
    line: plainLine,
    placeholder: async (scope) => document(archivePagePath(scope, ''), 'not yet'),
    load: async () => plainArchives,
  },
};

/** The same on a site that has lists of tags and authors, with feeds once they hold two articles. */
export function taggedDerivations(derivations: Derivations): Derivations {
  return {
    ...derivations,
    listingDocuments: async (scope, articles, older) => [
      ...(await derivations.listingDocuments(scope, articles, older)),
      ...(scope.kind === 'site' ? [] : [document(listingPath(scope, 'index.html'), ['page', articles])]),
    ],
    smallLists: {
      least: ({ kind }) => (kind === 'category' ? 0 : LEAST),
      page: async (scope, articles) => document(listingPath(scope, 'index.html'), ['small page', articles]),
    },
    overviewDocuments: (lists, ...overview) => [
      ...derivations.overviewDocuments(lists, ...overview),
      document(NEWEST_SITEMAP_PATH, lists),
    ],
  };
}

/** Lists of tags and authors have feeds from so many articles on. */
export const LEAST = 2;

function plainLine({ id, published, title, summary, categories, tags }: Article): ArchiveLine {
  return { id, published, title, summary, categories, tags };
}

const plainArchives: ArchiveDerivations = {
  timeZone: 'Asia/Shanghai',
  leafSize: 1,
  bundleSize: 2,
  isDocument: (path) =>
    isArchivePagePath(path) || isLeafSitemapPath(path) || path === SITEMAP_PATH || isShardPath(path),
  line: plainLine,
  leafDocuments: (scope, page) => {
    const { period } = page.leaf;
    const content = bytesOf(page);
    return [
      { path: archivePagePath(scope, period), content },
      ...(scope.kind === 'site' ? [{ path: leafSitemapPath(period), content }] : []),
    ];
  },
  bundleDocuments: (bundle, lines) => [document(searchShardPath(bundle.period), [bundle, lines])],
  overviewDocuments: (scope, leaves, bundles) => {
    const periods = new Set(leaves.map(({ period }) => period));
    const above = new Set(['', ...leaves.map(({ period }) => monthAnchor(period))]).difference(periods);
    return [
      ...[...above].map((period) => document(archivePagePath(scope, period), [period, leaves])),
      ...(scope.kind === 'site'
        ? [document(SITEMAP_PATH, leaves), document(SEARCH_INDEX_PATH, bundles)]
        : []),
    ];
  },
};

/** The bytes of a file or document that says this. */
export function bytesOf(value: unknown): Content {
  return { body: Buffer.from(JSON.stringify(value)), contentType: 'application/json' };
}

function derive(upload: Upload): Derivation {
  const { key, body, modified } = upload;
  if (mediaKindOf(key) !== undefined)
    return { status: 'skipped', reason: 'it is for articles to show', warnings: [] };
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
    case 'picture':
    case 'skipped':
      return { status: 'skipped', reason: 'it is a draft', warnings: [] };
    case 'held': {
      const { until, title, categories } = file;
      const { article, ...needs } = withMedia(articleOf(key, modified), file, upload);
      const named = { ...article, ...namesOf(file) };
      const dated = { ...named, title, published: until, categories, tags: [heldTag(until)] };
      return { status: 'held', until, article: dated, warnings: [], ...needs };
    }
    case 'published': {
      const { title, published, categories } = file;
      const { article, ...needs } = withMedia(articleOf(key, modified), file, upload);
      return {
        status: 'published',
        article: { ...article, ...namesOf(file), title, published, categories },
        warnings: [],
        ...needs,
      };
    }
  }
}

/** The tags and the author of an article, and their lists. */
function namesOf({ tags = [], author }: SimulatedNames): Partial<Article> {
  const lists = [
    ...tags.map((name) => ({ kind: 'tag', name }) as const),
    ...(author === undefined ? [] : [{ kind: 'author', name: author } as const]),
  ];
  return {
    ...(tags.length > 0 && { tags }),
    ...(author !== undefined && { author }),
    ...(lists.length > 0 && { lists }),
  };
}

/** The article with the pictures that it names, and what it needs for them. */
function withMedia<Article extends { readonly content: string }>(
  article: Article,
  { references = [], embedded = [] }: SimulatedPictures,
  { companions = {} }: Upload,
) {
  const own = embedded.map(pictureOf);
  const found = references.map((reference) => companions[reference] ?? { problem: 'it is not there' });
  const files = [...own, ...found.flatMap((file) => ('path' in file ? [file] : []))];
  const media = files.map(({ path, type, length }) => ({ path, type, length }));
  return {
    article: {
      ...article,
      content: `${article.content}${JSON.stringify([...own.map(({ path }) => path), ...found])}`,
      ...(media.length > 0 && { media }),
    },
    ...(references.length > 0 && { references }),
    ...(own.length > 0 && { embedded: own }),
  };
}

/** A picture that looks so. */
function pictureOf(look: string): MediaContent {
  const body = Buffer.from(look);
  return { path: `media/${hash20(look)}.png`, type: 'image/png', length: body.length, body };
}

function articleOf(key: string, modified: number): Omit<Article, 'title' | 'published' | 'categories'> {
  const content = `<p>${modified}</p>`;
  return { key, id: articleId(key), guid: articleGuid(key), summary: '', content, tags: [] };
}

function document(path: string, value: unknown): PublicDocument {
  return { path, content: bytesOf(value) };
}
