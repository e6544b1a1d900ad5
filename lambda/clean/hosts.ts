/**
 * What is known of addresses, by host. A host covers its subdomains. Nothing here is ever asked over the network.
 */

/** Query parameters that only tell where a reader came from. A trailing `*` stands for any ending. */
export const TRACKING_PARAMETERS: readonly string[] = Object.freeze([
  'utm_*',
  'mtm_*',
  'matomo_*',
  'pk_campaign',
  'pk_kwd',
  'pk_source',
  'pk_medium',
  'piwik_*',
  'hsa_*',
  'oly_*',
  'vero_*',
  'spm',
  'scm',
  'spm_id_from',
  'gclid',
  'gclsrc',
  'dclid',
  'gbraid',
  'wbraid',
  'fbclid',
  'msclkid',
  'yclid',
  'ysclid',
  'twclid',
  'ttclid',
  'igshid',
  'igsh',
  'mc_cid',
  'mc_eid',
  'mkt_tok',
  '_hsenc',
  '_hsmi',
  '_openstat',
  'wickedid',
  'hmsr',
  'hmpl',
  'hmcu',
  'hmkw',
  'hmci',
  'isappinstalled',
  'share_token',
  'share_from',
  'share_source',
  'share_medium',
  'share_plat',
  'share_tag',
  'share_session_id',
  'sudaref',
  'tdsourcetag',
  'weixin_share_id',
]);

/** Parameters that track only with certain values. */
export const TRACKING_VALUES: Readonly<Record<string, readonly string[]>> = Object.freeze({
  from: [
    'timeline',
    'groupmessage',
    'singlemessage',
    'message',
    'wechat',
    'weixin',
    'qzone',
    'weibo',
    'rss',
    'feed',
  ],
  wfr: ['spider'],
  ref: ['rss', 'feed'],
});

/** Parameters that track on certain hosts only. */
export const HOST_TRACKING_PARAMETERS: Readonly<Record<string, readonly string[]>> = Object.freeze({
  'amazon.cn': ['ref_', 'pd_rd_*', 'pf_rd_*'],
  'amazon.com': ['ref_', 'pd_rd_*', 'pf_rd_*'],
  'bilibili.com': ['vd_source', 'from_spmid', 'unique_k', 'bbid', 'buvid', 'is_story_h5', 'plat_id'],
  'juejin.cn': ['from', 'suid'],
  'sina.cn': ['cre', 'mod', 'loc', 'rfunc', 'tj', 'wm', 'vt'],
  'sina.com.cn': ['cre', 'mod', 'loc', 'rfunc', 'tj', 'wm', 'vt'],
  'twitter.com': ['ref_src', 'ref_url', 's'],
  'x.com': ['ref_src', 'ref_url', 's'],
  'youtu.be': ['si', 'feature'],
  'youtube.com': ['si', 'feature', 'pp'],
});

/** An address with one of these parameters is signed: a byte less, and the server refuses it. */
export const SIGNATURE_PARAMETERS: readonly string[] = Object.freeze([
  'auth_key',
  'hmac',
  'q-signature',
  'sig',
  'sign',
  'signature',
  'upsig',
  'wssecret',
  'x-amz-signature',
  'x-cos-security-token',
  'x-expires',
  'x-goog-signature',
  'x-oss-signature',
  'x-signature',
]);

/** Pages that only send a reader on, and the parameter that says where to. */
export interface RedirectWrapper {
  readonly host: string;
  /** Beginning of the path; any when absent. */
  readonly path?: string;
  readonly parameters: readonly string[];
}

/** Sites that warn before a reader leaves them, or count it, and link services; those that only know a number are no use here. */
export const REDIRECT_WRAPPERS: readonly RedirectWrapper[] = Object.freeze([
  { host: 'c.pc.qq.com', parameters: ['pfurl', 'url'] },
  { host: 'cloud.tencent.com', path: '/developer/tools/blog-entry', parameters: ['target'] },
  { host: 'douban.com', path: '/link2', parameters: ['url'] },
  { host: 'duckduckgo.com', path: '/l/', parameters: ['uddg'] },
  { host: 'gitee.com', path: '/link', parameters: ['target'] },
  { host: 'google.com', path: '/url', parameters: ['q', 'url'] },
  { host: 'hd.nowcoder.com', path: '/link', parameters: ['target'] },
  { host: 'infoq.cn', path: '/link', parameters: ['target'] },
  { host: 'jianshu.com', path: '/go-wild', parameters: ['url'] },
  { host: 'l.facebook.com', parameters: ['u'] },
  { host: 'link.csdn.net', parameters: ['target'] },
  { host: 'link.juejin.cn', parameters: ['target'] },
  { host: 'link.juejin.im', parameters: ['target'] },
  { host: 'link.ld246.com', path: '/forward', parameters: ['goto'] },
  { host: 'link.uisdc.com', parameters: ['redirect'] },
  { host: 'link.zhihu.com', parameters: ['target'] },
  { host: 'links.jianshu.com', path: '/go', parameters: ['to'] },
  { host: 'oschina.net', path: '/action/GoToLink', parameters: ['url'] },
  { host: 'pixiv.net', path: '/jump.php', parameters: ['url'] },
  { host: 'safelinks.protection.outlook.com', parameters: ['url'] },
  { host: 'sina.cn', path: '/sinaurl', parameters: ['u', 'url', 'toasturl'] },
  { host: 'slack-redir.net', path: '/link', parameters: ['url'] },
  { host: 'sspai.com', path: '/link', parameters: ['target'] },
  { host: 'steamcommunity.com', path: '/linkfilter', parameters: ['url', 'u'] },
  { host: 't.umblr.com', path: '/redirect', parameters: ['z'] },
  { host: 'vk.com', path: '/away.php', parameters: ['to'] },
  { host: 'weibo.cn', path: '/sinaurl', parameters: ['u', 'url', 'toasturl'] },
  { host: 'weixin110.qq.com', parameters: ['url', 'target'] },
  { host: 'youtube.com', path: '/redirect', parameters: ['q'] },
  { host: 'zhihu.com', path: '/link', parameters: ['target'] },
]);

