import { readLinkedData } from './json-ld.ts';
import { isElement, isText, readSource, type SourceElement, type SourceParent, walk } from './tree.ts';

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
  /** Its title as JSON-LD and meta tags have it for others to show. */
  readonly headlines?: readonly string[];
}

/** Names and properties of meta tags that tell when a page was published, the most telling first. */
const DATES: readonly string[] = [
  'article:published_time',
  'og:published_time',
  'datepublished',
  'publishdate',
  'pubdate',
  'publish_date',
  'weibo: article:create_at',
  'dc.date',
  'date',
];

/** A page repeats its title for two or three kinds of readers. */
const MAX_HEADLINES = 5;

/** Reads the facts of a whole page. */
export function readPageFacts(document: SourceParent): PageFacts {
  const page: Page = { dates: DATES.map(() => ''), headlines: [] };
  walk(document, (element) => {
    const { name, attribs } = element;
    if (name === 'html') page.language ??= attribs.lang ?? '';
    if (name === 'title' && isInHead(element)) page.title ??= readLine(element);
    if (isHeading(element)) page.heading ||= readLine(element);
    if (name === 'link' && attribs.rel?.toLowerCase() === 'canonical') page.link ??= attribs.href ?? '';
    if (name === 'meta') readMeta(attribs, page);
    if (name === 'time') page.time ??= attribs.datetime ?? '';
    if (name === 'script' && /^application\/ld\+json$/i.test(attribs.type?.trim() ?? '')) {
      const { date, headline } = readLinkedData(readSource(element));
      page.publishedAt ??= date;
      if (headline !== undefined) page.headlines.push(headline);
    }
  });
  const dates = [page.publishedAt, ...page.dates, page.time].flatMap((date) => date || []);
  return {
    ...pick('title', page.title),
    ...pick('heading', page.heading),
    ...pick('link', page.link),
    ...pick('language', page.language),
    ...(dates.length > 0 && { dates }),
    ...(page.headlines.length > 0 && { headlines: page.headlines.slice(0, MAX_HEADLINES) }),
  };
}

/** Reads the facts of a fragment: its first heading, and the title where it begins like the head of a page. */
export function readFragmentFacts(fragment: SourceParent): PageFacts {
  let heading = '';
  walk(fragment, (element) => {
    if (heading === '' && isHeading(element)) heading = readLine(element);
  });
  return { ...pick('title', findLeadingTitle(fragment)), ...pick('heading', heading) };
}

interface Page {
  title?: string;
  heading?: string;
  link?: string;
  language?: string;
  time?: string;
  publishedAt?: string | undefined;
  readonly dates: string[];
  readonly headlines: string[];
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

function readMeta(attributes: SourceElement['attribs'], page: Page): void {
  const name = (attributes.property ?? attributes.name ?? attributes.itemprop)?.toLowerCase();
  const content = attributes.content?.trim();
  if (name === undefined || content === undefined) return;
  const rank = DATES.indexOf(name);
  if (rank >= 0) page.dates[rank] ||= content;
  if (name === 'og:url') page.link ??= content;
  if ((name === 'og:title' || name === 'twitter:title') && content !== '') page.headlines.push(content);
}

function isHeading({ name }: SourceElement): boolean {
  return name === 'h1' || name === 'h2';
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
