import * as v from 'valibot';
import { hostOf } from './addresses.ts';
import { isChinese, isTraditional, parseLanguageTag } from './language.ts';
import type { SourceRule } from './source-rule.ts';

/** What a maintainer decides about the site: the `site` object in the context of `cdk.json`. */
export interface Site {
  readonly title: string;
  readonly description: string;
  /** Where the public files are served, without a trailing slash: `https://feeds.example.org`. */
  readonly baseUrl: string;
  /** A BCP 47 tag; also chooses that of the pages' own words (simplified or traditional Chinese, or English). */
  readonly language: string;
  /** The IANA time zone of dates that are written without one. */
  readonly timeZone: string;
  /** How many of the newest items a feed holds. */
  readonly itemsPerFeed: number;
  /** What is known of single categories, by their exact name. */
  readonly categories: Readonly<Record<string, CategorySettings>>;
  /** Hosts whose pictures stand for "no picture". A host covers its subdomains. */
  readonly placeholderHosts: readonly string[];
  /** Whether feeds link to archives of all older articles (RFC 5005). Uploads of older articles then cost more requests. */
  readonly history?: boolean;
  /** Whether articles dated in the future are published at once; otherwise they are held until their time comes. */
  readonly future?: boolean;
  /** Whether an article's folders are its categories. */
  readonly folderCategories?: boolean;
  /** The categories of saved pages whose front matter names none, by the host of the original. A host covers its subdomains. */
  readonly pageCategories?: Readonly<Record<string, readonly string[]>>;
  /** The tags that have a page and feeds, as categories do. */
  readonly tagFeeds?: ListRule;
  /** The same for authors. */
  readonly authorFeeds?: ListRule;
  /** The WebSub hub that is told of changed feeds. */
  readonly hub?: string;
  /** Which address of an article is canonical: that of the original if the article names it, or always that of our page. */
  readonly canonical?: 'original' | 'own';
  /** Whether search engines may list the pages; they may by default. */
  readonly robots?: 'index' | 'noindex';
  /** A copyright line for the feeds. */
  readonly copyright?: string;
  /** What is known of the sources of articles, by name; part of the settings, so that a changed rule applies everywhere. */
  readonly rules?: readonly SourceRule[];
}

/** Which names have lists: these, in this order; or all, which have feeds once they hold so many articles. */
export type ListRule = readonly string[] | number;

/** How a category is shown, see `Site.categories`. */
export interface CategorySettings {
  readonly title?: string;
  readonly description?: string;
  /** Makes the RSS feed a podcast for directories and players. */
  readonly podcast?: PodcastSettings;
}

/** What directories of podcasts want to know of one. */
export interface PodcastSettings {
  /** One of Apple's categories: `News`. */
  readonly category: string;
  readonly subcategory?: string;
  readonly author?: string;
  /** Where directories write to. Everybody can read it in the feed. */
  readonly email?: string;
  /** The address of its picture: a square JPEG or PNG of 1,400 to 3,000 pixels. */
  readonly image?: string;
  readonly explicit?: boolean;
  /** `serial` is heard from the first episode on. */
  readonly type?: 'episodic' | 'serial';
}

/** Services that give a picture which has nothing to do with the article. */
const PLACEHOLDER_HOSTS: readonly string[] = [
  'picsum.photos',
  'unsplash.it',
  'source.unsplash.com',
  'loremflickr.com',
  'lorempixel.com',
  'placehold.co',
  'placehold.it',
  'placeholder.com',
  'placeimg.com',
  'placekitten.com',
  'placebear.com',
  'dummyimage.com',
  'fakeimg.pl',
];

/** A setting of the site is wrong; the message says which one, or what it leads to, and what is expected. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
}

/** An object with some of these members; the messages of a schema say what a value must be. */
function object<const Entries extends v.ObjectEntries>(entries: Entries) {
  const wanted = 'an object of settings';
  const unknown = `no setting; these are: ${Object.keys(entries).join(', ')}`;
  return v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isObject, wanted),
    v.strictObject(entries, ({ expected }) => (expected === 'never' ? unknown : wanted)),
  );
}

const text = v.pipe(v.string('a text'), v.trim(), v.nonEmpty('a text'));

