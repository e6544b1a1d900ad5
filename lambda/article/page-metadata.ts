import type { PageFacts } from '../clean/clean.ts';
import { isIconAddress } from '../clean/small-images.ts';
import type { Warning } from '../model/article.ts';
import { quote } from '../model/text.ts';
import { readAuthor } from './author.ts';
import type { Field, Fields } from './front-matter/fields.ts';
import { type Metadata, readDescription, readImages } from './metadata.ts';
import { readTags } from './names.ts';
import { resolvePictures } from './picture.ts';
import type { Warn } from './warnings.ts';

/** What front matter says of an article beside its title and dates, completed. */
export interface Description extends Pick<Metadata, 'author' | 'description' | 'tags'> {
  /** The absolute addresses of its pictures, the likeliest first. */
  readonly pictures: readonly string[];
}

/** Where the relative addresses of front matter and of the page lead from. */
export interface Bases {
  readonly link: string | undefined;
  readonly base: string | undefined;
}

/** What front matter says, and where it says nothing, what the page says that the article was. Warns of what it took. */
export function completeDescription(
  metadata: Metadata,
  page: PageFacts,
  { link, base }: Bases,
  warnings: Warning[],
): Description {
  const { author, description, images, tags } = metadata;
  const named = resolvePictures(images, link);
  warnings.push(...warnOfLostPictures(images, link));
  const told = readPage(page, metadata.categories);
  if (told === undefined) {
    return {
      ...(author !== undefined && { author }),
      ...(description !== undefined && { description }),
      tags,
      pictures: named,
    };
  }
  const shown = named.length > 0 ? [] : resolvePictures(told.images, base).filter(isTelling);
  const taken = [
    ...(author === undefined && told.author !== undefined ? ['author'] : []),
    ...(description === undefined && told.description !== undefined ? ['description'] : []),
    ...(shown.length > 0 ? ['thumbnail'] : []),
    ...(tags.length === 0 && told.tags.length > 0 ? ['tags'] : []),
  ];
  if (taken.length > 0) {
    const names = taken.map((name) => quote(name)).join(', ');
    warnings.push({ message: `front matter does not name these, and the page does: ${names}` });
  }
  return {
    ...told,
    ...(author !== undefined && { author }),
    ...(description !== undefined && { description }),
    tags: tags.length > 0 ? tags : told.tags,
    pictures: [...named, ...shown],
  };
}

function isTelling(address: string): boolean {
  return !isIconAddress(address);
}

/** What a page tells, read as front matter is; undefined where it tells nothing. Its author is no address and no number. */
function readPage(
  { authors, description, images, keywords }: PageFacts,
  categories: readonly string[],
): Pick<Metadata, 'author' | 'description' | 'images' | 'tags'> | undefined {
  if ((authors ?? description ?? images ?? keywords) === undefined) return undefined;
  const fields: Fields = new Map<string, Field>([
    ['author', { value: authors?.filter((name) => !/^(?:https?:)?\/\/|^\d+$/i.test(name)) }],
    ['description', { value: description }],
    ['image', { value: images }],
    ['tags', { value: keywords?.length === 1 ? keywords[0] : keywords }],
  ]);
  const author = readAuthor(fields, ignore);
  const summary = readDescription(fields);
  return {
    ...(author !== undefined && { author }),
    ...(summary !== undefined && { description: summary }),
    images: readImages(fields),
    tags: readTags(fields, categories, ignore),
  };
}

/** Who uploads a page did not write what its head says. */
const ignore: Warn = () => {};

/** Front matter that names a picture beside the article, where nobody knows where that is. */
function warnOfLostPictures(images: readonly string[], link: string | undefined): readonly Warning[] {
  if (link !== undefined) return [];
  const [lost] = images.filter((address) => !/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address));
  if (lost === undefined) return [];
  const advice = 'upload it, or name the address of the original: "link: https://…"';
  return [
    {
      message: `the picture ${quote(lost)} of the front matter leads nowhere: no such file was uploaded; ${advice}`,
    },
  ];
}
