import { pickAllowed } from '../../allowed.ts';
import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import type { SourceElement } from '../../parse/tree.ts';
import { readLabel } from '../../typography.ts';
import { type Attributes, keepAnchor } from '../attributes.ts';
import type { Handler } from '../state.ts';

/** A handler for an element within a line that becomes the one of the given name. */
export function readFormat(format: string): Handler {
  return (state, element) => {
    keepAnchor(state, element);
    state.composer.format({ name: format, attributes: readAttributes(element, format) }, () =>
      state.readNodes(element.children),
    );
  };
}

function readAttributes({ attribs }: SourceElement, format: string): Attributes {
  const { title, datetime, dir } = attribs;
  if (title === undefined && datetime === undefined && dir === undefined) return NO_ATTRIBUTES;
  return pickAllowed(format, { title: readLabel(title) || undefined, datetime, dir: dir?.toLowerCase() });
}
