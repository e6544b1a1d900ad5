import { isChinese, parseLanguageTag } from './language.ts';

/** What a maintainer decides about the site: the `site` object in the context of `cdk.json`. */
export interface Site {
  readonly title: string;
  readonly description: string;
  /** Where the public files are served, without a trailing slash: `https://feeds.example.org`. */
  readonly baseUrl: string;
  /** A BCP 47 tag; also chooses the language of the pages' own words (Chinese or English). */
  readonly language: string;
  /** The IANA time zone of dates that are written without one. */
  readonly timeZone: string;
  /** How many of the newest items a feed holds. */
  readonly itemsPerFeed: number;
  /** What is known of single categories, by their exact name. */
  readonly categories: Readonly<Record<string, CategorySettings>>;
  /** Hosts whose pictures stand for "no picture". A host covers its subdomains. */
  readonly placeholderHosts: readonly string[];
  /** Whether feeds link to archives of all older articles (RFC 5005), which cost an older upload more requests. */
  readonly history?: boolean;
  /** Whether articles that are dated ahead are published at once; else they are held until their time comes. */
  readonly future?: boolean;
  /** Whether the folders that an article is in are categories of it. */
  readonly folderCategories?: boolean;
  /** The WebSub hub that is told of changed feeds. */
  readonly hub?: string;
  /** A copyright line for the feeds. */
  readonly copyright?: string;
}

export interface CategorySettings {
  readonly title?: string;
  readonly description?: string;
}

/** Names of the settings, as they stand in `cdk.json` and after `-c site.` on a command line. */
export const SITE_SETTINGS: readonly (keyof Site)[] = [
  'title',
  'description',
  'baseUrl',
  'language',
  'timeZone',
  'itemsPerFeed',
  'categories',
  'placeholderHosts',
  'history',
  'future',
  'folderCategories',
  'hub',
  'copyright',
];

/** Says how the public files are delivered: read by the stack alone, but it stands among the settings of the site. */
const DELIVERY = 'cdn';

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

/** A setting of the site is not what it should be; the message names it and says what it should be. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
}

/**
 * Checks the settings of a site and fills in what is not set. Numbers, lists and categories may also be written as text
 * (`30`, `a.example,b.example`, JSON), as they come from a command line.
 *
 * @throws SiteError for a setting that is unknown or is not what it should be.
 */
export function parseSite(value: unknown = {}): Site {
  const settings = parseObject('site', value);
  for (const name of settings.keys()) {
    if (name !== DELIVERY && !SITE_SETTINGS.some((known) => known === name)) {
      throw new SiteError(
        `site.${name} is no setting; these are: ${[...SITE_SETTINGS, DELIVERY].join(', ')}`,
      );
    }
  }
  const language = parseLanguage('site.language', settings.get('language') ?? 'zh-CN');
  const chinese = isChinese(language);
  const history = settings.get('history');
  const future = settings.get('future');
  const folderCategories = settings.get('folderCategories');
  const hub = settings.get('hub');
  const copyright = settings.get('copyright');
  return {
    title: parseText('site.title', settings.get('title') ?? (chinese ? '文章订阅' : 'Articles')),
    description: parseText(
      'site.description',
      settings.get('description') ??
        (chinese ? '每个分类都有自己的订阅源。' : 'Every category has feeds of its own.'),
    ),
    baseUrl: parseAddress('site.baseUrl', settings.get('baseUrl') ?? 'http://localhost:8080').replace(
      /\/+$/,
      '',
    ),
    language,
    timeZone: parseTimeZone('site.timeZone', settings.get('timeZone') ?? 'Asia/Shanghai'),
    itemsPerFeed: parseCount('site.itemsPerFeed', settings.get('itemsPerFeed') ?? 50, 500),
    categories: parseCategories('site.categories', readObject(settings.get('categories') ?? {})),
    placeholderHosts: parseHosts(
      'site.placeholderHosts',
      settings.get('placeholderHosts') ?? PLACEHOLDER_HOSTS,
    ),
    ...(history === undefined ? {} : { history: parseSwitch('site.history', history) }),
    ...(future === undefined ? {} : { future: parseSwitch('site.future', future) }),
    ...(folderCategories === undefined
      ? {}
      : { folderCategories: parseSwitch('site.folderCategories', folderCategories) }),
    ...(hub === undefined ? {} : { hub: parseAddress('site.hub', hub) }),
    ...(copyright === undefined ? {} : { copyright: parseText('site.copyright', copyright) }),
  };
}

function parseObject(name: string, value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(name, 'an object of settings', value);
  }
  return new Map(Object.entries(value));
}

/** What an object is that a command line gave as JSON; any other value as it is. */
export function readObject(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function parseText(name: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') throw wrong(name, 'a text', value);
  return value.trim();
}

/** An http or https address without query, fragment and credentials. */
function parseAddress(name: string, value: unknown): string {
  const url = typeof value === 'string' ? URL.parse(value.trim()) : null;
  const plain = url !== null && url.search === '' && url.hash === '' && url.username === '';
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw wrong(name, 'an address such as "https://feeds.example.org"', value);
  }
  return url.href;
}

function parseLanguage(name: string, value: unknown): string {
  const language = typeof value === 'string' ? parseLanguageTag(value) : undefined;
  if (language !== undefined) return language;
  throw wrong(name, 'a language tag such as "zh-CN" or "en"', value);
}

function parseTimeZone(name: string, value: unknown): string {
  try {
    const timeZone = parseText(name, value);
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    throw wrong(name, 'a time zone such as "Asia/Shanghai"', value);
  }
}

function parseSwitch(name: string, value: unknown): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw wrong(name, 'true or false', value);
}

function parseCount(name: string, value: unknown, most: number): number {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > most) {
    throw wrong(name, `a whole number from 1 to ${most}`, value);
  }
  return count;
}

function parseHosts(name: string, value: unknown): string[] {
  const hosts: unknown = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(hosts)) throw wrong(name, 'a list of hosts', value);
  return hosts.map((host: unknown, i) => {
    const text = parseText(`${name}[${i}]`, host);
    const url = URL.parse(`http://${text}`);
    if (url === null || url.href !== `http://${url.hostname}/`)
      throw wrong(`${name}[${i}]`, 'a host name', host);
    return url.hostname;
  });
}

function parseCategories(name: string, value: unknown): Site['categories'] {
  const categories = new Map<string, CategorySettings>();
  for (const [category, settings] of parseObject(name, value)) {
    const where = `${name}[${JSON.stringify(category)}]`;
    const parsed = parseObject(where, settings);
    for (const setting of parsed.keys()) {
      if (setting !== 'title' && setting !== 'description') {
        throw new SiteError(`${where}.${setting} is no setting; these are: title, description`);
      }
    }
    const title = parsed.get('title');
    const description = parsed.get('description');
    categories.set(category.normalize('NFC').trim(), {
      ...(title === undefined ? {} : { title: parseText(`${where}.title`, title) }),
      ...(description === undefined ? {} : { description: parseText(`${where}.description`, description) }),
    });
  }
  return Object.fromEntries(categories);
}

function wrong(name: string, wanted: string, value: unknown): SiteError {
  return new SiteError(`${name} must be ${wanted}, not ${JSON.stringify(value) ?? String(value)}`);
}
