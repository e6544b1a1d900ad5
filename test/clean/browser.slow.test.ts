import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWED } from '../../lambda/clean/allow-list.ts';
import type { Article } from '../../lambda/model/article.ts';
import { articlePath } from '../../lambda/model/paths.ts';
import { renderArticlePage } from '../../lambda/pages/article.ts';
import { staticAssets } from '../../lambda/pages/assets.ts';
import { derive, SITE } from '../article/uploads.ts';
import { readAtom, readChannel, readJsonFeed, render } from '../feeds/render.ts';
import { textOf } from '../feeds/xml-tree.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { nameWith } from '../support/needs.ts';
import { surround, VECTORS } from './vectors.ts';

/** Documents that are looked at in one page load, each in a frame of its own. */
const FRAMES = 80;

/** How long what starts later has, in milliseconds: refreshes, animations, failed pictures. */
const PATIENCE = 300;

/** What a vector's script says when it runs. */
const RAN = 'the script of a vector has run';

/** Follows every vector. No address may carry it away. */
const SECRET = 'confidential';

describe.skipIf(!hasBrowser)(nameWith('hostile uploads in a browser', hasBrowser, 'browser'), () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  const files = new Map<string, string | Uint8Array>(
    staticAssets(SITE).map(({ path, body }) => [path, body]),
  );
  const missing: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', origin).pathname.slice(1));
      const body = files.get(path);
      if (body === undefined) missing.push(path);
      const contentType = path.endsWith('.css')
        ? 'text/css'
        : path.endsWith('.svg')
          ? 'image/svg+xml'
          : 'text/html';
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': contentType }).end(body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** Opens documents, and tells what they did that an article must not do. */
  async function watch(documents: readonly string[]): Promise<Watched> {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const watched: Watched = { runs: 0, popups: 0, requests: [], moves: [], faults: [] };
    try {
      const page = await context.newPage();
      context.on('page', () => watched.popups++);
      // A dialog for each would stop everything until it is answered.
      await page.addInitScript(`window.alert = () => console.log('${RAN}')`);
      page.on('console', (message) => {
        if (message.text() === RAN) watched.runs++;
      });
      page.on('dialog', async (dialog) => {
        watched.runs++;
        await dialog.dismiss();
      });
      const expected = new Set([...documents, 'host.html'].map((path) => `${origin}/${path}`));
      page.on('framenavigated', (frame) => {
        if (!expected.has(frame.url()) && frame.url() !== 'about:blank') watched.moves.push(frame.url());
      });
      await page.route(/^(?!http:\/\/127\.0\.0\.1[:/])/, async (route) => {
        const request = route.request();
        if (request.resourceType() !== 'image' || /evil|confidential/.test(request.url())) {
          watched.requests.push(`${request.resourceType()} ${request.url()}`);
        }
        await route.fulfill({
          contentType: 'image/svg+xml',
          body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
        });
      });
      for (let at = 0; at < documents.length; at += FRAMES) {
        const frames = documents
          .slice(at, at + FRAMES)
          .map((path) => `<iframe src="${path}" width=300 height=200></iframe>`);
        files.set('host.html', `<!doctype html><meta charset="utf-8"><title>x</title>${frames.join('')}`);
        await page.goto(`${origin}/host.html`, { waitUntil: 'load' });
        await page.waitForTimeout(PATIENCE);
        const faults = await page.evaluate(FIND_FAULTS);
        if (Array.isArray(faults)) watched.faults.push(...faults.map(String));
      }
      return watched;
    } finally {
      await context.close();
    }
  }

  it('the watch sees what runs, loads and moves where nothing was cleaned', async () => {
    const dirty = [
      '<img src=x onerror=alert(1)>',
      '<svg onload=alert(1)></svg>',
      '<p onclick=alert(1) id=location>x</p>',
      '<link rel=stylesheet href="https://evil.example/x.css">',
      '<meta http-equiv=refresh content="0; url=https://evil.example/">',
    ];
    const paths = dirty.map((vector, index) => {
      files.set(`dirty/${index}.html`, `<!doctype html><meta charset="utf-8">${vector}`);
      return `dirty/${index}.html`;
    });
    // No picture, but there: a busy browser may still ask for it when the next test looks at what is missing.
    files.set('dirty/x', '');
    const watched = await watch(paths);
    expect(watched.runs).toBeGreaterThanOrEqual(2);
    expect(watched.requests.join('\n')).toContain('stylesheet https://evil.example/x.css');
    expect(watched.moves).toContain('https://evil.example/');
    expect(watched.faults.join('\n')).toMatch(/onclick[\s\S]*id=location/);
  });

  it('do nothing, on the page of the article and in what feeds make of it', async () => {
    const articles = await publishAll();
    const documents: string[] = [];
    // One of the three places of each vector has its page opened: a page takes far longer than a bare document.
    for (const [index, article] of articles.entries()) {
      if (index % 3 !== Math.floor(index / 3) % 3) continue;
      files.set(articlePath(article.id), renderArticlePage(article, SITE));
      documents.push(articlePath(article.id));
    }
    for (const [name, contents] of readFeeds(articles)) {
      files.set(name, `<!doctype html><meta charset="utf-8"><title>x</title>${[...contents].join('<hr>')}`);
      documents.push(name);
    }
    expect(await watch(documents)).toEqual({ runs: 0, popups: 0, requests: [], moves: [], faults: [] });
    expect(missing.filter((path) => path !== 'favicon.ico')).toEqual([]);
  });
});

