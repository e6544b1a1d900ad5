import type { ParsedBody } from '../parse/body.ts';
import { findAll, isElement, readSource, type SourceElement, type SourceParent } from '../parse/tree.ts';
import type { Block } from './blocks.ts';

/** What a page may say that it is where it is no article; some say that of a part of theirs. */
const OTHER_KINDS: ReadonlyMap<string, string> = new Map([
  ['Product', 'product'],
  ['ProductGroup', 'product'],
  ['SomeProducts', 'product'],
  ['ItemPage', 'product'],
  ['product', 'product'],
  ['product.item', 'product'],
  ['og:product', 'product'],
  ['product.group', 'list'],
  ['DiscussionForumPosting', 'discussion'],
  ['QAPage', 'discussion'],
  ['CollectionPage', 'list'],
  ['ItemList', 'list'],
  ['SearchResultsPage', 'list'],
  ['ProfilePage', 'profile'],
  ['profile', 'profile'],
]);

/** What programs call the body of a page that is no article. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['archive', 'list'],
  ['search-results', 'list'],
  ['single-product', 'product'],
  ['catalog-product-view', 'product'],
  ['catalog-category-view', 'list'],
  ['template-product', 'product'],
  ['template-collection', 'list'],
  ['bbpress', 'discussion'],
  ['page-topic', 'discussion'],
  ['Section-Discussion', 'discussion'],
]);

/** Programs that make discussions, as they name themselves. */
const FORUMS =
  /\b(?:phpbb|vbulletin|xenforo|discourse|discuz|mybb|vanilla forums|invision|ip\.board|smf|simple machines|flarum|nodebb|phpwind|punbb|fluxbb)\b/i;

/** What a button says with which something is bought. */
const BUYING =
  /^(?:add to (?:shopping )?(?:cart|bag|basket|trolley)|buy (?:it )?now|加入购物车|加入購物車|立即购买|立即購買|放入购物车)$/i;

/** A price of anything. */
export const PRICE = /[$€£¥￥]\s?\d|\d\s?(?:元|€|EUR|USD)(?![\p{L}\d])/u;

/** So much of the classes of a body is read. */
const LONGEST_CLASSES = 5_000;

/** So much of a button's text is read, with the space around it. */
const LONGEST_BUTTON = 200;

/** What a page is by its own words, by the program that made it or by its buttons, where that is no article. */
export function findOtherKind(page: ParsedBody, blocks: readonly Block[]): string | undefined {
  const { kinds = [], items = [], dates = [] } = page.facts;
  if (kinds.some(isArticleType)) return undefined;
  // What a page says of itself as a whole goes before what it says of its parts.
  const own = otherKindOf(kinds) ?? readClasses(page);
  if (own !== undefined) return own;
  // Programs call whatever they make an article for others to share.
  if (kinds.some(isArticleKind) || items.some(isArticleType)) return undefined;
  const ofParts = otherKindOf(items);
  if (ofParts !== undefined || items.some(isArticleKind)) return ofParts;
  if (isForum(page)) return 'discussion';
  return dates.length === 0 && isShop(page, blocks) ? 'product' : undefined;
}

function otherKindOf(names: readonly string[]): string | undefined {
  return names.flatMap((name) => OTHER_KINDS.get(name) ?? [])[0];
}

/** Whether a kind, as schema.org or Open Graph name it, is an article. */
export function isArticleKind(kind: string): boolean {
  return isArticleType(kind) || kind === 'article';
}

/** Whether a type of schema.org is an article. */
export function isArticleType(type: string): boolean {
  return /(?:Article|BlogPosting)$/.test(type);
}

function readClasses({ root }: ParsedBody): string | undefined {
  const classes = 'attribs' in root ? (root.attribs.class ?? '').slice(0, LONGEST_CLASSES).split(/\s+/) : [];
  return classes.flatMap((name) => CLASSES.get(name) ?? [])[0];
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

/** Whether a page has something to put in a cart. */
export function hasBuying(root: SourceParent): boolean {
  return findAll(root, (element) => isBuyButton(element) || isCartForm(element)).length > 0;
}

/** What elements are called with which something is put in a cart, and where they send it. */
const CART = /add[-_]?to[-_]?(?:cart|bag|basket)|\/cart\/add/i;

function isCartForm({
  attribs: { class: classes = '', id = '', name = '', action = '' },
}: SourceElement): boolean {
  return [classes, id, name, action].some((text) => CART.test(text.slice(0, LONGEST_BUTTON)));
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
