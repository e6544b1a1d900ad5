import type { Measurements } from '../parse/measure.ts';
import { isElement, isText, type SourceElement } from '../parse/tree.ts';
import { isShareWord, splitButtons } from '../sharing.ts';
import { isBlank } from '../typography.ts';
import { Contents } from './contents.ts';
import type { Rule } from './rule.ts';

/** A part of a page that sites put into the bodies of their articles. */
interface Furniture {
  readonly rule: string;
  /** What one of its classes says, or its id. */
  readonly name: RegExp;
  /** Whether it begins with a heading of its own. */
  readonly isHeaded?: boolean;
  /** What it holds besides: a name alone says little. */
  readonly holds: (contents: Contents) => boolean;
}

const FURNITURE: readonly Furniture[] = [
  {
    rule: 'advertisement',
    name: /(?:^|[\s_-])(?:ads?|adv|advert(?:isements?|ising)?|adsense|adsbygoogle|sponsor(?:ed)?|guanggao|tuiguang|promo(?:tion)?s?)(?:[-_]?(?:box|wrap(?:per)?|slot|banner|container|unit|area|block|content|label|top|bottom|inner|img|pic|link|text|tips?|list|item))?(?:[-_]?\d{1,4})?(?=$|\s)/i,
    holds: (contents) =>
      contents.measure.text <= 120 &&
      (contents.measure.text === 0 ||
        contents.isMostlyLinks ||
        contents.holdsActions ||
        contents.holdsFrames ||
        (contents.measure.images > 0 && contents.measure.text <= 60 && !isSentence(contents.words)) ||
        /^(?:广告|推广|赞助|advertisement|sponsored|ad)/i.test(contents.words)),
  },
  {
    rule: 'app or QR code',
    name: /(?:^|[\s_-])(?:(?:append)?qr[-_]?(?:code)?|ewm|erweima|(?:open|down|download)[-_]?(?:in[-_]?)?app|app[-_]?(?:down(?:load)?|open|qr|promo|guide)|follow[-_]?(?:us|wechat|weixin)|wechat[-_]?follow)(?:[-_]?(?:box|wrap(?:per)?|container|area|block|content|img|pic|text|tip))?(?:[-_]?\d{1,4})?(?=$|\s)/i,
    holds: ({ measure, words }) =>
      measure.text <= 120 &&
      !isSentence(words) &&
      (words === '' ||
        /扫|码|关注|下载|打开|客户端|公众号|微信|app|scan|qr|follow|download|open/i.test(words)),
  },
  {
    rule: 'share bar',
    name: /(?:^|[\s_-])(?:shar(?:e|es|ing|edaddy)|bdshare\w{0,20}|social|sns|jiathis\w{0,20}|addthis\w{0,20}|addtoany\w{0,20}|(?:likes?-)?widget-placeholder)(?:[-_]{1,2}[a-z]{1,12}){0,3}?(?:[-_]?(?:bar|box|btns?|buttons?|links?|list|icons?|wrap(?:per)?|container|block|area|tools?|item|title|content|enabled|like|media|networks?|menu|to|[a-z]{2,9}))?(?:[-_]?\d{1,4})?(?=$|\s)/i,
    holds: (contents) =>
      contents.measure.text <= 400 &&
      contents.measure.text - contents.measure.links <= 60 &&
      contents.holdsSignsOnly &&
      (contents.measure.text === 0 ||
        contents.holdsShareLinksOnly ||
        splitButtons(contents.words).every((word) => isShareWord(word) || SHARE_LABEL.test(word))),
  },
  {
    rule: 'related links',
    name: /(?:^|[\s_-])(?:related\w{0,20}|relate|relevant|recommend\w{0,20}|similar[-_]?links?|recirc\w{0,10}|(?:read|up)[-_]?next|also[-_]?(?:read|like|see)|most[-_]?(?:read|popular|viewed)|popular[-_]?(?:articles?|news|posts?|stories)|trending|further[-_]?reading|more[-_]?(?:articles?|news|reading)|hot[-_]?(?:news|articles?)|tuijian|prev[-_]?next|pre[-_]?next|(?:post|page|article)[-_]?nav\w{0,20}|nav[-_]?(?:links?|prev(?:ious)?|next)|pagination|pager|bread[-_]?crumbs?)(?:[-_]?[a-z]{1,12})?(?:[-_]{1,2}[a-z]{1,12}){0,3}(?:[-_]?\d{1,4})?(?=$|\s)/i,
    holds: (contents) =>
      contents.measure.text === 0
        ? contents.measure.images === 0
        : (contents.isMostlyLinks && contents.holdsLinkedPicturesOnly) || RELATED_LABEL.test(contents.words),
  },
  {
    rule: 'table of contents',
    name: /(?:^|[\s_-])(?:toc|table-of-contents)(?:[-_]?(?:container|box|wrap(?:per)?|list|content|\d))?(?:[-_]?\d{1,4})?(?=$|\s)/i,
    holds: ({ isMostlyLinks, measure, links }) =>
      isMostlyLinks &&
      measure.images === 0 &&
      links.every(({ attribs: { href = '#' } }) => href.includes('#')),
  },
  {
    rule: 'read more',
    name: /(?:^|[\s_-])(?:view|read|see|load|show)[-_]?(?:more|all|full)(?:[-_]?(?:btn|button|link|box|wrap(?:per)?))?(?=$|\s)/i,
    holds: ({ measure, isMostlyLinks, holdsControls }) =>
      measure.images === 0 && measure.text <= 24 && (isMostlyLinks || holdsControls),
  },
  {
    rule: 'tags',
    name: /(?:^|[\s_-])(?:tags|tag[-_]?(?:list|links|cloud|box|wrap(?:per)?|container|area|bar|items?)|(?:platform|article|post|entry|news|topic|blog)[-_]?tags?|keywords|keyword[-_]list|label[-_]list|categories)(?=$|\s)/i,
    holds: ({ measure, links }) =>
      measure.images === 0 &&
      measure.links > 0 &&
      measure.text <= 200 &&
      measure.text - measure.links <= 12 &&
      measure.links <= links.length * 24,
  },
  {
    rule: 'tags',
    name: /(?:^|[\s_-])(?:article|content|entry|field|meta|name|news|post)[-_]{1,2}(?:field[-_]{1,2})?categor(?:y|ies)(?=$|\s)/i,
    holds: ({ measure, links }) =>
      measure.images === 0 &&
      measure.links > 0 &&
      measure.text - measure.links <= 12 &&
      measure.links <= links.length * 24,
  },
  {
    rule: 'tags',
    name: /(?:^|[\s_-])(?:games?|support(?:ed)?|release)?[-_]?platforms?(?:[-_]?(?:list|tags?|box|wrap|items?))?(?=$|\s)/i,
    holds: ({ measure, words }) =>
      measure.images === 0 &&
      measure.text > 0 &&
      measure.text <= 100 &&
      words.split(/[\s,，、/|]+/).every((word) => word.length <= 12 && !/[。！？!?.;；]$/.test(word)),
  },
  {
    rule: 'notice',
    name: /(?:^|[\s_-])(?:copy-?rights?|licen[cs]e|reprint|disclaimer|declaration|shengming|banquan)(?:[-_]{1,2}(?:box|wrap(?:per)?|info|text|note|area|container|content|statement|notice|block|section))?(?=$|\s)/i,
    holds: ({ measure, words }) => measure.images === 0 && measure.text <= 400 && RIGHTS_WORDS.test(words),
  },
  {
    rule: 'subscription',
    name: /(?:^|[\s_-])(?:newsletters?|subscri(?:be|ptions?)|sign-?up|opt-?in|(?:web|push|browser)-?notifications?|paywall|regwall|cookie-?(?:consent|notice|banner|bar)|gdpr|donat(?:e|ions?))(?:[-_]{1,2}[a-z]{1,12}){0,4}(?:[-_]?\d{1,4})?(?=$|\s)/i,
    holds: ({ measure, holdsControls, words }) =>
      measure.images === 0 &&
      measure.text <= 300 &&
      (measure.text === 0 || (holdsControls && SUBSCRIPTION_WORDS.test(words))),
  },
  {
    rule: 'byline',
    name: /(?:^|\s)(?:entry|post|article)-(?:meta|byline|footer|tags|categories)(?=$|\s)/i,
    holds: ({ measure }) => measure.text <= 40 && measure.links > 0 && measure.images === 0,
  },
  {
    rule: 'page tool',
    name: /(?:^|[\s_-])(?:jubao|feedback|tool[-_]?bar|(?:report|print|favou?rite|collect|like|font[-_]?size)[-_]?(?:bar|btn|button|box|link)|reward|dashang|comment[-_]?(?:form|btn|box|count)|audio[-_]?player|read[-_]?count)(?:[-_]?(?:box|wrap(?:per)?|btn|button|container|area|list|item))?(?:[-_]?\d{1,4})?(?=$|\s)/i,
    holds: ({ measure, holdsControls, words }) =>
      measure.text <= 40 &&
      measure.images === 0 &&
      !isSentence(words) &&
      (measure.text === 0 || holdsControls || TOOL_WORDS.test(words)),
  },
  {
    rule: 'page tool',
    name: /(?:^|[\s_-])(?:actions?|btns?|buttons?|icons|operat(?:e|ions?)|tools?)(?:[-_]?(?:bar|box|group|list|wrap(?:per)?))?(?=$|\s)/i,
    holds: ({ measure, words }) =>
      measure.text > 0 && measure.text <= 40 && measure.images === 0 && TOOLS.test(words),
  },
  {
    rule: 'page tool',
    name: /(?:^|[\s_-])(?:counter|hits|(?:post|page|article)?[-_]?views?[-_]?(?:count(?:er)?s?|num(?:ber)?s?)?)(?=$|\s)/i,
    holds: ({ measure, words }) =>
      measure.text <= 60 &&
      measure.images === 0 &&
      !isSentence(words) &&
      /\d/.test(words) &&
      COUNTED.test(words),
  },
  {
    rule: 'comments',
    isHeaded: true,
    name: /(?:^|\s)(?:comments(?:[-_]?(?:list|area|section|wrap(?:per)?|thread|container))?|comment[-_]?(?:list|area|section|thread)|disqus_thread|respond|pinglun)(?=$|\s)/i,
    holds: ({ measure, words }) =>
      (measure.text <= 2_000 && COMMENTS_TITLE.test(words)) ||
      (measure.text <= 30_000 && WORDPRESS_COMMENTS_TITLE.test(words)),
  },
  {
    rule: 'page tool',
    name: /(?:^|[\s_-])(?:reward|dashang|zanshang)(?:[-_]?(?:box|wrap(?:per)?|btn|button|container|area|list|item))?(?=$|\s)/i,
    holds: ({ measure, words }) =>
      measure.text <= 40 && measure.images <= 2 && (words === '' || TOOL_WORDS.test(words)),
  },
  {
    rule: 'byline',
    name: /(?:^|\s)(?:entry|post|article|news|content|page)[-_]?(?:meta|info|byline|time|date)(?=$|\s)/i,
    holds: ({ measure, words }) =>
      measure.text > 0 &&
      measure.text <= 60 &&
      measure.images === 0 &&
      /(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}/.test(words) &&
      !isSentence(words) &&
      !/来源|记者|source/i.test(words),
  },
  {
    rule: 'player controls',
    name: /(?:^|\s)(?:(?:vjs|mejs|plyr|dplayer|xgplayer|video-react)[-_]|(?:jw|prism)-(?:control|display|overlay|caption|dock|logo|setting|error|icon|button|big-play|volume|time|progress|play|cover))/i,
    holds: ({ measure }) => measure.text <= 1_000 && measure.images === 0,
  },
];

