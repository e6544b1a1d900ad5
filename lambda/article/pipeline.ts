import {
  type CleanedBody,
  CleaningLimitError,
  cleanBody,
  findArticle,
  type PageSearch,
  type ParsedBody,
  parseBody,
  readOpeningLines,
  resolveBase,
} from '../clean/clean.ts';
import { resolveAddress } from '../model/addresses.ts';
import {
  type Article,
  type Derivation,
  MAX_UPLOAD_BYTES,
  type Needs,
  type Upload,
  type Warning,
} from '../model/article.ts';
import { articleGuid, articleId } from '../model/identity.ts';
import { parseLanguageTag } from '../model/language.ts';
import type { Site } from '../model/site.ts';
import { peelQuotes, quote, readPlainText, tidyText } from '../model/text.ts';
import { bodyToHtml } from './body.ts';
import { settleCategories } from './categories.ts';
import { type Chronology, settleDates } from './dates/chronology.ts';
import { formatDate } from './dates/parse-date.ts';
import { withoutDate } from './dates/path-date.ts';
import { decodeText } from './decode.ts';
import { isIndex } from './folder-categories.ts';
import { parseFrontMatter } from './front-matter/front-matter.ts';
import { settleLists } from './lists.ts';
import { MarkdownLimitError } from './markdown-limit.ts';
import { type Files, settleFiles, usedFiles } from './media/files.ts';
import type { LiftedText } from './media/lift.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { completeDescription } from './page-metadata.ts';
import { choosePicture } from './picture.ts';
import { type Refusal, reject, rejectSize, rejectText, skipFile } from './refusal.ts';
import { restoreTitle } from './restore-title.ts';
import { shorten, summarize } from './summary.ts';
import { unpack } from './unpack.ts';

/**
 * Makes of an upload an article, nothing that is to be published, or a rejection. Depends on nothing but its arguments.
 * `onCleaned` is told what cleaning made of the body, if it gets that far.
 */
export async function deriveArticle(
  upload: Upload,
  site: Site,
  onCleaned?: (cleaned: CleanedBody) => void,
): Promise<Derivation> {
  const warnings: Warning[] = [];
  try {
    return { ...(await processUpload(upload, site, warnings, onCleaned)), warnings };
  } catch (error) {
    if (!isBeyondEngine(error)) throw error;
    return { ...TOO_LARGE, warnings };
  }
}

/** Whether a text or a list became longer than the engine holds, which is the same on every machine. */
function isBeyondEngine(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'ERR_STRING_TOO_LONG') return true;
  return (
    error instanceof RangeError &&
    /^(?:Invalid (?:typed )?\w+ length|(?:Map|Set) maximum size)/.test(error.message)
  );
}

/** An article, to be published at once or when its time comes. */
type Outcome = Needs &
  (
    | { readonly status: 'published'; readonly article: Article }
    | { readonly status: 'held'; readonly until: string; readonly article: Article }
  );

/** The steps from an upload to an article; each has a value for the next one, or a refusal that ends it. */
async function processUpload(
  upload: Upload,
  site: Site,
  warnings: Warning[],
  onCleaned?: (cleaned: CleanedBody) => void,
): Promise<Outcome | Refusal> {
  const refusal = skipFile(upload) ?? rejectSize(upload);
  if (refusal !== undefined) return refusal;

  const archive = await unpack(upload.body);
  if (archive === undefined) return NO_PAGE;
  const unpacked = archive.page;
  if (archive.isCut === true) warnings.push({ message: CUT_SHORT });

  const decoded = decodeText(unpacked);
  if (decoded.status !== 'decoded') return decoded;

  const size = unpacked === upload.body ? upload.size : unpacked.length;
  const lifted =
    size > MAX_UPLOAD_BYTES ? await lighten(decoded.text, site) : { text: decoded.text, pictures: [] };
  const tooLarge = rejectText(size - (decoded.text.length - lifted.text.length));
  if (tooLarge !== undefined) return tooLarge;

  const front = await parseFrontMatter(lifted.text);
  if (front.status !== 'read') return front;
  warnings.push(...front.warnings);

  const reading = readMetadata(front.fields, { timeZone: site.timeZone, now: upload.modified });
  warnings.push(...reading.warnings);
  if (reading.status !== 'read') return reading;

  const page = await readBody(front.body, upload, reading.metadata);
  if (page.status !== 'read') return page;

  const { body, removals, warnings: doubts } = await findArticle(page);
  warnings.push(...doubts);
  const { images, recordings } = reading.metadata;
  const named = { root: body.root, images, recordings, lifted: lifted.pictures, parts: archive.pictures };
  const files = await settleFiles(named, upload, site, warnings);
  const leading =
    reading.metadata.link === undefined ? images.filter((image) => !files.refused.has(image)) : images;
  const metadata = { ...reading.metadata, images: leading.map((image) => files.addressOf(image) ?? image) };

  const known = gatherFacts(metadata, body, upload, site, warnings);
  if (known.status !== 'known') return known;
  // A page may name one of its pictures in its head, too.
  const facts = { ...known, pictures: known.pictures.map((address) => files.addressOf(address) ?? address) };

  const cleaned = await clean({ body, removals, refused: files.refused }, facts, upload, site);
  if (cleaned.status !== 'cleaned') return cleaned;
  onCleaned?.(cleaned);
  warnings.push(...cleaned.warnings);
  if (cleaned.html === '') return NOTHING_LEFT;

  const article = withLists(
    withFiles(assembleArticle(facts, cleaned, upload, site), files, metadata),
    site,
    warnings,
  );
  const { heldUntil } = facts.dates;
  const needs = needsOf(files, article);
  return heldUntil === undefined
    ? { status: 'published', article, ...needs }
    : { status: 'held', until: formatDate(heldUntil), article, ...needs };
}

