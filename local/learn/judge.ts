import { countArticles, lineAt, type Place, type Repeat } from './places.ts';
import type { Line, Profile } from './profile.ts';
import { numbersOf } from './shape.ts';
import type { Surroundings } from './surroundings.ts';
import { weigh } from './template.ts';

/** What asks readers to do something, or speaks of the site and its rights: nobody's column is called so. */
const ADDRESSES_READER =
  /点击|点此|戳|关注|扫码|扫描|识别|二维码|下载|订阅|公众号|视频号|客户端|APP|小程序|加群|入群|交流群|转载|版权|侵权|未经|授权|免责|声明|广告|推广|优惠|领取|投稿|爆料|热线|商务合作|联系我们|返回|更多|阅读原文|原文链接|查看原文|相关阅读|推荐阅读|评论|点赞|分享|收藏|打赏|赞赏|举报|登录|注册|阅读量|浏览|advert|sponsor|subscri|newsletter|follow us|sign up|download|copyright|all rights|click|read more|share this|related|cookie|comments?\b|terms of|affiliate|commission/i;

/** Says who made something. */
const CREDITS =
  /(?:作者|记者|编辑|来源|撰文|撰稿|摄影|图源|图片|翻译|译者|编译|校对|审校|监制|策划|制图|文字|供图|[文图摄])\s*[:：/|｜丨@]|《[^》]{1,20}》.{0,20}\d.{0,3}[版期]|本文由.{0,30}(?:原创|发布|翻译|整理|撰写|提供)|(?:题图|图片|图)(?:来自|来源|由)|\bCC(?:0|\s?BY)|\blicen[cs]ed?\b|^(?:文|图)[、/]?图?\s|\b(?:by|author|editor|source|photos?|words|written|translat\w+|credits?)\b\s*[:|]|^by\s/i;

/** Names what an article rests on. */
const REFERENCES =
  /参考|引用|文献|资料|数据|出处|来源|来自|出自|原文|参见|详见|注释|脚注|附录|项目|仓库|地址|下载|官网|references|sources|notes|footnotes|bibliography|citation/i;

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

  if (share(({ kind }) => kind === 'code') > 0.2) return 'it is code';
  if (share(({ kind }) => kind === 'cell') > 0.2 && !asks) return 'it is part of a table';
  if (share((line, place) => isTitle(line) && surroundings.isAboveText(place)) > 0.3 && !asks) {
    return share((_, place) => surroundings.isAtStart(place)) > 0.5
      ? 'it may be the title of a column'
      : 'it may be a heading: text of the article follows it';
  }
  if (share(({ text }, place) => /[:：]$/.test(text) && surroundings.isAboveText(place)) > 0.3)
    return 'it introduces what follows it';
  if (share(({ text }) => CREDITS.test(text)) > 0.3) return 'it may credit somebody';
  if (share((_, place) => surroundings.isAllRepeated(place)) > 0.3)
    return 'all of its articles repeats in others';
  if (share(({ kind, links }) => kind === 'picture' && links.length === 0) > 0.5 && !isBoxed) {
    if (share((_, place) => surroundings.isAtEnd(place)) < 0.5) return 'it may illustrate the articles';
  }
  if (leadsElsewhere(places, profiles)) return 'it leads to another place in each article';
  if (isSeen || asks) return undefined;

  const isAmid = (place: Place) => !surroundings.isAtStart(place) && !surroundings.isAtEnd(place);
  if (share((_, place) => isAmid(place)) > 0.25 && !(isBoxed && ink >= SHORT))
    return 'it stands amid the text';
  if (isBoxed) return undefined;
  const begins = share((_, place) => surroundings.isAtStart(place) && !surroundings.isAtEnd(place)) > 0.5;
  if (begins && share(({ text }) => isCounts(text)) <= 0.5) return 'it may be how the author begins';
  return share(({ text }) => weigh(text) < SHORT) > 0.5
    ? "it is short, and may be somebody's own words"
    : undefined;
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

function isTitle({ kind, text, ink }: Line): boolean {
  if (kind === 'heading') return true;
  return kind === 'text' && ink <= LONGEST_TITLE && text !== '' && !/[。！？!?…，,；;]/.test(text);
}

/** Whether a line is little more than numbers: when it was published, how often it was read. */
function isCounts(text: string): boolean {
  return numbersOf(text).length >= 2 && weigh(text) < 20;
}

/** An author may lead to one place from some articles, but hardly from so many. */
const USUAL = 0.4;

/** Why what differs in each place may be the article's; `share` is the part of the articles that it stands in. */
export function findDoubtOfTemplate(
  { template: { parts, gaps }, href, label, places }: Repeat,
  share: number,
  { profiles, surroundings }: Evidence,
): string | undefined {
  if (label !== undefined) {
    const isBelow = places.filter((place) => surroundings.isAtEnd(place)).length >= 0.8 * places.length;
    return isBelow ? findDoubtOfLinks(places, places, profiles) : 'it stands amid the text';
  }
  if (href !== undefined)
    return share < USUAL ? 'its text differs, and it may be where the author leads to' : undefined;
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
  if (named.some((place) => REFERENCES.test(labelOf(lineAt(profiles, place)))))
    return 'its links may be what the article rests on';
  if (countLinks(linked, profiles) < MANY_LINKS * countArticles(linked))
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
