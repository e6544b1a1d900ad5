import { walkTags } from '../fragment/tag.ts';
import { type Block, once } from './block.ts';
import {
  isHeading,
  isInvitation,
  isNamedHeading,
  isPicture,
  isShortLine,
  pointsAtPicture,
} from './block-kinds.ts';
import { Opened } from './opened.ts';
import { isSection } from './related.ts';

/** The label of what a site offers, or says of itself, below its articles. */
export const LABEL = new Opened(
  '【[「■◆▍▼>活课会大直好福粉读近文版转关联加商广acg',
  /^[【[「■◆▍▼>\s]*(?:(?:活动|课程|会议|大会|直播|好课|好书|福利|粉丝|读者|近期)(?:活动|推荐|预告|福利|信息)|文档信息|版权信息|版权声明|转载须知|关于我们|联系我们|加入我们|关注我们|商务合作|广告合作|about us|contact us|get involved)[】\]」：:\s]*$/i,
);

/** The label of a section about somebody. */
export const ABOUT = new Opened('关a', /^(?:关于|about )[\s“「《]*(\S[^“”「」《》]{1,30}?)[”」》]?[:：]?$/i);

/** The label of a section about whom a site would like to have; and how to tell that one would like to come. */
const HIRING =
  /^[【[\s]*(?:招聘(?:信息|启事)?|团队招聘|我们(?:正?在)?招(?:聘|人)(?:啦|了)?|诚聘英才|招贤纳士|加入我们|we(?:['’]| a)re hiring|join (?:us|our team)|careers)[】\]：:!！\s]*$/i;
const APPLIES = /简历|应聘|投递|\b(?:r[ée]sum[ée]|apply|cv)\b.{0,200}(?:@|https?:)|\bhr@/i;

/** What is in such a section: where to come, to ask, to pay, or whose the text is. */
const OFFERED =
  /扫码|扫描|二维码|报名|购票|优惠|折扣|咨询|联系|关注|电话|微信|\d{11}|@|许可|版权|转载|\b(?:e-?mail|contact|join|licen[cs]e|copyright)\b/i;

/** How many blocks such a section has at most, with its label; and one that is nothing but ways to get in touch. */
const LONGEST_SECTION = 5;
const LONGEST_CONTACTS = 9;

/** How one gets in touch with whom such a section is about. */
const CONTACT =
  /[\w.+-]@[\w-]|邮箱[:：]|投稿|(?:关注|搜索|后台)[^，。]{0,10}(?:公众号|留言)|\b(?:e-?mail|contact) (?:us|me)\b/i;

/**
 * From which block on an article ends with what its site offers under a label, or with what it says of itself: a section
 * about one of the names that are the site's, with a way to get in touch. Undefined where it does not.
 */
export function findPromotion(
  blocks: readonly Block[],
  isOfSite: (name: string) => boolean,
): number | undefined {
  let areContacts = true;
  for (let index = blocks.length - 1; index > 0 && index > blocks.length - LONGEST_CONTACTS; index--) {
    const block = blocks[index];
    if (block === undefined || block.text === undefined) return undefined;
    if (index <= blocks.length - LONGEST_SECTION && !areContacts) return undefined;
    if (isHeading(block.tag) && HIRING.test(block.plain) && !isOfSubject(blocks, index)) return index;
    if (isLabel(block))
      return holdsOffers(blocks, index) && !isOfMeeting(blocks, index) && !creditsOriginal(blocks, index)
        ? index
        : undefined;
    if (areContacts && index < blocks.length - 1 && isContactLabel(block)) return index;
    const name = isHeading(block.tag) ? ABOUT.exec(block.plain)?.[1] : undefined;
    if (name !== undefined && isOfSite(name))
      return blocks.slice(index + 1).some(({ plain }) => CONTACT.test(plain)) ? index : undefined;
    if (isNamedHeading(block.tag) && block.text !== '') return undefined;
    areContacts &&= isContact(block);
  }
  return undefined;
}

/** A field of such a section: where somebody can be found, behind what that is. */
const FIELD =
  /^[^，。:：]{1,12}[:：].{0,90}(?:@|https?:|[a-z\d]\.(?:com|cn|org|net|fm|io|tv)(?![a-z]))|^[^，。:：]{0,8}(?:微信|微博|公众号|qq群?|telegram)[^，。:：]{0,4}[:：]\s?(?![不无没未已早])[^，。]{1,40}$/i;

const isContact = once(({ tag, plain }) => tag.name === 'p' && plain.length <= 160 && FIELD.test(plain));

/** What stands above such fields and, unlike the labels above, above much else. */
const CONTACT_LABEL =
  /^[【[「■◆▍▼>\s]*(?:纠错|投稿|联系|(?:纠错|意见|建议|投稿|问题|交流|联系)(?:\s?[&＆与和及、]\s?(?:纠错|意见|建议|投稿|反馈|联系|交流)(?:反馈|方式|渠道)?|反馈|方式|渠道)|反馈(?:与|和)?(?:建议|投稿)?|(?:feedback|contacts?)(?: (?:&|and) (?:feedback|contacts?))?)[】\]」：:\s]*$/i;

const isContactLabel = once(({ plain }) => plain.length <= 20 && CONTACT_LABEL.test(plain));

const isLabel = once(({ plain }) => LABEL.test(plain));

/** From which block on an article ends with an invitation and the code to scan, above or below it; undefined where it does not. */
export function findInvitedPicture(blocks: readonly Block[]): number | undefined {
  const [before, last] = [blocks.at(-2), blocks.at(-1)];
  if (before === undefined || last === undefined || blocks.length < 3) return undefined;
  if (isPicture(last)) {
    if (isInvitation(before)) return blocks.length - 2;
    return isSmallSquare(last) && namesAccount(before) ? blocks.length - 1 : findDividedInvitation(blocks);
  }
  const isAbove = pointsAtPicture(last) && isInvitation(last) && isPicture(before);
  return isAbove ? blocks.length - 2 : undefined;
}

/** The side of a picture that may be a code, in pixels; and how much longer the other one is at most. */
const LARGEST_CODE = 300;
const MOST_OBLONG = 1.1;

/** Whether a block is a picture that its attributes call as small and square as a code to scan. */
function isSmallSquare({ tag }: Block): boolean {
  let isSquare = false;
  walkTags([tag], ({ name, attributes: { width, height } }) => {
    if (name !== 'img' || width === undefined || height === undefined) return;
    const [shorter, longer] = [Math.min(+width, +height), Math.max(+width, +height)];
    isSquare = longer <= LARGEST_CODE && longer <= shorter * MOST_OBLONG;
  });
  return isSquare;
}

/** How a line ends that says which account an article is from. */
const ACCOUNT =
  /(?:公众号|微信号|服务号|订阅号|视频号)\s?[:：|丨]\s?[^，。:：]{1,40}$|[（(]\s?(?:微信)?(?:ID|号)\s?[:：]\s?[a-z][\w-]{5,30}\s?[)）]$/i;

function namesAccount({ tag, plain }: Block): boolean {
  return tag.name === 'p' && plain.length <= 60 && ACCOUNT.test(plain);
}

/** Over so many lines an invitation is divided: what to scan, whom that adds, what to write to them, what one gets. */
const MOST_LINES = 5;
const LONGEST_LINE = 24;

/** Where the invitation begins whose lines stand one below the other above the code that the first of them is about. */
function findDividedInvitation(blocks: readonly Block[]): number | undefined {
  const picture = blocks.length - 1;
  for (let index = picture - 1; index > 0 && index >= picture - MOST_LINES; index--) {
    const block = blocks[index];
    if (block === undefined || !isShortLine(block) || block.line.length > LONGEST_LINE) return undefined;
    if (/码|扫一扫/.test(block.line) && isInvitation(block)) return index;
  }
  return undefined;
}

function holdsOffers(blocks: readonly Block[], label: number): boolean {
  const section = blocks.slice(label + 1);
  const isLabel = section.length > 0 || isHeadingAt(blocks, label);
  if (!isLabel || isSection(blocks, label)) return false;
  return (
    section.length === 0 ||
    section.some(({ plain }) => OFFERED.test(plain)) ||
    section.every((block) => isPicture(block))
  );
}

/** What an article says that announces a meeting, and what the contacts of such a meeting are for. */
const MEETING = /本次(?:大会|会议|年会|展会|研讨会)/;
const ATTENDED = /参会|参展|会务|大会/;

/** Whether a section of contacts says whom to ask about the meeting that the article announces. */
function isOfMeeting(blocks: readonly Block[], label: number): boolean {
  return (
    /联系我们/.test(blocks[label]?.plain ?? '') &&
    blocks.slice(label + 1).some(({ plain }) => ATTENDED.test(plain)) &&
    blocks.slice(0, label).some(({ plain }) => MEETING.test(plain))
  );
}

/** Whether a section about rights names what the article was translated from. */
function creditsOriginal(blocks: readonly Block[], label: number): boolean {
  return blocks
    .slice(label + 1)
    .some(({ plain }) => /原文(?:标题|题目|名为|作者)|译自|授权[^，。]{0,20}(?:翻译|编译)/.test(plain));
}

/** Whether such a section asks nobody to apply, or another part of the article is about work, too. */
function isOfSubject(blocks: readonly Block[], label: number): boolean {
  return (
    !blocks.slice(label + 1).some(({ plain }) => APPLIES.test(plain)) ||
    blocks.slice(0, label).some(({ plain }) => /招聘|求职|简历|\b(?:hiring|careers?)\b/i.test(plain))
  );
}

function isHeadingAt(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  return block !== undefined && isHeading(block.tag);
}
