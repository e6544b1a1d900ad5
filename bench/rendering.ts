import { Feed } from 'feed';
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { deriveArticle } from '../lambda/article/pipeline.ts';
import { renderAtom } from '../lambda/feeds/atom.ts';
import { renderJsonFeed } from '../lambda/feeds/json-feed.ts';
import { feedModel } from '../lambda/feeds/model.ts';
import { renderRss } from '../lambda/feeds/rss.ts';
import type { Article } from '../lambda/model/article.ts';
import { parseSite } from '../lambda/model/site.ts';
import { siteDerivations } from '../lambda/site-documents.ts';
import { articlePath, articleText } from '../test/support/finance-site.ts';
import type { Prepare } from './candidate.ts';
import { compareTimes } from './compare.ts';
import { atMost, type Result, showSpread, showTime, showTimes, table } from './figures.ts';

const ITEMS = 50;
const NAME = '金融';
const SCOPE = { kind: 'category', name: NAME } as const;
const SITE = parseSite({ baseUrl: 'https://feeds.example.org' });
const LINK = `${SITE.baseUrl}/`;

/** Makes the feeds of articles in RSS, Atom and JSON. */
type Write = (articles: readonly Article[]) => readonly (string | Buffer)[];

const ours: Write = (articles) => {
  const model = feedModel(SCOPE, articles, SITE);
  return [renderRss(model, SITE), renderAtom(model, SITE), renderJsonFeed(model, SITE)];
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
  return [rss, atom, JSON.stringify(json, null, 4)];
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
  return [feed.rss2(), feed.atom1(), feed.json1()];
};

const FEED = '`feed`, three formats';
const FEEDSMITH = 'feedsmith, three formats';
const OURS = 'ours, three formats';
const PAGE = 'ours, three formats and the page';
const WARM = 'ours, three formats and the page, one article new';

/** The first is what the others are compared with. Whoever serves a document needs its bytes. */
export const CANDIDATES: Readonly<Record<string, Prepare>> = {
  [FEED]: allOf(feedLibrary),
  [PAGE]: async () => {
    const [articles, derivations] = [await newest(), siteDerivations(SITE)];
    return () => derivations.listingDocuments(SCOPE, unseen(articles));
  },
  [OURS]: allOf(ours),
  [WARM]: async () => {
    const [articles, derivations] = [await newest(), siteDerivations(SITE)];
    return () => derivations.listingDocuments(SCOPE, [...unseen(articles.slice(0, 1)), ...articles.slice(1)]);
  },
  [FEEDSMITH]: allOf(feedsmith),
};

function allOf(write: Write): Prepare {
  return async () => {
    const articles = await newest();
    return () => write(unseen(articles)).map(encode);
  };
}

function encode(document: string | Buffer): Buffer {
  return typeof document === 'string' ? Buffer.from(document) : document;
}

/** Copies of articles, for which nothing is remembered. */
function unseen(articles: readonly Article[]): readonly Article[] {
  return articles.map((article) => ({ ...article }));
}

/** The newest articles of a category, each of the size of a real one. */
async function newest(): Promise<readonly Article[]> {
  const articles: Article[] = [];
  for (let i = 0; i < ITEMS; i++) {
    const body = Buffer.from(articleText(i));
    const upload = { key: articlePath(i), body, size: body.length, modified: Date.UTC(2024, 0, 1) };
    const derivation = await deriveArticle(upload, SITE);
    if (derivation.status === 'published') articles.push(derivation.article);
  }
  return articles;
}

function linkOf({ id }: Article): string {
  return `${LINK}articles/${id}.html`;
}

/** Times the documents of a category beside what other libraries make of the same items. */
export async function measure(): Promise<Result> {
  const timing = await compareTimes(import.meta.filename, Object.keys(CANDIDATES), 40);
  const page = timing(PAGE).ratio;
  return {
    tables: {
      rendering: table(
        [`documents of ${ITEMS} articles`, 'time', 'in times of `feed`'],
        Object.keys(CANDIDATES).map((name) => [
          name,
          showTime(timing(name).time),
          name === FEED ? '1' : showSpread(timing(name).ratio),
        ]),
      ),
    },
    bars: [
      {
        ...atMost('one category with its page, against three formats of `feed`', page.median, 1.2, showTimes),
        measured: showSpread(page),
      },
      atMost(
        'its three formats, against those of feedsmith',
        timing(OURS).ratio.median / timing(FEEDSMITH).ratio.median,
        1,
        showTimes,
      ),
    ],
  };
}
