/**
 * The words without one of which no pattern of a list can hold. Patterns are large, and hardly any line is of their kind:
 * a line is searched for all of the words at once, and compared with the lists alone whose words it has.
 */

import { CodeUnits } from '../code-units.ts';

/** The bit of the statements that platforms make, in their exact words; each list of patterns has one. */
export const PHRASE = 1;
/** Of invitations to follow, write or pay. */
export const INVITATION = 2;
/** Of notices about rights, and of disclaimers. */
export const NOTICE = 4;
/** Of sentences in which a site speaks to its readers. */
export const SPEECH = 8;
/** Of lines that say where an article was first published. */
export const SYNDICATION = 16;
/** Of lines that say who is paid for links. */
export const AFFILIATION = 32;
/** Of trails of links from a home page to the article. */
export const TRAIL = 64;
/** Of ends of paragraphs: links to more, and the editor in charge. */
export const ENDING = 128;

/** What a line has that may be of every list. */
export const ANY = -1;

/** The words of each list, in simplified characters and small letters, without white space; behind a `^`, those that begin a line. */
export const WORDS: ReadonlyMap<number, string> = new Map([
  [
    PHRASE,
    '举报 全文 更多 剩余 app 客户端 纠错 投诉水文 end ^广告 ^ad ^sponsored ^赞助 ^（广告 ^(广告 ^（推广 ^(推广 ^（赞助 ^(赞助 ^（pr ^(pr ^（ad ^(ad ^（sponsored ^(sponsored continue scroll 加载 缓冲 loading reading 点击播放 点此播放 播放视频 播放音频 play 0:00 收起 往下 向下 继续阅读 订阅 登录 登入 注册 付费 会员 subscribe login signin register areyou subscribers members view isnot submittedby 支持键盘 收录于 复制 大图 放大 观看 toggle hide show enlarge expand 浏览 失败 滑动 字体 字号 打印 关闭 返回 收藏 推荐给朋友 上一页 上一篇 toview yourbrowser toc 本帖最后由 下载次数 下载附件 listento queue listof endoflist 登录后 打开 回到 backto 戻る 日文原文 英文原文 中文原文 韩文原文 日文版 英文版 中文版 韩文版 下一篇 点击收听',
  ],
  [
    INVITATION,
    '打赏 充电 赞赏 扫码 扫一扫 扫描 识别 长按 关注 订阅 添加 app 客户端 应用程序 尽在 官方 点我 按我 点这里 点此 点击这里 thanks isareader 投稿 频道 群 group 转发 收藏 评论 留言 分享 更多 微信 阅读原文 在看 名片 卡片 赞 搜索 微博 公众号 视频号 服务号 小程序 喜欢 觉得 如果 加入 进入 追踪 下载 join like find newsletter channel podcast signup subscribe get receive browseralert emailalert newsalert breakingalert signedup follow support b站 哔哩哔哩 bilibili 知乎 抖音 快手 小红书 头条 百家号 twitter facebook instagram youtube telegram tg 后台 对话框 聊天框 不易 星标 置顶 三连 全部 往期',
  ],
  [
    NOTICE,
    '报料 爆料 投稿 热线 更多 点击查看 点击进入 点击了解 上一页 下一页 立即登录 立即注册 马上登录 马上注册 如需 免责 checkout appeared 购买本 订阅本 加入本 开通本 购买该 订阅该 加入该 开通该 购买此 订阅此 加入此 开通此 评论 回复 侵权 侵删 侵犯 注明 标明 联系 附上 保留 未经 声明 广告 不构成 不代表 end 参与者 participant sponsoredby readthe viewthe seethe ©19 ©20 (c)19 (c)20 copyright 版权所有 返回 回到 top 合作 寻求报道 转载授权 posted@ 阅读 浏览 播放 点赞 转发 收藏 点击 访问 观看 c.19 c.20 leavea posta adda writea comment 邮箱 email share suggest report submit allrights 权利 expressed 仅代表 只代表 不意味着 不作为 自担 自负 入市 谨慎 删除 不承担 赞一个 推荐 打赏 赞赏 媒体联络 媒体联系 媒体垂询 新闻联络 新闻联系 mediacontact presscontact thisarticle thisstory thispiece discussthis 开白 互动 话题 删 原创 链接 请我喝 请作者喝 请博主喝 请站长喝 赞赏码 收款码 收款二维码 扫一扫 扫码 支付宝 捐赠 动力 鼓励 取消回复 地址不会 留言 打印 关闭 icp备 icp证 公网安备 jointhe skipto listento enteryour signingup poweredby discovermore bybecoming readingtime minread minuteread joinour likethis printthis savethis bookmark',
  ],
  [
    SPEECH,
    '使用了您的 使用了你的 本文参与了 wanttohear lettertotheeditor 未经 非经 为侵权 属侵权 转载 复制 摘编 镜像 盗用 搬运 引用 违者必究 追究 导致追偿 构成侵权 视为侵权 版权 著作权 务经 须经 需经 请经 必须经 应经 cc creativecommons 知识共享 创作共用 署名 不代表 不构成 不作为 不意味着 不表示 非代表 非构成 非作为 非意味着 非表示 观点 立场 看法 意见 提供信息 侵权 侵犯 不妥 联系 告知 投诉 传播 传递 分享 学习 交流 利益 洽谈 咨询 投稿 报名 来稿 报料 爆料 合作 反馈 简历 应聘 商务 邮箱 信箱 来信 线索 指正 留言 私信 写信 邮件 email 欢迎参考 欢迎购买 欢迎选购 欢迎参加 欢迎阅读 する フォロー 都在 为你呈现 为您呈现 请我喝 请作者喝 请博主喝 请站长喝 支持作者 支持本站 支持我 支持一下 点赞 点个赞 转发 打赏 赞赏 赞助 三连 收藏 感谢 谢谢 评论 关注 更文 征文 创作 写作 日新 签约 约稿 本文共 本文约 本文大约 本文0 本文1 本文2 本文3 本文4 本文5 本文6 本文7 本文8 本文9 全文共 全文约 全文大约 全文0 全文1 全文2 全文3 全文4 全文5 全文6 全文7 全文8 全文9 订阅 追踪 按赞 加入 添加 下载 安装 收听 搜索 扫码 扫描 识别 长按 点击 打开 设为 设置 扫一扫 app 客户端 微信 就上 请上 尽在 更多 海量 精彩 maynot cannot mustnot notto allrights without article story post content material work text letusknow tellus soundoff shareyour leave drop join chime e-mail write contact reach message send consider please follow newsletter unlimited register signup subscribe toread tocontinue tokeep login signin ourstandards download get try support become reader shareit sharethis',
  ],
  [SYNDICATION, 'published appeared'],
  [AFFILIATION, 'affiliate commission amazonassociate'],
  [TRAIL, '首页 主页 home'],
  [ENDING, '阅读 查看 read 责'],
]);

