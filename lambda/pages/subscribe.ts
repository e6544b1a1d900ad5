import { HOME_PATH, listingUrl, OPML_PATH, SITE, SUBSCRIBE_PATH } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { type Words, wordsOf } from '../model/words.ts';
import { renderAddress, renderAddresses, renderReaderLinks } from './feed-links.ts';
import { type Html, html } from './html.ts';
import type { Link } from './links.ts';
import { FEEDS_ANCHOR, renderPage } from './page.ts';
import { renderQrCode } from './qr-code.ts';

/** A feed reader, and where it is found. */
interface Reader {
  readonly name: string;
  readonly address: string;
  /** The systems that it runs on. */
  readonly on?: string;
}

const NET_NEWS_WIRE: Omit<Reader, 'on'> = { name: 'NetNewsWire', address: 'https://netnewswire.com/' };
const FOLO: Omit<Reader, 'on'> = { name: 'Folo', address: 'https://folo.is/' };

/** Readers that are kept and that anybody can get, in China, too, where Android has no Google Play. */
const READERS: readonly { readonly device: (words: Words) => string; readonly readers: readonly Reader[] }[] =
  [
    {
      device: ({ onPhone }) => onPhone,
      readers: [
        { ...NET_NEWS_WIRE, on: 'iPhone, iPad' },
        { name: 'Reeder', address: 'https://reederapp.com/', on: 'iPhone, iPad' },
        { name: 'Feeder', address: 'https://github.com/spacecowboy/Feeder', on: 'Android' },
        { name: 'Read You', address: 'https://github.com/ReadYouApp/ReadYou', on: 'Android' },
        { ...FOLO, on: 'iPhone, Android' },
      ],
    },
    {
      device: ({ onDesktop }) => onDesktop,
      readers: [
        { name: 'Fluent Reader', address: 'https://hyliu.me/fluent-reader/', on: 'Windows, macOS, Linux' },
        { ...NET_NEWS_WIRE, on: 'macOS' },
        { name: 'Thunderbird', address: 'https://www.thunderbird.net/', on: 'Windows, macOS, Linux' },
        { ...FOLO, on: 'Windows, macOS, Linux' },
      ],
    },
    {
      device: ({ onWeb }) => onWeb,
      readers: [
        { name: 'Inoreader', address: 'https://www.inoreader.com/' },
        { name: 'Feedly', address: 'https://feedly.com/' },
      ],
    },
    {
      device: ({ onOwnServer }) => onOwnServer,
      readers: [
        { name: 'Miniflux', address: 'https://miniflux.app/' },
        { name: 'FreshRSS', address: 'https://freshrss.org/' },
      ],
    },
  ];

/** The page for people who do not know feeds: what they are, readers for them, and the addresses of the site's. */
export function renderSubscribePage(site: Site): string {
  const words = wordsOf(site);
  return renderPage(
    {
      path: SUBSCRIBE_PATH,
      kind: 'how-to',
      title: words.howToSubscribe,
      description: words.aboutFeeds,
      scopes: [SITE],
      content: (link) => renderSteps(link, site),
    },
    site,
  );
}

function renderSteps(link: Link, site: Site): Html {
  const words = wordsOf(site);
  const feed = listingUrl(site, SITE, 'rss.xml');
  return html`<header class="section-head">
<h1>${words.howToSubscribe}</h1>
<p>${words.aboutFeeds}</p>
</header>
<section aria-labelledby="reader">
<h2 id="reader">${words.chooseReader}</h2>
<dl class="reader-list">
${READERS.map(({ device, readers }) => html`<div><dt>${device(words)}</dt>\n<dd>${readers.map(renderReader)}</dd></div>`)}
</dl>
<p class="hint">${words.readersInChina}</p>
</section>
<section aria-labelledby="address">
<h2 id="address">${words.addFeed}</h2>
<div class="with-code">
<div>
<h3>${words.allArticles}</h3>
${renderAddresses(SITE, link, site)}
<p class="hint">${words.subscribeHint}</p>
<p><span class="label">${words.addAtOnce}</span> ${renderReaderLinks(feed, site)}</p>
</div>
${renderQrCode(feed, words.of(words.allArticles, words.qrCode))}
</div>
<p class="hint">${words.ownServerHint}</p>
<dl class="addresses">
${renderOwnServer('Miniflux', `/bookmarklet?uri=${encodeURIComponent(feed)}`, site)}
${renderOwnServer('FreshRSS', `/i/?c=feed&a=add&url_rss=${encodeURIComponent(feed)}`, site)}
</dl>
</section>
<section aria-labelledby="categories">
<h2 id="categories">${words.followCategories}</h2>
<p class="hint">${words.followCategoriesHint}</p>
<p class="readers"><a href="${link(HOME_PATH)}#${FEEDS_ANCHOR}">${words.categories}</a> <a href="${link(OPML_PATH)}">${words.subscriptionList}</a></p>
</section>`;
}

function renderReader({ name, address, on }: Reader): Html {
  return html`<span><a href="${address}">${name}</a>${on !== undefined && html` <small>${on}</small>`}</span>`;
}

function renderOwnServer(name: string, path: string, site: Site): Html {
  return html`<div><dt>${name}</dt> <dd>${renderAddress(path, site)}</dd></div>`;
}
