import { type ParsedBody, readOpeningLines, resolveBase } from '../clean/clean.ts';
import { resolveAddress } from '../model/addresses.ts';
import type { Upload, Warning } from '../model/article.ts';
import { parseLanguageTag } from '../model/language.ts';
import type { Site } from '../model/site.ts';
import { quote } from '../model/text.ts';
import { chooseCategories } from './categories.ts';
import { type Chronology, chooseDates } from './dates/chronology.ts';
import type { Files } from './media/attach-files.ts';
import type { Metadata } from './metadata.ts';
import { completeDescription } from './page-metadata.ts';
import { type Refusal, reject } from './refusal.ts';
import { restoreTitle } from './restore-title.ts';
import { findTitle } from './title.ts';

/** What is known of an article before its body is cleaned: from its front matter, else from the page it was saved as. */
export interface Facts
  extends Omit<Metadata, 'title' | 'titleLine' | 'published' | 'updated' | 'images' | 'recordings'> {
  readonly status: 'known';
  readonly title: string;
  /** The addresses of the pictures that front matter names. */
  readonly pictures: readonly string[];
  readonly dates: Chronology;
}

/**
 * Completes what front matter says of an article with what its body says, and has both name its files by their public
 * addresses.
 */
export function gatherFacts(
  written: Metadata,
  body: ParsedBody,
  files: Files,
  { key, modified }: Upload,
  site: Site,
  warnings: Warning[],
): Facts | Refusal {
  const { timeZone, future = false } = site;
  const { facts: page, root } = body;
  const metadata = { ...written, images: locateImages(written, files) };
  const { published, updated, images: _images, title: named, titleLine, ...rest } = metadata;
  const found = named ?? findTitle(page, key);
  if (found === '') return NO_TITLE;

  const opening =
    published === undefined || found.includes('_') ? (body.opening ?? readOpeningLines(root)) : [];
  const evidence = [page.heading ?? '', ...(page.headlines ?? []), page.title ?? '', ...opening];
  const title = restoreTitle(found, evidence, [
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
  const categories = chooseCategories(
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
  const dates = chooseDates(
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
    // A page may name one of its pictures in its head, too.
    pictures: described.pictures.map((address) => files.addressOf(address) ?? address),
    dates,
  };
}

/** The pictures of front matter, with public addresses for those that were uploaded. */
function locateImages({ images, link }: Metadata, { refused, addressOf }: Files): readonly string[] {
  const usable = link === undefined ? images.filter((image) => !refused.has(image)) : images;
  return usable.map((image) => addressOf(image) ?? image);
}

const NO_TITLE = reject({
  reason: 'the article has no title',
  advice: 'Name one in the front matter: "title: …".',
});