/** A large text without its style sheets, and with its pictures as files. */
async function lighten(text: string, site: Site): Promise<LiftedText> {
  const { liftPictures, withoutStyles } = await import('./media/lift.ts');
  return liftPictures(withoutStyles(text), site);
}

function withFiles(article: Article, files: Files, { episode }: Metadata): Article {
  const media = usedFiles(files, article.content, article.image);
  if (media.length === 0) return article;
  const isEpisode = media.some(({ type }) => /^(?:audio|video)\//.test(type));
  return { ...article, media, ...(isEpisode && { episode }) };
}

function withLists(article: Article, site: Site, warnings: Warning[]): Article {
  const lists = settleLists(article, site, (message) => void warnings.push({ message }));
  return lists.length === 0 ? article : { ...article, lists };
}

/** The uploads that the article looks for, and those of the pictures within it that it shows. */
function needsOf({ references, embedded }: Files, { media = [] }: Article): Needs {
  const shown = new Set(media.map(({ path }) => path));
  const kept = embedded.filter(({ path }) => shown.has(path));
  return {
    ...(references.length > 0 && { references }),
    ...(kept.length > 0 && { embedded: kept }),
  };
}

/** Of a web archive without its end. */
const CUT_SHORT = 'the web archive ends before its last line; what there is of it is published';

const NO_PAGE = reject({
  reason: 'there is no page in the web archive',
  advice: 'Save the page again, or save it as HTML.',
});

const NO_BODY = reject({
  reason: 'the article has no body',
  advice: 'Write the text of the article below its front matter.',
});

const NO_TITLE = reject({
  reason: 'the article has no title',
  advice: 'Name one in the front matter: "title: …".',
});

const TOO_LARGE = reject({
  reason: 'it would become larger than any text can be',
  advice: 'Simplify it, or split the article.',
});

const NOTHING_LEFT = reject({
  reason: 'nothing is left of the body after cleaning',
  advice: 'See with "clean --explain" what was removed, and upload the article with a text of its own.',
});

async function readBody(
  source: string,
  { key }: Upload,
  { language }: Metadata,
): Promise<(ParsedBody & { readonly status: 'read' }) | Refusal> {
  if (source.trim() === '') return NO_BODY;
  const context = { key, ...(language !== undefined && { language }) };
  return withinLimits(async () => ({ status: 'read', ...parseBody(await bodyToHtml(source, context)) }));
}

function clean(
  { body, removals, refused }: Pick<PageSearch, 'body' | 'removals'> & Pick<Files, 'refused'>,
  { title, author, categories, link, pictures }: Facts,
  { key }: Upload,
  { placeholderHosts, rules }: Site,
): Promise<(CleanedBody & { readonly status: 'cleaned' }) | Refusal> {
  const [image] = pictures;
  const context = {
    key,
    id: articleId(key),
    title,
    categories,
    ...(author !== undefined && { author }),
    ...(link !== undefined && { link }),
    ...(image !== undefined && { image }),
    refused,
    placeholderHosts,
    ...(rules !== undefined && { rules }),
  };
  return withinLimits(async () => ({ status: 'cleaned', ...(await cleanBody(body, context, removals)) }));
}

/** The value of a step, or the rejection of a body that would take it too long. */
async function withinLimits<Value>(step: () => Promise<Value>): Promise<Value | Refusal> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof CleaningLimitError || error instanceof MarkdownLimitError)) throw error;
    return reject({ reason: error.message, advice: 'Simplify the body, or split the article.' });
  }
}

