import { type Found, linesOf } from './extents.ts';
import { countArticles, lineAt, type Place, type Repeat } from './places.ts';
import type { Line, Profile } from './profile.ts';
import type { Section } from './sections.ts';
import { isRow, numbersOf } from './shape.ts';
import type { Surroundings } from './surroundings.ts';
import { weigh } from './template.ts';

/** What asks readers to do something, or speaks of the site and its rights: nobody's column is called so. */
const ADDRESSES_READER =
  /点击|点此|戳(?:这|此|下)|关注|扫码|扫描(?:二维码|[上下]方|图中)|识别(?:二维码|图中|[上下]方)|二维码|下载|订阅|公众号|视频号|客户端|\bAPP\b|小程序|加群|入群|交流群|转载|版权|侵权|未经.{0,4}(?:授权|许可|允许)|(?:免责|特别|郑重|平台)声明|广告|推广|优惠|领取|投稿|爆料|热线|商务合作|联系我们|返回(?:首页|顶部|列表|目录)|(?:查看|了解|获取|阅读|看)更多|更多(?:精彩|内容|文章|资讯|信息|相关|阅读|报道|请)|^更多|阅读原文|原文链接|查看原文|相关阅读|推荐阅读|评论区|(?:发表|查看|全部|热门|写)评论|点赞|点.{0,2}star|(?:给|来)个?\s?star|分享(?:到|给|至|本文|此文)|点.{0,2}收藏|打赏|赞赏|赞助|举报|(?:立即|免费|请先?)(?:登录|注册)|欢迎(?:访问|提交|加入|参与|联系|扫|点|转发|留言|提问)|阅读量|浏览(?:量|次数)|advert|sponsor|subscri|newsletter|follow (?:us|me|@)|sign up|download (?:the|our|it|now|here)|copyright|all rights|\bclick (?:here|to|on|the|below)|read more|share this|\brelated (?:posts?|articles?|stories|reading|news)|cookie|(?:leave|post|add|view|read) (?:an? |all |the )?comments?\b|comments? (?:below|section)|\d comments?\b|terms of|affiliate|commissions?\b/i;

/** Says who made something. */
const CREDITS =
  /(?:作者|记者|编辑|来源|撰文|撰稿|摄影|图源|图片|翻译|译者|编译|校对|审校|监制|策划|制图|文字|供图|[文图摄])\s*[:：/|｜丨@]|《[^》]{1,20}》.{0,20}\d.{0,3}[版期]|本文由.{0,30}(?:原创|发布|翻译|整理|撰写|提供)|(?:题图|图片|图)(?:来自|来源|由)|\bCC(?:0|\s?BY)|©\s?\p{L}.{0,40}\bfor\b|\blicen[cs]ed?\b|知识共享|感谢|鸣谢|致谢|\bthanks? to\b|首发于|首发在|许可协议|进行许可|^(?:文|图)[、/]?图?\s|\bby\s+[\w.@-]+\s+(?:on|at)\b|\b(?:by|author|editor|sources?|photos?|words|written|translat\w+|credits?)\b(?:\(s\))?\s*[:|]|^by\s/iu;

/** Names what an article rests on. */
const REFERENCES =
  /参考|引用|文献|资料|数据|出处|来源|来自|出自|原文|参见|详见|注释|脚注|附录|项目|仓库|地址|下载|官网|references|sources|notes|footnotes|bibliography|citation/i;

/** Says that links lead on to other articles, or to the site. */
const LEADS_ON =
  /推荐|推薦|相关|相關|延伸|往期|热门|熱門|精选|精選|更多|上一|下一|猜你|前往|回顾|回顧|related|recommend|previous|next|more|also|popular|latest|recent|newer|older|keep reading/i;

/** Says what a sign in the text stands for. */
const EXPLAINS = /表示|代表|意思是|图例|stands? for|\bmeans\b|\blegend\b/i;

/** Names somebody by what they did. */
const ROLE = /^\p{Script=Han}{2,4}\s?[:：]\s?[\p{L}\p{N}@_. -]{2,20}$/u;

/** Leads to where a licence is told. */
const LICENCE = /creativecommons\.org|licensebuttons\.net|\/licen[cs]es?[/.]/i;

/** Fewer characters may be anybody's words. */
const SHORT = 8;

/** Longer lines are no titles. */
const LONGEST_TITLE = 15;

/** What a proposal is judged by. */
export interface Evidence {
  readonly profiles: readonly Profile[];
  readonly surroundings: Surroundings;
}

/**
 * Why what repeats may be the article's all the same; undefined where nothing speaks for that. `isBoxed` tells that it
 * stands in a box with a name of its own.
 */
