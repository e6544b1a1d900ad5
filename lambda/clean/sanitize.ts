import { isAllowedAttribute, isAllowedElement, pickAllowed } from './allowed.ts';
import { type Child, NO_ATTRIBUTES } from './fragment/tag.ts';

/**
 * Holds a fragment against the allow-list, in place: an element that is not on it gives way to its children, an
 * attribute that is not on it goes, and so does an address with another scheme. The last step before writing.
 */
export function sanitize(children: Child[]): void {
  if (!children.every(isAllowedChild)) {
    const kept = children.flatMap(unwrapForeign);
    children.length = 0;
    for (const child of kept) children.push(child);
  }
  for (const child of children) {
    if (typeof child === 'string') continue;
    const { name, attributes } = child;
    if (
      attributes !== NO_ATTRIBUTES &&
      !Object.entries(attributes).every(([key, value]) => isAllowedAttribute(name, key, value))
    ) {
      child.attributes = pickAllowed(name, attributes);
    }
    sanitize(child.children);
  }
}

function isAllowedChild(child: Child): boolean {
  return typeof child === 'string' || isAllowedElement(child.name);
}

function unwrapForeign(child: Child): readonly Child[] {
  return typeof child === 'string' || isAllowedChild(child) ? [child] : child.children.flatMap(unwrapForeign);
}
