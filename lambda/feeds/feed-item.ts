import type { Article } from '../model/article.ts';
import { parseLanguageTag } from '../model/language.ts';
import { articlePath, HOME_PATH, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { feedContent } from './feed-content.ts';
import { escapeHtml, lineText, webAddress } from './feed-text.ts';

/** An article with texts, addresses and content that every format can carry. */
export interface FeedItem extends Article {
  /** Where the item leads: to the original where the article names it, else to our page. */
  readonly url: string;
  /** The address of our page of the article. */
  readonly pageUrl: string;
  /** When the article was last changed; otherwise like `published`. */
  readonly changed: string;
  /** The categories and tags, each name once. */
  readonly terms: readonly ItemTerm[];
}

/** A category or a tag of an item. */
export interface ItemTerm {
  /** As the article names it. */
  readonly name: string;
  /** What people are shown. */
  readonly label: string;
  /** The address that tells what it is: a topic, a source, a channel or a tag. */
  readonly scheme: string;
}

/** The kinds of an article's categories, from the outermost to the innermost; all further ones are channels too. */
const CATEGORY_KINDS = ['topic', 'source', 'channel'] as const;

/** An article stands in several lists, and its item is the same in each: neither an article nor a site ever changes. */
const known = new WeakMap<Site, WeakMap<Article, FeedItem>>();

/** Makes items of a feed out of articles. */
export function feedItems(articles: readonly Article[], site: Site): FeedItem[] {
  const items = known.get(site) ?? new WeakMap<Article, FeedItem>();
  known.set(site, items);
  return articles.map((article) => {
    const item = items.get(article) ?? feedItem(article, site);
    items.set(article, item);
    return item;
  });
}

function feedItem(article: Article, site: Site): FeedItem {
  const adapted = adaptArticle(article, publicUrl(site, articlePath(article.id)));
  // Schemes are addresses on the home page, where the categories are listed.
  return { ...adapted, terms: itemTerms(adapted, publicUrl(site, HOME_PATH), site) };
}

function adaptArticle(article: Article, pageUrl: string): Omit<FeedItem, 'terms'> {
  const { key, id, guid, published, updated } = article;
  const link = webAddress(article.link);
  const image = webAddress(article.image);
  const author = lineText(article.author ?? '');
  const editor = lineText(article.editor ?? '');
  const language = parseLanguageTag(article.language ?? '');
  const title = lineText(article.title) || id;
  const summary = lineText(article.summary) || title;
  return {
    key,
    id,
    guid,
    title,
    summary,
    content: feedContent(article.content, pageUrl) || `<p>${escapeHtml(summary)}</p>`,
    url: link ?? pageUrl,
    pageUrl,
    published,
    changed: updated ?? published,
    categories: article.categories.map(lineText).filter(Boolean),
    tags: article.tags.map(lineText).filter(Boolean),
    ...(updated === undefined ? {} : { updated }),
    ...(link === undefined ? {} : { link }),
    ...(image === undefined ? {} : { image }),
    ...(author === '' ? {} : { author }),
    ...(editor === '' ? {} : { editor }),
    ...(language === undefined ? {} : { language }),
  };
}

function itemTerms(
  { categories, tags }: Pick<Article, 'categories' | 'tags'>,
  home: string,
  site: Site,
): ItemTerm[] {
  const names = new Set(categories);
  const terms = [...names].map((name, place): ItemTerm => {
    const label = lineText(scopeTitle({ kind: 'category', name }, site)) || name;
    return { name, label, scheme: `${home}#${CATEGORY_KINDS[place] ?? 'channel'}` };
  });
  for (const name of new Set(tags)) {
    if (!names.has(name)) terms.push({ name, label: name, scheme: `${home}#tag` });
  }
  return terms;
}
