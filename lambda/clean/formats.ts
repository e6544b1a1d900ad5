import { BOLD_STYLE_ATTRIBUTES, STYLES } from './elements.ts';
import { NO_ATTRIBUTES } from './fragment.ts';
import type { SourceElement } from './parse/tree.ts';
import { dropForbidden } from './typography.ts';

/** Formats that say nothing more when they are repeated at once. */
const MERGED: ReadonlySet<string> = new Set(['b', 'strong', 'em', 'i', 'u', 's', 'mark']);

/** Whether a format right after one of the same name goes on with it. */
export function isMerged(format: string): boolean {
  return MERGED.has(format);
}

/** Formats that show text as it is typed. */
const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp']);

/** Whether a format holds text alone. */
export function isCode({ name }: { readonly name: string }): boolean {
  return CODE.has(name);
}

type Attributes = Readonly<Record<string, string>>;

/** The formats that an element's style stands for. */
export function readStyles(
  { attribs }: SourceElement,
  name: string,
): readonly (readonly [string, readonly string[]])[] {
  const formats: (readonly [string, readonly string[]])[] = [];
  for (const [attribute, value] of BOLD_STYLE_ATTRIBUTES) {
    const styles = attribs[attribute];
    if (styles !== undefined && value.test(styles)) formats.push(['strong', ['b', 'strong']]);
  }
  const { style } = attribs;
  if (style === undefined || /^(?:h\d|th|pre)$/.test(name)) return formats;
  for (const [pattern, format, unless] of STYLES) {
    if (format !== name && !unless.includes(name) && pattern.test(style)) formats.push([format, unless]);
  }
  return formats;
}

/** The attributes that an element within a line keeps. */
export function readFormatAttributes({ attribs }: SourceElement, format: string): Attributes {
  const { title, datetime, dir } = attribs;
  if (format === 'abbr' && title) return { title: dropForbidden(title).replace(/\s+/g, ' ').trim() };
  if (format === 'time' && datetime !== undefined && /^[\w.:+ -]{1,40}$/.test(datetime)) return { datetime };
  if ((format === 'bdo' || format === 'bdi') && dir !== undefined && /^(?:ltr|rtl|auto)$/i.test(dir)) {
    return { dir: dir.toLowerCase() };
  }
  return NO_ATTRIBUTES;
}

/** How an `ol` counts. */
export function readNumbering({ attribs }: SourceElement): Attributes {
  const { start, reversed, type } = attribs;
  return {
    ...(start !== undefined && /^-?\d{1,9}$/.test(start) && start !== '1' && { start }),
    ...(reversed !== undefined && { reversed: '' }),
    ...(type !== undefined && /^[aAiI]$/.test(type) && { type }),
  };
}
