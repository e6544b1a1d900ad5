import type { Article, Episode } from '../model/article.ts';
import { articleLanguage, directionOf } from '../model/article-language.ts';
import { parseLanguageTag } from '../model/language.ts';
import { escapeText } from '../model/markup.ts';
import { articlePath, HOME_PATH, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { feedContent } from './feed-content.ts';
import { type FeedFile, feedFiles } from './feed-files.ts';
import { feedAddress, lineText, nameText } from './feed-text.ts';

/** An article with texts, addresses and content that every format can carry. */
export interface FeedItem {
  readonly guid: string;
  /** Plain text, not empty. */
  readonly title: string;
  /** Plain text, not empty. */
  readonly summary: string;
  /** HTML with absolute addresses, not empty, and without `]]>`. */
  readonly content: string;
  /** Where the item leads: to the original where the article names it, else to our page. */
  readonly url: string;
  /** The address of our page of the article. */
  readonly pageUrl: string;
  /** ISO 8601 in UTC, whole seconds. */
  readonly published: string;
  /** When the article was last changed; otherwise like `published`. */
  readonly changed: string;
  readonly author?: string;
  readonly editor?: string;
  readonly image?: string;
  /** The files of ours that the article shows or links to. */
  readonly files?: readonly FeedFile[];
  readonly episode?: Episode;
  /** A language tag, where the article is in another language than the site. */
  readonly language?: string;
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

/** The item of an article, made once. */
export function feedItem(article: Article, site: Site): FeedItem {
  const items = known.get(site) ?? new WeakMap<Article, FeedItem>();
  known.set(site, items);
  const item = items.get(article) ?? adaptArticle(article, site);
  items.set(article, item);
  return item;
}

function adaptArticle(article: Article, site: Site): FeedItem {
  const { id, guid, published, updated } = article;
  const pageUrl = publicUrl(site, articlePath(id));
  const title = lineText(article.title) || id;
  const summary = lineText(article.summary) || title;
  const author = nameText(article.author ?? '');
  const editor = nameText(article.editor ?? '');
  const image = feedAddress(article.image);
  const files = feedFiles(article, site);
  const language = parseLanguageTag(articleLanguage(article, site));
  const direction = directionOf(language ?? '', `${title}\n${summary}`);
  const content = feedContent(article.content, pageUrl) || `<p>${escapeText(summary)}</p>`;
  return {
    guid,
    title,
    summary,
    // Feeds have no other place for it.
    content: direction === 'rtl' ? `<div dir="rtl">${content}</div>` : content,
    url: feedAddress(article.link) ?? pageUrl,
    pageUrl,
    published,
    changed: updated ?? published,
    ...(author !== '' && { author }),
    ...(editor !== '' && { editor }),
    ...(image !== undefined && { image }),
    ...(files.length > 0 && { files }),
    ...(article.episode !== undefined && { episode: article.episode }),
    ...(language !== undefined && language !== site.language && { language }),
    terms: itemTerms(article, site),
  };
}

function itemTerms({ categories, tags }: Article, site: Site): ItemTerm[] {
  // Schemes are addresses on the home page, where the categories are listed.
  const home = publicUrl(site, HOME_PATH);
  const names = new Set(categories.map(nameText).filter(Boolean));
  const terms = [...names].map((name, place): ItemTerm => {
    const label = nameText(scopeTitle({ kind: 'category', name }, site)) || name;
    return { name, label, scheme: `${home}#${CATEGORY_KINDS[place] ?? 'channel'}` };
  });
  for (const name of new Set(tags.map(nameText).filter(Boolean))) {
    if (!names.has(name)) terms.push({ name, label: name, scheme: `${home}#tag` });
  }
  return terms;
}
