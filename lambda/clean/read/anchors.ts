import { decodePercents } from '../../model/addresses.ts';
import { legalText } from '../../model/characters.ts';
import { cleanLink } from '../links.ts';
import { findAll, type SourceParent } from '../parse/tree.ts';

/** What anchors depend on. */
interface Surroundings {
  /** Prefix of all ids. */
  readonly id: string;
  readonly link?: string;
  readonly base?: string;
}

/** The anchors of a body: the ids that its own links lead to. */
export class Anchors {
  readonly #articleId: string;
  readonly #ids: ReadonlySet<string>;
  /** Those that no element has been given yet: an id stands once in a document. */
  readonly #unclaimed: Set<string>;

  constructor(root: SourceParent, surroundings: Surroundings) {
    this.#articleId = surroundings.id;
    this.#ids = collectAnchors(root, surroundings);
    this.#unclaimed = new Set(this.#ids);
  }

  /** The address of the anchor that a fragment leads to, where there is one. */
  find(fragment: string): string | undefined {
    const id = readFragment(fragment, this.#articleId);
    return this.#ids.has(id) ? `#${id}` : undefined;
  }

  /** The id in the cleaned body of an anchor, the first time that it is asked for; undefined for an id that no link leads to. */
  claim(id: string | undefined): string | undefined {
    if (id === undefined || this.#unclaimed.size === 0) return undefined;
    const anchor = readFragment(id, this.#articleId);
    return this.#unclaimed.delete(anchor) ? anchor : undefined;
  }
}

/** The ids in the cleaned body of all elements that its own links lead to. */
function collectAnchors(root: SourceParent, { id, link, base }: Surroundings): ReadonlySet<string> {
  const links = findAll(root, ({ name, attribs }) => name === 'a' && attribs.href?.includes('#') === true);
  const wanted = new Set<string>();
  for (const { attribs } of links) {
    const target = cleanLink(attribs.href ?? '', base, link);
    if (target?.startsWith('#')) wanted.add(readFragment(target, id));
  }
  if (wanted.size === 0) return wanted;
  const anchors = new Set<string>();
  for (const { name, attribs } of findAll(
    root,
    ({ attribs }) => attribs.id !== undefined || attribs.name !== undefined,
  )) {
    const anchor = readFragment(attribs.id ?? '', id);
    if (wanted.has(anchor)) anchors.add(anchor);
    const named = name === 'a' && attribs.name !== undefined ? readFragment(attribs.name, id) : undefined;
    if (named !== undefined && wanted.has(named)) anchors.add(named);
  }
  return anchors;
}

/** The id that an anchor has in the cleaned body, from its own id or from the fragment that leads to it. */
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
