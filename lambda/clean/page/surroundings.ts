import type { SourceElement } from '../parse/tree.ts';

/** Names that sites give to what is around their articles. */
const NAMES =
  /(?:^|[\s_-])(?:comments?|respond|reply|replies|disqus|pinglun|gentie|nav|navbar|navigation|menu|footer|foot|sidebar|aside|related?|recommend(?:ed|ations?|s)?|tuijian|xiangguan|shar(?:e|ing)|social|bread-?crumbs?|crumbs?|promo|ads?|advert|advertisement|banner|newsletter|subscribe|signup|login|register|cookies?|gdpr|consent|copyright|tags?|keywords?|hot|rank|ranking|popular|trending|widget|modal|popup|dialog|pagination|pager|toolbar|tools?|more|links?|friendlinks?|teaser|rail|outbrain|taboola|sponsored|author-?(?:bio|box|info)|bio|byline|meta|dateline)(?=$|[\s_-]|\d)/i;

const ELEMENTS: ReadonlySet<string> = new Set('nav footer aside form menu dialog button'.split(' '));

/** Elements that say for themselves what they are, whatever their class. */
const TELLING: ReadonlySet<string> = new Set('html body main article h1 h2 h3 h4 h5 h6'.split(' '));

/** Whether an element is called like something that stands around articles. A name alone says little. */
export function isSurrounding({ name, attribs: { class: classes, id, role } }: SourceElement): boolean {
  if (ELEMENTS.has(name)) return true;
  if (TELLING.has(name) || (classes ?? id ?? role) === undefined) return false;
  return NAMES.test(`${classes ?? ''} ${id ?? ''} ${role ?? ''}`.replace(/([a-z])([A-Z])/g, '$1-$2'));
}
