import { webAddress } from '../model/addresses.ts';
import type { Article } from '../model/article.ts';
import {
  escapeAttribute,
  findTags,
  type MarkupTag,
  mapTags,
  readAttribute,
  withAttribute,
} from '../model/markup.ts';

/**
 * The content with every table in a region that scrolls sideways, and every preformatted block in reach of the
 * keyboard, so that neither widens a small screen.
 */
export function makeScrollable(content: string, tableLabel: string): string {
  const region = `<div class="wide" role="region" aria-label="${escapeAttribute(tableLabel)}" tabindex="0">`;
  return mapTags(content, (tag) => {
    if (tag.name === 'table') return tag.isEnd ? `${tag.source}</div>` : region + tag.source;
    if (tag.name === 'pre' && !tag.isEnd) return withAttribute(tag, 'tabindex', '0');
    return tag.source;
  });
}

/** The picture to show above the content, unless the content shows it itself. */
export function leadPicture({ image, content }: Pick<Article, 'image' | 'content'>): string | undefined {
  const address = webAddress(image);
  if (address === undefined) return undefined;
  for (const tag of findTags(content)) {
    if (shownPictures(tag).some((shown) => isSamePicture(address, shown))) return undefined;
  }
  return address;
}

/** The addresses of the pictures that an element shows. */
function shownPictures(tag: MarkupTag): readonly string[] {
  if (tag.name !== 'img' && tag.name !== 'video') return [];
  return ['src', 'poster'].map((name) => readAttribute(tag, name)).filter((value) => value !== undefined);
}

/** Whether two addresses differ in nothing but http and https. */
function isSamePicture(one: string, other: string): boolean {
  return one.replace(/^https?:/, '') === other.replace(/^https?:/, '');
}
