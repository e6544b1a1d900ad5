import { cleanLink } from '../../links.ts';
import { readSource, type SourceElement } from '../../parse/tree.ts';
import { createRemoval } from '../../removals.ts';
import { keepPlace } from '../attributes.ts';
import type { Handler, State } from '../state.ts';

export const readLink: Handler = (state, element) => {
  keepPlace(state, element, element.attribs.name);
  const href = readHref(state, element.attribs.href);
  if (href === undefined) {
    noteDeadLink(state, element);
    state.readNodes(element.children);
  } else {
    state.composer.format({ name: 'a', attributes: { href } }, () => state.readNodes(element.children));
  }
};

/** Notes where a link led that has become text: to an address that is relative to nothing, or to one that no page may link to. */
function noteDeadLink({ context, removals }: State, element: SourceElement): void {
  const address = element.attribs.href?.trim() ?? '';
  removals.addUnresolved(address, context.base, readSource(element));
  const leadsAway = /^[a-z][a-z\d+.-]*:|^\/\//i.test(address);
  if (leadsAway && !CODE_SCHEME.test(address)) removals.add(createRemoval('link', '', [address]));
}

/** What runs, or holds a document itself, leads nobody anywhere. */
const CODE_SCHEME = /^(?:javascript|vbscript|data|blob|about):/i;

/** Where a link leads; undefined makes it text. */
export function readHref({ context, places }: State, value: string | undefined): string | undefined {
  const link = value === undefined ? undefined : cleanLink(value, context.base, context.link);
  return link?.startsWith('#') ? places.find(link) : link;
}
