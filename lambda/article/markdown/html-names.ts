/** Elements of HTML that make a block of a text, whatever stands before them. */
export const BLOCK_ELEMENTS = names(
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li link main menu menuitem nav noframes noscript ol optgroup option p param picture search section source summary table tbody td template tfoot th thead title tr track ul video',
);

/** Elements whose content is text, whatever it looks like. */
export const OPAQUE_ELEMENTS = names('pre script style textarea');

/** Elements without content. */
const VOID_ELEMENTS = names('area base br col embed frame hr img input link meta param source track wbr');

/** All other elements of HTML, those of old included, and what roots foreign markup. */
const INLINE_ELEMENTS = names(
  'a abbr acronym applet audio b bdi bdo bgsound big blink button canvas cite code data datalist del dfn em font i image ins kbd keygen label map mark marquee math meter nobr noembed object output plaintext progress q rb rp rt rtc ruby s samp select slot small span strike strong sub sup svg time tt u var xmp',
);

/** How an element of HTML stands in a text. */
export type ElementKind = 'block' | 'opaque' | 'void' | 'inline';

const KINDS: ReadonlyMap<string, ElementKind> = new Map<string, ElementKind>([
  ...[...INLINE_ELEMENTS].map((name) => [name, 'inline'] as const),
  ...[...BLOCK_ELEMENTS].map((name) => [name, 'block'] as const),
  ...[...VOID_ELEMENTS].map((name) => [name, 'void'] as const),
  ...[...OPAQUE_ELEMENTS].map((name) => [name, 'opaque'] as const),
]);

/** The kind of an element, by its name in lower case; undefined for what HTML has no element for. */
export function kindOfElement(name: string): ElementKind | undefined {
  return KINDS.get(name);
}

/** Whether HTML has an element of this name; custom elements it does not. */
export function isHtmlElement(name: string): boolean {
  return KINDS.has(name.toLowerCase());
}

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
