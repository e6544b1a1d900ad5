import { readAddresses } from '../fragment/addresses.ts';
import type { Child, Tag } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { simplify } from '../simplified.ts';
import type { Block } from './block.ts';
import { endsWithColon, isBare, isProse, isTextOnly, linkOf, readPicture } from './block-kinds.ts';
import { isByline, saysNothingBut } from './byline.ts';
import { Opened } from './opened.ts';
import { BREADCRUMBS, FILED, RELATED_HEADING } from './phrases.ts';
import { readSite } from './related.ts';
import { COLON } from './signs.ts';
import { TRAIL } from './words.ts';

/** Labels of tags are this short; longer ones are titles. */
const LONGEST_TAG = 24;

/** What is beside the tags of a list: a label, with marks between them. */
const TAG_LABEL =
  /^(?:本文|文章|所属|相关)?(?:标签|关键词|关键字|话题|分类|专题|tags?|keywords?|topics?|categor(?:y|ies)|filedunder|postedin)?$/i;
const MARKS = /[\s:：,，、|｜#/·•]+/g;

/** Addresses of the lists that a site keeps of what has a tag or is filed in a category. */
const TAG_ADDRESS =
  /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?(?:tags?|labels?|keywords?|topics?|hashtags?|categor(?:y|ies)|channels?)(?:[/?#]|$)|[?&](?:tags?|label|keyword|topic|category)(?:_(?:id|name|type|value))?=/i;

/** A line of nothing but hashtags. */
export const HASHTAGS = new Opened(
  '#＃',
  /^(?:(?:[#＃][^\s#＃]{1,30}[#＃]\s*){2,12}|(?:[#＃][^\s#＃]{1,30}(?:\s+|$)){2,12})$/,
);

const KEYWORDS = /^(?:本文|文章)?(?:标签|关键词|关键字|keywords?|tags?)\s?(?:[:：]|[>＞»]{1,2})\s?(?=\S)/i;

/** What links are marked with that lead to all that is said of a topic, a share or somebody: `#topic#`, `$share$`, `@name`. */
const MARKED = /^(?:[#＃](?!\d+$)[^\s#＃]{1,30}[#＃]?|\$[^\s$]{1,30}\$|@\S{1,30})$/;

/** Whether a line is nothing but hashtags. */
export function isHashtags({ tag, text = '' }: Block): boolean {
  if (tag.name !== 'p') return false;
  return (HASHTAGS.test(text) && isTextOnly(tag)) || isMarked(tag);
}

/** Whether all of a line is links so marked, one of which at least leads to a topic or a share. */
function isMarked(tag: Tag): boolean {
  if (isBare(tag)) return false;
  let topics = 0;
  const isMark = (child: Child): boolean => {
    if (typeof child === 'string') return child.trim() === '';
    if (child.name !== 'a') return false;
    const text = readText([child]).trim();
    if (!text.startsWith('@')) topics++;
    return MARKED.test(text);
  };
  return tag.children.every(isMark) && topics > 0;
}

/** Whether a line is nothing but the words that an article can be found by. */
export function isKeywordLine(block: Block): boolean {
  const { tag, text, plain } = block;
  if (tag.name !== 'p' || text === undefined || text.length > MAX_FILED || !isTextOnly(tag)) return false;
  if (isHashtags(block)) return true;
  const words = KEYWORDS.test(plain) ? plain.replace(KEYWORDS, '') : '';
  return (
    words !== '' && words.split(/[,，、;；/|#\s]+/).every((word) => /^[\p{L}\p{N}+.-]{0,12}$/u.test(word))
  );
}

/** What a page says of its own address. */
export const OWN_ADDRESS = new Opened(
  '本文博永固',
  /^(?:本文|文章|博客|永久|固定)(?:链接|地址)\s?[:：]\s?https?:\S+$/,
);

/** What a page says of the address that an article has elsewhere. */
export const ORIGINAL_ADDRESS = new Opened(
  '原来链地网',
  /^(?:原文|来源|原帖)?(?:链接|地址|网址)\s?[:：]\s?(\S+)$/,
);

/** Whether a line is the address of the page that an article is from, which front matter may have as `link`. */
export function isOwnAddress(block: Block, link: string | undefined): boolean {
  const { tag, text = '', plain } = block;
  if (tag.name !== 'p' || text.length > MAX_FILED || !block.has(COLON)) return false;
  if (OWN_ADDRESS.test(plain)) return true;
  const address = ORIGINAL_ADDRESS.exec(text)?.[1] ?? '';
  return link !== undefined && ORIGINAL_ADDRESS.test(plain) && sameAddress(address, link);
}

/** Where a site has its first page, behind a label or the name of what it is about. */
const SITE =
  /^(?:[^:：]{0,20}(?:官网|官方网站|网站|网址|主页|home ?page|website)\s?[:：]\s?(?:https?:\/\/)?|\p{L}{2,12}\shttps?:\/\/)((?:[a-z\d-]{1,40}\.){1,4}[a-z]{2,12})\/?$/iu;

/** The site whose first page a line leads to; undefined for a line that says more. */
export function readFirstPage(block: Block): string | undefined {
  const { tag, plain } = block;
  if (tag.name !== 'p' || plain.length > MAX_FILED || !block.has(COLON)) return undefined;
  const host = SITE.exec(plain)?.[1];
  return host === undefined ? undefined : readSite(host.toLowerCase());
}

function sameAddress(one: string, other: string): boolean {
  const bare = (address: string) => address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/[/?#]$/, '');
  return bare(one) === bare(other);
}

/** Whether a block is nothing but links to what else has a tag of the article. */
export function isTagList(tag: Tag): boolean {
  if ((tag.name !== 'p' && tag.name !== 'ul') || isBare(tag)) return false;
  let beside = '';
  let tags = 0;
  const isOfTags = (child: Child): boolean => {
    if (typeof child === 'string') {
      beside += child;
      return beside.length <= LONGEST_TAG;
    }
    if (child.name === 'img' || child.name === 'video' || child.name === 'audio') return false;
    if (child.name !== 'a') return child.children.every(isOfTags);
    const { href = '' } = child.attributes;
    const text = readText([child]);
    tags++;
    return text.length <= LONGEST_TAG && TAG_ADDRESS.test(href);
  };
  return tag.children.every(isOfTags) && tags > 0 && TAG_LABEL.test(simplify(beside).replace(MARKS, ''));
}

/** Longer lines say more than what an article is filed under. */
const MAX_FILED = 200;

/** Whether a line tells what an article is filed under: links, or the names that front matter has already. */
export function isFiled({ tag, text = '', plain }: Block, names: readonly string[]): boolean {
  if (tag.name !== 'p' || text.length > MAX_FILED || !FILED.test(plain)) return false;
  const beside = simplify(tag.children.filter((child) => typeof child === 'string').join(''));
  // Nothing but the label and what is between its links.
  if (tag.children.length > 1 && FILED.exec(beside)?.[0].length === beside.length) return true;
  return isByline(text, names);
}

/** Fields of a page that tell of an article; one without a value is one that the page's template had none for. */
export const EMPTY_FIELD = new Opened(
  '作文来出编责记校标关分栏发更时日阅浏评原图abstcdpuv',
  /^(?:(?:作者|文|来源|出处|编辑|责编|记者|校对|标签|关键词|分类|栏目|发布时间|更新时间|时间|日期|阅读|浏览|评论|原文链接|原标题|图片来源|author|by|source|tags?|categor(?:y|ies)|date|published|updated|via)\s?[:：|｜]\s?(?:undefined|null|none|nan|n\/a|无|暂无|[-–—]{1,3})?(?=\s|$)\s*){1,4}$/i,
);

/** Placeholders of a template that nobody filled in. */
export const UNFILLED = new Opened(
  '{$<un[',
  /^(?:(?:\{\{[^{}]{0,60}\}\}|\$\{[^{}]{0,60}\}|<%[^<>]{0,60}%>|undefined|null|NaN|\[object Object\])[\s|·•/,，:：-]{0,5}){1,6}$/,
);

/** Whether a line is a field of a template that has no value; `next` is the block below it, which may be the value. */
export function isEmptyField(block: Block, next: Block | undefined): boolean {
  const { tag, text, plain } = block;
  if (tag.name !== 'p' || text === undefined || !isTextOnly(tag)) return false;
  return UNFILLED.test(text) || (EMPTY_FIELD.test(plain) && (next === undefined || isProse(next)));
}

/** How a line ends that somebody's words follow. */
const SAYING =
  /(?:[说道称问答曰想喊叫写示论唱念]|(?<=[写贴印刻画挂题])[着到上]|\b(?:said|says|read|reads|wrote|writes|asked|replied|added|shouted|sang)) ?[:：]$/i;

/** Whether a line announces what somebody says, or what is written somewhere. */
export function announcesSpeech(block: Block): boolean {
  return endsWithColon(block) && SAYING.test(block.plain);
}

/** A label is this short. */
const ANNOUNCING = /^[^\s，。！？,.!?（）()]{2,12}(?<![是为])[:：]$/;

/** Whether the last line of an article announces what is not there. */
export function announcesNothing(block: Block): boolean {
  const { tag, plain } = block;
  return (
    !announcesSpeech(block) &&
    endsWithColon(block) &&
    ANNOUNCING.test(plain) &&
    /^(?:p|h[1-6])$/.test(tag.name) &&
    isTextOnly(tag)
  );
}

/** The name of a column and the title of an article of it, one link. */
const OF_COLUMN = /^(?:[^\s|｜丨]{2,12}\s?[|｜丨]|[【[][^\s【】[\]]{2,12}[】\]])\s?\S.{5,80}$/;

/** Whether a line is a link to another article, named by the column that it is in. */
export function isColumnLink(block: Block): boolean {
  const { tag, text } = block;
  if (tag.name !== 'p' || text === undefined || isBare(tag) || !OF_COLUMN.test(text)) return false;
  if (linkOf(block) !== '') return true;
  const [name, title, ...others] = tag.children;
  return (
    typeof name === 'string' &&
    /[】\]|｜丨]\s*$/.test(name) &&
    typeof title === 'object' &&
    others.length === 0 &&
    title.name === 'a'
  );
}

/** Labels before a link to another article, which stand in a paragraph of their own between those of an article. */
const READ_MORE =
  /^[\s>›»→▶►•*（(【[「]*(?:(?:相关|延伸|推荐|扩展|拓展|更多|关联)(?:阅读|报[道导]|新闻|文章|推荐|内容|资讯)|阅读更多|看更多|点击(?:阅读|查看)|往期(?:回顾|推荐|精选|文章)|(?:for more, )?read (?:more|also|next)|see also|for more,? read|also read|related(?: (?:story|stories|article|articles|reading|posts?|news))?|don['’]t miss|more(?: on this| stories)?)(?:[】\]」](?:\s?$|(?=\s?[^\s:：|｜»→-]\S))|[】\]」]?\s?(?:[:：|｜»→](?=\s?\S{2})|[:：|｜»→-]\s?$))/i;

const PARENTHESES = /^[\s（()）【】[\]>›»→▶►•*·]*$/;

/** Whether a paragraph is nothing but a link to another article and the label before it. */
export function isReadMore({ tag, text, plain }: Block): boolean {
  if (text === undefined || isBare(tag)) return false;
  const [only, ...others] = tag.children;
  if (tag.name !== 'blockquote') return tag.name === 'p' && isLabelledLink(tag, text, plain);
  return (
    others.length === 0 && typeof only === 'object' && only.name === 'p' && isLabelledLink(only, text, plain)
  );
}

function isLabelledLink(tag: Tag, text: string, plain: string): boolean {
  let beside = '';
  let hasLink = false;
  const isLabel = (child: Child): boolean => {
    if (typeof child === 'string') beside += child;
    else if (child.name !== 'a') return child.children.every(isLabel);
    else hasLink = true;
    return beside.length <= LONGEST_TAG;
  };
  if (!tag.children.every(isLabel) || !hasLink || !isTextOnly(tag)) return false;
  const label = READ_MORE.exec(simplify(beside));
  if (text.includes('\n') && RELATED_HEADING.test(simplify(beside))) return true;
  return label?.[0].length === beside.length || (PARENTHESES.test(beside) && READ_MORE.test(plain));
}

/** Whether the first block lists the pages that lead to the article, the last of which is the article's. */
export function isTrail({ tag, text = '' }: Block, isTitle: (text: string) => boolean): boolean {
  if ((tag.name !== 'ul' && tag.name !== 'ol') || tag.children.length < 2 || tag.children.length > 6)
    return false;
  const items = text.split('\n').map((item) => item.trim());
  const last = (items.at(-1) ?? '').replace(/(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2}$/, '').trimEnd();
  return items.slice(0, -1).every((item) => item.length <= 12) && isTitle(last);
}

/** Whether the first line leads from the site's first page to the article. */
export function isBreadcrumbs(block: Block): boolean {
  const { tag, text = '', plain } = block;
  if (!block.mayBeOf(TRAIL) || !BREADCRUMBS.test(plain)) return false;
  return readAddresses([tag]).length > 0 || /[>»›＞→/]\s?(?:正文|详情|文章)\S{0,4}$/.test(text);
}

/** What a picture is called that is a code to scan. */
const CODE =
  /(?:^|[^a-z])(?:qr[-_]?code|erweima|ewm|gzh|gongzhonghao|(?:weixin|wechat|wx)[-_]?(?:qr|code))(?![a-z])|二维码|收款码|打赏|赞赏/i;

/** Whether a block is nothing but a picture that is a code to scan, by its file or what is said in its place. */
export function isCodePicture(tag: Tag): boolean {
  const address = readPicture(tag);
  if (address === undefined) return false;
  const [path = ''] = address.split(/[?#]/, 1);
  return CODE.test(readName(path)) || CODE.test(simplify(readAlternative(tag)));
}

/** The name of a file, which may be written with the codes of its letters, and these with those of their signs. */
function readName(path: string): string {
  let name = path.slice(path.lastIndexOf('/') + 1);
  for (let round = 0; round < 2 && name.includes('%'); round++) {
    try {
      name = decodeURIComponent(name);
    } catch {
      break;
    }
  }
  return simplify(name);
}

function readAlternative({ name, attributes, children }: Tag): string {
  if (name === 'img') return attributes.alt ?? '';
  return children.map((child) => (typeof child === 'string' ? '' : readAlternative(child))).join(' ');
}

/** What buttons of a site say, which lead to its services and not to what it tells. */
const SERVICE =
  /^(?:reuse this content|(?:order )?reprints?(?:(?: &| and) permissions)?|permissions|rights(?: &| and) permissions|the trust project|contact us|about us|privacy policy|terms(?: of (?:use|service))?|cookie policy|corrections?|(?:suggest|report|request|submit) an? (?:typo|error|mistake|correction)|(?:send|give|leave) (?:us )?(?:feedback|a tip|tips)|feedback|advertise(?: with us)?|comments?|read \d{1,3} remaining paragraphs|subscribe(?: now)?|newsletters?|log ?in|sign ?(?:in|up)|关于我们|联系我们|隐私政策|用户协议|版权声明|意见反馈|我要纠错|上一[页篇]|下一[页篇]|返回列表|打印本页|关闭窗口|纠错|投诉|举报|打赏|赞赏|登录|注册)$/i;

/** Labels of buttons are this short. */
const LONGEST_BUTTON = 30;

/** Whether a block is nothing but links, one of which at least leads to a service of the site. */
export function isServiceLine({ tag, text, plain }: Block): boolean {
  if ((tag.name !== 'p' && tag.name !== 'ul') || text === undefined || isBare(tag)) return false;
  const labels: string[] = [];
  const isOfButtons = (child: Child): boolean => {
    if (typeof child === 'string') return /^[\s|·•/]*$/.test(child);
    if (child.name === 'a') return labels.push(simplify(readText([child]))) > 0;
    return child.name !== 'img' && child.children.every(isOfButtons);
  };
  if (!tag.children.every(isOfButtons) || labels.length === 0) return false;
  return plain.length <= 200 && labels.every(isShort) && labels.some((label) => SERVICE.test(label));
}

function isShort(label: string): boolean {
  return label.length <= LONGEST_BUTTON;
}

/** What a link says that leads to the whole of what is here, or to where it is talked about. */
const CALL =
  /^[[【（(「]?(?:(?:点击|点此|请)?(?:查看|阅读|浏览|访问)(?:全文|原文|更多|详情|原帖|完整(?:内容|版)|剩余内容|[\p{L}]{0,6}讨论)|继续阅读|(?:点击)?查看本文英文版|(?:全文|详情)(?=[\s>»…→])|更多\p{L}{0,6}|(?:see |read |view )?more [\p{L}' ]{2,30}|(?:continue|keep) reading|(?:click (?:here )?to )?(?:read|view|see)(?: the)? (?:more|full|rest|original|whole|complete|entire)(?: (?:article|story|post|thread|discussion|report|version|of (?:this|the) (?:article|story|post)))?(?: (?:here|(?:on|at|in) .{1,30}))?|(?:view|read|see|show|browse) all (?!.{0,24}\b(?:data|results?|chapters?|maps?|figures?|answers?|winners?|questions?|photo(?:graph)?s|images|pictures)\b)[\p{L}' ]{2,30}|(?:查看|浏览|显示)(?:全部|所有)(?!\p{L}{0,6}(?:数据|结果|名单|译文|手稿|答案|代码|照片|图片|附件|地图))\p{L}{0,8}|(?:view|discuss|comment) on .{1,20})[\s.…»>→›】\])）」]*$/iu;

/** Whether a text is such a call, and nothing else. */
export function isCall(text: string): boolean {
  return text !== '' && text.length <= 60 && CALL.test(simplify(text));
}

/** Whether a block is a link that is such a call, with no picture beside it: that would be the article's. */
export function isCallAlone(block: Block): boolean {
  return isCall(linkOf(block)) && !showsBesideLinks(block.tag);
}

function showsBesideLinks({ name, children }: Tag): boolean {
  if (name === 'a') return false;
  return (
    /^(?:img|video|audio)$/.test(name) ||
    children.some((child) => typeof child === 'object' && showsBesideLinks(child))
  );
}

/** Where applications are had from. */
const STORE_ADDRESS =
  /^https?:\/\/(?:a\.app\.qq\.com\/o\/|(?:apps|itunes)\.apple\.com\/|play\.google\.com\/store\/apps\/)/i;

/** What one does with an article in a site's application; where one gets an application that an article is about says nothing of it. */
const IN_APP =
  /^[\s>›»→▶►]*(?:在|用|打开|前往|去)?\s?(?:app|客户端)\s?(?:内|中|里)?(?:打开|播放|查看|阅读|观看|收听|看|听)|^(?:read|open|watch|listen|continue) (?:it )?in (?:the |our )?app\b/i;

/** Whether a line is one link to a store of applications, to read or play there what is here. */
export function isAppCall(block: Block): boolean {
  const label = linkOf(block);
  if (label === '' || label.length > LONGEST_BUTTON || !IN_APP.test(block.plain)) return false;
  return readAddresses([block.tag]).every((address) => STORE_ADDRESS.test(address));
}

/** Pages of a site about those who write for it. */
const PERSON_ADDRESS =
  /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?(?:authors?|by|bylines?|columnists?|contributors?|editors?|journalists?|members?|our-team|people|persons?|profiles?|reporters?|staff|team|users?|writers?)\/[^?#]|^https?:\/\/[^/?#]+\/@[^/?#]/i;

/** Whether a line is nothing but links to pages about persons. */
export function isPersonLink(block: Block): boolean {
  return linkOf(block) !== '' && readAddresses([block.tag]).every((address) => PERSON_ADDRESS.test(address));
}

/** Whether all that a block holds is in one link to a page about a person. */
export function isLinkToPerson(tag: Tag): boolean {
  const [only, ...others] = tag.children;
  if (typeof only !== 'object' || others.length > 0) return false;
  return only.name === 'a' ? PERSON_ADDRESS.test(only.attributes.href ?? '') : isLinkToPerson(only);
}

/** Words of the line that says who wrote an article. */
const WRITTEN_BY =
  /^(?:by|and|with|written|posted|published|updated|on|at|min|read|reading|time|作者|文|撰文|撰稿|发布于|更新于)$/i;

/** Whether a line says by whom an article is, with links to nothing but pages about them. */
export function isAuthorLine({ tag, text, plain }: Block): boolean {
  if (tag.name !== 'p' || text === undefined || text.length > 120 || isBare(tag)) return false;
  if (!/^(?:by|written by|posted by|作者|文|撰文)(?![\p{L}])/iu.test(plain) || !isTextOnly(tag)) return false;
  let beside = '';
  let names = 0;
  const isOfNames = (child: Child): boolean => {
    if (typeof child === 'string') beside += child;
    else if (child.name !== 'a') return child.children.every(isOfNames);
    else if (++names > 0) return PERSON_ADDRESS.test(child.attributes.href ?? '');
    return true;
  };
  if (!tag.children.every(isOfNames) || names === 0) return false;
  return saysNothingBut(simplify(beside), WRITTEN_BY);
}

/** Whether a line is a link to the section of a site that it names, as the address does: `/technology/`. */
export function isSectionLink(block: Block): boolean {
  const label = linkOf(block);
  if (label === '' || label.length > LONGEST_TAG) return false;
  let section = '';
  const readHref = (child: Child): void => {
    if (typeof child === 'string') return;
    if (child.name === 'a') section = child.attributes.href ?? '';
    else for (const grandchild of child.children) readHref(grandchild);
  };
  for (const child of block.tag.children) readHref(child);
  const path =
    URL.parse(section)
      ?.pathname.toLowerCase()
      .split('/')
      .filter((part) => part !== '') ?? [];
  const slug = label
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z0-9]+/g, '-');
  return path.length === 1 && slug.length > 2 && path[0] === slug;
}
