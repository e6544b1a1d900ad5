import {
  ALLOWED,
  ATTRIBUTE_VALUES,
  INLINE_IMAGE,
  LINK_SCHEMES,
  MATHML_VALUE,
  MAX_INLINE_IMAGE,
  MEDIA_SCHEMES,
} from './allow-list.ts';
import { isDrawing } from './drawing-list.ts';

/** The elements of MathML among those that a cleaned body may hold. */
const MATHML = /^(?:m(?!ark$)[a-z]+|none)$/;

const ELEMENTS: ReadonlySet<string> = new Set(Object.keys(ALLOWED));

/** Whether a cleaned body may hold an element. */
export function isAllowedElement(name: string): boolean {
  return ELEMENTS.has(name);
}

/** Whether an element of a cleaned body may have an attribute with a value. */
export function isAllowedAttribute(element: string, name: string, value: string): boolean {
  if (!isAllowedElement(element) || ALLOWED[element]?.includes(name) !== true) return false;
  if (name === 'href') return value.startsWith('#') || hasScheme(value, LINK_SCHEMES);
  if (name === 'src' || name === 'poster') {
    return hasScheme(value, MEDIA_SCHEMES) || (element === 'img' && isInlineImage(value));
  }
  if (MATHML.test(element)) return name === 'alttext' || MATHML_VALUE.test(value);
  const pattern = Object.hasOwn(ATTRIBUTE_VALUES, name) ? ATTRIBUTE_VALUES[name] : undefined;
  return pattern === undefined || pattern.test(value);
}

/** Those of the attributes that an element of a cleaned body may have. */
export function pickAllowed(
  element: string,
  attributes: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && isAllowedAttribute(element, name, value)) allowed[name] = value;
  }
  return allowed;
}

/** Whether an address holds a picture itself, and one that may stand in a document. */
export function isInlineImage(address: string): boolean {
  if (address.length > MAX_INLINE_IMAGE || !INLINE_IMAGE.test(address)) return false;
  if (!address.startsWith('data:image/svg')) return true;
  return isDrawing(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64').toString());
}

/** An address that is absolute as written, so that no reader resolves it to another scheme. */
function hasScheme(value: string, schemes: readonly string[]): boolean {
  const scheme = /^[a-z]+:/i.exec(value)?.[0].toLowerCase();
  if (scheme === undefined || !schemes.includes(scheme)) return false;
  return !scheme.startsWith('http') || value.startsWith('//', scheme.length);
}
