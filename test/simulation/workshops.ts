import type { Article } from '../../lambda/model/article.ts';
import { type Body, joinBody } from '../../lambda/model/body.ts';
import type { NamedScope } from '../../lambda/model/list-kinds.ts';
import { type ListRule, parseSite } from '../../lambda/model/site.ts';
import type { Derivations, PublicDocument } from '../../lambda/protocol/derivations.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import type { Content } from '../../lambda/store/store.ts';
import {
  archivedDerivations,
  bytesOf,
  historicalDerivations,
  plainDerivations,
  taggedDerivations,
} from './plain-derivations.ts';
import { heldTag, type Release, type SimulatedFile } from './plan.ts';

/** The article feed of the simulated site holds so many. */
export const ITEMS_PER_FEED = 2;

/** What an article comes to, and what a simulated file must look like for it. */
export interface Workshop {
  readonly derivations: Derivations;
  write(file: SimulatedFile): Content;
}

export const plainWorkshop: Workshop = { derivations: plainDerivations, write: bytesOf };

export const historicalWorkshop: Workshop = { derivations: historicalDerivations, write: bytesOf };

export const archivedWorkshop: Workshop = { derivations: archivedDerivations, write: bytesOf };

/** A workshop with lists of tags and authors. */
export function taggedWorkshop({ derivations, write }: Workshop = plainWorkshop): Workshop {
  return { derivations: taggedDerivations(derivations), write };
}

/** No file makes the derivations that ship fail, so that this one stands for one that does. */
const BROKEN = Buffer.from('---\ntitle: Broken\n---\n\nNobody can derive this.\n');

/** The derivations that ship, on Markdown files. */
export function siteWorkshop({
  archives: keepsArchives = false,
  ...settings
}: {
  readonly history?: boolean;
  readonly archives?: boolean;
  readonly tagFeeds?: ListRule;
  readonly authorFeeds?: ListRule;
} = {}): Workshop {
  const site = parseSite({ baseUrl: 'https://feeds.example.org', ...settings });
  const { archives, derive, ...others } = siteDerivations(site);
  const derivations: Derivations = {
    ...others,
    derive: async (upload) => {
      if (Buffer.from(upload.body).equals(BROKEN)) throw new Error('the file cannot be derived');
      return derive(upload);
    },
    ...(keepsArchives && archives && { archives }),
  };
  return { derivations, write: (file) => markdown(articleText(file)) };
}

/** The derivations as a release has them: each makes other bytes of everything. */
export function derivationsOf(derivations: Derivations, release: Release): Derivations {
  if (release === 'one') return derivations;
  const { archiveDocument, archives, smallLists } = derivations;
  const mark = (content: Content<Body>): Content => ({
    ...content,
    body: Buffer.concat([joinBody(content.body), Buffer.from(` ${release}`)]),
  });
  const markAll = (documents: readonly PublicDocument[]): readonly PublicDocument[] =>
    documents.map(({ path, content }) => ({ path, content: mark(content) }));
  return {
    derive: async (upload) => {
      const derivation = await derivations.derive(upload);
      if (!('article' in derivation)) return derivation;
      const { lists, ...article } = derivation.article;
      const named = lists?.filter(({ kind }) => kind === 'tag') ?? [];
      const summary = `by ${release}`;
      return { ...derivation, article: { ...article, summary, ...(named.length > 0 && { lists: named }) } };
    },
    ...(smallLists && {
      smallLists: {
        // Its settings ask for feeds of all tags, and for no lists of authors.
        least: ({ kind }: NamedScope) => (kind === 'author' ? Number.POSITIVE_INFINITY : 0),
        page: async (...list: Parameters<typeof smallLists.page>) => {
          const { path, content } = await smallLists.page(...list);
          return { path, content: mark(content) };
        },
      },
    }),
    ...(derivations.readMedia && { readMedia: derivations.readMedia }),
    articlePage: async (article) => mark(await derivations.articlePage(article)),
    listingDocuments: async (...list) => markAll(await derivations.listingDocuments(...list)),
    ...(archiveDocument && {
      archiveDocument: (...archive: Parameters<typeof archiveDocument>) => mark(archiveDocument(...archive)),
    }),
    overviewDocuments: (...overview) => markAll(derivations.overviewDocuments(...overview)),
    staticDocuments: async () => markAll(await derivations.staticDocuments()),
    ...(archives && {
      archives: {
        ...archives,
        placeholder: async (scope) => {
          const { path, content } = await archives.placeholder(scope);
          return { path, content: mark(content) };
        },
        load: async () => {
          const loaded = await archives.load();
          const { bundleDocuments } = loaded;
          return {
            ...loaded,
            leafDocuments: (...leaf) => markAll(loaded.leafDocuments(...leaf)),
            ...(bundleDocuments && {
              bundleDocuments: (...bundle: Parameters<typeof bundleDocuments>) =>
                markAll(bundleDocuments(...bundle)),
            }),
            overviewDocuments: (...overview) => markAll(loaded.overviewDocuments(...overview)),
          };
        },
      },
    }),
  };
}

/** How many articles the feeds of a release hold. */
export function itemsPerFeed(release: Release): number {
  return release === 'one' ? ITEMS_PER_FEED : ITEMS_PER_FEED + 1;
}

function articleText(file: SimulatedFile): string {
  switch (file.status) {
    case 'broken':
      return String(BROKEN);
    case 'picture':
      throw new Error('pictures of the derivations which ship are no text');
    case 'rejected':
      return '---\ntitle: Rain\n---\n';
    case 'skipped':
      return '---\ntitle: Rain\ndraft: true\n---\n\nIt rains.\n';
    case 'held':
      return datedText({
        ...file,
        published: inShanghai(file.until),
        tags: [heldTag(file.until), ...(file.tags ?? [])],
      });
    case 'published':
      return datedText({ ...file, tags: file.tags ?? [] });
  }
}

/** An instant with an offset, which says that the date is meant: one without may come from a clock in another zone. */
function inShanghai(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().replace('.000Z', '+08:00');
}

function datedText({
  title,
  published,
  categories,
  tags,
  author,
}: Pick<Article, 'title' | 'published' | 'categories' | 'tags' | 'author'>): string {
  const by = author === undefined ? '' : `\nauthor: ${author}`;
  const lists = `categories: ${JSON.stringify(categories)}\ntags: ${JSON.stringify(tags)}${by}`;
  const matter = `title: ${title}\ndate: ${published}\n${lists}`;
  return `---\n${matter}\n---\n\nToday there was **${title.toLowerCase()}** in the north.\n`;
}

/** A file in Markdown. */
export function markdown(text: string): Content {
  return { body: Buffer.from(text), contentType: 'text/markdown; charset=utf-8' };
}
