import { readImages } from '../fragment/addresses.ts';
import { type Child, type Tag, walkTags } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { simplify } from '../simplified.ts';
import { type Block, once } from './block.ts';
import {
  isBare,
  isHeading,
  isIntroduction,
  isMostlyLinks,
  isNamedHeading,
  isPicture,
  isTextOnly,
} from './block-kinds.ts';
import { isDateline } from './byline.ts';
import { DANGLING_LABEL, RELATED_BEGINNING, RELATED_HEADING, RELATED_LABEL } from './phrases.ts';
import { speaksOfSite } from './speech.ts';

/** From which block on an article ends with links to others; undefined where it does not. */
export function findRelatedEnd(blocks: readonly Block[]): number | undefined {
  for (let index = blocks.length - 1; index > 0; index--) {
    const block = blocks[index];
    if (block === undefined) break;
    const isLinks = isMostlyLinks(block.tag);
    const isLink = isLinks && isLine(block) && RELATED_BEGINNING.test(block.plain);
    if (isLink) return index;
    if (isRelatedLabel(block, index < blocks.length - 1)) return isSection(blocks, index) ? undefined : index;
    if (!isLinks) break;
  }
  return undefined;
}

/** Whether a block is nothing but a picture that leads where the link of another one does, whose article it illustrates. */
export function isThumbnailOf(block: Block | undefined, { tag }: Block): block is Block {
  if (block === undefined || !isPicture(block)) return false;
  const [shown, named] = [readLinks(block.tag), readLinks(tag)];
  return shown.length > 0 && named.length > 0 && new Set([...shown, ...named]).size === 1;
}

function readLinks(tag: Tag): string[] {
  const links: string[] = [];
  walkTags([tag], ({ name, attributes: { href } }) => {
    if (name === 'a' && href !== undefined) links.push(href);
  });
  return links;
}

/**
 * The blocks amid an article, or at its end, that are lists of links to other articles: what a label such as 相关阅读
 * introduces, with the label; and what nothing introduces, if all links lead to the article's site or to articles of one
 * other.
 */
export function findLinkLists(blocks: readonly Block[], link: string | undefined): ReadonlySet<Block> {
  const found = new Set<Block>();
  let sites: ReadonlySet<string> | undefined;
  for (let index = 1; index < blocks.length; index++) {
    const before = blocks[index - 1];
    const block = blocks[index];
    if (block === undefined || isBare(block.tag)) continue;
    const { run, links } = readRun(blocks, index);
    if (before === undefined || links.length === 0) continue;
    index += run.length - 1;
    if (isRelatedLabel(before, true) && before !== blocks[0]) {
      if (isSection(blocks, blocks.indexOf(before))) continue;
      for (const block of [before, ...run]) found.add(block);
      continue;
    }
    if (links.length < MIN_UNINTRODUCED || (!found.has(before) && introduces(before))) continue;
    if (run.length > MAX_PARAGRAPHS || !links.every((each) => isHeadline(readText([each])))) continue;
    sites ??= readSites(blocks, link);
    if (leadsToArticles(links, sites)) for (const block of run) found.add(block);
  }
  return isMostOf(found, blocks) ? NONE : found;
}

/** The list of links that begins at a place: a list, or paragraphs in a row that are nothing but a link each. */
function readRun(
  blocks: readonly Block[],
  start: number,
): { readonly run: readonly Block[]; readonly links: readonly Tag[] } {
  const first = blocks[start];
  if (first !== undefined && isList(first)) return { run: [first], links: readLinkLines(first.tag) };
  const run: Block[] = [];
  const links: Tag[] = [];
  for (let index = start; ; index++) {
    const block = blocks[index];
    const line = block?.tag.name === 'p' && block.text !== undefined ? readLinkLines(block.tag) : [];
    if (block === undefined || line.length === 0) return { run, links };
    run.push(block);
    links.push(...line);
  }
}

/** How many lines at the end of an article are nothing but links to other articles that no line introduces. */
export function countTrailingLinks(blocks: readonly Block[], link: string | undefined): number {
  const links: Tag[] = [];
  let index = blocks.length;
  for (let block = blocks[index - 1]; block !== undefined; block = blocks[--index - 1]) {
    const line = block.tag.name === 'p' && !isBare(block.tag) ? readLinkLines(block.tag) : [];
    if (line.length === 0) break;
    links.push(...line);
  }
  const before = blocks[index - 1];
  if (links.length < MIN_UNINTRODUCED || before === undefined || introduces(before)) return 0;
  if (!links.every((each) => isHeadline(readText([each])))) return 0;
  if (!leadsToArticles(links, readSites(blocks, link))) return 0;
  const run = new Set(blocks.slice(index));
  return isMostOf(run, blocks) ? 0 : run.size;
}

/** One link alone may be what the line before is about. */
const MIN_UNINTRODUCED = 2;

/** More paragraphs of links in a row are what an article is about. */
const MAX_PARAGRAPHS = 6;

const NONE: ReadonlySet<Block> = new Set();

function isLine({ tag, text }: Block): boolean {
  return text !== undefined && (tag.name === 'p' || isHeading(tag));
}

function isList({ tag, text }: Block): boolean {
  return (tag.name === 'ul' || tag.name === 'ol') && text !== '' && isTextOnly(tag);
}