const SHARE_LABEL =
  /^(?:shar(?:e|ing)|like|this|on|via|to|by|in|a|it|new|window|opens?|click|tap|send|copy|link|print|more|e-?mail|friend|post|tweet|pin|save|loading|(?:正在)?加载中?|(?:分享|转发|点赞|收藏|关注)\S{0,8})[:：.…]*$/i;

/** What stands above comments and the form for them. */
const COMMENTS_TITLE =
  /^(?:(?:\d{1,5}\s?)?(?:[条则]\s?)?(?:(?:网友)?评论|留言|comments?\b|leave a|discussion)|(?:发表|发布)(?:评论|回[复覆]|留言))/i;

/** The words of WordPress: how many comments there are on what. */
const WORDPRESS_COMMENTS_TITLE =
  /^(?:[《「“].{1,80}[》」”][上中]?有\s?\d{1,5}\s?[个条则]\s?(?:评论|留言|回[复覆应]|想法)|(?:one|\d{1,5}) (?:thoughts?|responses?|repl(?:y|ies)|comments?) (?:on|to)\b)/i;

const RELATED_LABEL = /^(?:related|recommended|more|相关|推荐|猜你喜欢|更多)\S{0,8}$/i;

const RIGHTS_WORDS =
  /版权(?:所有|声明|归|属)|转载|许可|侵权|免责|rights reserved|licen[sc]ed? under|creative commons|cc[ -]by|disclaimer|without permission/i;

