import { Feed } from 'feed';
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { renderAtom } from '../lambda/feeds/atom.ts';
import { feedModel } from '../lambda/feeds/feed-model.ts';
import { renderJsonFeed } from '../lambda/feeds/json-feed.ts';
import { renderRss } from '../lambda/feeds/rss.ts';
import type { Article } from '../lambda/model/article.ts';
import { joinBody } from '../lambda/model/body.ts';
import { parseSite } from '../lambda/model/site.ts';
import { siteDerivations } from '../lambda/site-documents.ts';
import { publish } from '../test/article/uploads.ts';
import { articlePath, articleText } from '../test/support/finance-site.ts';
import type { Prepare } from './candidate.ts';
import { compareTimes } from './compare.ts';
import { atMost, atMostTimes, type Result, showTimes, table } from './figures.ts';

const ITEMS = 50;
const NAME = '金融';
const SCOPE = { kind: 'category', name: NAME } as const;
const SITE = parseSite({ baseUrl: 'https://feeds.example.org' });
const LINK = `${SITE.baseUrl}/`;

/** Makes the feeds of articles in RSS, Atom and JSON, as bytes that can be served. */
type Write = (articles: readonly Article[]) => readonly Uint8Array[];

const ours: Write = (articles) => {
  const model = feedModel(SCOPE, articles, SITE);
  return [renderRss(model, SITE), renderAtom(model, SITE), renderJsonFeed(model, SITE)].map(joinBody);
};

const feedsmith: Write = (articles) => {
  const rss = generateRssFeed({
    title: NAME,
    link: LINK,
    description: NAME,
    language: SITE.language,
    items: articles.map((article) => ({
      title: article.title,
      link: linkOf(article),
      description: article.summary,
      guid: { value: article.guid, isPermaLink: false },
      pubDate: new Date(article.published),
      categories: article.categories.map((name) => ({ name })),
      content: { encoded: article.content },
      dc: { creators: [article.author ?? ''] },
    })),
  });
  const atom = generateAtomFeed({
    id: LINK,
    title: { value: NAME },
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
  const json = generateJsonFeed({
    title: NAME,
    home_page_url: LINK,
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
  });
  return [rss, atom, JSON.stringify(json, null, 4)].map((text) => Buffer.from(text));
};

/** The library `feed` as its documentation has it, with the same items. */
const feedLibrary: Write = (articles) => {
  const feed = new Feed({
    id: LINK,
    title: NAME,
    description: NAME,
    link: LINK,
    language: SITE.language,
    copyright: '',
    updated: new Date(articles[0]?.published ?? 0),
    feedLinks: { atom: `${LINK}atom.xml`, rss: `${LINK}rss.xml`, json: `${LINK}feed.json` },
  });
  for (const article of articles) {
    feed.addItem({
      title: article.title,
      id: article.guid,
      link: linkOf(article),
      description: article.summary,
      content: article.content,
      date: new Date(article.published),
      author: [{ name: article.author ?? '' }],
      category: article.categories.map((name) => ({ name })),
    });
  }
  return [feed.rss2(), feed.atom1(), feed.json1()].map((text) => Buffer.from(text));
};

const FEED = '`feed`, three formats';
const FEEDSMITH = 'feedsmith, three formats';
const OURS = 'ours, three formats';
const PAGE = 'ours, three formats and the page';
const WARM = 'ours, three formats and the page, one article new';

/** The first is what the others are compared with. */
export const CANDIDATES: Readonly<Record<string, Prepare>> = {
  [FEED]: allOf(feedLibrary),
  [PAGE]: withPage(ITEMS),
  [OURS]: allOf(ours),
  [WARM]: withPage(1),
  [FEEDSMITH]: allOf(feedsmith),
};

function allOf(write: Write): Prepare {
  return async () => {
    const articles = await newest();
    return () => write(unseen(articles));
  };
}

/** So many articles are new. */
function withPage(fresh: number): Prepare {
  return async () => {
    const [articles, derivations] = [await newest(), siteDerivations(SITE)];
    return async () => {
      const shown = [...unseen(articles.slice(0, fresh)), ...articles.slice(fresh)];
      return (await derivations.listingDocuments(SCOPE, shown)).map(({ content }) => joinBody(content.body));
    };
  };
}

/** Copies of articles, for which nothing is remembered. */
function unseen(articles: readonly Article[]): readonly Article[] {
  return articles.map((article) => ({ ...article }));
}

/** The newest articles of a category, each of the size of a real one. */
function newest(): Promise<readonly Article[]> {
  return Promise.all(Array.from({ length: ITEMS }, (_, i) => publish(articleText(i), articlePath(i))));
}

function linkOf({ id }: Article): string {
  return `${LINK}articles/${id}.html`;
}

/** Times the documents of a category beside what other libraries make of the same items. */
export async function measure(): Promise<Result> {
  const { ratioOf, rows } = await compareTimes(import.meta.filename, CANDIDATES, 40);
  const formats = ratioOf(OURS).median / ratioOf(FEEDSMITH).median;
  return {
    tables: {
      rendering: table([`documents of ${ITEMS} articles`, 'time', 'in times of `feed`'], rows),
    },
    bars: [
      atMostTimes('one category with its page, against three formats of `feed`', ratioOf(PAGE), 1.2),
      atMost('its three formats, against those of feedsmith', formats, 1, showTimes),
    ],
  };
}