/** The path of such a page on any site, where all of its query is the address that it sends to. */
export const REDIRECT_PATH =
  /\/(?:away|external|go-?to(?:-?(?:link|url))?|jump|leave|link-?out|outbound|redir(?:ect)?)(?:\.(?:aspx?|html?|jsp|php))?\/?$/i;

/** Servers that hand on a picture whose own address is a parameter of theirs. */
export const IMAGE_PROXIES: readonly RedirectWrapper[] = Object.freeze([
  { host: 'image.baidu.com', path: '/search/down', parameters: ['url', 'thumburl'] },
  { host: 'images.weserv.nl', parameters: ['url'] },
  { host: 'wsrv.nl', parameters: ['url'] },
]);

/** Pages of quotes that a site links every name of a company to: the link goes, the name stays. */
export const PLAIN_LINKS: readonly { readonly host: string; readonly path: string }[] = Object.freeze([
  { host: 'finance.sina.com.cn', path: '/realstock/' },
  { host: 'biz.finance.sina.com.cn', path: '/suggest/' },
  { host: 'quote.eastmoney.com', path: '/' },
  { host: 'stockpage.10jqka.com.cn', path: '/' },
]);

/** Hosts whose pictures only count readers. */
export const TRACKING_PIXEL_HOSTS: readonly string[] = Object.freeze([
  'ad.doubleclick.net',
  'beacon.sina.com.cn',
  'cnzz.com',
  'google-analytics.com',
  'googlesyndication.com',
  'hm.baidu.com',
  'mmstat.com',
  'pixel.quantserve.com',
  'pixel.wp.com',
  'rss.sina.com.cn',
  'scorecardresearch.com',
  'stats.wordpress.com',
]);

