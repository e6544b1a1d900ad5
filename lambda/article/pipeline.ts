import {
  type CleanedBody,
  CleaningLimitError,
  cleanBody,
  findArticle,
  type PageSearch,
  type ParsedBody,
  parseBody,
} from '../clean/clean.ts';
import type { Article, Derivation, Needs, Upload, Warning } from '../model/article.ts';
import { articleId } from '../model/identity.ts';
import type { Site } from '../model/site.ts';
import { assembleArticle, needsOf } from './assemble.ts';
import { bodyToHtml } from './body.ts';
import { formatDate } from './dates/parse-date.ts';
import { type Facts, gatherFacts } from './facts.ts';
import { parseFrontMatter } from './front-matter/front-matter.ts';
import { MarkdownLimitError } from './markdown-limit.ts';
import type { Files } from './media/attach-files.ts';
import { resolveFiles } from './media/files.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { type Refusal, reject, rejectSize, skipFile } from './refusal.ts';
import { readText } from './upload-text.ts';

/**
 * Turns an upload into an article, or says why it is skipped or rejected. Depends on nothing but its arguments. `onCleaned` is
 * called with the result of cleaning, if it gets that far.
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

  const decoded = await readText(upload, site, warnings);
  if (decoded.status !== 'decoded') return decoded;

  const front = await parseFrontMatter(decoded.text);
  if (front.status !== 'read') return front;
  warnings.push(...front.warnings);

  const reading = readMetadata(front.fields, { timeZone: site.timeZone, now: upload.modified });
  warnings.push(...reading.warnings);
  if (reading.status !== 'read') return reading;
  const { metadata } = reading;

  const parsed = await readBody(front.body, upload, metadata);
  if (parsed.status !== 'read') return parsed;

  const page = await findArticle(parsed);
  warnings.push(...page.warnings);

  const named = { ...metadata, root: page.body.root, lifted: decoded.pictures, parts: decoded.parts };
  const files = await resolveFiles(named, upload, site, warnings);

  const facts = gatherFacts(metadata, page.body, files, upload, site, warnings);
  if (facts.status !== 'known') return facts;

  // Last, so that nothing that the steps before have added escapes the allow-list.
  const cleaned = await clean(page, files, facts, upload, site);
  if (cleaned.status !== 'cleaned') return cleaned;
  onCleaned?.(cleaned);
  warnings.push(...cleaned.warnings);
  if (cleaned.html === '') return page.whole === undefined ? NOTHING_LEFT : rejectPage(page.whole);
  if (page.whole !== undefined) warnings.push({ message: `${page.whole}; all of it is published` });

  const article = assembleArticle(facts, cleaned, files, upload, site, warnings);
  const needs = needsOf(files, article);
  const { heldUntil } = facts.dates;
  return heldUntil === undefined
    ? { status: 'published', article, ...needs }
    : { status: 'held', until: formatDate(heldUntil), article, ...needs };
}

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
  { body, removals }: PageSearch,
  { refused }: Files,
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

/** The value of a step, or the rejection of a body that exceeds its limits. */
async function withinLimits<Value>(step: () => Promise<Value>): Promise<Value | Refusal> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof CleaningLimitError || error instanceof MarkdownLimitError)) throw error;
    return reject({ reason: error.message, advice: 'Simplify the body, or split the article.' });
  }
}

const NO_BODY = reject({
  reason: 'the article has no body',
  advice: 'Write the text of the article below its front matter.',
});

const TOO_LARGE = reject({
  reason: 'it would become larger than any text can be',
  advice: 'Simplify it, or split the article.',
});

/** Of a page that has no article, nothing is left. */
function rejectPage(reason: string): Refusal {
  const advice =
    'Open the page so that it shows the article, logged in where the site asks for that, and save it again.';
  return reject({ reason, advice });
}

const NOTHING_LEFT = reject({
  reason: 'nothing is left of the body after cleaning',
  advice: 'See with "clean --explain" what was removed, and upload the article with a text of its own.',
});
