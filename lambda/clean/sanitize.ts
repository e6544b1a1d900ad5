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
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child === undefined || typeof child === 'string') continue;
    const allowed = Object.hasOwn(ALLOWED, child.name) ? ALLOWED[child.name] : undefined;
    if (allowed === undefined) {
      children.splice(i, 1, ...child.children);
      i--;
      continue;
    }
    const names = Object.keys(child.attributes);
    if (!names.every((name) => isAllowed(child.name, name, child.attributes[name], allowed))) {
      child.attributes = Object.fromEntries(
        Object.entries(child.attributes).filter(([name, value]) =>
          isAllowed(child.name, name, value, allowed),
        ),
      );
    }
    sanitize(child.children);
  }
}

function isAllowed(
  tag: string,
  name: string,
  value: string | undefined,
  allowed: readonly string[],
): boolean {
  if (value === undefined || !allowed.includes(name)) return false;
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