/** Frames that only hold the buttons of a network, or the form of a newsletter: to share, to follow, to subscribe. */
export const BUTTON_FRAMES: readonly { readonly host: string; readonly path: RegExp }[] = Object.freeze([
  {
    host: 'facebook.com',
    path: /^\/(?:v\d[\d.]*\/)?plugins\/(?:like|likebox|follow|page|send|share_button|subscribe)(?:\.php)?\/?$/,
  },
  { host: 'platform.twitter.com', path: /^\/widgets\/(?:follow|tweet)_button/ },
  { host: 'widget.weibo.com', path: /^\/(?:relationship|weiboshow)\// },
  { host: 'youtube.com', path: /^\/subscribe_(?:embed|widget)/ },
  { host: 'ghbtns.com', path: /^\// },
  { host: 'buttons.github.io', path: /^\// },
  { host: 'substack.com', path: /^\/embed\/?$/ },
]);

/** A player that articles embed, and the page on which its video can be watched. */
export interface Player {
  readonly host: string;
  readonly path: RegExp;
  /** Builds the page's address from the groups of `path` and the query; undefined when the video is not named. */
  readonly page: (match: readonly string[], query: URLSearchParams) => string | undefined;
  /** The address of the video's still picture, where it follows from its number. */
  readonly poster?: (match: readonly string[]) => string;
}

const VIDEO_ID = /^[\w-]{1,64}$/;

function fromId(prefix: string, suffix: string, id: string | null | undefined): string | undefined {
  return id && VIDEO_ID.test(id) ? `${prefix}${id}${suffix}` : undefined;
}

/** Bilibili's player finds a video without the letters its number begins with; its page does not. */
function completeBvid(id: string | null): string | null {
  return id !== null && /^1[a-z\d]{9}$/i.test(id) ? `BV${id}` : id;
}

/** The players that Chinese and international articles embed. */
export const PLAYERS: readonly Player[] = Object.freeze([
  {
    host: 'player.bilibili.com',
    path: /^\//,
    page: (_match: readonly string[], query: URLSearchParams) =>
      fromId('https://www.bilibili.com/video/', '', completeBvid(query.get('bvid'))) ??
      fromId('https://www.bilibili.com/video/av', '', query.get('aid')),
  },
  {
    host: 'v.qq.com',
    path: /^\/(?:txp\/iframe\/player\.html|iframe\/(?:player|preview)\.html)/,
    page: (_match: readonly string[], query: URLSearchParams) =>
      fromId('https://v.qq.com/x/page/', '.html', query.get('vid')),
  },
  {
    host: 'imgcache.qq.com',
    path: /^\/tencentvideo/,
    page: (_match: readonly string[], query: URLSearchParams) =>
      fromId('https://v.qq.com/x/page/', '.html', query.get('vid')),
  },
  {
    host: 'player.youku.com',
    path: /^\/(?:embed\/([\w=]+)|player\.php\/.*?sid\/([\w=]+))/,
    page: ([, embedded, played]: readonly string[]) =>
      `https://v.youku.com/v_show/id_${embedded ?? played ?? ''}.html`,
  },
  {
    host: 'youtube.com',
    path: /^\/(?:embed|v)\/([\w-]{11})/,
    page: ([, id]: readonly string[]) => fromId('https://www.youtube.com/watch?v=', '', id),
    poster: ([, id]: readonly string[]) => `https://i.ytimg.com/vi/${id ?? ''}/hqdefault.jpg`,
  },
  {
    host: 'youtube-nocookie.com',
    path: /^\/embed\/([\w-]{11})/,
    page: ([, id]: readonly string[]) => fromId('https://www.youtube.com/watch?v=', '', id),
    poster: ([, id]: readonly string[]) => `https://i.ytimg.com/vi/${id ?? ''}/hqdefault.jpg`,
  },
  {
    host: 'player.vimeo.com',
    path: /^\/video\/(\d+)/,
    page: ([, id]: readonly string[]) => fromId('https://vimeo.com/', '', id),
  },
  {
    host: 'ixigua.com',
    path: /^\/iframe\/(\d+)/,
    page: ([, id]: readonly string[]) => fromId('https://www.ixigua.com/', '', id),
  },
  {
    host: 'open.iqiyi.com',
    path: /^\/developer\/player_js\//,
    page: (_match: readonly string[], query: URLSearchParams) =>
      fromId('https://www.iqiyi.com/v_', '.html', query.get('vid')),
  },
  {
    host: 'music.163.com',
    path: /^\/outchain\/player/,
    page: (_match: readonly string[], query: URLSearchParams) =>
      fromId('https://music.163.com/song?id=', '', query.get('id')),
  },
  {
    host: 'open.spotify.com',
    path: /^\/embed\/(\w+\/\w+)/,
    page: ([, id]: readonly string[]) => (id === undefined ? undefined : `https://open.spotify.com/${id}`),
  },
  {
    host: 'dailymotion.com',
    path: /^\/embed\/video\/(\w+)/,
    page: ([, id]: readonly string[]) => fromId('https://www.dailymotion.com/video/', '', id),
    poster: ([, id]: readonly string[]) => `https://www.dailymotion.com/thumbnail/video/${id ?? ''}`,
  },
  {
    host: 'embed.podcasts.apple.com',
    path: /^\/(.+)/,
    page: ([, path = '']: readonly string[], query: URLSearchParams) => {
      const episode = query.get('i');
      return `https://podcasts.apple.com/${path}${episode === null ? '' : `?i=${encodeURIComponent(episode)}`}`;
    },
  },
  {
    host: 'ximalaya.com',
    path: /^\/thirdparty\/player\/sound\//,
    page: (_match: readonly string[], query: URLSearchParams) =>
      fromId('https://www.ximalaya.com/sound/', '', query.get('id')),
  },
  {
    host: 'xiaoyuzhoufm.com',
    path: /^\/embed\/(?:episode\/)?(\w+)/,
    page: ([, id]: readonly string[]) => fromId('https://www.xiaoyuzhoufm.com/episode/', '', id),
  },
  {
    host: 'w.soundcloud.com',
    path: /^\/player/,
    page: (_match: readonly string[], query: URLSearchParams) => {
      const page = query.get('url');
      return page?.startsWith('https://soundcloud.com/') ? page : undefined;
    },
  },
  {
    host: 'platform.twitter.com',
    path: /^\/embed\/Tweet\.html/i,
    page: (_match: readonly string[], query: URLSearchParams) =>
      fromId('https://twitter.com/i/status/', '', query.get('id')),
  },
  {
    host: 'store.steampowered.com',
    path: /^\/widget\/(\d+)/,
    page: ([, id]: readonly string[]) => fromId('https://store.steampowered.com/app/', '', id),
  },
  {
    host: 'codepen.io',
    path: /^\/([\w-]+)\/embed\/(?:preview\/)?([\w-]+)/,
    page: ([, user, pen]: readonly string[]) => `https://codepen.io/${user ?? ''}/pen/${pen ?? ''}`,
  },
]);

/** Whether a host is one of a table's hosts or a subdomain of it. */
export function isHostWithin(host: string, known: string): boolean {
  return host === known || (host.endsWith(known) && host.charAt(host.length - known.length - 1) === '.');
}
