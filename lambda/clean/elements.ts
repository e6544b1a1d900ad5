/** What the elements of HTML come to, as data. Elements that are not named here are read as if they had no tags. */

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** They go with all that they hold. */
export const DROPPED = names(
  'applet area base basefont bgsound col colgroup datalist frame frameset head input link map marquee meta noembed noframes optgroup option param progress meter rp script style svg template title track',
);

/** They go with what they hold, unless that is an article's worth of text: then a tag was never closed. */
export const CONTROLS = names('button select audio video canvas');
export const CONTROL_TEXT = 200;

/** Blocks without a meaning of their own: their text stands in paragraphs. */
export const CONTAINERS = names(
  'address article aside body center dialog dir div fieldset footer form header hgroup html legend li dt dd main nav search section tbody td tfoot th thead tr caption summary rtc xmp listing plaintext textarea optgroup',
);

/** Elements within a line of text, by the element that they become. */
export const FORMATS: Readonly<Record<string, string>> = Object.freeze({
  abbr: 'abbr',
  acronym: 'abbr',
  b: 'b',
  bdi: 'bdi',
  bdo: 'bdo',
  cite: 'cite',
  code: 'code',
  del: 'del',
  dfn: 'dfn',
  em: 'em',
  i: 'i',
  ins: 'ins',
  kbd: 'kbd',
  mark: 'mark',
  q: 'q',
  s: 's',
  samp: 'samp',
  small: 'small',
  strike: 's',
  strong: 'strong',
  sub: 'sub',
  sup: 'sup',
  time: 'time',
  tt: 'code',
  u: 'u',
  var: 'var',
});

/** Formats that a style says, and the element for each. */
export const STYLES: readonly (readonly [style: RegExp, format: string, unless: readonly string[]])[] =
  Object.freeze([
    [/font-weight\s*:\s*(?:bold|[6-9]00)/i, 'strong', ['b', 'strong']],
    [/font-style\s*:\s*(?:italic|oblique)/i, 'em', ['em', 'i']],
    [/(?:^|;)\s*text-decoration[^;:]*:[^;]*line-through/i, 's', ['s', 'del']],
    [/vertical-align\s*:\s*super/i, 'sup', ['sup']],
    [/vertical-align\s*:\s*sub(?!\w)/i, 'sub', ['sub']],
  ]);

/** Sina's editor keeps what is bold in an attribute of its own: `cms-style="font-L strong-Bold"`. */
export const BOLD_STYLE_ATTRIBUTES: readonly (readonly [attribute: string, value: RegExp])[] = Object.freeze([
  ['cms-style', /(?:^|\s)strong-Bold(?:\s|$)/],
]);

/** Classes of the lines below pictures. */
export const CAPTION_CLASS =
  /(?:^|[\s_-])(?:img|imgs|image|images|pic|photo|picture|figure|wp)[-_]?(?:caption(?:-text)?|desc|descr|description|tit|title|note|text|txt|info|intro)(?=$|\s)|(?:^|\s)(?:f_)?caption(?=$|\s)/i;