export function findDoubt(
  places: readonly Place[],
  { profiles, surroundings }: Evidence,
  { isBoxed }: { readonly isBoxed: boolean },
): string | undefined {
  const share = (test: (line: Line, place: Place) => boolean) => {
    const count = places.filter((place) => {
      const line = lineAt(profiles, place);
      return line !== undefined && test(line, place);
    }).length;
    return count / places.length;
  };
  const ink = places.reduce((sum, place) => sum + (lineAt(profiles, place)?.ink ?? 0), 0) / places.length;
  const isSeen = share(({ kind, links }) => kind === 'picture' || links.length > 0) > 0.5;
  const asks = share(({ text }) => ADDRESSES_READER.test(text)) > 0.5;

  if (share(isRow) > 0.5) return AMID;
  if (share(({ kind }) => kind === 'code') > 0.2) return 'it is code';
  if (share(({ kind }) => kind === 'cell') > 0.2 && !asks) return PART_OF_TABLE;
  // Below a card of several lines at the end are links, which no line of it is the title of.
  const isCard = isBoxed && places.length >= 2 * countArticles(places);
  const isAbove = (place: Place) =>
    surroundings.isAboveText(place) && !(isCard && surroundings.isAtEnd(place));
  if (share((line, place) => isTitle(line) && isAbove(place)) > 0.3 && !asks) {
    return share((_, place) => surroundings.isAtStart(place)) > 0.5
      ? 'it may be the title of a column'
      : 'it may be a heading: text of the article follows it';
  }
  if (share(({ text }, place) => /[:：]$/.test(text) && surroundings.isAboveText(place)) > 0.3)
    return 'it introduces what follows it';
  const credits = ({ text, links, picture }: Line) =>
    CREDITS.test(text) ||
    (links.length < 2 && ROLE.test(text) && !ADDRESSES_READER.test(text)) ||
    LICENCE.test(`${links.join(' ')} ${picture?.address}`);
  if (share(credits) > 0.3) return 'it may credit somebody';
  if (share((_, place) => surroundings.isAllRepeated(place)) > 0.3)
    return 'all of its articles repeats in others';
  const isEverywhere = countArticles(places) >= EVERYWHERE * profiles.length;
  if (share(({ kind, links }) => kind === 'picture' && links.length === 0) > 0.5 && !isBoxed) {
    const isAtEnd = share((_, place) => surroundings.isAtEnd(place)) >= 0.5;
    if (!isAtEnd && !isEverywhere) return 'it may illustrate the articles';
  }
  if (leadsElsewhere(places, profiles)) return 'it leads to another place in each article';
  const found = countArticles(places) / profiles.length;
  if (found < (asks ? FEW : USUAL) && !isBoxed) return 'it stands in few of the articles';
  if (asks) return undefined;

  const isAmid = (place: Place) => !surroundings.isAtStart(place) && !surroundings.isAtEnd(place);
  const isAdvertisement = isSeen && found >= USUAL && leadsToOne(places, profiles);
  if (share((_, place) => isAmid(place)) > 0.25 && !(isBoxed && (ink >= SHORT || isSeen)) && !isAdvertisement)
    return AMID;
  if (isBoxed) return undefined;
  if (isSeen) return undefined;
  if (share(({ text }) => COMPONENT.test(text)) > 0.5) return undefined;
  const begins = share((_, place) => surroundings.isAtStart(place) && !surroundings.isAtEnd(place)) > 0.5;
  if (begins && share(({ text }) => isCounts(text)) <= 0.5) return BEGINS;
  return share(({ text }) => weigh(text) < SHORT) > 0.5
    ? "it is short, and may be somebody's own words"
    : undefined;
}

/** The tag of a component that the article's own site puts something in the place of. */
const COMPONENT = /^<[A-Z][A-Za-z]{1,40}(?: ?\/>|>(?:<\/[A-Z][A-Za-z]{1,40}>)?)$/;

const LED_BY_AUTHOR = 'its text differs, and it may be where the author leads to';
const AMID = 'it stands amid the text';
const BEGINS = 'it may be how the author begins';

/** Whether a doubt is about where a line stands alone: what stands beside it may tell more. */
export function isOfPlace(doubt: string | undefined): boolean {
  return doubt === AMID || doubt === BEGINS;
}

/** No picture illustrates so many of the articles. */
export const EVERYWHERE = 0.8;

/** What a template puts into fewer of the articles is no longer in use, or was not the template's. */
const FEW = 0.15;

