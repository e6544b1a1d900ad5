import { decodePercents } from '../../model/addresses.ts';
import { readWrittenPicture } from '../image-addresses.ts';
import { type SourceElement, type SourceParent, walk } from '../parse/tree.ts';

/** What a body tells of where it was taken from, whatever front matter says. */
export interface Traces {
  /** The absolute addresses of its first pictures, each once. */
  readonly pictures: readonly string[];
  /** The address of the original, where the body's links to places within it name that. */
  readonly page?: string;
}

/** Pictures by which a site is told. */
const MOST_PICTURES = 20;

/** Links to places within the article that tell its page; a single one may have met a place of the same name. */
const FEWEST_PLACES = 2;

/** Reads the traces of a body in one go: every article costs that. */
export function readTraces(root: SourceParent): Traces {
  const pictures = new Set<string>();
  const links: string[] = [];
  walk(root, ({ name, attribs }) => {
    if (name === 'img' || name === 'image') {
      const address = pictures.size < MOST_PICTURES ? readWrittenPicture(attribs) : undefined;
      if (address !== undefined) pictures.add(address);
    } else if (name === 'a' && attribs.href?.includes('#') === true && /^https?:/.test(attribs.href)) {
      links.push(attribs.href);
    }
  });
  const page = links.length < FEWEST_PLACES ? undefined : findOwnPage(root, links);
  return { pictures: [...pictures], ...(page !== undefined && { page }) };
}

/** The page all of whose linked places are in the body: whoever made links absolute made those to its own places so, too. */
function findOwnPage(root: SourceParent, links: readonly string[]): string | undefined {
  const pages = new Map<string, Set<string>>();
  for (const link of links) {
    const hash = link.indexOf('#');
    const page = link.slice(0, hash);
    const places = pages.get(page) ?? new Set();
    pages.set(page, places.add(decodePercents(link.slice(hash + 1))));
  }
  const ids = new Set<string>();
  walk(root, (element) => {
    for (const id of idsOf(element)) ids.add(id);
  });
  for (const [page, places] of pages) {
    if (places.size >= FEWEST_PLACES && [...places].every((place) => ids.has(place))) return page;
  }
  return undefined;
}

function idsOf({ name, attribs }: SourceElement): readonly string[] {
  return [attribs.id, name === 'a' ? attribs.name : undefined].filter((id) => id !== undefined);
}
