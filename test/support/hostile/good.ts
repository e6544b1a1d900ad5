import { listingPath } from '../../../lambda/model/paths.ts';

/** An article that nothing is wrong with. */
interface GoodArticle {
  readonly key: string;
  readonly content: Uint8Array;
  readonly title: string;
  readonly category: string;
}

const CATEGORIES = ['本地', '天气', '书评', '菜谱'];

/** A hundred articles that are published beside hostile ones, in categories of their own. */
export const GOOD_ARTICLES: readonly GoodArticle[] = Array.from({ length: 100 }, (_, i) => {
  const category = CATEGORIES[i % CATEGORIES.length] ?? '';
  const title = `第${i}篇好文章`;
  const text = `---\ntitle: ${title}\ndate: 2021-09-16\ncategories: [${category}]\n---\n<p>正文在这里，第${i}篇。</p>\n`;
  return { key: `good/${i}.md`, content: Buffer.from(text), title, category };
});

/** The good articles that are missing from a feed of their category; `read` gives the text of a public document. */
export function missingFromFeeds(read: (path: string) => string): readonly string[] {
  return (['rss.xml', 'atom.xml', 'feed.json'] as const).flatMap((file) =>
    GOOD_ARTICLES.filter(
      ({ category, title }) => !read(listingPath({ kind: 'category', name: category }, file)).includes(title),
    ).map(({ title }) => `${title} in ${file}`),
  );
}
