import { type LinkedData, readLinkedData } from './json-ld.ts';
import {
  isComment,
  isElement,
  isText,
  readSource,
  type SourceElement,
  type SourceParent,
  walk,
} from './tree.ts';

/** What HTML tells of an article beside its text: what front matter would have told. */
export interface PageFacts {
  /** The text of `<title>`. */
  readonly title?: string;
  /** The text of the first heading. */
  readonly heading?: string;
  /** The canonical address, as written. */
  readonly link?: string;
  /** The `lang` of the page, as written. */
  readonly language?: string;
  /** When it was published, as JSON-LD, meta tags and a `time` element say it, the most telling first. */
  readonly dates?: readonly string[];
  /** Whether it says as a property of Open Graph when it was published. */
  readonly isPublished?: boolean;
  /** When it was changed, in the same places. */
  readonly changes?: readonly string[];
  /** Its title as JSON-LD and meta tags have it for others to show. */
  readonly headlines?: readonly string[];
  /** Who wrote it, each as written. */
  readonly authors?: readonly string[];
  /** What it is about in a sentence or two. */
  readonly description?: string;
  /** Addresses of the pictures that stand for it, as written, the most telling first. */
  readonly images?: readonly string[];
  /** Words that it is found by, several in one text. */
  readonly keywords?: readonly string[];
  /** The address that its relative ones lead from, as written. */
  readonly base?: string;
  /** The article's text as JSON-LD has it, perhaps with markup in it. */
  readonly articleBody?: string;
  /** What the page is, as JSON-LD and Open Graph name it: `NewsArticle`, `Product`. */
  readonly kinds?: readonly string[];
  /** What the items are that its markup tells apart, by the same names. */
  readonly items?: readonly string[];
}

/** The property with which a page says when it was published as an article. */
const PUBLISHED = 'article:published_time';

/** Names and properties of meta tags, the most telling first: when a page was published, and what else it tells. */
const DATES: readonly string[] = [
  PUBLISHED,
  'og:published_time',
  'datepublished',
  'publishdate',
  'pubdate',
  'publish_date',
  'weibo: article:create_at',
  'dc.date',
  'date',
];

const CHANGES = ['article:modified_time', 'og:updated_time', 'datemodified', 'lastmod', 'last-modified'];
const HEADLINES = ['og:title', 'twitter:title'];
const AUTHORS = ['author', 'article:author', 'og:article:author', 'dc.creator', 'byl', 'parsely-author'];
const DESCRIPTIONS = ['og:description', 'description', 'twitter:description'];
const IMAGES = [
  'og:image',
  'og:image:secure_url',
  'og:image:url',
  'twitter:image',
  'twitter:image:src',
  'image',
];
const KINDS = ['og:type'];
const KEYWORDS = ['article:tag', 'og:article:tag', 'keywords', 'news_keywords'];

const NAMES: ReadonlySet<string> = new Set([
  ...[DATES, CHANGES, KINDS, HEADLINES, AUTHORS, DESCRIPTIONS, IMAGES, KEYWORDS].flat(),
  'og:url',
]);

/** A page repeats its title for two or three kinds of readers. */
const MAX_HEADLINES = 5;

/** Tags of one name that are read; each tag of an article may have one of its own. */
const MAX_METAS = 50;

/** So many items of a page are looked at, which may list thousands of products. */
const MAX_ITEMS = 100;

/** Reads the facts of a whole page. */
export function readPageFacts(document: SourceParent): PageFacts {
  const page: Page = { metas: new Map(), linked: {}, headlines: [], kinds: [], items: [] };
  walk(document, (element) => {
    const { name, attribs } = element;
    if (name === 'html') page.language ??= attribs.lang ?? '';
    if (name === 'title' && isInHead(element)) page.title ??= readLine(element);
    if (isHeading(element)) page.heading ||= readLine(element);
    if (name === 'link' && attribs.rel?.toLowerCase() === 'canonical') page.link ??= attribs.href ?? '';
    if (name === 'base') page.base ??= attribs.href;
    if (name === 'meta') readMeta(attribs, page.metas);
    if (name === 'meta' && attribs.property?.trim() === PUBLISHED) page.isPublished = true;
    if (attribs.itemtype !== undefined && page.items.length < MAX_ITEMS)
      page.items.push(...readType(attribs.itemtype));
    if (name === 'time') page.time ??= attribs.datetime ?? '';
    if (name === 'script' && /^application\/ld\+json$/i.test(attribs.type?.trim() ?? '')) {
      const linked = readLinkedData(readSource(element));
      page.linked = { ...linked, ...page.linked };
      page.kinds.push(...(linked.kinds ?? []));
      if (linked.headline !== undefined) page.headlines.push(linked.headline);
    }
  });
  const { linked } = page;
  const metas = (names: readonly string[]) => names.map((name) => page.metas.get(name) ?? []);
  return {
    ...pick('title', page.title),
    ...pick('heading', page.heading),
    ...pick('link', page.link || page.metas.get('og:url')?.[0] || readOrigin(document)),
    ...pick('language', page.language),
    ...pick('base', page.base),
    ...pick('articleBody', linked.body),
    ...list('kinds', [...page.kinds, ...metas(KINDS).flat()]),
    ...list('items', page.items),
    ...pick('description', linked.description ?? metas(DESCRIPTIONS).flat()[0]),
    ...list('dates', [linked.date, ...metas(DATES).map(([first]) => first), page.time]),
    ...(page.isPublished === true && { isPublished: true }),
    ...list('changes', [linked.change, ...metas(CHANGES).flat()]),
    ...list('headlines', [...page.headlines, ...metas(HEADLINES).flat()].slice(0, MAX_HEADLINES)),
    ...list('authors', linked.authors ?? metas(AUTHORS).find(([first]) => first !== undefined) ?? []),
    ...list('images', [...metas(IMAGES).flat(), ...(linked.images ?? [])]),
    ...list('keywords', metas(KEYWORDS).find(([first = '']) => first !== '') ?? linked.keywords ?? []),
  };
}

