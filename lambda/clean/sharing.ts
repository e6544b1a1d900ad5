import { simplify } from './simplified.ts';

/** What tells the buttons that share an article, or lead to a site's accounts. */

/** Words of share bars and of the buttons beside them; a line of nothing else says nothing. */
const SHARE_WORDS: ReadonlySet<string> = new Set(
  '分享 分享到 分享至 分享到: 分享到： 分享至: 分享至： 分享: 分享： 微信 微博 新浪微博 腾讯微博 朋友圈 微信朋友圈 QQ QQ空间 QQ好友 qq空间 豆瓣 人人网 收藏 点赞 赞 评论 打印 举报 复制链接 转发 字号 大 中 小 关注 更多 Facebook Twitter X LinkedIn WhatsApp Telegram Reddit Pinterest Email Share Print 微信扫一扫 Line LINE Tweet Pin WeChat Weibo 推特 脸书 复制连结 シェア ツイート ブックマーク'.split(
    ' ',
  ),
);

const NETWORK =
  /(?:^|[^a-z])(?:weibo|weixin|wechat|wx|qq|qzone|douban|renren|facebook|fb|twitter|linkedin|whatsapp|telegram|reddit|pinterest|tumblr|pocket|line|mastodon|bluesky|e-?mail|print|rss|share)(?![a-z])|微信|微博|朋友圈|空间|豆瓣/i;

/** Pages that post a link somewhere. */
const SHARE_PATH =
  /\/(?:share|sharer|shareArticle|qzshare|shareqq|intent|submit|submitlink|bookmark|lineit|send|pin\/create|recommend|save|url)(?:[/.]|$)/i;

/** The same without the link: a network takes the page that its button stands on. */
const SHARE_END = /\/(?:share|sharer|intent\/tweet|submit)(?:\.php)?\/?$/i;

/** The words of a text, where they stand apart as those of buttons do: a list of names within prose has commas. */
export function splitButtons(text: string): readonly string[] {
  return text.split(/[\s|/·]+|(?<=[:：])(?=.)/).filter((word) => word !== '');
}

const LONGEST_SHARE_WORD = Math.max(...[...SHARE_WORDS].map(({ length }) => length));

/** Whether a word is one of share bars. */
export function isShareWord(word: string): boolean {
  return word.length <= LONGEST_SHARE_WORD && SHARE_WORDS.has(simplify(word));
}

/** A word that is longer than any of share bars. */
const LONG_WORD = new RegExp(`[^\\s|/·]{${LONGEST_SHARE_WORD + 1}}`);

/** Whether a text is nothing but words of share bars that stand apart. */
export function holdsShareWordsOnly(text: string): boolean {
  return !beginsWithLongWord(text) && !LONG_WORD.test(text) && splitButtons(text).every(isShareWord);
}

/** Whether a text begins with such a word for certain, as most do. */
function beginsWithLongWord(text: string): boolean {
  for (let at = 0; at <= LONGEST_SHARE_WORD; at++) if (!isWithinWord(text.charCodeAt(at))) return false;
  return true;
}

/** Letters, figures and marks of English, and of Chinese and what comes behind it in Unicode. */
function isWithinWord(code: number): boolean {
  return (code > 0x3000 && code < 0xfeff) || (code > 0x20 && code < 0x7f && code !== 0x2f && code !== 0x7c);
}

/** Whether a link opens a page that shares the article, or does what only a script can. */
export function isShareLink(href: string): boolean {
  const address = href.trim();
  if (/^(?:javascript:|#?$|mailto:\?|whatsapp:|weixin:|fb-messenger:)/i.test(address)) return true;
  const url = URL.parse(address, 'https://invalid.invalid/');
  if (url === null) return false;
  if (/^(?:share|replytocom)$/.test([...url.searchParams.keys()][0] ?? '')) return true;
  return (
    (SHARE_END.test(url.pathname) && NETWORK.test(url.hostname)) ||
    (SHARE_PATH.test(url.pathname) && [...url.searchParams.values()].some((value) => /^https?:/i.test(value)))
  );
}

/** Whether the label or the file name of a picture is that of a social network, as on a share button. */
export function isNetworkSign(label: string, address: string): boolean {
  const [path = ''] = address.split(/[?#]/, 1);
  return NETWORK.test(label) || NETWORK.test(path.slice(path.lastIndexOf('/') + 1));
}

/** Pages for subscribing, logging in, sharing or commenting, with nothing to read. */
const ACTION_ADDRESS =
  /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?(?:subscribe|unsubscribe|subscriptions?|newsletters?|sign-?up|sign-?in|log-?in|comments)\/?(?:[?#]|$)|[?&](?:action=(?:share|subscribe|comment)\b|comments=)|#(?:comments|respond|reply|disqus_thread)$/i;

/** Whether a link leads to where readers subscribe, log in or answer. */
export function isActionLink(href: string): boolean {
  return ACTION_ADDRESS.test(href.trim());
}
