import { decodePercents } from '../../model/addresses.ts';
import { readWrittenPicture } from '../image-addresses.ts';
import { type SourceElement, type SourceParent, walk } from '../parse/tree.ts';

/** What a body tells of where it was taken from, whatever front matter says. */
export interface Traces {
  /** The absolute addresses of its first pictures, each once. */
  readonly pictures: readonly string[];
  /** The address of the original, where the body's links to anchors within it name that. */
  readonly page?: string;
}

/** Pictures by which a site is told. */
const MOST_PICTURES = 20;

/** Links to anchors within the article that tell its page; a single one may have met an anchor of the same name. */
const FEWEST_ANCHORS = 2;

/**
 * Reads the traces of a body in one walk, as every article costs that; only where no `link` names the original may a second
 * one look for its page.
 */
export function readTraces(root: SourceParent, link: string | undefined): Traces {
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
  const page = link === undefined && links.length >= FEWEST_ANCHORS ? findOwnPage(root, links) : undefined;
  return { pictures: [...pictures], ...(page !== undefined && { page }) };
}

/** The page all of whose linked anchors are in the body: whoever made links absolute made those to its own anchors so, too. */
function findOwnPage(root: SourceParent, links: readonly string[]): string | undefined {
  const pages = new Map<string, Set<string>>();
  for (const link of links) {
    const hash = link.indexOf('#');
    const page = link.slice(0, hash);
    const anchors = pages.get(page) ?? new Set();
    pages.set(page, anchors.add(decodePercents(link.slice(hash + 1))));
  }
  const ids = new Set<string>();
  walk(root, (element) => {
    for (const id of idsOf(element)) ids.add(id);
  });
  for (const [page, anchors] of pages) {
    if (anchors.size >= FEWEST_ANCHORS && [...anchors].every((anchor) => ids.has(anchor))) return page;
  }
  return undefined;
}

function idsOf({ name, attribs }: SourceElement): readonly string[] {
  return [attribs.id, name === 'a' ? attribs.name : undefined].filter((id) => id !== undefined);
}
