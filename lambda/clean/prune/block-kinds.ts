import { holdsOnlyMedia } from '../fragment/content.ts';
import { type Child, type Tag, walkTags } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { holdsShareWordsOnly, isActionLink, isShareLink, splitButtons } from '../sharing.ts';
import { type Block, once } from './block.ts';
import {
  ADDRESSES_READER,
  AFFILIATE,
  AFFILIATE_LENGTH,
  CAPTION,
  CREDIT_LINE,
  CREDITS,
  DISCLAIMS,
  INVITATION_LENGTH,
  INVITATIONS,
  LATIN_INVITATION_LENGTH,
  NOTICE_LENGTH,
  NOTICES,
  STATED_OF,
  STEPS,
  STRONGLY,
} from './phrases.ts';
import { COLON, SPACE } from './signs.ts';
import { AFFILIATION, INVITATION, NOTICE } from './words.ts';

/** Whether an element holds no picture and no recording. */
export function isTextOnly({ name, children }: Tag): boolean {
  if (name === 'img' || name === 'video' || name === 'audio') return false;
  for (const child of children) if (typeof child === 'object' && !isTextOnly(child)) return false;
  return true;
}

/** Whether a block is nothing but text, as most are: it holds no link. */
export function isBare({ children }: Tag): boolean {
  for (const child of children) if (typeof child === 'object') return false;
  return true;
}

const HEADINGS: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6'.split(' '));

/** Whether a block is a heading by its name. */
export function isNamedHeading({ name }: Tag): boolean {
  return HEADINGS.has(name);
}

/** Whether a block is a heading, or a paragraph that is bold for want of one. */
export function isHeading(tag: Tag): boolean {
  return isNamedHeading(tag) || (tag.name === 'p' && isBold(tag));
}

/** Whether all that an element holds is bold. */
export function isBold({ children }: Tag): boolean {
  const [only] = children;
  return children.length === 1 && typeof only === 'object' && (only.name === 'strong' || only.name === 'b');
}

/** Whether a block is a row of buttons to share with: words that stand apart. */
export function isShareBar(tag: Tag, text: string): boolean {
  if (tag.name !== 'p' && tag.name !== 'ul') return false;
  if (!holdsShareWordsOnly(text)) return false;
  const words = splitButtons(text);
  return words.length > 1 || words[0]?.startsWith('分享') === true;
}

/** Whether a block is nothing but links that share the article, or lead to where readers subscribe or answer. */
export const isShareLinks = once(({ tag }) => {
  const { name, children } = tag;
  if (isBare(tag) || (name !== 'p' && name !== 'ul' && !isNamedHeading(tag))) return false;
  let links = 0;
  const holdsNothingElse = (child: Child): boolean => {
    if (typeof child === 'string') return holdsShareWordsOnly(child);
    if (child.name !== 'a') return child.name !== 'img' && child.children.every(holdsNothingElse);
    links++;
    const { href = '' } = child.attributes;
    return isShareLink(href) || isActionLink(href);
  };
  return children.every(holdsNothingElse) && links > 0;
});

/** Longer lines, and those that end as sentences do, are prose. */
const LONGEST_LINE = 60;

/** Whether a block is more than a short line or a picture. */
export function isProse({ tag, text }: Block): boolean {
  if (text === undefined || text.length > LONGEST_LINE) return true;
  return !LINES.has(tag.name) || endsSentence(text);
}

/** Whether a block is a line of text that is no sentence, as those of lists and poems are. */
export function isShortLine(block: Block): boolean {
  const { tag, text = '' } = block;
  return tag.name === 'p' && text !== '' && !isProse(block) && isTextOnly(tag);
}

function endsSentence(text: string): boolean {
  const isClosed = text.length > 1 && '"”’」』）)'.includes(text.slice(-1));
  return text !== '' && '。！？!?…'.includes(text.slice(isClosed ? -2 : -1).charAt(0));
}

/** Blocks that may be less than prose. */
const LINES: ReadonlySet<string> = new Set(['p', ...HEADINGS, 'hr', 'figure', 'ul']);

/** Labels of columns and sections are this short. */
const LONGEST_COLUMN = 12;

/** Whether a block may be the label that a site sets above a title: a few words that are neither a sentence nor its beginning. */
export function isLabel({ tag, text }: Block): boolean {
  if (tag.name !== 'p' || text === undefined || text.length > LONGEST_COLUMN || !isTextOnly(tag))
    return false;
  return /^[\p{L}\p{N}·&\s]+$/u.test(text);
}

/** Whether a block is one paragraph, in a quotation of its own or not. */
export function isLine({ name, children }: Tag): boolean {
  if (name === 'p') return true;
  const [only, ...others] = children;
  return name === 'blockquote' && typeof only === 'object' && only.name === 'p' && others.length === 0;
}

/** Whether a block says that what follows belongs to it: a line with a colon at its end, or a heading. */
export function isIntroduction(block: Block | undefined): boolean {
  return block !== undefined && introduces(block);
}

const introduces = once(
  (block) => (isHeading(block.tag) || endsWithColon(block)) && !holdsShareWordsOnly(block.text ?? ''),
);

