import { pickAllowed } from '../allowed.ts';
import { NO_ATTRIBUTES } from '../fragment/tag.ts';
import type { SourceElement } from '../parse/tree.ts';
import type { State } from './state.ts';

/** The attributes of a clean element, by name. */
export type Attributes = Readonly<Record<string, string>>;

/** What an element that becomes a block of the given name keeps of its attributes: its anchor, language and direction. */
export function readBlockAttributes(state: State, { attribs }: SourceElement, name: string): Attributes {
  const { id, lang, dir } = attribs;
  if (id === undefined && lang === undefined && dir === undefined) return NO_ATTRIBUTES;
  return pickAllowed(name, { id: state.anchors.claim(id), lang, dir: dir?.toLowerCase() });
}

/** The id of an element, where a link leads to it. */
export function readId(state: State, element: SourceElement): Attributes {
  const id = state.anchors.claim(element.attribs.id);
  return id === undefined ? NO_ATTRIBUTES : { id };
}

/** Keeps the anchor of an element that is not kept itself. */
export function keepAnchor(state: State, element: SourceElement, name?: string): void {
  const id = state.anchors.claim(element.attribs.id) ?? state.anchors.claim(name);
  if (id !== undefined) state.composer.addAnchor(id);
}
