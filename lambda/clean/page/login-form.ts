import type { ParsedBody } from '../parse/body.ts';
import { findAll, isElement, type SourceElement, type SourceParent } from '../parse/tree.ts';
import { type Block, isLinked } from './blocks.ts';
import { isArticleKind } from './other-kind.ts';
import { isSurrounding } from './surroundings.ts';
import { weigh } from './weight.ts';

/** What a page says in place of an article to those who are not logged in. */
const WALL =
  /\b(?:log|sign)(?:ged)? ?in (?:or .{1,40} )?(?:to|first)\b|\bto (?:continue|keep) reading\b|\bplease (?:log|sign) ?in\b|(?:登录|登入|登陆|登錄)[^。]{0,12}(?:继续|繼續|查看|阅读|閱讀|观看|觀看|访问|瀏覽|浏览)|(?:请|請)先?(?:登录|登入|登陆|登錄)/i;

/** What is said around fields for a name and a password. */
const LOGIN =
  /\b(?:log(?:ged|ging)? ?in|sign(?:ed|ing)? ?(?:in|up)|passwords?|accounts?|usernames?|registered|members?|subscri(?:be|bers?|ption)|cookies|you agree|terms of|privacy)\b|登录|登入|登陆|登錄|密码|密碼|账号|帳號|账户|帳戶|用户|用戶|注册|註冊|验证码|驗證碼|会员|會員|同意|协议|協議/i;

/** A line of more characters tells something, whatever words are in it. */
const LONGEST_LINE = 160;

/** So many letters of prose beside a login form are an article, if a short one, and so are so many of any text. */
const LEAST_PROSE = 20;
const LEAST_TEXT = 120;

/** More lines of prose about logging in, or more letters, are an article about it. */
const MOST_SENTENCES = 3;
const MOST_TALK = 400;

/** With that much prose in what is named like surroundings, the names may mislead. */
const LEAST_AROUND = 400;

/** Boxes in which the form of an article's page stands. */
const AROUND: ReadonlySet<string> = new Set(['header', 'nav', 'aside', 'footer']);
const NAMED_AROUND =
  /(?:^|[\s_-])(?:header|head|top|topbar|nav|navbar|menu|sidebar|side|aside|footer|foot)(?=$|[\s_-]|\d)/i;

/** Works that are no prose: a page with one is more than a form. */
const WORKS: ReadonlySet<string> = new Set(['figure', 'pre', 'video', 'audio']);

/** Whether a page is a form to log in with, and has next to nothing else to read. */
export function isLoginForm({ root, facts }: ParsedBody, blocks: readonly Block[]): boolean {
  const isInLogin = createWithin(isNamedLogin);
  // A field for a password, or one of a form that is called like one to log in with.
  const fields = findAll(root, ({ name, attribs: { type = '' }, parent }) => {
    if (name !== 'input' || /^hidden$/i.test(type)) return false;
    return /^password$/i.test(type) || isInLogin(parent);
  });
  if (fields.length === 0) return false;
  const isWalled = blocks.some(({ text }) => isShort(text) && WALL.test(text));
  const isArticle = facts.kinds?.some(isArticleKind) === true;
  const isBeside = createWithin(isAround);
  if (!isWalled && (isArticle || fields.every(({ parent }) => isBeside(parent)))) return false;
  if (findAll(root, ({ name }) => WORKS.has(name)).length > 0) return false;

  const isOther = createWithin(isNamedOther);
  let [prose, text, around, talk, sentences] = [0, 0, 0, 0, 0];
  for (const block of blocks) {
    if (isLinked(block)) continue;
    const { prose: own, clutter } = weigh(block);
    if (isShort(block.text) && (WALL.test(block.text) || LOGIN.test(block.text))) {
      talk += own + clutter;
      if (own > 0) sentences++;
    } else if (isOther(block.box)) around += own;
    else {
      prose += own;
      text += own + clutter;
    }
  }
  const isAboutIt = sentences > MOST_SENTENCES || talk > MOST_TALK;
  return !isAboutIt && prose < LEAST_PROSE && text < LEAST_TEXT && around < LEAST_AROUND;
}

function isShort(text: string): boolean {
  return text.length <= LONGEST_LINE;
}

function isNamedLogin({
  name,
  attribs: { action = '', id = '', class: classes = '' },
}: SourceElement): boolean {
  return (
    name === 'form' &&
    /(?:log|sign)[-_]?in(?![a-z])|passport/i.test(`${action.slice(0, 200)} ${id} ${classes}`)
  );
}

/** Whether an element is around the article of a page by its name. */
function isAround({ name, attribs: { class: classes = '', id = '' } }: SourceElement): boolean {
  return AROUND.has(name) || (name !== 'body' && name !== 'html' && NAMED_AROUND.test(`${classes} ${id}`));
}

/** What stands around an article, but for forms: a form may be around the whole page. */
function isNamedOther(element: SourceElement): boolean {
  return element.name !== 'form' && isSurrounding(element);
}

/** Tells whether a box is, or stands in, what passes a test; each element is tested once. */
function createWithin(test: (element: SourceElement) => boolean): (box: SourceParent | null) => boolean {
  const known = new Map<SourceElement, boolean>();
  return (box) => {
    const path: SourceElement[] = [];
    let isIt: boolean | undefined;
    for (let each = box; each !== null && isElement(each) && isIt === undefined; each = each.parent) {
      isIt = known.get(each) ?? (test(each) || undefined);
      path.push(each);
    }
    for (const each of path) known.set(each, isIt === true);
    return isIt === true;
  };
}
