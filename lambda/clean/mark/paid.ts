import { PICTURE_FILE } from '../../model/pictures.ts';
import { type Measurements, UNSEEN } from '../parse/measure.ts';
import {
  findAll,
  isElement,
  isText,
  readSource,
  type SourceElement,
  type SourceNode,
  type SourceParent,
} from '../parse/tree.ts';
import { simplify } from '../simplified.ts';

/** What links say that were paid for, or that nobody vouches for. */
export const PAID = /(?:^|\s)(?:sponsored|nofollow)(?:\s|$)/i;

/** Classes of what is to be pressed. */
const BUTTON = /(?:^|[\s_-])(?:btn|buttons?|buy(?:now)?|cta|coupons?|purchase)(?=$|[\s_-]|\d)/i;

/** Words of a shop's buttons, and prices. */
const OFFER =
  /购买|抢购|下单|领券|优惠|到手价|领取|直达链接|立减|折扣|秒杀|券后|[¥￥$€£]\s?\d|\d\s?元|\b(?:buy|shop|order now|deals?|coupon|sale|price|get it)\b|\b(?:see|view|check|find|available)\b.{0,16}\b(?:at|on|price)\b/i;

/** Addresses that tell an advertiser where its readers come from. */
const CAMPAIGN =
  /[?&](?:utm_(?:source|medium|campaign)|aff(?:iliate)?(?:_?id)?|promo(?:tion)?|coupon|partner(?:_?id)?|invite(?:_?code)?)=|^(?:https?:)?\/\/(?:s\.click\.taobao|union-click\.jd|u\.jd|p\.pinduoduo|amzn|go\.skimresources|click\.linksynergy)\./i;

/** Longer texts, and sentences, tell something. */
const LONGEST_OFFER = 40;

/** What sites put a line into; items of lists, cells and headings are the article's own, even in an article of offers. */
const LINES: ReadonlySet<string> = new Set('center div figure p section'.split(' '));

/** Finds the lines of a body that are nothing but links which were paid for. */
export class PaidLines {
  readonly #root: SourceParent;
  /** Undefined before it was looked for. */
  #first: SourceNode | 'none' | undefined;

  constructor(root: SourceParent) {
    this.#root = root;
  }

  /**
   * Whether an element is such a line: offers and buttons to buy anywhere; pictures only above everything else, as those
   * of a review lead to a shop as well.
   */
  has({ name, children }: SourceElement): boolean {
    // Nearly all lines hold no link: that is soon seen, without a look at their text.
    if (!LINES.has(name) || !children.some(isLink)) return false;
    let links = 0;
    for (const child of children) {
      if (!isSeen(child)) continue;
      if (!isElement(child) || !this.#isPaid(child)) return false;
      links++;
    }
    return links > 0;
  }

  #isPaid({ name, attribs, children }: SourceElement): boolean {
    const { rel = '', href = '', class: classes = '' } = attribs;
    if (name !== 'a' || PICTURE_FILE.test(href)) return false;
    const isPaid = PAID.test(rel);
    if (!isPaid && !CAMPAIGN.test(href)) return false;
    const line = readLine(children);
    const text = line && simplify(line);
    if (text === undefined || /[。！？!?…]$/.test(text)) return false;
    if (text !== '') return isPaid && (BUTTON.test(classes) || OFFER.test(text));
    this.#first ??= findFirst(this.#root) ?? 'none';
    return this.#first !== 'none' && children.includes(this.#first);
  }
}

function isLink(node: SourceNode): boolean {
  return isElement(node) && node.name === 'a';
}

function isSeen(node: SourceNode): boolean {
  return isElement(node) ? node.name !== 'br' : isText(node) && !MARKS.test(node.data);
}

/** What may stand beside a link that has its line to itself. */
const MARKS = /^[\s▶►→»·•*👉☞>|-]*$/u;

/** The first text or picture. */
function findFirst({ children }: SourceParent): SourceNode | undefined {
  for (const child of children) {
    if (isText(child) && child.data.trim() !== '') return child;
    if (!isElement(child) || UNSEEN.has(child.name)) continue;
    const first = child.name === 'img' ? child : findFirst(child);
    if (first !== undefined) return first;
  }
  return undefined;
}

/** The text of a link, on one line; undefined where there is too much of it. */
function readLine(children: readonly SourceNode[]): string | undefined {
  let text = '';
  for (const child of children) {
    const part = isText(child) ? child.data : isElement(child) ? readLine(child.children) : '';
    if (part === undefined) return undefined;
    text += part.replace(/\s+/g, ' ');
    if (text.trim().length > LONGEST_OFFER) return undefined;
  }
  return text.trim();
}

/** Classes of boxes that show what can be bought. */
const CARD =
  /(?:^|[\s_-])(?:products?|shop(?:ping)?|buy|deals?|offers?|goods|commodity|affiliates?|merchant|article-right-card)(?:[-_]{1,2}[a-z]{1,12}){0,3}(?=$|\s)/i;

const LONGEST_CARD = 160;

/** An article with more of them is about what can be bought. */
const MAX_CARDS = 3;

/** Finds boxes amid an article that offer something: all their links are paid for, a price or a button is in them, no sentence. */
export class OfferCards {
  readonly #root: SourceParent;
  readonly #measurements: Measurements;
  #areFew: boolean | undefined;

  constructor(root: SourceParent, measurements: Measurements) {
    this.#root = root;
    this.#measurements = measurements;
  }

  /** Whether an element is such a box. */
  has(element: SourceElement): boolean {
    if (!this.#isCard(element)) return false;
    this.#areFew ??= findAll(this.#root, (each) => this.#isCard(each)).length <= MAX_CARDS;
    return this.#areFew;
  }

  #isCard(element: SourceElement): boolean {
    const { class: classes = '' } = element.attribs;
    if (classes === '' || !CARD.test(classes) || !BOXES.has(element.name)) return false;
    if (this.#measurements.of(element).text > LONGEST_CARD) return false;
    const links = findAll(element, ({ name }) => name === 'a');
    const text = simplify(readSource(element));
    return (
      links.length > 0 &&
      links.every(({ attribs: { rel = '' } }) => PAID.test(rel)) &&
      OFFER.test(text) &&
      !/[。！？]|[!?](?=\s|$)/.test(text)
    );
  }
}

const BOXES: ReadonlySet<string> = new Set('aside div figure section'.split(' '));

const SHARE_PICTURE =
  /(?:^|[\s_-])(?:wx|weixin|wechat)?[-_]?share[-_]?(?:img|image|pic|picture|poster|card|thumb|thumbnail|cover|logo)(?=$|[\s_-]|\d)/i;

const SHARE_LABEL = /^(?:分享(?:图|图片|海报|封面|缩略图)|share (?:image|picture|card|poster))$/i;

/** Whether a picture stands in a body for those who share the article, and not for its readers. */
export function isSharePicture({ name, attribs }: SourceElement): boolean {
  if (name !== 'img') return false;
  const { class: classes = '', id = '', alt = '' } = attribs;
  return SHARE_PICTURE.test(classes) || SHARE_PICTURE.test(id) || SHARE_LABEL.test(simplify(alt).trim());
}
