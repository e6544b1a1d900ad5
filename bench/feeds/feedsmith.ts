import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { encode, linkOf, type Rendering, SITE } from './input.ts';

/** feedsmith with the same items. */
export default function prepare({ name, articles, formats }: Rendering) {
  const link = `${SITE.baseUrl}/`;
  const rss = () =>
    generateRssFeed({
      title: name,
      link,
      description: name,
      language: SITE.language,
      items: articles.map((article) => ({
        title: article.title,
        link: linkOf(article),
        description: article.summary,
        guid: { value: article.guid, isPermaLink: false },
        pubDate: new Date(article.published),
        categories: article.categories.map((category) => ({ name: category })),
        content: { encoded: article.content },
        dc: { creators: [article.author ?? ''] },
      })),
    });
  const atom = () =>
    generateAtomFeed({
      id: link,
      title: { value: name },
      updated: new Date(articles[0]?.published ?? 0),
      entries: articles.map((article) => ({
        id: article.guid,
        title: { value: article.title },
        updated: new Date(article.published),
        published: new Date(article.published),
        links: [{ href: linkOf(article) }],
        summary: { value: article.summary },
        content: { type: 'html', value: article.content },
        categories: article.categories.map((term) => ({ term })),
        authors: [{ name: article.author ?? '' }],
      })),
    });
  const json = () =>
    JSON.stringify(
      generateJsonFeed({
        title: name,
        home_page_url: link,
        items: articles.map((article) => ({
          id: article.guid,
          title: article.title,
          url: linkOf(article),
          summary: article.summary,
          content_html: article.content,
          date_published: new Date(article.published),
          tags: [...article.categories],
          authors: [{ name: article.author ?? '' }],
        })),
      }),
      null,
      4,
    );
  const write = { rss, atom, json, page: () => '' };
  return () => encode(formats.map((format) => write[format]()));
}
