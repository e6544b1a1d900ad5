import type { ParsedBody } from '../parse/body.ts';
import { findAll, isElement, readSource, type SourceElement } from '../parse/tree.ts';
import type { Block } from './blocks.ts';

/** What a page may say that it is where it is no article; some say that of a part of theirs. */
const OTHER_KINDS: ReadonlyMap<string, string> = new Map([
  ['Product', 'product'],
  ['ProductGroup', 'product'],
  ['product', 'product'],
  ['product.item', 'product'],
  ['og:product', 'product'],
  ['DiscussionForumPosting', 'discussion'],
  ['QAPage', 'discussion'],
  ['CollectionPage', 'list'],
  ['ItemList', 'list'],
  ['SearchResultsPage', 'list'],
  ['ProfilePage', 'profile'],
]);

/** Programs that make discussions, as they name themselves. */
const FORUMS =
  /\b(?:phpbb|vbulletin|xenforo|discourse|discuz|mybb|vanilla forums|invision|ip\.board|smf|simple machines|flarum|nodebb|phpwind|punbb|fluxbb)\b/i;

/** What a button says with which something is bought. */
const BUYING =
  /^(?:add to (?:shopping )?(?:cart|bag|basket|trolley)|buy (?:it )?now|加入购物车|加入購物車|立即购买|立即購買|放入购物车)$/i;

const PRICE = /[$€£¥￥]\s?\d|\d\s?(?:元|€|EUR|USD)(?![\p{L}\d])/u;

/** So much of a button's text is read, with the space around it. */
const LONGEST_BUTTON = 200;

/** What a page is by its own words, by the program that made it or by its buttons, where that is no article. */
export function findOtherKind(page: ParsedBody, blocks: readonly Block[]): string | undefined {
  const { kinds = [], items = [], dates = [] } = page.facts;
  // What a page says of itself as a whole goes before what it says of its parts.
  for (const names of [kinds, items]) {
    if (names.some(isArticleKind)) return undefined;
    const told = names.flatMap((name) => OTHER_KINDS.get(name) ?? [])[0];
    if (told !== undefined) return told;
  }
  if (isForum(page)) return 'discussion';
  return dates.length === 0 && isShop(page, blocks) ? 'product' : undefined;
}

/** Whether a kind, as schema.org or Open Graph name it, is an article. */
export function isArticleKind(kind: string): boolean {
  return /(?:Article|BlogPosting)$/.test(kind) || kind === 'article';
}

/** What pages of a discussion, and pages of articles by the same program, are called. */
const DISCUSSIONS: ReadonlySet<string> = new Set(['XF', 'phpbb']);
const PORTAL = 'nv_portal';

function isForum({ document, root }: ParsedBody): boolean {
  const ids = [document.children.find(isElement), root].map((box) =>
    box !== undefined && 'attribs' in box ? box.attribs.id : undefined,
  );
  if (ids.includes(PORTAL)) return false;
  if (ids.some((id) => id !== undefined && DISCUSSIONS.has(id))) return true;
  return findAll(document, ({ name }) => name === 'meta').some(
    ({ attribs: { name = '', content = '' } }) =>
      name.toLowerCase() === 'generator' && FORUMS.test(content.slice(0, 200)),
  );
}

function isShop({ root }: ParsedBody, blocks: readonly Block[]): boolean {
  if (findAll(root, isBuyButton).length === 0) return false;
  return blocks.some(({ text }) => PRICE.test(text));
}

function isBuyButton(element: SourceElement): boolean {
  const { name, attribs } = element;
  if (name === 'input') return BUYING.test(attribs.value?.trim() ?? '');
  if (name !== 'button' && name !== 'a') return false;
  const text = readSource(element, LONGEST_BUTTON);
  return BUYING.test(text.replace(/\s+/g, ' ').trim());
}
