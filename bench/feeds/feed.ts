import { Feed } from 'feed';
import { encode, linkOf, type Rendering, SITE } from './input.ts';

/** The library `feed` as its documentation has it, with the same items. */
export default function prepare({ name, articles, formats }: Rendering) {
  const { baseUrl } = SITE;
  return () => {
    const feed = new Feed({
      id: `${baseUrl}/`,
      title: name,
      description: name,
      link: `${baseUrl}/`,
      language: SITE.language,
      copyright: '',
      updated: new Date(articles[0]?.published ?? 0),
      feedLinks: { atom: `${baseUrl}/atom.xml`, rss: `${baseUrl}/rss.xml`, json: `${baseUrl}/feed.json` },
    });
    for (const article of articles) {
      const { title, guid, summary, content, published, author, categories } = article;
      feed.addItem({
        title,
        id: guid,
        link: linkOf(article),
        description: summary,
        content,
        date: new Date(published),
        author: [{ name: author ?? '' }],
        category: categories.map((category) => ({ name: category })),
      });
    }
    const write = {
      rss: () => feed.rss2(),
      atom: () => feed.atom1(),
      json: () => feed.json1(),
      page: () => '',
    };
    return encode(formats.map((format) => write[format]()));
  };
}