/** Whether lines are links that lead to one place. */
function leadsToOne(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const targets = places.map((place) => lineAt(profiles, place)?.links.join(' ') ?? '');
  return new Set(targets).size === 1 && targets[0] !== '';
}

/** Leads on to the page that the article was taken from. */
const READ_ON =
  /^.{0,4}(?:查看|阅读|浏览)(?:原文|全文|更多|详情).{0,4}$|^.{0,3}(?:read (?:more|on|the full|the rest)|continue reading)/i;

/** Whether lines that say the same are links to different places. */
function leadsElsewhere(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const links = lines.filter(
    ({ kind, text, links: own }) => kind === 'link' && own.length === 1 && !READ_ON.test(text),
  );
  const texts = new Set(links.map(({ text }) => text));
  const targets = new Set(links.map(({ text, links: [href] }) => `${text} ${href}`));
  return links.length > lines.length / 2 && targets.size > 2 * texts.size && targets.size * 2 > links.length;
}

/** Whether most lines hold links beside more text, and ask readers for nothing. */
function areReferring(places: readonly Place[], profiles: readonly Profile[]): boolean {
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const referring = lines.filter(({ refers, text }) => refers !== undefined && !ADDRESSES_READER.test(text));
  return referring.length * 2 > lines.length;
}

/** Whether a line may be the title of what follows it. */
export function isTitle({ kind, text, ink }: Line): boolean {
  if (kind === 'heading') return true;
  return kind === 'text' && ink <= LONGEST_TITLE && text !== '' && !/[。！？!?…，,；;]/.test(text);
}

/** Whether a line is little more than numbers: when it was published, how often it was read. */
function isCounts(text: string): boolean {
  return numbersOf(text).length >= 2 && weigh(text) < 20;
}

/** An author may lead to one place from some articles, but hardly from so many. */
export const USUAL = 0.4;

/** Why what differs in each place may be the article's; `share` is the part of the articles that it stands in. */
export function findDoubtOfTemplate(
  { template: { parts, gaps }, href, label, places }: Repeat,
  share: number,
  { profiles, surroundings }: Evidence,
): string | undefined {
  if (label !== undefined) {
    if (!isMostly(places, (place) => surroundings.isAtEnd(place))) return 'it stands amid the text';
    return findDoubtOfLinks(places, places, profiles);
  }
  if (href !== undefined) return share < USUAL ? LED_BY_AUTHOR : undefined;
  if (gaps.length > 0 && areReferring(places, profiles)) return LED_BY_AUTHOR;
  const fixed = parts.join('').length;
  const free = gaps.reduce((sum, gap) => sum + gap, 0);
  return fixed < free ? 'more of it differs than repeats' : undefined;
}

/**
 * Why different links may be the article's: `named` are the lines that say what they are, and `linked` those that hold
 * them.
 */
