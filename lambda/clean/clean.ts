import { decodePercents, resolveAddress } from '../model/addresses.ts';
import type { Warning } from '../model/article.ts';
import type { SourceRule } from '../model/source-rule.ts';
import { quote } from '../model/text.ts';
import { SizeBudget } from './budget.ts';
import type { TexToMathml } from './formulas/tex.ts';
import { drawWrittenFormulas, holdsWrittenFormulas } from './formulas/written.ts';
import { readImages } from './fragment/addresses.ts';
import { serialize } from './fragment/serialize.ts';
import { readProse, readText } from './fragment/text.ts';
import { mark } from './mark/mark.ts';
import type { PageSearch } from './page/find-article.ts';
import { type ParsedBody, parseBody as parse } from './parse/body.ts';
import { findAll } from './parse/tree.ts';
import { prune } from './prune/prune.ts';
import type { SourceLines } from './prune/source-lines.ts';
import { needsMathml } from './read/handlers/math.ts';
import { readBody } from './read/reader.ts';
import { type Removal, RemovalLog } from './removals.ts';
import { sanitize } from './sanitize.ts';
import type { Source } from './sources/source.ts';
import { findSources, isReadComment, readHeadings } from './sources/sources.ts';
import { readTraces } from './sources/traces.ts';

export type { PageSearch } from './page/find-article.ts';
export { isPage, type ParsedBody } from './parse/body.ts';
export { readOpeningLines } from './parse/opening-lines.ts';
export type { PageFacts } from './parse/page-facts.ts';
export { CleaningLimitError } from './parse/parser.ts';
export { excerptOf, type Removal } from './removals.ts';

/** What is known of an article apart from its body. */
export interface CleanContext {
  readonly key: string;
  /** Prefix of the ids within the body, so that articles can share a page. */
  readonly id: string;
  /** Plain text; a heading that repeats it goes. */
  readonly title: string;
  /** Tell the source of the article, and so the rules for it. */
  readonly categories: readonly string[];
  readonly author?: string;
  /** The original's address, the base of relative ones unless the body names another. */
  readonly link?: string;
  /** The picture that front matter names. The content keeps it where it stands; a page that leads with it shows it once. */
  readonly image?: string;
  /** Relative addresses whose fault is known: there is no warning that they lead nowhere. */
  readonly refused?: ReadonlySet<string>;
  /** Hosts whose pictures stand for "no picture". A host covers its subdomains. */
  readonly placeholderHosts: readonly string[];
  /** The rules of all sources, in the same array for all articles. */
  readonly rules?: readonly SourceRule[];
}

/** A cleaned body, and what was read out of it. */
export interface CleanedBody {
  /** A fragment that parses to itself, a line feed between its blocks; empty when nothing is left. */
  readonly html: string;
  /** The plain text of it: a line for each block, row and list item. */
  readonly text: string;
  /** The same without tables, code, formulas on lines of their own, and how characters are read, where there are any. */
  readonly prose?: string;
  /** Addresses of the pictures that were kept, in order, except for avatars, logos and signs. */
  readonly images: readonly string[];
  /**
   * Addresses of pictures that never stand for the article: removed as promotion, QR code, tracking or placeholder and not
   * kept elsewhere, or avatars, logos and signs.
   */
  readonly removedImages: readonly string[];
  /** The editor in charge (责任编辑), without the number of the desk. */
  readonly editor?: string;
  /** What was removed, and by which rule. */
  readonly removals: readonly Removal[];
  /** Which addresses lead nowhere. */
  readonly warnings: readonly Warning[];
}

/**
 * Parses an article's body, whether it is a fragment or a whole page, and reads what front matter would have told. Its
 * characters are legal, as those of a decoded upload are. Throws a {@link CleaningLimitError} for input beyond the cleaner's bounds.
 */
export function parseBody(html: string): ParsedBody {
  return parse(html, isReadComment);
}

/**
 * Finds the article in a body that is a whole page; any other body is the article. What finds articles is loaded for the
 * first page.
 */