const SUBSCRIPTION_WORDS =
  /\b(?:subscri(?:be|ption)|sign(?:ed)? ?up|newsletter|notifications?|alerts?|inbox|e-?mail|donate|cookies?)\b|订阅|通知|登录|登入|注册|电子报/i;

const TOOL_WORDS =
  /举报|反馈|打印|收藏|点赞|赞赏|打赏|评论|分享|字[号级]|复制|纠错|朗读|播放|阅读|浏览|人气|report|print|save|like|comment|listen|views?/i;

/** Labels of buttons for the readers of a page, and how often they were pressed, with nothing beside them. */
const TOOLS =
  /^(?:(?:收藏|点赞|赞|喜欢|评论|分享|转发|举报|打印|列印|复制[链连][接结]|share|save|like|comment|print|report|bookmark|reply)s?[\s|·/:：()（）]{0,3}(?:\d{1,7}[\s|·/()（）]{0,3})?){1,8}$/i;

/** What the readers of a page did that a page counts. */
const COUNTED = /浏览|阅读|点击|访问|人气|\b(?:views?|reads?|hits|visits|visitors)\b/i;

/** Words to press behind a text that is only begun. */
const MORE_NAME = /(?:^|\s)(?:read|view|see)[-_]?(?:more|all|full)(?=$|\s)/i;
const MORE_WORDS = /^\P{L}*(?:阅读|查看|详情|全文|更多|展开|read|continue|view|see|more)/iu;
const LONGEST_MORE = 24;

