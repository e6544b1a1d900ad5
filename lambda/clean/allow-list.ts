/**
 * What a cleaned body may hold. Everything else is taken out of it last, whatever the rules before have let through:
 * no scripts, styles, frames, forms, foreign markup or event handlers can be named here by accident.
 */

/** The elements, and the attributes that each may have. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = Object.freeze({
  // Blocks
  p: ['id', 'lang', 'dir'],
  h1: ['id', 'lang', 'dir'],
  h2: ['id', 'lang', 'dir'],
  h3: ['id', 'lang', 'dir'],
  h4: ['id', 'lang', 'dir'],
  h5: ['id', 'lang', 'dir'],
  h6: ['id', 'lang', 'dir'],
  blockquote: ['id', 'lang', 'dir'],
  pre: ['id'],
  hr: [],
  figure: ['id'],
  figcaption: [],
  details: ['id', 'open'],
  summary: ['id', 'lang', 'dir'],
  // Lists
  ul: ['id'],
  ol: ['id', 'start', 'reversed', 'type'],
  li: ['id', 'value', 'lang', 'dir'],
  dl: ['id'],
  dt: ['id', 'lang', 'dir'],
  dd: ['id', 'lang', 'dir'],
  // Tables
  table: ['id', 'dir'],
  caption: ['id', 'lang', 'dir'],
  thead: [],
  tbody: [],
  tfoot: [],
  tr: ['id'],
  th: ['id', 'align', 'colspan', 'rowspan', 'scope', 'lang', 'dir'],
  td: ['id', 'align', 'colspan', 'rowspan', 'lang', 'dir'],
  // Text
  a: ['href'],
  abbr: ['title'],
  b: [],
  bdi: ['dir'],
  br: [],
  cite: [],
  code: ['class'],
  del: [],
  dfn: [],
  em: [],
  i: [],
  ins: [],
  kbd: [],
  mark: [],
  q: [],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  small: [],
  span: ['id'],
  strong: [],
  sub: [],
  sup: [],
  time: ['datetime'],
  u: [],
  var: [],
  // Formulas
  math: ['display', 'alttext'],
  menclose: ['notation'],
  merror: [],
  mfrac: ['linethickness'],
  mi: ['mathvariant'],
  mmultiscripts: [],
  mn: [],
  mo: [
    'accent',
    'fence',
    'form',
    'largeop',
    'lspace',
    'maxsize',
    'minsize',
    'movablelimits',
    'rspace',
    'separator',
    'stretchy',
    'symmetric',
  ],
  mover: ['accent'],
  mpadded: ['depth', 'height', 'lspace', 'voffset', 'width'],
  mphantom: [],
  mprescripts: [],
  mroot: [],
  mrow: [],
  ms: [],
  mspace: ['depth', 'height', 'width'],
  msqrt: [],
  mstyle: ['displaystyle', 'mathvariant', 'scriptlevel'],
  msub: [],
  msubsup: [],
  msup: [],
  mtable: ['columnalign', 'columnlines', 'columnspacing', 'displaystyle', 'rowlines', 'rowspacing'],
  mtd: ['columnalign', 'columnspan', 'rowspan'],
  mtext: [],
  mtr: ['columnalign'],
  munder: ['accentunder'],
  munderover: ['accent', 'accentunder'],
  none: [],
  // Media
  img: ['src', 'alt', 'title', 'width', 'height', 'loading', 'referrerpolicy'],
  audio: ['src', 'title', 'controls', 'preload'],
  video: ['src', 'title', 'controls', 'preload', 'poster', 'width', 'height'],
});

/** Schemes that a link may have. */
export const LINK_SCHEMES: readonly string[] = Object.freeze(['http:', 'https:', 'mailto:', 'tel:']);

/** Schemes of what a page loads by itself. */
export const MEDIA_SCHEMES: readonly string[] = Object.freeze(['http:', 'https:']);

/** The pictures that may stand in the document itself: rasters, none of which a browser runs, and drawings. */
export const INLINE_IMAGE = /^data:image\/(?:png|jpeg|gif|webp|avif|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/;

/** In characters of the address: room for an icon, and no feed grows by more. */
export const MAX_INLINE_IMAGE = 32_768;

/** The only class: the language of code, as the HTML standard suggests. */
export const CODE_CLASS = /^language-[A-Za-z0-9+#._-]{1,40}$/;

/** How the attributes of MathML must read, except for the source of a formula: words, lengths, numbers. */
export const MATHML_VALUE = /^[\w.%+ -]{1,60}$/;

/** How the other attributes must read. */
export const ATTRIBUTE_VALUES: Readonly<Record<string, RegExp>> = Object.freeze({
  id: /^[^\s"'<>&%#]{1,200}$/,
  align: /^(?:left|center|right)$/,
  class: CODE_CLASS,
  colspan: /^[1-9]\d{0,2}$/,
  controls: /^$/,
  datetime: /^[\w.:+ -]{1,40}$/,
  dir: /^(?:ltr|rtl|auto)$/,
  height: /^[1-9]\d{0,4}$/,
  lang: /^[A-Za-z0-9-]{1,35}$/,
  loading: /^lazy$/,
  open: /^$/,
  preload: /^none$/,
  referrerpolicy: /^no-referrer$/,
  reversed: /^$/,
  rowspan: /^[1-9]\d{0,2}$/,
  scope: /^(?:col|row|colgroup|rowgroup)$/,
  start: /^-?\d{1,9}$/,
  type: /^[1aAiI]$/,
  value: /^-?\d{1,9}$/,
  width: /^[1-9]\d{0,4}$/,
});
