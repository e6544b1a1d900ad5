import { readAddresses } from '../fragment/addresses.ts';
import { type Child, type Tag, walkTags } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { type Block, isProse, isTextOnly } from './block-kinds.ts';
import { isByline } from './byline.ts';
import { BREADCRUMBS, FILED } from './phrases.ts';

/** Labels of tags are this short; longer ones are titles. */
const LONGEST_TAG = 24;

/** What stands beside the tags of a list: a label, with marks between them. */
const TAG_LABEL =
  /^(?:本文|文章|所属)?(?:标签|关键词|关键字|话题|分类|专题|tags?|keywords?|topics?|categor(?:y|ies)|filedunder|postedin)?$/i;
const MARKS = /[\s:：,，、|｜#/·•]+/g;

/** Addresses of the lists that a site keeps of what has a tag or is filed in a category. */
const TAG_ADDRESS =
  /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?(?:tags?|labels?|keywords?|topics?|hashtags?|categor(?:y|ies)|channels?)(?:[/?#]|$)|[?&](?:tags?|label|keyword|topic|category)=/i;

/** Whether a block is nothing but links to what else has a tag of the article. */
export function isTagList(tag: Tag): boolean {
  if (tag.name !== 'p' && tag.name !== 'ul') return false;
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
  return tag.children.every(isOfTags) && tags > 0 && TAG_LABEL.test(beside.replace(MARKS, ''));
}

/** Longer lines say more than what an article is filed under. */
const MAX_FILED = 200;

/** Whether a line tells what an article is filed under: links, or the names that front matter has already. */
export function isFiled({ tag, text = '' }: Block, names: readonly string[]): boolean {
  if (tag.name !== 'p' || text.length > MAX_FILED || !FILED.test(text)) return false;
  const beside = tag.children.filter((child) => typeof child === 'string').join('');
  // Nothing but the label and what stands between its links.
  if (tag.children.length > 1 && FILED.exec(beside)?.[0].length === beside.length) return true;
  return isByline(text, names);
}

/** Fields of a page that tell of an article; one without a value is one that the page's template had none for. */
const EMPTY_FIELD =
  /^(?:作者|文|来源|出处|编辑|责编|记者|校对|标签|关键词|分类|栏目|发布时间|更新时间|时间|日期|阅读|浏览|评论|原文链接|原标题|图片来源|author|by|source|tags?|categor(?:y|ies)|date|published|updated|via)\s?[:：|｜]\s?(?:undefined|null|none|nan|n\/a|无|暂无|[-–—]{1,3})?$/i;

/** What a template leaves where nobody filled it in. */
const UNFILLED =
  /^(?:(?:\{\{[^{}]{0,60}\}\}|\$\{[^{}]{0,60}\}|<%[^<>]{0,60}%>|undefined|null|NaN|\[object Object\])[\s|·•/,，:：-]{0,5}){1,6}$/;

/** Whether a line is a field of a template that has no value; `next` is the block below it, which may be the value. */
export function isEmptyField({ tag, text }: Block, next: Block | undefined): boolean {
  if (tag.name !== 'p' || text === undefined || !isTextOnly(tag)) return false;
  return UNFILLED.test(text) || (EMPTY_FIELD.test(text) && (next === undefined || isProse(next)));
}

/** The name of a column and the title of an article of it, one link. */
const OF_COLUMN = /^(?:[^\s|｜丨]{2,12}\s?[|｜丨]|[【[][^\s【】[\]]{2,12}[】\]])\s?\S.{5,80}$/;

/** Whether a line is a link to another article, named by the column that it is in. */
export function isColumnLink(block: Block): boolean {
  return block.text !== undefined && OF_COLUMN.test(block.text) && linkOf(block) !== '';
}

/** The text of a line that is one link; `''` where it is anything else. */
export function linkOf({ tag, text }: Block): string {
  if (tag.name !== 'p' || text === undefined) return '';
  let linked = '';
  walkTags([tag], ({ name, children }) => {
    if (name === 'a') linked += readText(children);
  });
  return linked === text ? text : '';
}

/** Labels before a link to another article, which stand in a paragraph of their own between those of an article. */
const READ_MORE =
  /^[\s>›»→▶►•*【[「]*(?:(?:相关|延伸|推荐|扩展|拓展|更多)(?:阅读|报道|新闻|文章|推荐)|阅读更多|点击阅读|往期(?:回顾|推荐|精选|文章)|read (?:more|also|next)|also read|related(?: (?:story|stories|article|articles|reading|posts?|news))?|don['’]t miss|more(?: on this| stories)?)[】\]」]?\s?[:：|｜»→-]\s?$/i;

/** Whether a paragraph is nothing but a link to another article and the label before it. */
export function isReadMore({ tag, text }: Block): boolean {
  if (tag.name !== 'p' || text === undefined) return false;
  let beside = '';
  let hasLink = false;
  const isLabel = (child: Child): boolean => {
    if (typeof child === 'string') beside += child;
    else if (child.name !== 'a') return child.children.every(isLabel);
    else hasLink = true;
    return beside.length <= LONGEST_TAG;
  };
  return tag.children.every(isLabel) && hasLink && READ_MORE.test(beside) && isTextOnly(tag);
}

/** Whether the first line leads from the site's first page to the article. */
export function isBreadcrumbs(tag: Tag, text: string): boolean {
  if (!BREADCRUMBS.test(text)) return false;
  return readAddresses([tag]).length > 0 || /[>»›＞→/]\s?(?:正文|详情|文章)\S{0,4}$/.test(text);
}