/** Labels that only programs read aloud. */
const HIDDEN_LABEL =
  /(?:^|\s)(?!\S{0,40}not[-_])(?:[a-z]{1,3}[-_]|[\w-]{1,40}-(?=visually[-_]?hidden))?(?:sr[-_]?only(?:-focusable)?|screen[-_]?reader(?:[-_]?(?:text|only))?|visually[-_]?hidden|hide[-_]visually|element-invisible|a11y[-_]hidden|hidden-accessible|assistive[-_]text|show-for-sr|[a-z]{0,12}-?offscreen)(?:(?:__|--)[\w-]{1,40})?(?=$|\s)/i;
const LONGEST_LABEL = 60;

/** One look at a class or an id tells whether a closer one can find anything. */
const ANY_NAME =
  /action|btn|button|icons|operat|ad|sponsor|guanggao|tuiguang|promo|qr|ewm|erweima|app|follow|shar|social|sns|jiathis|widget|relat|relevant|similar|recirc|reading|also|most|popular|trending|newsletter|subscri|sign-?up|opt-?in|notification|paywall|regwall|cookie|gdpr|donat|recommend|more|hot|tuijian|next|nav|pag|crumb|report|jubao|feedback|tool|toc|contents|meta|byline|footer|tag|platform|copy-?right|licen|reprint|disclaim|declarat|shengming|banquan|keyword|label|categor|font|print|favo|collect|like|reward|dashang|comment|audio|count|hits|view|vjs|mejs|plyr|jw|player|prism|tcp|react|sr[-_o]|hidden|invisible|screen|visually|assistive|show-for/i;