/** Whether a block is a line that announces the next one. */
export function endsWithColon({ text = '' }: Block): boolean {
  return text.endsWith('：') || text.endsWith(':');
}

/** Whether a block asks the reader to do something for the site. */
export const isInvitation = once((block) => {
  const { tag, text, line } = block;
  if (asksToSubscribe(block)) return true;
  if (text === undefined || text.length > LATIN_INVITATION_LENGTH || !INVITING.has(tag.name)) return false;
  if (text.length > INVITATION_LENGTH && block.isHan) return false;
  if (!block.mayBeOf(INVITATION) || (line.endsWith('。') && !ADDRESSES_READER.test(line))) return false;
  return INVITATIONS.test(line) && !STEPS.test(line);
});

/** Blocks that invitations are. */
const INVITING: ReadonlySet<string> = new Set(['p', ...HEADINGS, 'figure', 'blockquote']);

/** Longer texts tell more than where to subscribe. */
const LONGEST_SUBSCRIPTION = 200;

/** Whether a paragraph speaks to the reader, and leads to where one subscribes. */
function asksToSubscribe({ tag, text }: Block): boolean {
  if (tag.name !== 'p' || text === undefined || text.length > LONGEST_SUBSCRIPTION) return false;
  if (isBare(tag)) return false;
  if (!/\b(?:you|your|us|our)\b|[你您请]|我们|欢迎/i.test(text)) return false;
  let leads = false;
  walkTags([tag], ({ name, attributes: { href = '' } }) => {
    leads ||= name === 'a' && isActionLink(href);
  });
  return leads;
}

/** Whether a line is one that sites put below everything. */
export const isNotice = once((block) => {
  const { line } = block;
  if (isAffiliateNote(block)) return true;
  return line.length <= NOTICE_LENGTH && block.mayBeOf(NOTICE) && (NOTICES.test(line) || isDisclaimer(line));
});

/** Whether each sentence of a line says what the article or its site does not answer for. */
function isDisclaimer(line: string): boolean {
  if (!STATED_OF.test(line) || !STRONGLY.test(line) || CREDITS.test(line)) return false;
  return line.split(/[。；;！!]/).every((sentence) => !/\p{L}/u.test(sentence) || DISCLAIMS.test(sentence));
}

const MAX_CREDIT = 100;

/** Whether a line credits somebody with a part of the article. */
export const isCreditLine = once((block) => {
  const { tag, plain } = block;
  if (tag.name !== 'p' || plain.length > MAX_CREDIT) return false;
  return (block.has(COLON | SPACE) || plain.startsWith('本文')) && CREDIT_LINE.test(plain);
});

/** Whether a line says that its site is paid for links. */
export function isAffiliateNote(block: Block): boolean {
  const { line } = block;
  return line.length <= AFFILIATE_LENGTH && block.mayBeOf(AFFILIATION) && AFFILIATE.test(line);
}

/** The address of the picture that a block consists of, without a caption. */
export function readPicture(tag: Tag): string | undefined {
  if ((tag.name !== 'p' && tag.name !== 'figure') || isBare(tag) || !holdsOnlyMedia(tag.children))
    return undefined;
  const images: Tag[] = [];
  let isMore = false;
  walkTags(tag.children, (child) => {
    if (child.name === 'img') images.push(child);
    isMore ||= child.name === 'audio' || child.name === 'video' || child.name === 'figcaption';
  });
  return isMore || images.length !== 1 ? undefined : images[0]?.attributes.src;
}

/** Whether a block is nothing but a picture. Asked once, as a block of many is long, and stands beside many that go. */
export const isPicture = once(({ tag }) => readPicture(tag) !== undefined);

/** Whether a line says that it is about the picture above it. */
export function pointsAtPicture({ tag, text, plain }: Block): boolean {
  if (tag.name !== 'p' || text === undefined || text.length > 120 || !isTextOnly(tag)) return false;
  return CAPTION.test(plain);
}

/** Whether most of what a block says is linked. */
export function isMostlyLinks(tag: Tag): boolean {
  if (isBare(tag)) return false;
  let linked = 0;
  let hasLinks = false;
  walkTags([tag], ({ name, children }) => {
    if (name !== 'a') return;
    hasLinks = true;
    linked += countInk(children);
  });
  return hasLinks && linked >= countInk(tag.children) * 0.6;
}

function countInk(children: readonly Child[]): number {
  let count = 0;
  for (const child of children) {
    count += typeof child === 'string' ? child.replace(/\s+/g, '').length : countInk(child.children);
  }
  return count;
}

/** The text of a block that is nothing but one link; `''` where it is anything else. */
export function linkOf({ tag, text }: Block): string {
  if ((tag.name !== 'p' && tag.name !== 'ul') || text === undefined || isBare(tag)) return '';
  const [first] = tag.children;
  if (first === undefined || (typeof first === 'string' && first.trim() !== '')) return '';
  let linked = '';
  walkTags([tag], ({ name, children }) => {
    if (name === 'a') linked += readText(children);
  });
  return linked === text ? text : '';
}
