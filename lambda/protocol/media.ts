import pMap from 'p-map';
import type { Article, Needs } from '../model/article.ts';
import { type MediaContent, type MediaFile, mediaKindOf } from '../model/media.ts';
import { cacheControlOf, contentTypeOf } from '../model/serving.ts';
import type { Serving } from '../store/store.ts';
import type { Shelf } from './companions.ts';
import type { Context } from './context.ts';
import type { FoundFile } from './record.ts';
import { LOST } from './retry.ts';

function servingOf({ path }: Pick<MediaFile, 'path'>): Serving {
  return { contentType: contentTypeOf(path), cacheControl: cacheControlOf(path) };
}

const CONCURRENT_LOOKS = 8;

/** Whether all files of an article stand in public. */
export async function hasMedia({ media = [] }: Article, { publicSite }: Context): Promise<boolean> {
  const heads = await pMap(media, ({ path }) => publicSite.head(path), { concurrency: CONCURRENT_LOOKS });
  return !heads.includes(undefined);
}

/** Where the bytes of an article's files are: in its own upload, on the shelf, or in the uploads that were found. */
export interface MediaSources extends Pick<Needs, 'embedded'> {
  readonly found: readonly FoundFile[];
  readonly shelf: Shelf;
}

/**
 * Puts the files of an article that is about to be published. Their entries in the index have been put before, so that
 * no sweep takes one for unwanted without a second look.
 *
 * @returns `LOST` where a file is not there any more from which one was derived.
 */
export async function putMedia(
  { media = [] }: Article,
  sources: MediaSources,
  context: Context,
): Promise<typeof LOST | undefined> {
  for (const file of media) {
    const isThere = await putFile(file, sources, context);
    if (!isThere) return LOST;
  }
  return undefined;
}

async function putFile(
  file: MediaFile,
  { embedded = [], found, shelf }: MediaSources,
  context: Context,
): Promise<boolean> {
  const { publicSite } = context;
  const isOurs = ({ path }: MediaFile): boolean => path === file.path;
  let content: MediaContent | undefined = embedded.find(isOurs) ?? shelf.get(file.path);
  if (content === undefined && (await publicSite.head(file.path)) !== undefined) return true;
  const source = found.find((each) => 'path' in each.file && isOurs(each.file));
  if (content === undefined && source !== undefined && mediaKindOf(source.key) === 'picture') {
    content = await readAgain(source, file, context);
  }
  if (content !== undefined) return putContent(content, context);
  return source !== undefined && copyFile(source, file, context);
}

async function putContent(content: MediaContent, { publicSite }: Context): Promise<boolean> {
  const object = { ...servingOf(content), body: content.body };
  if ((await publicSite.put(content.path, object, { ifAbsent: true })).outcome === 'written') return true;
  // It stands there with the same bytes, or somebody removes it at this moment.
  return (await publicSite.head(content.path)) !== undefined;
}

async function readAgain(
  { key }: FoundFile,
  file: MediaFile,
  { articles, derivations }: Context,
): Promise<MediaContent | undefined> {
  const object = await articles.get(key);
  const read = object && (await derivations.readMedia?.(key, object));
  return read !== undefined && 'body' in read && read.path === file.path ? read : undefined;
}

async function copyFile(
  { key, version }: FoundFile,
  file: MediaFile,
  { articles, publicSite }: Context,
): Promise<boolean> {
  const opened = await articles.read(key);
  if (opened?.version !== version) return false;
  const content = { ...servingOf(file), size: opened.size, chunks: opened.chunks };
  if ((await publicSite.write(file.path, content)).outcome === 'written') return true;
  return (await publicSite.head(file.path)) !== undefined;
}
