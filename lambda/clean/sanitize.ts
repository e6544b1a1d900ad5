import {
  ALLOWED,
  ATTRIBUTE_VALUES,
  INLINE_IMAGE,
  LINK_SCHEMES,
  MAX_INLINE_IMAGE,
  MEDIA_SCHEMES,
} from './allow-list.ts';
import type { Child } from './fragment.ts';

/**
 * Holds a fragment against the allow-list, in place: an element that is not on it gives way to its children, an
 * attribute that is not on it goes, and so does an address with another scheme. The last step before writing.
 */
export function sanitize(children: Child[]): void {
  if (!children.every(isOnList)) {
    const kept = children.flatMap(unwrapForeign);
    children.length = 0;
    for (const child of kept) children.push(child);
  }
  for (const child of children) {
    if (typeof child === 'string') continue;
    const allowed = ALLOWED[child.name] ?? [];
    const attributes = Object.entries(child.attributes);
    if (!attributes.every(([name, value]) => isAllowed(child.name, name, value, allowed))) {
      child.attributes = Object.fromEntries(
        attributes.filter(([name, value]) => isAllowed(child.name, name, value, allowed)),
      );
    }
    sanitize(child.children);
  }
}

function isOnList(child: Child): boolean {
  return typeof child === 'string' || Object.hasOwn(ALLOWED, child.name);
}

function unwrapForeign(child: Child): readonly Child[] {
  return typeof child === 'string' || isOnList(child) ? [child] : child.children.flatMap(unwrapForeign);
}

function isAllowed(tag: string, name: string, value: string, allowed: readonly string[]): boolean {
  if (!allowed.includes(name)) return false;
  if (name === 'href') return value.startsWith('#') || hasScheme(value, LINK_SCHEMES);
  if (name === 'src' || name === 'poster') {
    return hasScheme(value, MEDIA_SCHEMES) || (tag === 'img' && isInlineImage(value));
  }
  const pattern = Object.hasOwn(ATTRIBUTE_VALUES, name) ? ATTRIBUTE_VALUES[name] : undefined;
  return pattern === undefined || pattern.test(value);
}

function isInlineImage(value: string): boolean {
  return value.length <= MAX_INLINE_IMAGE && INLINE_IMAGE.test(value);
}

/** An address that is absolute as written, so that no reader resolves it to another scheme. */
function hasScheme(value: string, schemes: readonly string[]): boolean {
  const scheme = /^[a-z]+:/i.exec(value)?.[0].toLowerCase();
  if (scheme === undefined || !schemes.includes(scheme)) return false;
  return !scheme.startsWith('http') || value.startsWith('//', scheme.length);
}
