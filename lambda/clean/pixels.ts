/** How many pixels a unit has, where its text has the usual size; without one, attributes and some readers mean pixels. */
const PIXELS: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 4 / 3, em: 16, rem: 16 };

const LENGTH = /^\s*(\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})\s?(px|pt|r?em|ex|ch|vw|vh|%)?\s*$/i;

/**
 * The pixels that an attribute or a style tells for a width or a height; undefined for what is none, and for what depends
 * on the elements around it, unless it is nothing.
 */
export function readPixels(value: string | undefined): number | undefined {
  const [, number, unit = ''] = LENGTH.exec(value ?? '') ?? [];
  if (number === undefined) return undefined;
  const pixels = PIXELS[unit.toLowerCase()];
  const size = Number(number);
  return size === 0 ? 0 : pixels === undefined ? undefined : size * pixels;
}
