import { cleanLink } from './links.ts';
import type { SourceDocument } from './parse.ts';
import { findAll } from './tree.ts';
import { dropForbidden } from './typography.ts';

/** The places that links of the body lead to and that are there, by the ids that they are given. */
export function collectPlaces(
  document: SourceDocument,
  { id, link }: { readonly id: string; readonly link?: string },
): ReadonlySet<string> {
  const links = findAll(
    document,
    ({ name, attribs }) => name === 'a' && attribs.href?.includes('#') === true,
  );
  const wanted = new Set<string>();
  for (const { attribs } of links) {
    const target = cleanLink(attribs.href ?? '', link);
    if (target?.startsWith('#')) wanted.add(readFragment(target, id));
  }
  if (wanted.size === 0) return wanted;
  const places = new Set<string>();
  for (const { name, attribs } of findAll(
    document,
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
export function readFragment(fragment: string, articleId: string): string {
  const name = fragment.startsWith('#') ? decode(fragment.slice(1)) : fragment;
  const safe = dropForbidden(name)
    .trim()
    .replace(/[\s"'<>&%#\u00a0]/g, '_')
    .slice(0, 100)
    .toWellFormed();
  const prefix = `${articleId}-`;
  return safe.startsWith(prefix) ? safe : prefix + safe;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