/** An http or https address without query, fragment and credentials. */
const address = v.pipe(
  v.string('an address such as "https://feeds.example.org"'),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const url = URL.parse(dataset.value.trim());
    const isPlain = url !== null && url.search === '' && url.hash === '' && url.username === '';
    if (isPlain && /^https?:$/.test(url.protocol)) return url.href;
    addIssue({ message: 'an address such as "https://feeds.example.org"' });
    return NEVER;
  }),
);

const language = v.pipe(
  v.string('a language tag such as "zh-CN" or "en"'),
  v.transform(parseLanguageTag),
  v.string('a language tag such as "zh-CN" or "en"'),
);

const timeZone = v.pipe(text, v.check(isTimeZone, 'a time zone such as "Asia/Shanghai"'));

const flag = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], 'true or false'),
  v.transform((value) => value === true || value === 'true'),
);

const MOST_ITEMS = 500;

const count = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value)),
  v.number(`a whole number from 1 to ${MOST_ITEMS}`),
  v.integer(`a whole number from 1 to ${MOST_ITEMS}`),
  v.minValue(1, `a whole number from 1 to ${MOST_ITEMS}`),
  v.maxValue(MOST_ITEMS, `a whole number from 1 to ${MOST_ITEMS}`),
);

const host = v.pipe(text, v.transform(hostOf), v.string('a host name'));

const hosts = v.pipe(v.unknown(), v.transform(readList), v.array(host, 'a list of hosts'));

const podcast = object({
  category: text,
  subcategory: v.exactOptional(text),
  author: v.exactOptional(text),
  email: v.exactOptional(text),
  image: v.exactOptional(address),
  explicit: v.exactOptional(flag),
  type: v.exactOptional(v.picklist(['episodic', 'serial'], '"episodic" or "serial"')),
});

const categories = v.pipe(
  v.unknown(),
  v.transform(readObject),
  v.custom<Readonly<Record<string, unknown>>>(isObject, 'an object of settings'),
  v.record(
    v.string(),
    object({
      title: v.exactOptional(text),
      description: v.exactOptional(text),
      podcast: v.exactOptional(podcast),
    }),
  ),
  v.transform((byName) =>
    Object.fromEntries(
      Object.entries(byName).map(([name, settings]) => [name.normalize('NFC').trim(), settings]),
    ),
  ),
);

const names = v.pipe(
  v.unknown(),
  v.transform(readList),
  v.array(
    v.pipe(
      text,
      v.transform((name) => name.normalize('NFC')),
    ),
    'a list of categories',
  ),
);

const pageCategories = v.pipe(
  v.unknown(),
  v.transform(readObject),
  v.custom<Readonly<Record<string, unknown>>>(isObject, 'an object of hosts'),
  v.record(host, names),
);

/** The most names that lists can be asked for by: a site with more asks for all that hold some articles. */
const MOST_NAMES = 200;

const RULE = `a list of at most ${MOST_NAMES} names such as ["AI", "chips"], or a whole number from 1 to ${MOST_ITEMS}`;

const listRule = v.pipe(
  v.unknown(),
  v.transform((value) => (isNumeral(value) ? Number(value) : readList(value))),
  v.union(
    [
      v.pipe(v.number(RULE), v.integer(RULE), v.minValue(1, RULE), v.maxValue(MOST_ITEMS, RULE)),
      v.pipe(
        v.array(
          v.pipe(
            v.string(RULE),
            v.transform((name) => name.normalize('NFC').trim()),
            v.nonEmpty(RULE),
          ),
          RULE,
        ),
        v.maxLength(MOST_NAMES, RULE),
        v.transform((names) => [...new Set(names)]),
      ),
    ],
    RULE,
  ),
);

const settings = {
  title: v.nullish(text),
  description: v.nullish(text),
  baseUrl: v.nullish(address, 'http://localhost:8080'),
  language: v.nullish(language, 'zh-CN'),
  timeZone: v.nullish(timeZone, 'Asia/Shanghai'),
  itemsPerFeed: v.nullish(count, 50),
  categories: v.nullish(categories, {}),
  placeholderHosts: v.nullish(hosts, PLACEHOLDER_HOSTS),
  history: v.exactOptional(flag),
  future: v.exactOptional(flag),
  folderCategories: v.exactOptional(flag),
  pageCategories: v.exactOptional(pageCategories),
  tagFeeds: v.exactOptional(listRule),
  authorFeeds: v.exactOptional(listRule),
  hub: v.exactOptional(address),
  canonical: v.exactOptional(v.picklist(['original', 'own'], '"original" or "own"')),
  robots: v.exactOptional(v.picklist(['index', 'noindex'], '"index" or "noindex"')),
  copyright: v.exactOptional(text),
};

