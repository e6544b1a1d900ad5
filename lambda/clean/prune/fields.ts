import type { Child } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { simplify } from '../simplified.ts';
import type { Block } from './block.ts';
import { isBare, isTextOnly } from './block-kinds.ts';
import { saysNothingBut } from './byline.ts';

/** What a blog tells of an article below it: where it is filed, by which address it stays, how often it was read. */
const FIELD =
  /分类|标签|书签|收藏夹|(?:永久|固定)[链连][接结]|(?:浏览|阅读|点击)次数|\b(?:posted|published|filed|tagged|bookmark|permalink|categor(?:y|ies)|tags)\b/gi;

/** What stands around the links of such a line. */
const WORDS =
  /(?:此|本|该)(?:条目|文)|这篇文章|(?:发表|发布|归档|张贴|收录)(?:在|于)|(?:文章|所属)?分类(?:目录)?|贴了|标签(?:为|是)?|添?加入?(?:书签|收藏夹)|(?:永久|固定)[链连][接结](?:网址)?|[将把由和及与]|\b(?:(?:this|the) (?:entry|post|article)|was|is|(?:posted|published|filed)(?: (?:in|under|on|by))?|(?:and )?tagged(?: (?:with|as))?|bookmark|the|permalink|categor(?:y|ies)|tags|by|and)\b/gi;

/** Longer lines say more. */
const LONGEST_LINE = 240;

/** What a link of such a line is called at most. */
const LONGEST_NAME = 40;

/** Whether a line is nothing but two or more such fields, with the links that are their values. */
export function isFieldLine({ tag, text, plain }: Block): boolean {
  if (tag.name !== 'p' || text === undefined || text.length > LONGEST_LINE) return false;
  if (isBare(tag) || !isTextOnly(tag) || new Set(plain.toLowerCase().match(FIELD)).size < 2) return false;
  let beside = '';
  let links = 0;
  const isOfFields = (child: Child): boolean => {
    if (typeof child === 'string') beside += child;
    else if (child.name !== 'a') return child.children.every(isOfFields);
    else if (readText([child]).length > LONGEST_NAME) return false;
    else {
      beside += ' ';
      links++;
    }
    return true;
  };
  if (!tag.children.every(isOfFields) || links === 0) return false;
  return saysNothingBut(simplify(beside).replace(WORDS, ' '), /^[.。#»>]+$/);
}
