import type { Measure, Measurements } from '../parse/measure.ts';
import type { SourceElement } from '../parse/tree.ts';
import type { Rule } from './rule.ts';

/** A part of a page that sites put into the bodies of their articles. */
interface Furniture {
  readonly rule: string;
  /** What its class or id says. */
  readonly name: RegExp;
  /** What it holds besides, so that an article in a wrapper of that name is safe. */
  readonly holds: (measure: Measure) => boolean;
}

const FURNITURE: readonly Furniture[] = [
  {
    rule: 'advertisement',
    name: /(?:^|[\s_-])(?:ads?|adv|advert\w*|adsense|adsbygoogle|ad-?(?:box|wrap|slot|banner)|sponsor(?:ed)?|guanggao|tuiguang|promo(?:tion)?s?)(?=$|[\s_\d-])/i,
    holds: ({ text }) => text <= 120,
  },
  {
    rule: 'app or QR code',
    name: /(?:^|[\s_-])(?:(?:append)?qr-?_?(?:code)?|ewm|erweima|(?:open|down|download)-?_?(?:in-?)?_?app|app-?_?(?:down(?:load)?|open|qr|promo|guide)|follow-?_?(?:us|wechat|weixin)|wechat-?_?follow)(?=$|[\s_\d-])/i,
    holds: ({ text }) => text <= 120,
  },
  {
    rule: 'share bar',
    name: /(?:^|[\s_-])(?:share|shares|sharing|share-?(?:bar|box|btns?|buttons?)|bdshare\w*|bdsharebuttonbox|social|sns|jiathis\w*|addthis\w*|addtoany\w*)(?=$|[\s_\d-])/i,
    holds: ({ text }) => text <= 60,
  },
  {
    rule: 'related links',
    name: /(?:^|[\s_-])(?:related\w*|relate|relevant|recommend\w*|more-?(?:articles?|news|reading)|hot-?(?:news|articles?)|tuijian|prev-?next|pre-?next|post-?nav\w*|pagination|pager|bread-?crumbs?)(?=$|[\s_\d-])/i,
    holds: ({ text, links, images }) => (text === 0 ? images === 0 : links >= text * 0.6),
  },
  {
    rule: 'table of contents',
    name: /(?:^|[\s_-])(?:toc|toc-?container|table-of-contents)(?=$|[\s_\d-])/i,
    holds: ({ text, links, images }) => links >= text * 0.6 && images === 0,
  },
  {
    rule: 'byline',
    name: /(?:^|\s)(?:entry|post|article)-(?:meta|byline|footer|tags|categories)(?=$|\s)/i,
    holds: ({ text, links, images }) => text <= 40 && links > 0 && images === 0,
  },
  {
    rule: 'page tool',
    name: /(?:^|[\s_-])(?:jubao|feedback|tool-?bar|(?:report|print|favou?rite|collect|like|font-?size)-?(?:bar|btn|button|box|link)|reward|dashang|comment-?(?:form|btn|box|count)|audio-?player|read-?count)(?=$|[\s_\d-])/i,
    holds: ({ text, images }) => text <= 40 && images === 0,
  },
];

/** One look at a class or an id tells whether a closer one can find anything. */
const ANY_NAME =
  /ad|sponsor|guanggao|tuiguang|promo|qr|ewm|erweima|app|follow|shar|social|sns|jiathis|relat|relevant|recommend|more|hot|tuijian|next|nav|pag|crumb|report|jubao|feedback|tool|toc|contents|meta|byline|footer|tags|categories|font|print|favo|collect|like|reward|dashang|comment|audio|count/i;

/** The rule by which an element is part of the page and not of the article; undefined when it stays. */
export function findFurniture(
  element: SourceElement,
  measurements: Measurements,
  articleText: () => number,
): Rule | undefined {
  const { class: classes, id } = element.attribs;
  const names = id === undefined ? classes : classes === undefined ? id : `${classes} ${id}`;
  if (names === undefined || !ANY_NAME.test(names)) return undefined;
  for (const { rule, name, holds } of FURNITURE) {
    if (!name.test(names)) continue;
    const measure = measurements.of(element);
    if (holds(measure) && measure.text * 2 <= articleText()) return { name: rule, isPromotion: true };
  }
  return undefined;
}
