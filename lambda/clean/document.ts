import { serialize } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { isElement, isText, parsePage, type SourceElement, type SourceParent } from './parse.ts';

/** A saved HTML page, read for what front matter would have told. */
export interface SavedPage {
  /** The text of `<title>`. */
  readonly title?: string;
  /** The text of the first heading. */
  readonly heading?: string;
  /** The canonical address, as written. */
  readonly link?: string;
  /** The `lang` of the page, as written. */
  readonly language?: string;
  /** When it was published, as a meta tag or a `time` element says it. */
  readonly date?: string;
  /** What stands in `<body>`, as HTML. */
  readonly body: string;
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

/** Reads a saved HTML page. Throws {@link CleaningLimitError} for one beyond the cleaner's bounds. */
export function readDocument(html: string): SavedPage {
  const page = readPage(parsePage(html.replaceAll('\0', '').toWellFormed()));
  return {
    body: page.body === undefined ? '' : serializeChildren(page.body),
    ...pick('title', page.title),
    ...pick('heading', page.heading),
    ...pick('link', page.link),
    ...pick('language', page.language),
    ...pick('date', page.dates.find((date) => date !== '') ?? page.time),
  };
}

interface Page {
  body?: SourceElement;
  title?: string;
  heading?: string;
  link?: string;
  language?: string;
  time?: string;
  dates: string[];
}

function readPage(root: SourceParent): Page {
  const page: Page = { dates: DATES.map(() => '') };
  const visit = (element: SourceElement) => {
    const { name, attribs } = element;
    if (name === 'html') page.language ??= attribs.lang ?? '';
    if (name === 'body') page.body ??= element;
    if (name === 'title' && isInHead(element)) page.title ??= readLine(element);
    if (name === 'h1' || name === 'h2') page.heading ||= readLine(element);
    if (name === 'link' && attribs.rel?.toLowerCase() === 'canonical') page.link ??= attribs.href ?? '';
    if (name === 'meta') readMeta(attribs, page);
    if (name === 'time') page.time ??= attribs.datetime ?? '';
    for (const child of element.children) if (isElement(child)) visit(child);
  };
  for (const child of root.children) if (isElement(child)) visit(child);
  return page;
}

function readMeta(attributes: SourceElement['attribs'], page: Page): void {
  const name = (attributes.property ?? attributes.name ?? attributes.itemprop)?.toLowerCase();
  const content = attributes.content?.trim();
  if (name === undefined || content === undefined) return;
  const rank = DATES.indexOf(name);
  if (rank >= 0) page.dates[rank] ||= content;
  if (name === 'og:url') page.link ??= content;
}

/** A `title` within a picture is its own. */
function isInHead(element: SourceElement): boolean {
  return element.parent !== null && isElement(element.parent) && element.parent.name === 'head';
}

function readLine(element: SourceElement): string {
  return collectText(element).replace(/\s+/g, ' ').trim();
}

function collectText(element: SourceElement): string {
  return element.children
    .map((child) => (isText(child) ? child.data : isElement(child) ? collectText(child) : ''))
    .join('');
}

function serializeChildren(element: SourceElement): string {
  return serialize<Htmlparser2TreeAdapterMap>(element, { treeAdapter: adapter, scriptingEnabled: false });
}

function pick<Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } {
  const property: { [name in Name]?: string } = {};
  if (value !== undefined && value !== '') property[name] = value;
  return property;
}
