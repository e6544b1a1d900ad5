import { simplify } from '../../lambda/clean/simplified.ts';

/** Tells whether a text, in simplified characters or traditional ones, says something. */
type Says = (text: string) => boolean;

function says(pattern: RegExp): Says {
  return (text) => pattern.test(simplify(text));
}

/** Asks readers to follow, subscribe, scan, pay or write, as no report does. */
export const asksReader = says(
  /戳(?:这|此|下)|点击(?:这里|此处|[上下]方|文末|蓝字)|更多.{0,4}(?:内容|文章|资讯).{0,2}请|关注|扫码|扫描(?:二维码|[上下]方|图中)|识别(?:二维码|图中|[上下]方)|二维码|订阅|公众号|视频号|加群|入群|交流群|未经.{0,4}(?:授权|许可|允许)|侵删|如有侵权|投稿|商务合作|(?:联系|私信)(?:我们|作者|小编)|返回(?:首页|顶部|列表|目录)|相关阅读|推荐阅读|点赞|点.{0,2}star|(?:给|来)个?\s?star|分享(?:到|给|至|本文|此文)|点.{0,2}收藏|打赏|赞赏|赞助|(?:立即|免费|请先?)(?:登录|注册)|欢迎(?:访问|提交|加入|参与|联系|扫|点|转发|留言|提问)|sponsor|advertise with|subscri|newsletter|follow (?:us|me|@)|sign up|share this|(?:leave|post|add|view|read) (?:an? |all |the )?comments?\b|comments? (?:below|section)|leave (?:them|your \w{1,12}) below|\b(?:e-?mail|contact|write to) (?:me|us)\b|\d comments?\b/i,
);

/** Speaks of what sites have and do, which articles may be about, too. */
export const speaksOfSite = says(
  /点击|点此|下载|客户端|\bAPP\b|小程序|广告|推广|优惠|领取|爆料|热线|转载|版权|侵权|举报|(?:免责|特别|郑重|平台)声明|(?:查看|了解|获取|阅读|看)更多|更多(?:精彩|内容|文章|资讯|信息|相关|阅读|报道|请)|^更多|评论区|(?:发表|查看|全部|热门|写)评论|阅读量|浏览(?:量|次数)|阅读原文|原文链接|查看原文|advert|cookie|copyright|all rights|download (?:the|our|it|now|here)|\bclick (?:here|to|on|the|below)|read more|terms of|affiliate|commissions?\b|\brelated (?:posts?|articles?|stories|reading|news)/i,
);

/** Asks readers to do something, or speaks of the site and its rights: nobody's column is called so. */
export const addressesReader: Says = (text) => asksReader(text) || speaksOfSite(text);

/** Says that the link beside it leads to the article itself, or to where it is discussed. */
export const namesOwnPage = says(
  /(?:永久|固定)(?:链接|地址|网址)|(?:本文|本篇|本期)的?(?:链接|地址|网址)|讨论(?:地址|链接|帖)|perma(?:nent )?link|discuss this (?:post|article|issue)/i,
);

/** Begins a sentence on where the article was published first. */
export const namesFirstPlace = says(
  /^(?:本文|本篇|文章|译文).{0,6}(?:首发|出自|发布于|发表于)|^this (?:post|article|story).{0,20}(?:originally|first) (?:appeared|published|posted)/i,
);

/** Says who made something. */
export const creditsSomebody = says(
  /(?:作者|记者|编辑|来源|撰文|撰稿|摄影|图源|图片|翻译|译者|编译|校对|审校|监制|策划|制图|文字|供图|[文图摄])\s*[:：/|｜丨@]|《[^》]{1,20}》.{0,20}\d.{0,3}[版期]|本文由.{0,30}(?:原创|发布|翻译|整理|撰写|提供)|(?:题图|图片|图)(?:来自|来源|由)|\bCC(?:0|\s?BY)|©\s?\p{L}.{0,40}\bfor\b|\blicen[cs]ed?\b|知识共享|感谢|鸣谢|致谢|\bthanks? to\b|首发于|首发在|许可协议|进行许可|^(?:文|图)[、/]?图?\s|\bby\s+[\w.@-]+\s+(?:on|at)\b|\b(?:by|author|editor|sources?|photos?|words|written|translat\w+|credits?)\b(?:\(s\))?\s*[:|]|^by\s/iu,
);

/** Names somebody by what they did. */
export const namesRole = says(/^\p{Script=Han}{2,4}\s?[:：]\s?[\p{L}\p{N}@_. -]{2,20}$/u);

/** Names what an article rests on. */
export const namesSource = says(
  /参考|引用|文献|资料|数据|出处|来源|来自|出自|原文|参见|详见|注释|脚注|附录|项目|仓库|地址|下载|官网|references|sources|notes|footnotes|bibliography|citation/i,
);

const LEADS_ON =
  /推荐|相关|延伸|往期|热门|精选|更多|上一|下一|猜你|前往|回顾|related|recommend|previous|next|more|also|popular|latest|recent|newer|older|keep reading/i;

/** Says that links lead to what refers to the article, and not to what it rests on. */
export const namesCiting = says(/引用了?[本此这][文篇]|被引用|cited by|pingback|backlinks/i);

/** Says that links lead on to other articles, or to the site. */
export const leadsOn: Says = (text) => LEADS_ON.test(simplify(text)) || namesCiting(text);

/** Leads on to the page that the article was taken from. */
export const readsOn = says(
  /^.{0,4}(?:查看|阅读|浏览)(?:原文|全文|更多|详情).{0,4}$|^.{0,3}(?:read (?:more|on|the full|the rest)|continue reading)/i,
);

/** Says what a sign in the text stands for. */
export const explains = says(/表示|代表|意思是|图例|stands? for|\bmeans\b|\blegend\b/i);

/** A person says so to readers, whatever stands below it. */
export const greets = says(
  /^(?:各位|大家|朋友们?|同学们?|读者|亲爱的|你们?|您|嗨|哈喽|hello|hi|hey|dear|welcome|good (?:morning|evening))|^.{0,6}好[，,！!]|欢迎(?:收看|收听|来到|回来)|早安|晚安/i,
);

/** Names what it is an issue of. */
export const namesIssue = says(/\b(?:issue|edition|newsletter)\b|周刊|月刊|周报|日报|早报|晚报|电子报/i);

/** Is the name of a platform for recordings, and nothing else. */
export const namesPlatform = says(
  /^(?:B站|哔哩哔哩|bilibili|西瓜视频|腾讯视频|优酷|爱奇艺|抖音|快手|视频号|YouTube|Vimeo|Spotify|Apple Podcasts?|小宇宙|喜马拉雅|蜻蜓FM|荔枝|网易云音乐)$/i,
);

/** Is what the contents of a page are called. */
export const namesContents = says(/^(?:目录|文章目录|本文目录|导航|(?:table of )?contents)$/i);

/** Leads to where a licence is told. */
export const LICENCE = /creativecommons\.org|licensebuttons\.net|\/licen[cs]es?[/.]/i;

/** What the article's own site puts something in the place of: the tag of a component, or a line of a template's language. */
export const PLACEHOLDER =
  /^(?:<[A-Z][A-Za-z]{1,40}(?: ?\/>|>(?:<\/[A-Z][A-Za-z]{1,40}>)?)|\{%-? ?include [^%]{1,300}%\}|\[!INCLUDE [^\]]{1,300}\]|include [\w./-]{1,80}\.(?:md|html?)(?: \w{1,20}=.{1,200})?)$/;