interface Watched {
  /** How often a vector's script has run. */
  runs: number;
  popups: number;
  /** Whatever was asked of another host, pictures of articles aside. */
  readonly requests: string[];
  /** Where frames went. */
  readonly moves: string[];
  /** What stands in the documents and should not. */
  readonly faults: string[];
}

/** Longer titles are refused. */
const MAX_TITLE = 1_000;

/** Every vector as the title and the body of uploads. */
async function publishAll(): Promise<readonly Article[]> {
  // A file with a zero byte is refused as no text.
  const uploads = VECTORS.filter((vector) => !vector.includes('\0')).flatMap((vector, number) => {
    const text = JSON.stringify(vector.slice(0, MAX_TITLE));
    return surround(vector).map((html, place) =>
      derive(
        `---\ntitle: ${text}\nauthor: ${text}\ncategories: [新浪财经, 掘金, Dockone]\ntags: [${text}]\nlink: https://site.example/post/1.html\n---\n<p>开头的一段正文。</p>${html}<p>${SECRET}</p>`,
        `vectors/${number}-${place}.html`,
      ),
    );
  });
  return (await Promise.all(uploads)).map((derivation) => {
    if (derivation.status !== 'published') throw new Error(JSON.stringify(derivation));
    return derivation.article;
  });
}

/** What the feeds make of articles, a bare document's worth for each vector, as a reader that trusts them shows it. */
function readFeeds(articles: readonly Article[]): ReadonlyMap<string, ReadonlySet<string>> {
  const documents = new Map<string, Set<string>>();
  for (const article of articles) {
    const { rss, atom, json } = render([article], SITE);
    const name = `feeds/${article.key.replace(/^.*\/|-\d\.html$/g, '')}.html`;
    const contents = documents.get(name) ?? new Set();
    documents.set(name, contents);
    const [item] = readChannel(rss).items;
    const [entry] = readAtom(atom).entries;
    const [object] = readJsonFeed(json).items;
    for (const content of [
      textOf(item, 'content:encoded'),
      textOf(item, 'description'),
      textOf(entry, 'atom:content'),
      object?.content_html,
    ]) {
      if (typeof content !== 'string') throw new Error(`a feed has no content for ${article.key}`);
      contents.add(content);
    }
  }
  return documents;
}

/** Classes of what pages put around tables, pictures and code; what feeds show of the same articles has none of them. */
const ADDED_BY_PAGES = ['wide', 'whole', 'code', 'copy'];

/** What pages add to elements of the article itself: to code, and to emphasis by its letters and length. */
const ATTRIBUTES_OF_PAGES = [
  ...['tabindex', 'data-copy', 'data-copied'].map((name) => `pre ${name}`),
  ...['em', 'i', 'cite', 'dfn'].map((element) => `${element} class`),
];

/** Run in the browser: what the documents of all frames hold, as the browser has read them. */
const FIND_FAULTS = `(() => {
  const allowed = ${JSON.stringify(ALLOWED)};
  const added = ${JSON.stringify(ADDED_BY_PAGES)};
  const attributes = ${JSON.stringify(ATTRIBUTES_OF_PAGES)};
  const faults = [];
  for (const frame of document.querySelectorAll('iframe')) {
    const inner = frame.contentDocument;
    if (inner === null) { faults.push('gone: ' + frame.src); continue; }
    const isPage = inner.querySelector('.prose') !== null;
    const root = inner.querySelector('.prose') ?? inner.body;
    const report = (fault) => faults.push(frame.getAttribute('src') + ': ' + fault);
    if (root.innerHTML.includes('<!--')) report('comment');
    for (const element of root.querySelectorAll('*')) {
      if (isPage && added.includes(element.className)) continue;
      const isFormula = element.closest('math') !== null;
      const namespace = isFormula ? 'http://www.w3.org/1998/Math/MathML' : 'http://www.w3.org/1999/xhtml';
      if (!Object.hasOwn(allowed, element.localName) || element.namespaceURI !== namespace) {
        report('<' + element.localName + '>');
      }
      for (const { name, value } of element.attributes) {
        if (isPage && attributes.includes(element.localName + ' ' + name)) continue;
        if (!allowed[element.localName]?.includes(name)) report(name + '=' + value);
        if (name === 'id' && !/^[a-z0-9]{8,}-/.test(value)) report('id=' + value);
      }
      if (element.localName === 'a' && !/^(?:https?|mailto|tel):$/.test(element.protocol)) report('href=' + element.href);
    }
    // Pages of the site let nothing be parsed into them.
    const again = document.implementation.createHTMLDocument().createElement(root.localName);
    again.innerHTML = root.innerHTML;
    if (again.innerHTML !== root.innerHTML) report('reads differently the second time');
  }
  return faults;
})()`;
