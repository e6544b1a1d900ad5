/**
 * What a drawing (SVG) within a cleaned body may hold: shapes, words and how they are painted. Nothing runs, moves, links
 * anywhere or is loaded from elsewhere. Browsers show it as a picture, in which nothing of that would work either.
 */

/** The elements, as they are written. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text tspan textPath
  linearGradient radialGradient stop clipPath mask pattern marker style`.split(/\s+/),
);

/** The attributes of any of them. A name beginning with one of the last ones is a property of the same family. */
const ATTRIBUTE =
  /^(?:id|class|style|xmlns|viewBox|preserveAspectRatio|x[12]?|y[12]?|width|height|d|points|c[xy]|r|r[xy]|f[xy]|d[xy]|rotate|offset|transform|gradientUnits|gradientTransform|spreadMethod|patternUnits|patternContentUnits|patternTransform|maskUnits|maskContentUnits|clipPathUnits|markerWidth|markerHeight|markerUnits|orient|ref[XY]|pathLength|textLength|lengthAdjust|startOffset|href|color|display|visibility|opacity|overflow|cursor|dominant-baseline|alignment-baseline|baseline-shift|writing-mode|direction|vector-effect|paint-order|clip-path|clip-rule|mask|(?:fill|stroke|stop|font|text|letter|word|marker)(?:-[a-z]+)*)$/;

/** A value names at most a part of the same drawing, and loads nothing. */
const OWN_PART = /url\(\s?["']?#[\w.:-]{1,100}["']?\s?\)/gi;
const LOADING =
  /[<\\@]|url\s*\(|expression|script\s*:|image\s*\(|image-set|src\s*\(|cross-fade|element\s*\(/i;

/** Whether a drawing may have an element. */
export function isDrawingElement(name: string): boolean {
  return ELEMENTS.has(name);
}

/** Whether an element of a drawing may have an attribute with a value. */
export function isDrawingAttribute(name: string, value: string): boolean {
  if (!ATTRIBUTE.test(name)) return false;
  if (name === 'href') return /^#[\w.:-]{1,100}$/.test(value);
  if (name === 'xmlns') return value === 'http://www.w3.org/2000/svg';
  return isDrawingStyle(value);
}

/** Whether a value of an attribute, or a style sheet, loads nothing. */
export function isDrawingStyle(text: string): boolean {
  return !LOADING.test(text.replace(OWN_PART, ''));
}

const TAG = /<\/?([A-Za-z]+)((?: [A-Za-z-]+="[^"<>]*")*)\/?>/y;
const PAIR = / ([A-Za-z-]+)="([^"<>]*)"/g;

/** Whether the source of a drawing is as this cleaner writes it, and holds nothing else. */
export function isDrawing(source: string): boolean {
  if (!source.startsWith('<svg xmlns="http://www.w3.org/2000/svg"') || !source.endsWith('</svg>'))
    return false;
  let styleEnd = 0;
  for (let at = 0; at >= 0; at = source.indexOf('<', at)) {
    TAG.lastIndex = at;
    const [tag = '', name = '', attributes = ''] = TAG.exec(source) ?? [];
    if (tag === '' || !ELEMENTS.has(name)) return false;
    for (const [, key = '', value = ''] of attributes.matchAll(PAIR)) {
      if (!isDrawingAttribute(key, decode(value))) return false;
    }
    at += tag.length;
    if (name !== 'style' || at <= styleEnd || tag.startsWith('</')) continue;
    styleEnd = source.indexOf('</style>', at);
    if (styleEnd < 0 || !isDrawingStyle(decode(source.slice(at, styleEnd)))) return false;
  }
  return true;
}

/** Text with the references decoded that this cleaner writes. */
function decode(text: string): string {
  return text
    .replaceAll('&#x3C;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x26;', '&');
}