/** What is known of an article before its body is cleaned: from its front matter, else from the page that it was. */
interface Facts
  extends Omit<
    Metadata,
    'title' | 'titleLine' | 'published' | 'updated' | 'images' | 'recordings' | 'episode'
  > {
  readonly status: 'known';
  readonly title: string;
  /** The addresses of the pictures that front matter names. */
  readonly pictures: readonly string[];
  readonly dates: Chronology;
}

function gatherFacts(
  metadata: Metadata,
  body: ParsedBody,
  { key, modified }: Upload,
  site: Site,
  warnings: Warning[],
): Facts | Refusal {
  const { timeZone, future = false } = site;
  const { facts: page, root } = body;
  const { published, updated, images: _images, title: named, titleLine, ...rest } = metadata;
  const written = named ?? findTitle(page, key);
  if (written === '') return NO_TITLE;

  const opening =
    published === undefined || written.includes('_') ? (body.opening ?? readOpeningLines(root)) : [];
  const evidence = [page.heading ?? '', ...(page.headlines ?? []), page.title ?? '', ...opening];
  const title = restoreTitle(written, evidence, [
    ...metadata.categories,
    ...(metadata.author === undefined ? [] : [metadata.author]),
  ]);
  if (named === undefined) {
    warnings.push({ message: `the article names no title; ${quote(title)} was found for it` });
  } else if (title !== named) {
    const message = `the title has "_" in place of other characters and was taken for ${quote(title)}`;
    warnings.push({ message, ...(titleLine !== undefined && { line: titleLine }) });
  }

  const link = metadata.link ?? resolveAddress(page.link ?? '', undefined);
  const categories = settleCategories(
    metadata.categories,
    { key, link, isPage: body.isPage },
    site,
    warnings,
  );
  const described = completeDescription(metadata, page, { link, base: resolveBase(body, link) }, warnings);
  const language = metadata.language ?? parseLanguageTag(page.language ?? '');
  const sources = {
    page: page.dates ?? [],
    changes: page.changes ?? [],
    opening,
    key,
    ...(link !== undefined && { link }),
  };
  const dates = settleDates(
    { ...(published !== undefined && { published }), ...(updated !== undefined && { updated }) },
    sources,
    { timeZone, now: modified, future },
  );
  warnings.push(...dates.warnings);
  return {
    ...rest,
    status: 'known',
    title,
    categories,
    ...(link !== undefined && { link }),
    ...(language !== undefined && { language }),
    ...described,
    dates,
  };
}

/** Titles that nobody wrote as titles are cut to this many characters. */
const MAX_FOUND_TITLE = 300;

/** The title of a saved page or the first heading of a body, else the file's name without its ending. */
function findTitle(page: ParsedBody['facts'], key: string): string {
  const title = tidyText(page.title ?? '');
  // A headline that is a small part of a title is the name of the site.
  const headlines = (page.headlines ?? []).map(tidyText).filter((each) => each.length * 4 >= title.length);
  const headings = [tidyText(page.heading ?? ''), ...headlines].filter((each) => each !== '');
  // The title of a page often has the name of the site in it, the heading has not.
  const found = title === '' ? headings[0] : (headings.find((heading) => title.includes(heading)) ?? title);
  return shorten(found ?? readName(key), MAX_FOUND_TITLE);
}

/** The name of a file without its ending and the date before it; that of its folder, where the file has none of its own. */
function readName(key: string): string {
  const parts = key.split('/');
  const file = parts.pop() ?? '';
  const folder = parts.at(-1) ?? '';
  const name = isIndex(file) && folder !== '' ? folder : file.replace(/\.[a-z]{1,10}$/i, '');
  return peelQuotes(readPlainText(withoutDate(name)));
}

function assembleArticle(
  { title, dates, link, author, language, description, pictures, categories, tags }: Facts,
  { html, text, prose, images, removedImages, editor }: CleanedBody,
  { key }: Upload,
  { placeholderHosts }: Site,
): Article {
  const image = choosePicture({ named: pictures, kept: images, removed: removedImages }, placeholderHosts);
  return {
    key,
    id: articleId(key),
    guid: articleGuid(key),
    title,
    published: formatDate(dates.published),
    ...(dates.updated !== undefined && { updated: formatDate(dates.updated) }),
    ...(link !== undefined && { link }),
    ...(author !== undefined && { author }),
    ...(editor !== undefined && { editor }),
    ...(language !== undefined && { language }),
    summary: description ?? summarize(prose || text, title),
    content: html,
    ...(image !== undefined && { image }),
    categories,
    tags,
  };
}