/** Words that begin alike: the lists of what ends here, and how words go on, by the next code unit. */
interface Branch {
  lists: number;
  readonly next: Map<number, Branch>;
}

/** All words, as lines are searched for them. */
interface Tree {
  readonly anywhere: Branch;
  /** Those that only begin a line. */
  readonly atStart: Branch;
  /** What words begin with. */
  readonly first: CodeUnits;
}

function readWords(): Tree {
  const anywhere: Branch = { lists: 0, next: new Map() };
  const atStart: Branch = { lists: 0, next: new Map() };
  for (const [list, words] of WORDS) {
    for (const word of words.split(' ')) {
      if (word.startsWith('^')) addWord(atStart, word.slice(1), list);
      else addWord(anywhere, word, list);
    }
  }
  // Regular expressions may hold these letters for an s or a k.
  for (const letter of ['ſ', '\u212a']) addWord(anywhere, letter, ANY);
  const first = new CodeUnits();
  for (const code of anywhere.next.keys()) first.add(code);
  return { anywhere, atStart, first };
}

function addWord(root: Branch, word: string, list: number): void {
  let branch = root;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    const next = branch.next.get(code) ?? { lists: 0, next: new Map() };
    branch.next.set(code, next);
    branch = next;
  }
  branch.lists |= list;
}

/** Read for the first line, not at every start of the function. */
let tree: Tree | undefined;

/** The lists that a line may be of. */
export function findLists(line: string): number {
  if (beginsWithMark(line)) return ANY;
  tree ??= readWords();
  const { anywhere, atStart, first } = tree;
  let lists = listsAt(line, 0, atStart);
  for (let at = 0; at < line.length; at++) {
    const code = smallLetter(line.charCodeAt(at));
    if (first.has(code)) lists |= listsAt(line, at, anywhere);
  }
  return lists;
}

/** The lists of the words that stand at a place of a line. */
function listsAt(line: string, start: number, root: Branch): number {
  let lists = 0;
  let branch: Branch | undefined = root;
  for (let at = start; at < line.length; at++) {
    branch = branch.next.get(smallLetter(line.charCodeAt(at)));
    if (branch === undefined) break;
    lists |= branch.lists;
  }
  return lists;
}

function smallLetter(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** Whether a line begins with something other than a letter, a figure or a quotation: some patterns are of such marks. */
export function beginsWithMark(line: string): boolean {
  const code = line.charCodeAt(0);
  // Most lines begin with an ideograph.
  if (code >= 0x4e00 && code <= 0x9fff) return false;
  return /^(?:[^\p{L}\p{N}“‘"「『《（(，。、；：！？]|\p{Extended_Pictographic})/u.test(line);
}