/** Reads the facts of a fragment: its first heading, and the title where it begins like the head of a page. */
export function readFragmentFacts(fragment: SourceParent): PageFacts {
  let heading = '';
  let base: string | undefined;
  walk(fragment, (element) => {
    if (heading === '' && isHeading(element)) heading = readLine(element);
    if (element.name === 'base') base ??= element.attribs.href;
  });
  return {
    ...pick('title', findLeadingTitle(fragment)),
    ...pick('heading', heading),
    ...pick('base', base),
  };
}

/** The address that browsers and SingleFile note in a comment at the top of what they save. */
function readOrigin(document: SourceParent): string | undefined {
  const html = document.children.find(isElement);
  for (const node of [...document.children, ...(html?.children ?? [])]) {
    if (!isComment(node)) continue;
    const address = /^[ \t]{0,20}(?:saved from url=\(\d{1,6}\)|url:)[ \t]{0,20}(https?:\S{1,1000})/im.exec(
      node.data.slice(0, 2_000),
    );
    if (address !== null) return address[1];
  }
  return undefined;
}

interface Page {
  title?: string;
  heading?: string;
  link?: string;
  language?: string;
  time?: string;
  isPublished?: boolean;
  base?: string | undefined;
  /** What the first script tells that tells something. */
  linked: LinkedData;
  readonly metas: Map<string, string[]>;
  readonly headlines: string[];
  readonly kinds: string[];
  readonly items: string[];
}

/** Elements that a browser moves into the head of a page when it begins with them. */
const IN_HEAD: ReadonlySet<string> = new Set(
  'base basefont bgsound link meta noframes noscript script style template title'.split(' '),
);

function findLeadingTitle(fragment: SourceParent): string | undefined {
  for (const child of fragment.children) {
    if (isText(child) && child.data.trim() !== '') return undefined;
    if (!isElement(child)) continue;
    if (child.name === 'title') return readLine(child);
    if (!IN_HEAD.has(child.name)) return undefined;
  }
  return undefined;
}

/** Keeps what a meta tag of a known name says. */
function readMeta(attributes: SourceElement['attribs'], metas: Map<string, string[]>): void {
  const name = (attributes.property ?? attributes.name ?? attributes.itemprop)?.trim().toLowerCase();
  const content = attributes.content?.trim() ?? '';
  if (name === undefined || content === '' || !NAMES.has(name)) return;
  const known = metas.get(name);
  if (known === undefined) metas.set(name, [content]);
  else if (known.length < MAX_METAS) known.push(content);
}

function isHeading({ name }: SourceElement): boolean {
  return name === 'h1' || name === 'h2';
}

/** The type of an item in the markup of a page, as schema.org names it. */
function readType(itemtype: string): readonly string[] {
  const [, type] = /^\s{0,9}https?:\/\/schema\.org\/(\w{1,40})\s{0,9}$/i.exec(itemtype.slice(0, 100)) ?? [];
  return type === undefined ? [] : [type];
}

/** A `title` within a picture is its own. */
function isInHead(element: SourceElement): boolean {
  return element.parent !== null && isElement(element.parent) && element.parent.name === 'head';
}

function readLine(element: SourceElement): string {
  return readSource(element).replace(/\s+/g, ' ').trim();
}

function pick<Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } {
  const property: { [name in Name]?: string } = {};
  if (value !== undefined && value !== '') property[name] = value;
  return property;
}

function list<Name extends string>(
  name: Name,
  values: readonly (string | undefined)[],
): { [name in Name]?: readonly string[] } {
  const property: { [name in Name]?: readonly string[] } = {};
  const texts = new Set(values.flatMap((value) => value || []));
  if (texts.size > 0) property[name] = [...texts];
  return property;
}