export async function findArticle(body: ParsedBody): Promise<PageSearch> {
  if (!body.isPage) return { body, removals: [], warnings: [] };
  return (await import('./page/find-article.ts')).findArticle(body);
}

/**
 * Cleans a parsed body, which is used up by it; `cut` is what was removed of it before. Cleaning the result again
 * changes nothing. Throws a {@link CleaningLimitError} for input beyond the cleaner's bounds.
 */
export async function cleanBody(
  body: ParsedBody,
  context: CleanContext,
  cut: readonly Removal[] = [],
): Promise<CleanedBody> {
  const { pictures, page } = readTraces(body.root, context.link);
  const link = context.link ?? page;
  const origin = { ...context, ...(link !== undefined && { link }) };
  const base = resolveBase(body, link);
  const sources = findSources({ ...origin, pictures }, context.rules ?? NO_RULES);
  const surroundings = { ...origin, ...(base !== undefined && { base }) };
  const removals = new RemovalLog(base);
  for (const removal of cut) removals.add(removal);

  await mark(body, sources, removals);
  const comments = sources.flatMap((source) => source.comments ?? []);
  const tex = holdsUndrawn(body) ? await loadTex() : undefined;
  const read = readBody(body, surroundings, comments, removals, tex);
  const { blocks, editor } = prune(read, origin, readLines(body, sources), removals);
  if (body.holdsTex && holdsWrittenFormulas(blocks)) {
    const texToMathml = tex ?? (await loadTex());
    drawWrittenFormulas(blocks, { texToMathml, budget: new SizeBudget(body.length) });
  }
  sanitize(blocks);

  const text = readText(blocks);
  const prose = readProse(blocks);
  const unresolved = removals.unresolvedOf(text).filter((address) => context.refused?.has(address) !== true);
  const images = readImages(blocks).filter((address) => !removals.icons.has(address));
  return {
    html: serialize(blocks),
    text,
    images,
    removedImages: listRemoved(removals, images),
    removals: removals.removals,
    warnings: unresolved.length > 0 ? [warnOfUnresolved(unresolved)] : [],
    ...(prose !== undefined && { prose }),
    ...(editor !== undefined && { editor }),
  };
}

/** The pictures that were removed, each once, and are not kept elsewhere. */
function listRemoved({ images, icons }: RemovalLog, kept: readonly string[]): readonly string[] {
  if (images.length + icons.size === 0) return [];
  const shown = new Set(kept.map(withoutScheme));
  return [...new Set([...images, ...icons])].filter((address) => !shown.has(withoutScheme(address)));
}

const NO_RULES: readonly SourceRule[] = [];

/** The base of a body's relative addresses: the one that it names itself, else the original's address. */
export function resolveBase({ facts }: ParsedBody, link: string | undefined): string | undefined {
  return resolveAddress(facts.base ?? '', link) ?? link;
}

function readLines({ comments }: ParsedBody, sources: readonly Source[]): SourceLines {
  return {
    phrases: sources.flatMap(({ phrases }) => phrases),
    sections: sources.flatMap(({ sections }) => sections),
    links: sources.flatMap(({ links = [] }) => links),
    headings: new Set(comments.flatMap(readHeadings).map((line) => line.replace(/\s+/g, ''))),
  };
}

/** Whether a body holds formulas that are given in TeX alone. */
function holdsUndrawn({ root }: ParsedBody): boolean {
  return findAll(root, ({ name }) => name === 'math').some(needsMathml);
}

/** The converter of TeX to MathML, which is loaded for articles that need it. */
async function loadTex(): Promise<TexToMathml> {
  return (await import('./formulas/tex.ts')).createTexToMathml();
}

/** Addresses that a message names. */
const NAMED_ADDRESSES = 20;

function warnOfUnresolved(addresses: readonly string[]): Warning {
  const named = addresses.slice(0, NAMED_ADDRESSES).map((address) => quote(decodePercents(address)));
  const more = addresses.length > named.length ? ` and ${addresses.length - named.length} more` : '';
  return {
    message: `${named.join(', ')}${more}: a relative address leads nowhere without such a file or the address of the original; upload the file, or name the original in the front matter: "link: https://…"`,
  };
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:/, '');
}
