import { decodePercents } from '../../model/addresses.ts';
import { legalText } from '../../model/characters.ts';
import { cleanLink } from '../links.ts';
import { findAll, type SourceParent } from '../parse/tree.ts';

/** What places have to know of an article. */
interface Surroundings {
  /** Prefix of all ids. */
  readonly id: string;
  readonly link?: string;
  readonly base?: string;
}

/** The places within a body that its links lead to. */
export class Places {
  readonly #articleId: string;
  readonly #ids: ReadonlySet<string>;
  /** Those that have not come by yet: an id is given once. */
  readonly #unclaimed: Set<string>;

  constructor(root: SourceParent, surroundings: Surroundings) {
    this.#articleId = surroundings.id;
    this.#ids = collectPlaces(root, surroundings);
    this.#unclaimed = new Set(this.#ids);
  }

  /** The address of the place that a fragment leads to, where there is one. */
  find(fragment: string): string | undefined {
    const id = readFragment(fragment, this.#articleId);
    return this.#ids.has(id) ? `#${id}` : undefined;
  }

  /** The id of a place that a link leads to, the first time that it comes by. */
  claim(id: string | undefined): string | undefined {
    if (id === undefined || this.#unclaimed.size === 0) return undefined;
    const place = readFragment(id, this.#articleId);
    return this.#unclaimed.delete(place) ? place : undefined;
  }
}

/** The places that links of the body lead to and that are there, by the ids that they are given. */
function collectPlaces(root: SourceParent, { id, link, base }: Surroundings): ReadonlySet<string> {
  const links = findAll(root, ({ name, attribs }) => name === 'a' && attribs.href?.includes('#') === true);
  const wanted = new Set<string>();
  for (const { attribs } of links) {
    const target = cleanLink(attribs.href ?? '', base, link);
    if (target?.startsWith('#')) wanted.add(readFragment(target, id));
  }
  if (wanted.size === 0) return wanted;
  const places = new Set<string>();
  for (const { name, attribs } of findAll(
    root,
    ({ attribs }) => attribs.id !== undefined || attribs.name !== undefined,
  )) {
    const place = readFragment(attribs.id ?? '', id);
    if (wanted.has(place)) places.add(place);
    const named = name === 'a' && attribs.name !== undefined ? readFragment(attribs.name, id) : undefined;
    if (named !== undefined && wanted.has(named)) places.add(named);
  }
  return places;
}

/** The id that a place of the body has in the cleaned one, from its own id or from the fragment that leads to it. */
function readFragment(fragment: string, articleId: string): string {
  const name = fragment.startsWith('#') ? decodePercents(fragment.slice(1)) : fragment;
  const safe = legalText(name)
    .trim()
    .replace(/[\s"'<>&%#\u00a0]/g, '_')
    .slice(0, 100)
    .toWellFormed();
  const prefix = `${articleId}-`;
  return safe.startsWith(prefix) ? safe : prefix + safe;
}