/** Elements that sites put the parts of a page into. Anything else is part of a sentence, or of the article's structure. */
const BOXES: ReadonlySet<string> = new Set(
  'article aside center details div dl fieldset figure footer form header li main menu nav ol p section table tbody td tr ul'.split(
    ' ',
  ),
);

/** Boxes whose id is given by the page, and not made of the words in them or of the number of a note. */
const NAMED_BOXES: ReadonlySet<string> = new Set(
  'aside div footer form header menu nav ol section ul'.split(' '),
);

/** The rule by which an element is part of the page and not of the article; undefined when it stays. */
export function findFurniture(
  element: SourceElement,
  measurements: Measurements,
  articleText: () => number,
): Rule | undefined {
  const { class: classes = '', id = '' } = element.attribs;
  if (element.name === 'a' && leadsFromHiddenLabel(element, measurements))
    return { name: 'hidden label', isPromotion: false };
  if ((classes === '' && id === '') || !ANY_NAME.test(`${classes} ${id}`)) return undefined;
  if (HIDDEN_LABEL.test(classes) && isLabel(element, measurements))
    return { name: 'hidden label', isPromotion: false };
  if (MORE_NAME.test(classes) && isMore(element, measurements))
    return { name: 'read more', isPromotion: false };
  if (!BOXES.has(element.name)) return undefined;
  const contents = new Contents(element, measurements);
  for (const { rule, name, holds, isHeaded = false } of FURNITURE) {
    const isCalledSo =
      name.test(classes) ||
      (NAMED_BOXES.has(element.name) && name.test(id) && (isHeaded || !contents.holdsHeadings));
    if (!isCalledSo || !holds(contents) || contents.measure.text * 2 > articleText()) continue;
    if (!contents.holdsWork) return { name: rule, isPromotion: true };
  }
  return undefined;
}

/** Whether words to press end the text that they stand in. */
function isMore(element: SourceElement, measurements: Measurements): boolean {
  const { text, images } = measurements.of(element);
  if (text === 0 || text > LONGEST_MORE || images > 0) return false;
  for (let next = element.next; next !== null; next = next.next)
    if (!(isText(next) ? isBlank(next.data) : isElement(next) && next.name === 'br')) return false;
  return MORE_WORDS.test(new Contents(element, measurements).words);
}

/** Whether an element holds a few words and no picture. */
export function isLabel(element: SourceElement, measurements: Measurements): boolean {
  const { text, images } = measurements.of(element);
  return text <= LONGEST_LABEL && images === 0;
}

/** Whether nobody sees a link, as all that it says is hidden; one with a name may be what other links lead to. */
function leadsFromHiddenLabel(element: SourceElement, measurements: Measurements): boolean {
  const { attribs, children } = element;
  if (attribs.id !== undefined || attribs.name !== undefined) return false;
  const labels = children
    .filter(isElement)
    .filter((child) => HIDDEN_LABEL.test(child.attribs.class ?? '') && isLabel(child, measurements));
  if (labels.length === 0) return false;
  const { text, images } = measurements.of(element);
  return images === 0 && text === labels.reduce((sum, label) => sum + measurements.of(label).text, 0);
}

/** Whether words tell something to the end, as prose does, and do not ask the reader for anything. */
function isSentence(words: string): boolean {
  return (
    /[。！？!?.…”」』]$/.test(words) && !/^(?:请|欢迎|快来|点击|长按|扫码|更多|海量|戳)|我们/.test(words)
  );
}
