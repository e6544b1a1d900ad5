/**
 * What sites write around an article, told by its words: nearly all of a line is what readers do on a page, and what
 * pages are made of. No list of lines knows how many ways there are to say it.
 */

import { simplify } from '../simplified.ts';
import { type Block, once } from './block.ts';
import { isBare, isHeading } from './block-kinds.ts';
import { LETTER } from './signs.ts';

/** Longer lines say more. */
const LONGEST = 40;
const LONGEST_LATIN = 80;

/** Words by the code unit that they begin with, the longest first. */
type Words = ReadonlyMap<number, readonly string[]>;

/** What readers do for a site, and what only pages have; a line has two of them. */
const OF_PAGES =
  '关注 订阅 转载 点赞 按赞 赞 评论 评论区 留言 转发 分享 收藏 打赏 赞赏 公众号 视频号 服务号 订阅号 朋友圈 粉丝团 粉丝专页 扫一扫 扫码 扫描 二维码 登录 登入 注册 首页 顶部 上一篇 下一篇 上一页 下一页 投稿 电子报 会员 蓝字 星标 在看 交流群 粉丝群 本站 本网 尽在 纠错 举报 打印 字号 加载中 加载 频道 返回 下载 app 客户端 小程序';

/** What one can get of others too; a line that has these names nothing but the site. */
const OF_OTHERS: readonly string[] = ['下载', 'app', '客户端', '小程序'];

/** What stands between them. */
const BETWEEN =
  '微信 微博 facebook twitter line telegram instagram youtube 请 欢迎 敬请 的 在 到 至 与 和 或 及 后 可 可以 即可 以 就 能 来 更多 全部 精彩 内容 资讯 新闻 信息 文章 本文 此文 这篇 该文 我们 您 你 大家 点击 点 戳 长按 识别 查看 浏览 阅读 观看 收看 收听 获取 了解 想 想要 看 喜欢 觉得 不错 吗 吧 哦 呀 啦 哟 记得 支持 鼓励 参与 发表 进入 加入 打开 使用 手机 下方 上方 底部 这里 此处 链接 立即 马上 快来 一起 也 每日 每天 第一时间 最新 热门 相关 推荐 官方 账号 号 平台 条 人 次 个 位 已有 已 共 一键 三连 交流 互动';

/** Both lists, as lines are searched for them. */
interface Lists {
  readonly ofPages: Words;
  readonly between: Words;
}

/** Read for the first line, not at every start of the function. */
let lists: Lists | undefined;

/** Who did something, what happened, what is not so: no page says that of itself. */
const TELLING =
  /[他她它谁那怎是被把却但曾没说称因]|我(?!们)|了(?!解)|这(?![里篇])|不(?!错)|什么|用户|网友|读者/;

/** A step of instructions speaks of the same things. */
const STEP =
  /^(?:第|步骤|首先|先|打开|进入|登录(?!后)|[(（]?\d{1,2}[.、)）]|[①-⑳])|最后|然后|接着|再|选择|按钮|页面|界面|输入|设置|菜单|弹出|[右左]上/;

const LATIN_OF_PAGES = words(
  'subscribe newsletter newsletters loading sponsored advertisement login signup unsubscribe reprints permissions',
);
const LATIN_BETWEEN = words(
  'like share tweet comment comments follow register inbox print bookmark facebook twitter instagram youtube linkedin whatsapp telegram this the a an our us your to for on in at of and or by with here now today free daily weekly latest more all view read see show story article post page news stories articles posts via using get receive up click tap please log sign leave join links add write be first',
);

/** How much of a line its words have to be; the name of a site is among the others. */
const MOST = 0.75;

/** What a line has that is more than a name of what a page has. */
const ASKING = /[请您你！!>»…\d]|我们|点击|点此|长按|欢迎|立即|马上|快来|记得|更多|尽在|[:：]|\.\.\./;

/** Whether a line asks for nothing and leads nowhere, as the names of features do, and verses. */
export function isPlainName({ plain }: Block): boolean {
  return !ASKING.test(plain);
}

/** Whether a line consists of the words of pages, and of the names of its site. */
export const saysWhatPagesSay = once((block, siteNames: readonly string[]) => {
  const { tag, line, plain } = block;
  if (tag.name !== 'p' || line.length > LONGEST_LATIN || !isBare(tag) || isHeading(tag)) return false;
  if (!/\p{Script=Han}/u.test(line)) return isOfLatinPage(plain.toLowerCase());
  if (line.length > LONGEST) return false;
  const rest = withoutNames(line, siteNames);
  return isOfPage(block.has(LETTER) ? rest.toLowerCase() : rest);
});

/** The names of sites among those of an article's author and categories: a category may be a site's name and its channel. */
export function siteNamesOf(names: readonly string[]): readonly string[] {
  const sites: string[] = [];
  for (const name of names) {
    const plain = simplify(name).replace(/\s+/g, '');
    const end = plain.search(/[-－—–|·]/);
    const site = end < 0 ? plain : plain.slice(0, end);
    if (site.length > 1) sites.push(site);
  }
  return sites;
}

function withoutNames(line: string, names: readonly string[]): string {
  let rest = line;
  for (const name of names) if (rest.includes(name)) rest = rest.replaceAll(name, '');
  return rest;
}

function isOfPage(line: string): boolean {
  if (TELLING.test(line) || STEP.test(line) || /[。；;]/.test(line.slice(0, -1))) return false;
  lists ??= { ofPages: byFirst(OF_PAGES), between: byFirst(BETWEEN) };
  const found = new Set<string>();
  let [covered, others] = [0, 0];
  for (let at = 0; at < line.length; ) {
    const ofPages = findWord(line, at, lists.ofPages);
    const word = ofPages ?? findWord(line, at, lists.between);
    if (ofPages !== undefined) found.add(ofPages);
    if (word !== undefined) covered += word.length;
    else if (/\p{L}/u.test(line.charAt(at))) others++;
    // Prose is known by its first words.
    if (line.length - others < line.length * MOST) return false;
    at += word?.length ?? 1;
  }
  if (others > 0 && OF_OTHERS.some((word) => found.has(word))) return false;
  return found.size >= 2 && covered >= (covered + others) * MOST;
}

/** The longest word of a list that stands at a place. */
function findWord(line: string, at: number, list: Words): string | undefined {
  for (const word of list.get(line.charCodeAt(at)) ?? NONE) if (line.startsWith(word, at)) return word;
  return undefined;
}

const NONE: readonly string[] = [];

function isOfLatinPage(line: string): boolean {
  if (/[a-z]{3}[.!?]$/.test(line) && !line.endsWith('...')) return false;
  // Who speaks in a dialogue has but a letter.
  const said = line.split(/[^\p{L}]+/u).filter((word) => word.length > 1);
  return (
    said.length > 1 &&
    said.some((word) => LATIN_OF_PAGES.has(word)) &&
    said.every((word) => LATIN_OF_PAGES.has(word) || LATIN_BETWEEN.has(word))
  );
}

function byFirst(list: string): Words {
  const found = new Map<number, string[]>();
  for (const word of list.split(' ').sort((one, other) => other.length - one.length)) {
    const first = word.charCodeAt(0);
    found.set(first, [...(found.get(first) ?? []), word]);
  }
  return found;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
