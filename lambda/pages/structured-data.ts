import { webAddress } from '../model/addresses.ts';
import type { Article } from '../model/article.ts';
import { articleLanguage } from '../model/article-language.ts';
import { legalText } from '../model/characters.ts';
import type { NamedScope } from '../model/list-kinds.ts';
import { articlePath, HOME_PATH, LARGE_ICON_PATH, listingUrl, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeDescription, scopeTitle } from '../model/titles.ts';
import { type Html, raw } from './html.ts';

/** A JSON-LD node of the schema.org vocabulary; undefined properties are left out. */
export type StructuredData = { readonly [property: string]: StructuredValue };
type StructuredValue = string | number | undefined | StructuredData | readonly StructuredValue[];

/** A data block, which browsers do not run and nothing in it can end. */
export function renderStructuredData(data: StructuredData): Html {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }, (_, value: unknown) =>
    typeof value === 'string' ? legalText(value) : value,
  );
  return raw(
    `<script type="application/ld+json">${json.replace(/[<>&\u2028\u2029]/g, escapeCharacter)}</script>`,
  );
}

/** An article, as search engines read it. */
export function describeArticle(article: Article, site: Site): StructuredData {
  const address = publicUrl(site, articlePath(article.id));
  return {
    '@type': 'NewsArticle',
    '@id': address,
    url: address,
    mainEntityOfPage: address,
    headline: article.title,
    description: article.summary === '' ? undefined : article.summary,
    image: webAddress(article.image),
    datePublished: article.published,
    dateModified: article.updated ?? article.published,
    inLanguage: articleLanguage(article, site) || undefined,
    author: describeAuthor(article) ?? describePublisher(site),
    editor: article.editor === undefined ? undefined : { '@type': 'Person', name: article.editor },
    publisher: describePublisher(site),
    articleSection: article.categories,
    keywords: article.tags.length === 0 ? undefined : article.tags,
    isBasedOn: webAddress(article.link),
  };
}

/** The page of a list, as search engines read it. */
export function describeList(scope: NamedScope, articles: readonly Article[], site: Site): StructuredData {
  return {
    '@type': 'CollectionPage',
    url: listingUrl(site, scope, 'index.html'),
    name: scopeTitle(scope, site),
    description: scopeDescription(scope, site),
    inLanguage: site.language,
    isPartOf: describeSite(site),
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: articles.map(({ id }, at) => ({
        '@type': 'ListItem',
        position: at + 1,
        url: publicUrl(site, articlePath(id)),
      })),
    },
  };
}

/** The site, as search engines read it. */
export function describeSite(site: Site): StructuredData {
  return {
    '@type': 'WebSite',
    url: publicUrl(site, HOME_PATH),
    name: site.title,
    description: site.description === '' ? undefined : site.description,
    inLanguage: site.language,
  };
}

function describePublisher(site: Site): StructuredData {
  const logo = { '@type': 'ImageObject', url: publicUrl(site, LARGE_ICON_PATH), width: 512, height: 512 };
  return { '@type': 'Organization', name: site.title, url: publicUrl(site, HOME_PATH), logo };
}

/** Uploads often name the source as the author: it is a category too then, and not a person. */
function describeAuthor({ author, categories }: Article): StructuredData | undefined {
  if (author === undefined) return undefined;
  return { '@type': categories.includes(author) ? 'Organization' : 'Person', name: author };
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
