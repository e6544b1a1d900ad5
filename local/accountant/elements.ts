/** Every element that a browser knows or has known; a tag of any other name was perhaps never meant as one. */
export const KNOWN: ReadonlySet<string> = new Set(
  `a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
  button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl
  dt element em embed fencedframe fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head
  header hgroup hr html i iframe image img input ins isindex kbd keygen label layer legend li link listing main map mark
  marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option
  output p param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select shadow
  slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
  time title tr track tt u ul var video wbr xml xmp
  maction maligngroup malignmark menclose merror mfenced mfrac mglyph mi mlabeledtr mmultiscripts mn mo mover mpadded
  mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
  semantics annotation annotation-xml
  animate animatemotion animatetransform circle clippath defs desc ellipse feblend fecolormatrix fecomposite
  feflood fegaussianblur feimage femerge femergenode feoffset filter foreignobject g line lineargradient marker mask
  metadata path pattern polygon polyline radialgradient rect set stop switch symbol text textpath tspan use view`
    .trim()
    .split(/\s+/),
);

/** Elements without an end tag. */
export const VOID: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col command embed frame hr image img input isindex keygen link meta nextid param source spacer track wbr'.split(
    ' ',
  ),
);

/** Elements whose text no reader sees. */
export const UNSEEN: ReadonlySet<string> = new Set(
  'canvas datalist head metadata defs desc rp template xml'.split(' '),
);

/** Elements that begin a line of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  `address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
  footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section summary table tbody td tfoot th
  thead tr ul`
    .trim()
    .split(/\s+/),
);

/** Elements whose text is code. */
export const CODE: ReadonlySet<string> = new Set('code kbd listing pre samp tt'.split(' '));

/** Elements that highlighters and editors write into code, with or without attributes. */
export const CODE_MARKUP: ReadonlySet<string> = new Set(
  'a b br code em font i ins del mark s samp small span strong sub sup tt u var wbr'.split(' '),
);

/** Elements that highlighters write around the lines of code. Where nothing else is highlighted, they are the code's own. */
export const CODE_LINES: ReadonlySet<string> = new Set(
  'div li ol p section table tbody td th thead tr ul'.split(' '),
);

/** Elements that play something or frame another page. */
export const PLAYERS: ReadonlySet<string> = new Set('iframe embed object video audio frame'.split(' '));
