import { renderAtom } from '../../lambda/feeds/atom.ts';
import { renderJsonFeed } from '../../lambda/feeds/json-feed.ts';
import { feedModel } from '../../lambda/feeds/model.ts';
import { renderRss } from '../../lambda/feeds/rss.ts';
import type { Article } from '../../lambda/model/article.ts';
import { renderCategoryPage } from '../../lambda/pages/category.ts';
import { encode, type Rendering, SITE } from './input.ts';

/** Some of a category's documents, each from the articles. */
export default function prepare({ name, articles, formats }: Rendering) {
  const scope = { kind: 'category', name } as const;
  return () => {
    const fresh = articles.map((article): Article => ({ ...article }));
    const write = {
      rss: () => renderRss(feedModel(scope, fresh, SITE), SITE),
      atom: () => renderAtom(feedModel(scope, fresh, SITE), SITE),
      json: () => renderJsonFeed(feedModel(scope, fresh, SITE), SITE),
      page: () => renderCategoryPage({ scope, articles: fresh }, SITE),
    };
    return encode(formats.map((format) => write[format]()));
  };
}