/** What stands among the settings of the site and is read by others. */
const apart = {
  /** How the public files are delivered: the stack's alone. */
  cdn: v.optional(v.unknown()),
  /** A folder of rules of one's own: whoever can read files reads it. */
  rules: v.exactOptional(v.pipe(v.string('the name of a folder'), v.nonEmpty('the name of a folder'))),
};

const siteSchema = object({ ...settings, ...apart });

/** Names of the settings, as they stand in `cdk.json` and after `-c site.` on a command line. */
export const SITE_SETTINGS: readonly string[] = [...Object.keys(settings), 'rules'];

/** How a site is called and described that has no words of its own. */
const CHINESE = { title: '文章订阅', description: '每个分类都有自己的订阅源。' };
const TRADITIONAL = { title: '文章訂閱', description: '每個分類都有自己的訂閱源。' };
const ENGLISH = { title: 'Articles', description: 'Every category has feeds of its own.' };

/**
 * Checks the settings of a site and fills in what is not set. Numbers, lists and categories may also be written as text
 * (`30`, `a.example,b.example`, JSON), as they come from a command line. `rules` are those of all sources, read and checked.
 *
 * @throws SiteError for a setting that is unknown or wrong.
 */
export function parseSite(value: unknown = {}, rules: readonly SourceRule[] = []): Site {
  const parsed = v.safeParse(siteSchema, value, { abortEarly: true });
  if (!parsed.success) throw siteError(parsed.issues[0], value);
  const { title, description, cdn: _cdn, rules: _folder, ...site } = parsed.output;
  checkCount('tagFeeds', site);
  checkCount('authorFeeds', site);
  const own = isTraditional(site.language) ? TRADITIONAL : isChinese(site.language) ? CHINESE : ENGLISH;
  return {
    title: title ?? own.title,
    description: description ?? own.description,
    ...site,
    baseUrl: site.baseUrl.replace(/\/+$/, ''),
    ...(rules.length > 0 && { rules }),
  };
}

/** A list is counted by what its feed has room for. */
function checkCount(
  name: 'tagFeeds' | 'authorFeeds',
  { itemsPerFeed, ...site }: Pick<Site, 'itemsPerFeed' | 'tagFeeds' | 'authorFeeds'>,
): void {
  const rule = site[name];
  if (typeof rule !== 'number' || rule <= itemsPerFeed) return;
  throw new SiteError(
    `site.${name} must be no more than site.itemsPerFeed, which is ${itemsPerFeed}, not ${rule}`,
  );
}

/** What an object is that a command line gave as JSON; any other value as it is. */
export function readObject(value: unknown): unknown {
  return typeof value === 'string' && value.trimStart().startsWith('{') ? readJson(value) : value;
}

/** What people write to switch something on or off: no list, though each could be the name of something. */
const SWITCH = /^(?:true|false|yes|no|on|off|null|none)?$/i;

/** The list that a text of a command line is, with commas or as JSON; any other value as it is. */
function readList(value: unknown): unknown {
  if (typeof value !== 'string' || SWITCH.test(value.trim())) return value;
  return value.trimStart().startsWith('[') ? readJson(value) : value.split(',');
}

/** Whether a text is a number, were it one that no setting can be: a list has the name `["1.5"]`. */
function isNumeral(value: unknown): boolean {
  return typeof value === 'string' && /^[-+]?[\d.]+$/.test(value.trim());
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Settings whose members are named by what is outside of the settings. */
const NAMED: ReadonlySet<unknown> = new Set(['categories', 'pageCategories']);

/** Names the setting: `site.placeholderHosts[0]`, `site.categories["金融"].title`. */
function siteError({ path: items, message, expected }: v.BaseIssue<unknown>, value: unknown): SiteError {
  const path = items ?? [];
  const name = path.reduce((name, { key }, depth) => {
    const isName = typeof key === 'string' && !(depth === 1 && NAMED.has(path[0]?.key));
    return `${name}${isName ? `.${key}` : `[${JSON.stringify(key)}]`}`;
  }, 'site');
  if (expected === 'never') return new SiteError(`${name} is ${message}`);
  const found = path.length === 0 ? value : path.at(-1)?.value;
  return new SiteError(`${name} must be ${message}, not ${JSON.stringify(found) ?? String(found)}`);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