/** Whether a line is the heading of such links; some are one only if links follow. */
function isRelatedLabel(block: Block, isFollowed: boolean): boolean {
  if (!isLine(block)) return false;
  if (isRelatedHeading(block) || (!isFollowed && isDangling(block))) return true;
  return isFollowed && (RELATED_LABEL.test(block.plain) || isOfOffers(block));
}

const isRelatedHeading = once(({ plain }) => RELATED_HEADING.test(plain));
const isDangling = once(({ plain }) => DANGLING_LABEL.test(plain));

/** Whether a line says that what follows is what its author sells. */
function isOfOffers(block: Block): boolean {
  return /我|本[站社]/.test(block.plain) && speaksOfSite(block);
}

/** Whether a block is the heading of a section as the article has others: its author wrote that one, too. */
export function isSection(blocks: readonly Block[], index: number): boolean {
  const tag = blocks[index]?.tag;
  if (tag === undefined || !isNamedHeading(tag)) return false;
  return blocks.slice(0, index).some((block) => block.tag.name === tag.name);
}

/** The links of a block whose lines or items are nothing but one link each; none where there is anything else. */
function readLinkLines(tag: Tag): readonly Tag[] {
  if (tag.name === 'p') return readLine(tag.children);
  const links: Tag[] = [];
  for (const item of tag.children) {
    if (typeof item === 'string') {
      if (MARKS.test(item)) continue;
      return [];
    }
    const [only, ...others] = readLine(item.children);
    if (only === undefined || others.length > 0) return [];
    links.push(only);
  }
  return links;
}

/** What may stand beside a link that has its line to itself. */
const MARKS = /^[\s·•|｜>»→▶►⊙●◆■★▪◎☞👉🔗*-]*$/u;

function readLine(children: readonly Child[]): readonly Tag[] {
  const links: Tag[] = [];
  const isOfLinks = (child: Child): boolean => {
    if (typeof child === 'string') return MARKS.test(child) || isDateline(child);
    if (child.name === 'a') return links.push(child) > 0;
    return (
      child.name === 'br' ||
      (child.name !== 'img' && child.children.length > 0 && child.children.every(isOfLinks))
    );
  };
  return children.every(isOfLinks) ? links : [];
}

/** Whether a line may say what the links below it are for. */
function introduces(block: Block): boolean {
  if (isIntroduction(block)) return true;
  const { tag, text, plain } = block;
  return POINTER.test(
    text === undefined ? simplify(readText([tag]).slice(-POINTING)) : plain.slice(-POINTING),
  );
}

/** A paragraph that is about the links below it says so near its end. */
const POINTING = 60;
const POINTER =
  /下[面列文方边]|以下|如下|例如|比如|譬如|包括|参[考见看阅]|资料|地址|链接|连结|下载|推荐|文章|系列|below|following|here (?:are|is)|such as|includ|see also|list|links?\b|articles?\b|posts?\b|resources?\b|referenc/i;

/** Whether a text is as long as a headline, and not an address or a name. */
function isHeadline(text: string): boolean {
  if (/^(?:https?:|www\.)/i.test(text)) return false;
  return /\p{Script=Han}{4}/u.test(text)
    ? text.length >= 8
    : text.length >= 20 && text.split(' ').length >= 4;
}

/** Whether links lead to pages of the article's own site, or to dated or numbered ones of one host. */
function leadsToArticles(links: readonly Tag[], sites: ReadonlySet<string>): boolean {
  const addresses = links.map(({ attributes: { href = '' } }) => URL.parse(href));
  const hosts = new Set(addresses.map((address) => address?.hostname ?? ''));
  if (hosts.size !== 1 || hosts.has('')) return false;
  const [host = ''] = hosts;
  return (
    sites.has(readSite(host)) ||
    addresses.every((address) => address !== null && ARTICLE.test(address.pathname + address.search))
  );
}

/** The date or number in the address of an article. */
const ARTICLE = /\/(?:19|20)\d{2}[/-]?(?:0[1-9]|1[0-2])(?!\d{4,})|\d{5,}/;

/** The sites that an article may be of: its own address, and where its pictures are. */
export function readSites(blocks: readonly Block[], link: string | undefined): ReadonlySet<string> {
  const addresses = [...(link === undefined ? [] : [link]), ...readImages(blocks.map(({ tag }) => tag))];
  return new Set(
    addresses.map((address) => readSite(URL.parse(address)?.hostname ?? '')).filter((site) => site !== ''),
  );
}

/** The part of a host that a site is registered by, so far as its form tells. */
export function readSite(host: string): string {
  const labels = host.split('.');
  const isShort = /^(?:com?|org|net|gov|edu|ac)$/.test(labels.at(-2) ?? '') && labels.at(-1)?.length === 2;
  return labels.slice(isShort ? -3 : -2).join('.');
}

/** An article that is mostly links is a list that somebody made. */
function isMostOf(found: ReadonlySet<Block>, blocks: readonly Block[]): boolean {
  if (found.size === 0) return false;
  let [all, taken] = [0, 0];
  for (const block of blocks) {
    const { length } = block.text ?? readText([block.tag]);
    all += length;
    if (found.has(block)) taken += length;
  }
  return taken * 3 > all;
}
