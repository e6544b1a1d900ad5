/** Who asks for a feed, as far as the name tells that the program gives itself (`User-Agent`). */
export type Client =
  /** Fetches for many people, and says for how many. */
  | {
      readonly kind: 'aggregator';
      readonly name: string;
      /** Its own id of the feed, or nothing. */
      readonly feed: string;
      readonly subscribers: number;
    }
  /** A program that fetches for whoever runs it. */
  | { readonly kind: 'reader' }
  /** A browser, or what takes itself for one, or says nothing: a reader only if it comes back. */
  | { readonly kind: 'visitor' }
  /** Indexes or watches sites. */
  | { readonly kind: 'bot' };

/** What no aggregator has; whoever says so is one reader. */
const MAX_CLAIM = 10_000_000;

const MAX_NAME = 40;

/** `12 subscribers`, `1,234 subscriber(s)`, `3 readers`, `subscribers=12`. */
const CLAIMS = [/(\d[\d,]{0,19})[ +]{1,3}(?:subscriber|readers\b)/i, /subscribers?[:=] ?(\d[\d,]{0,19})/i];

const FEED_ID = /\bfeed-?id[:= ]{1,2}([\w-]{1,64})/i;

/** `Mozilla/5.0 (compatible; theoldreader.com; 4 subscribers)` has its name behind that of all browsers. */
const COMPATIBLE = /^Mozilla\/[\d.]{1,8} \(compatible; ?/i;

const BOT = /bot\b|crawl|spider|slurp|archiver|preview|monitor|pingdom|headless/i;

/** Programs for feeds say so; `news` names newspapers and their indexers as well, and is not enough of a word. */
const FEED_PROGRAM = /rss|feed|podcast|reader|subscri/i;

/** Tells who asks. It takes names of any length and kind, as anybody may send them. */
export function readAgent(agent: string): Client {
  const claim = claimOf(agent);
  if (claim !== undefined) {
    const [, feed = ''] = FEED_ID.exec(agent) ?? [];
    return { kind: 'aggregator', name: nameOf(agent), feed, subscribers: claim };
  }
  const isForFeeds = FEED_PROGRAM.test(agent);
  if (BOT.test(agent) && !isForFeeds) return { kind: 'bot' };
  const isLikeBrowser = agent === '' || (agent.startsWith('Mozilla/') && !COMPATIBLE.test(agent));
  return { kind: isLikeBrowser && !isForFeeds ? 'visitor' : 'reader' };
}

function claimOf(agent: string): number | undefined {
  for (const pattern of CLAIMS) {
    const digits = pattern.exec(agent)?.[1];
    if (digits === undefined) continue;
    const claim = Number(digits.replaceAll(',', ''));
    return claim <= MAX_CLAIM ? claim : undefined;
  }
  return undefined;
}

/** The first word, without a version: an aggregator has one name, whatever else it says on that day. */
function nameOf(agent: string): string {
  const [word = ''] = /^[\w.+-]{1,200}/.exec(agent.replace(COMPATIBLE, '')) ?? [];
  return word === '' ? '?' : word.slice(0, MAX_NAME);
}