export function findDoubtOfLinks(
  named: readonly Place[],
  linked: readonly Place[],
  profiles: readonly Profile[],
): string | undefined {
  const labels = named.map((place) => labelOf(lineAt(profiles, place)));
  if (labels.some((label) => REFERENCES.test(label))) return 'its links may be what the article rests on';
  const areNamed = labels.length > 0 && labels.every((label) => LEADS_ON.test(label));
  if (!areNamed && countLinks(linked, profiles) < MANY_LINKS * countArticles(linked))
    return 'its link may be where the author leads to';
  const hosts = new Map<string, number>();
  const links = linked.flatMap((place) => lineAt(profiles, place)?.links ?? []);
  for (const href of links) {
    const host = URL.parse(href)?.hostname ?? '';
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  const most = Math.max(0, ...hosts.values());
  if (most >= links.length * ONE_SITE) return undefined;
  return 'its links lead to many sites, and may be what the article rests on';
}

/** Why a section may be the article's; its heading repeats, and so do all of its lines but those that are `linked`. */
export function findDoubtOfSection(
  { headings, boxes }: Section,
  linked: readonly Place[],
  evidence: Evidence,
): string | undefined {
  const { surroundings, profiles } = evidence;
  const isAtEdge = ({ article, from, to }: Found) =>
    surroundings.isAtEnd({ article, line: to - 1 }) || surroundings.isAtStart({ article, line: from });
  if (boxes.filter(isAtEdge).length < boxes.length * 0.8) return 'it stands amid the text';
  const heading = lineAt(profiles, headings[0])?.text ?? '';
  if (CREDITS.test(heading)) return 'it may credit somebody';
  if (!LEADS_ON.test(heading)) {
    if (REFERENCES.test(heading)) return 'its links may be what the article rests on';
    if (/[:：]$/.test(heading)) return 'it introduces what follows it';
  }
  if (countArticles(headings) < FEW * profiles.length) return 'it stands in few of the articles';
  if (linked.length > 0 && !LEADS_ON.test(heading) && !ADDRESSES_READER.test(heading))
    return 'what stands below it differs, and nothing says what it is';
  if (countLinks(linked, profiles) > 0) {
    if (!LEADS_ON.test(heading)) return 'its links differ, and nothing says what they are';
    const doubt = findDoubtOfLinks(headings, linked, profiles);
    if (doubt !== undefined) return doubt;
  }
  const repeated = linesOf(boxes.map((box) => ({ ...box, from: box.from + 1 }))).filter(
    (place) => surroundings.repeatAt(place) !== undefined,
  );
  if (repeated.length === 0) return undefined;
  const texts = [heading, ...repeated.map((place) => lineAt(profiles, place)?.text ?? '')];
  const isLegend = texts.some((text) => EXPLAINS.test(text));
  const isSites = texts.some((text) => ADDRESSES_READER.test(text) || (!isLegend && LEADS_ON.test(text)));
  if (!isSites) return SAYS_NOTHING;
  const doubt = findDoubt(repeated, evidence, { isBoxed: true });
  return doubt === PART_OF_TABLE && ADDRESSES_READER.test(heading) ? undefined : doubt;
}

/** Of a section that may be any: then so may its lines. */
export const SAYS_NOTHING = 'nothing in it speaks to readers, or of the site';

const PART_OF_TABLE = 'it is part of a table';

/** An address that readers are to open in an application, or that counts who comes by it. */
const SERVES_SITE =
  /(?:^|[./?&=_-])(?:apps?|download|open|subscribe|share|redirect|ads?|promo|aff(?:iliate)?|union|click|go)(?:[./?&=_-]|$)/i;

/** A template puts a link into so many articles. */
export const TEMPLATE = 0.6;

/** Why lines of links to addresses that begin alike may be the article's. */
export function findDoubtOfPrefix(
  prefix: string,
  places: readonly Place[],
  { profiles, surroundings }: Evidence,
): string | undefined {
  if (countArticles(places) < USUAL * profiles.length) return LED_BY_AUTHOR;
  const lines = places.flatMap((place) => lineAt(profiles, place) ?? []);
  const asks = lines.filter(({ text }) => ADDRESSES_READER.test(text)).length > lines.length / 2;
  if (asks || SERVES_SITE.test(prefix)) return undefined;
  const isOwn = isMostly(places, ({ article }) => {
    const host = profiles[article]?.host;
    return host !== undefined && prefix.startsWith(`${host}/`);
  });
  const isBelow = isMostly(places, (place) => surroundings.isAtEnd(place));
  return isOwn && isBelow && countArticles(places) >= TEMPLATE * profiles.length
    ? undefined
    : 'its links differ, and nothing says what they are';
}

/** Whether a line asks readers to do something, or speaks of the site. */
export function asksReader(place: Place, { profiles }: Evidence): boolean {
  return ADDRESSES_READER.test(lineAt(profiles, place)?.text ?? '');
}

/** Whether a line says that what stands below it leads on to other articles, or to the site. */
export function leadsOn(place: Place | undefined, { profiles }: Evidence): boolean {
  return LEADS_ON.test(lineAt(profiles, place)?.text ?? '');
}

function isMostly(places: readonly Place[], test: (place: Place) => boolean): boolean {
  return places.filter(test).length >= places.length * 0.8;
}

/** Words that an article is filed under are no longer, on average. */
const LONGEST_TAG = 12;

/** Why links that nothing gives a name to may be the article's: unless most articles have several, each a word or two. */
export function findDoubtOfNameless(
  linked: readonly Place[],
  share: number,
  profiles: readonly Profile[],
): string | undefined {
  const ink = linked.reduce((sum, place) => sum + (lineAt(profiles, place)?.ink ?? 0), 0);
  const areTags = share >= USUAL && ink <= LONGEST_TAG * countLinks(linked, profiles);
  return areTags ? undefined : 'its links differ, and nothing says what they are';
}

function countLinks(places: readonly Place[], profiles: readonly Profile[]): number {
  return places.reduce((sum, place) => sum + (lineAt(profiles, place)?.links.length ?? 0), 0);
}

/** Who puts more links than this below an article, on average, leads on to others. */
const MANY_LINKS = 1.5;

/** Links lead to one site if so many of them do. */
const ONE_SITE = 0.8;

function labelOf(line: Line | undefined): string {
  return line?.label ?? line?.text ?? '';
}
