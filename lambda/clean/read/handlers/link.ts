import { cleanLink } from '../../links.ts';
import { readSource } from '../../parse/tree.ts';
import { keepAnchor } from '../attributes.ts';
import type { Handler, State } from '../state.ts';
import { isBlock } from './containers.ts';

/** Reads a link; one that leads nowhere becomes its text. */
export const readLink: Handler = (state, element) => {
  keepAnchor(state, element, element.attribs.name);
  const isCard = isBlock(element);
  if (isCard) state.composer.endLine();
  const href = readHref(state, element.attribs.href);
  if (href === undefined) {
    state.removals.addDeadAddress(element.attribs.href, 'link', readSource(element));
    state.readNodes(element.children);
  } else {
    state.composer.format({ name: 'a', attributes: { href } }, () => state.readNodes(element.children));
  }
  if (isCard) state.composer.endLine();
};

/** Where a link leads; undefined makes it text. */
export function readHref({ context, anchors }: State, value: string | undefined): string | undefined {
  const link = value === undefined ? undefined : cleanLink(value, context.base, context.link);
  return link?.startsWith('#') ? anchors.find(link) : link;
}
