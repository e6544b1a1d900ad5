/**
 * What sites say to their readers at the two ends of an article, told sentence by sentence: whose the text is, what nobody
 * answers for, where to follow, write, pay. Nobody is quoted in it, and no sentence of it tells what happened.
 */

import { AnyOf } from './any-of.ts';
import { once } from './block.ts';
import { CREDITS, DISCLAIMS, STEPS } from './phrases.ts';
import { findLists, SPEECH } from './words.ts';

/** Longer texts are prose; a line takes more room in letters. */
const LONGEST = 240;
const LONGEST_LATIN = 320;

/** Somebody says it, or has said it: then it is news. */
const REPORTED =
  /表示|认为|指出|规定|宣布|透露|强调|写道|告诉|回应|提到|报道|据悉|[称说道][，,：:“「]|[“「][^“「”」]{24,}[”」]|^[“"]|\b(?:he|she|said|says|told|asked|added|whispered|shouted|ruled|states|held|according to|announced|reported|wrote)\b/i;

/** What a reader has to do for what the article is about, and not for the site. */
const OF_SUBJECT =
  /预约|购票|门票|挂号|缴费|办理|申领|市民|参观者|考生|乘客|旅客|观众|患者|家长|消费者|玩家|用户|参赛|举报电话|报名|应聘者|岗位|截止|截稿|限投|受害者|退款|登记|志愿者|捐款|捐赠|求助|寻人|走失|失物|居委会|业主|物业|村民|班主任|同学|律师|法院|政府|登[录入]|终端|我司|本公司|谣言|网传|警方|公安|新[规法办]|公示|问卷|意见反馈/;

/** The same in letters. */
const OF_SUBJECT_LATIN =
  /\b(?:applications?|applicants?|cv|r[ée]sum[ée]|entries|deadline|vote|voters|council|shelter|police|charity|refunds?|victims?|volunteers?|school|church|parish|hospital)\b/i;

/** Sentences each of which is reason enough, in simplified characters, without white space. */
export const STRONG = new AnyOf(() => [
  // Rights.
  /^(?:(?:本|该|所有|以上|任何|其他|版权|原创|文章|内容|图片|转载)[^，。]{0,16}[，,]?)?[未非]经.{0,24}(?:授权|许可|允许|同意).{0,14}(?:不得|禁止|严禁|谢绝|请勿)(?![^，。]{0,6}的)(?=[^。]{0,24}(?:转载|转发|复制|使用|摘编|引用|传播|抄袭|抄录|镜像|链接|发布|发表|改编|商用|刊[登载用发]|播[放出发]|盗用|采集|抓取|搬运|翻译|出版|登载))(?!.{0,30}[他她])|^(?:本[文站]|内容|图片|转载)?[未非]经.{0,24}(?:授权|许可|允许|同意).{0,6}(?:即|均)?[为属]侵权/,
  /^(?:原创|版权|本文|内容|文章|资料|图片|作品|欢迎|谢绝|禁止|严禁|请勿|不得|任何|如需|如要|若需|转载|引用|商业|非商业|敬请).{0,16}(?:转载|复制|摘编|镜像|盗用|搬运)(?!了|的|[自于更])(?!.{0,40}(?:(?<![但凡])是|更难|[这那]是|[他她])).{0,40}$/,
  /^(?:转载|引用)(?:本文)?时?(?:请|须|需|务必|敬请|必须)(?!.{0,40}(?:(?<![但凡])是|[这那]是|[他她])).{0,40}$/,
  /侵权必究|违者必究|(?:将|会|保留)(?:依法)?追究.{0,12}责任|导致追偿|否则(?:即|均|将)?(?:为|视为|属|构成)侵权/,
  /^[©]?(?:本文|本刊|本站|本作品|文章|内容|图片|以上|此文|文中|素材).{0,16}(?:版权|著作权).{0,4}(?:归|属|为).{0,24}(?:所有|作者|网站|单位)/,
  /^(?:转载|合作|商务|授权)[^，。]{0,12}请(?:先)?(?:联系|私信)(?:原?作者|我|本[站号]|后台|编辑|小编)$/,
  /^(?:刊用|转载|使用).{0,12}(?:稿件|内容|作品)[^，。]{0,6}[，,]?(?:务|须|需|请|必须|应)经.{0,8}授权/,
  /^(?:版权|著作权)均?(?:归|属于?)(?!.{0,24}(?:谁|还是|哪|[他她])).{1,24}$|^版权所有(?!.{0,40}[这那写])|受著作权法保护|受到著作权法保护/,
  /^(?:本[^，。]{0,12}[，,]?|文章|作品|除[^，。]{0,12}声明外[，,]?[^，。]{0,8})?(?:均)?(?:采用|遵循|基于|使用|按照|依).{0,20}(?:CC(?:by|0|[^a-z]|$)|creativecommons|知识共享|创作共用|署名[-—–·.（(])/i,
  // What nobody answers for.
  /^[*※]?(?:\p{L}{0,8}声明[:：])?(?:[^，。]{0,14}[，,])?(?:并?不|非)(?:代表|构成|作为|意味着|表示).{0,24}(?:观点|立场|意见|看法|建议|赞[同成]|认同)/u,
  /(?:[仅只系]|纯属|属于)(?:代表)?(?:该|其)?(?:作者|个人|机构|其)[^，。]{0,8}(?:观点|立场|看法|意见)/,
  /仅?提供信息(?:发布|存储)(?:平台|空间)/,
  /(?:如有|如|若|若有|涉及).{0,14}(?:侵权|侵犯|版权|不妥)(?![^，,]{0,4}他人).{0,24}(?:联系|告知|删除|处理|投诉)/,
  /(?:如有|如|若|若有|涉及).{0,14}(?:异议|问题).{0,24}(?:联系|告知|投诉).{0,4}(?:我|本[站网刊报社号]|后台|作者|小编|编辑|[\w.+-]{1,40}@)/,
  /(?:转载|分享|发布|整理)(?:内容)?(?:的?目的)?(?:仅|只(?!有|能|会)|在于|是(?=[为出]))[^，。]{0,6}(?:为了?|供|出于|用于)?.{0,6}(?:传播|传递|分享|学习|交流)/,
  /(?:本文|文章)[^，。]{0,8}(?:没有|无|不存在)(?:任何)?利益(?:相关|关系|冲突)/,
  // Where to write.
  /^(?:[^，。]{0,24}[，,])?(?:请|欢迎)(?:发邮件)?[与和向致给到]?.{0,6}[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,20}(?:取得)?(?:联系|洽谈|咨询|投稿|报名)$/,
  /(?<![我他她]的?)(?:联系(?=我们|本[站网刊报社号]|作者|小编|编辑|后台|邮箱|[:：]?[\w.+-]{1,40}@)|投稿|来稿|报料|爆料|合作|反馈|投诉|简历|应聘|商务|邮箱|信箱|来信|线索).{0,40}(?:[\w.+-]{1,40}@[\w-]{1,40}\.|微信[号:：]|(?:电话|QQ|微信)[:：]?\w{5,})/i,
  /^[^，。]{0,12}[，,]?(?:如|若|您|你)(?:果|您|你)?(?:有|发现|对).{0,14}(?:错误|错漏|问题|疑问|建议|纰漏|异议|意见).{0,20}(?:请|欢迎|可|敬请).{0,24}(?:(?:反馈|告知)(?:给?(?:我|本[站网]|作者|小编|编辑)|$)|指正|留言|私信|(?:联系|投诉|来信|写信)(?:$|.{0,4}(?:我|本[站网刊报社号]|作者|小编|编辑|后台|[\w.+-]{1,40}@)))/,
  /^(?:我的?)?微信号?(?:是|为|[:：])?[\w-]{5,20}[，,]欢迎(?:添加|加我|交流)[^，。]{0,16}$/,
  /(?<!的)(?:电子邮件|邮箱|信箱|email)(?:是|为|[:：]).{0,4}[\w.+-]{1,40}@[\w-]{2,40}\./i,
  /^欢迎(?:参考|订阅|购买|选购|报名|参加|阅读)(?:我|我们)的?.{0,16}(?:课程|书籍|作品|专栏|频道|播客|电子报)/,
  /^(?:この记事を)?(?:シェア|ツイート)する$|^フォロー(?:する|はこちら)$|^フォロー(?:してください|してね|しよう|をお愿い).{0,24}$/,
  // What to do for the site.
  /^.{0,24}[，,]?都在.{0,10}(?:APP|客户端|公众号)$/i,
  /^[^，。]{1,16}[，,][^，。]{2,12}为[你您]呈现/,
  /^(?:[^，。]{0,12}[，,])?(?:如果|若|觉得|喜欢)(?=.{0,24}(?:[本此]?文|这篇|内容|作品|作者|我们|本[站号]|有用|帮助|不错|收获|视频|节目|博客|专栏|启发)).{0,24}(?:支持(?:作者(?!协)|我们|本站|我(?!们的)|一下)|请(?:我|作者|博主|站长)喝.{0,3}(?:咖啡|茶|可乐)|点赞|点个赞|转发|打赏|赞赏|赞助|三连|收藏).{0,12}$/,
  /^(?:非常|衷心)?(?:感谢|谢谢)(?:您|你|大家|各位)?[^，。]{0,6}的?(?:关注|阅读|收看|收听|观看|订阅|耐心阅读)(?:[与和、](?:关注|阅读|收看|收听|支持|转发|订阅))?.{0,4}$/,
  /^(?:欢迎|请|期待|记得|求)(?!.{0,12}(?:不|勿|替|别(?!忘)))(?:大家|各位|您|你|在|到)?.{0,12}(?:点赞|评论区|留言|转发|评论|关注|收藏|分享)(?:(?:与|和|、|，)?(?:点赞|转发|分享|评论|留言|收藏|关注)){0,3}(?:到朋友圈|一波|一下|交流|讨论|告诉(?:我|我们))?(?:(?:我们?|本[站号]|本公众号|给?(?:朋友|更多人|好友)|支持|区|哦|吧|呀|啦|哟|喔|互动|反馈|[^\p{L}]){0,3}|(?:你|您)的.{1,4})$/u,
  /^(?:也|同时)?(?:欢迎|请)(?:你|您|大家)?(?:将|把)?(?:分享|转发)(?:本刊|本期|本文|这期|这篇(?:文章)?|此文)?给?(?!.{0,30}[他她]).{0,30}(?:朋友|好友|朋友圈|更多人)们?$/,
  /^(?:如果)?(?:我们|本[站网])使用了(?:您|你)的(?:图片|作品|文章).{0,40}(?:联系|稿酬).{0,16}$/,
  /^本文参与了.{2,24}(?:征文|活动).{0,24}欢迎.{2,16}(?:加入|参与)$/,
  // Who runs the page that the article was written for.
  /^(?:本文|我|这是我|这篇文章).{0,10}(?:参与|参加|入选|加入)(?![了过]).{0,30}(?:更文|征文|创作|投稿|写作|日新|签约|约稿).{0,24}$/,
  /^(?:本文|全文)(?:共|约|共计|大约)?\d{2,6}(?:个)?字(?:$|[，,（(].{0,6}(?:阅读|建议|预计|分钟))/,
]);

/** What to do for the site: what one does and where, with little else before and behind. */
export const INVITING = new AnyOf(() => [
  /^(?:请|欢迎|快来|快|立即|马上|赶快|点击|也可|同时|记得|别忘了?|想看更多[，,]?|[^，。]{0,10}(?:不漏接|不迷路|抢先看)[，,]?)?(?:持续|长期)?(?:关注|订阅|追踪|按赞|加入|添加|下载|安装|收听|搜索|扫码|扫描|扫一扫|识别|长按|点击|打开|设为|设置)(?:(?!即可|可以|就能|便可|越来越|是|的人).){0,24}(?:公众号|微信|微博|视频号|服务号|订阅号|小程序|二维码|APP|客户端|应用程序|频道|专栏|社群|社区|群(?!众|体|岛)|粉丝(?:专?页|团)?|星标|置顶|名片|电子报|通讯|播客|facebook|twitter|telegram|line|instagram|youtube|googlenews|google新闻|我们|阅读原文|在看|蓝字)(?:[A-Za-z\d_@（(【“「《:：”」》】].{0,30}|(?:获取|查看|了解|阅读|收看|加入|进入|跟踪|追踪|领取|第一时间|收听|哦|吧|呀|啦|哟|一起|更多|按下|解锁|即看).{0,20})?$/i,
  /^扫一扫.{0,4}在?手机.{0,8}打开.{0,6}$|^在.{1,12}(?:APP|客户端|微信)中?(?:打开|查看|阅读).{0,6}$/i,
  /^(?:看|更多|想看).{0,12}[，,](?:就上|请上|尽在).{1,16}$|^(?:追踪|关注|查看|看)更多[^，,]{1,16}[》>»]*$/,
  /^关注(?=.{0,40}(?:更多|最新|第一时间|每[日天]|不错过|资讯|好[文书]|精彩|福利|资料|干货|动态|公众号))[^，,]{1,20}[，,](?:获取|了解|查看|阅读|收看|掌握|解锁|第一时间|每日|每天|不错过|发现).{0,20}$/,
  /^(?:更多|海量|精彩).{0,20}[，,].{0,10}(?:关注|下载(?!.{0,8}(?:附|全文|原文|报告|论文|源码|代码|pdf))|订阅|扫码|点击|访问(?=.{0,16}(?:我们|本[站网]|官网|官方|[a-z]))|搜索)/,
]);

/** Whom an invitation speaks to that is a sentence with a full stop. */
const ADDRESSED = /请|欢迎|快来|赶快|我们|[你您]|更多|获取|每[日天]|第一时间|不漏接|不迷路/;

/** What may stand beside such a sentence, and says nothing alone. */
const WEAK = new AnyOf(() => [
  /^[*※]?(?:\p{L}{0,8}(?:声明|提示|说明|须知))[:：]?$/u,
  /^[*※]?(?:\p{L}{0,8}声明[:：])?(?:本文|本内容|文章)?(?:系|为|是|属)?[^，。:：]{0,12}(?:原创|创作|独家|专稿|稿件|投稿|投稿作品|原创文章|特约)(?:稿件|文章|内容|作品|发布)?$/u,
  /^(?:详情|更多信息)?(?:请)?[见参]见?.{0,16}(?:须知|声明|说明|规则)$/,
  /^(?:持续创作|活动详情|一起开启|加速成长|点击).{0,40}$/,
  /^(?:获取|了解|给你|给您|为你|为您|每日|每天|第一时间|我们|一起).{0,30}$/,
  /^(?:申请|注册).{0,12}(?:号|账号).{0,50}$/,
  /^本文.{0,30}(?:上传|发布|发表)(?:并发布)?$/,
  /^请?(?:务必)?(?:注明|标明)(?:出处|来源|作者).{0,12}$/,
  /^(?:如|若)有?.{2,14}$|^我[是叫]?.{2,20}$|^这里.{0,16}$/,
  /^(?:对此|那么)?(?:你|您|你们|大家)(?:对此)?(?:怎么看|有什么(?:看法|想法|经历)|觉得呢)$/,
  /^(?:喜欢|想|觉得).{0,16}[吗么]$|^.{0,6}体验更(?:佳|好)$/,
  /^凡(?:本[网站刊社报]|注明).{0,30}$/,
  /^(?:文中|文内|部分).{0,30}(?:推送|未能|来自|来源|网络).{0,30}$/,
  /^(?:敬请|请|欢迎).{0,24}(?:联系|留意|谅解|理解|期待|交流|讨论|指正).{0,12}$/,
  /^(?:大家好|各位好|哈喽|嗨)[，,]?.{0,30}$/,
  /^好[的了吧啦]?[，,]?(?:今天|本期|这期|这次)的?(?:分享|内容|文章).{0,4}[到在]这[里儿]?.{0,2}$/,
]);

/** The same in letters. */
export const STRONG_LATIN = new AnyOf(() => [
  /^(?=.{0,120}\b(?:(?:this|our|all|its|any|the)(?: \w{1,20}){0,2} (?:articles?|story|stories|posts?|contents?|materials?|works?|texts?|pages?|site|publication)|copyright\w*)\b).{0,200}\b(?:may not|cannot|must not|not to) be (?:reproduced|published|republished|copied|redistributed|rewritten|broadcast)\b/,
  /\ball rights reserved\b|^(?=.{0,200}\b(?:not|no part|any|prohibited|forbidden|unauthori[sz]ed)\b).{0,200}\b(?:reproduc|republi|repost|reprint|cop[iy]|distribut|use of (?:this|our) )\w*\b.{0,80}\bwithout (?:the )?(?:express |prior |written )*(?:permission|consent)\b/,
  /^(?:this|the) (?:article|story|post|content|material|work|text) is (?:copyright\b(?! law)|copyrighted(?! in)|licensed under (?:an? |the )?(?:cc\b|creative)|published under|republished (?:from|with|under|by|courtesy)|protected by copyright)/,
  /\b(?:let us know|tell us|sound off|share your (?:thoughts|experience)|leave (?:us )?a comment|drop (?:us )?a (?:comment|line)|join the (?:conversation|discussion)|chime in)\b(?=.{0,90}\b(?:comments?|below|twitter|facebook|forums?|e-?mail)\b)(?!.{0,90}\b(?:code|pull request|issue|hall)\b)/,
  /^(?:write to|contact|e-?mail|reach) [\p{L}.' -]{3,60} at [\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{1,30}$/u,
  /^(?:please )?(?:(?:e-?mail|write to|contact|reach|message|send)(?: to)?:?|(?:e-?mail|write to|contact|reach|message|send)\b.{0,40}\b(?:us|me|our|tips?|editors?|newsroom|corrections?|feedback|the author)\b.{0,50}) [\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{1,30}$/,
  /\b(?:consider|please)\b.{0,40}\b(?:supporting (?:us|me|our|my|this (?:site|blog|newsletter|channel|work))|support us|subscrib\w+|donat(?:e|ing) to (?:us|keep|support|our)|buy(?:ing)? me a coffee|becoming an? (?:\w{1,16} )?(?:member|subscriber|patron|supporter|sponsor)\b(?! of)|joining (?:us|our)|sharing (?:it|this)\b)/,
  /^(?:please |you can )?follow (?:more of )?(?:us|our)\b.{2,60}\b(?:coverage|reporting|newsletter|channel)\b/,
  /^(?:please |you can )?follow (?:us|me|our|(?!(?:the|this|that|these|those|an?|along) )@?\w{1,24}(?: \w{1,24})?) on (?:twitter|facebook|instagram|youtube|telegram|linkedin|mastodon|bluesky|google news)\b/,
  /^follow (?:our|[\w ]{2,24}['’]s) .{0,60}\b(?:coverage|reporting|newsletter|channel)\b(?=.{0,20}$|.{0,40}https?:)/,
  /^(?:register|sign up|subscribe|join)\b.{0,30}\b(?:newsletters?|unlimited|access)\b|^(?:register|sign up|subscribe|join)(?: (?:now|today|here|free|for free))+(?: (?:and|to|for) (?:get|read|receive|access|unlimited|our|more)\b.{0,60})?$/,
  /^to (?:continue|keep) reading(?:$|,? (?:this|the|our|please|log|sign|subscribe|register|create|click)\b)|^(?:subscribe|sign in|log in) to (?:continue|read)\b/,
  /^our standards: the /,
  /^if you (?:enjoyed|liked?|loved|found)\b.{0,40}\b(?:article|post|story|review|guide)\b.{0,30}\b(?:consider|please)\b.{0,30}\b(?:join|subscrib|support|donat|sign|shar|follow)\w{0,5}\b.{0,90}$/,
  /^we want to hear (?:what you think|from you)\b.{0,40}$|^submit a letter to the editor\b.{0,60}$/,
  /^(?:download|get|try) (?:our .{0,20}\bapp\b|the .{0,20}\bapp (?:now|today|here|for (?:free|more|the latest)|to (?:read|get|follow))\b)/,
  /^support (?:(?:independent|our|local|quality) (?:\w{1,16} )?(?:journalism|journalists|reporting|news|newsroom|work|writers?|site|blog|coverage|media)\b|us\b(?! in\b))|^become an? (?:\w{1,16} )?(?:member|subscriber|patron|supporter)(?:$| (?:today|now|here|to|for|and|of (?:our|this))\b)/,
  /(?:^|\byou (?:can|may) )unsubscribe (?:at )?any ?time$|^join (?:over |more than |the |our )?[\d,.]{1,12}[km]?\+? (?:other )?(?:\w{1,16} )?(?:readers|subscribers)\b(?! at\b)/,
  /^share (?:it|this)(?: (?:article|post|story|page|newsletter|video|episode))? with (?:your )?(?:friends|followers|others|anyone|someone|network|colleagues)\b.{0,40}$/,
  /^(?:(?:please|and|also|like|you can|be sure to|don['’]t forget to)[ ,]+){0,3}follow (?:us|me)(?: (?:here|for (?:more|daily|the latest|news|updates)|via|at @?\w)\b|[:,]? ?@).{0,60}$/,
]);

const WEAK_LATIN = new AnyOf(() => [
  /^(?:got|have|know) (?:a|an|any) (?:tips?|story|scoop|news|question|comment)s?\b/,
  /^(?:do|did|are|have|will|would|what|which|how|is|should|can|who)\b.{0,120}\byou(?:r|rself)?\b/,
  /^(?:or )?(?:you can|find|visit|check out|click|thanks|thank you)\b.{0,80}$/,
  /^no spam\b.{0,20}$|^(?:enjoyed|liked|loved) (?:this|the|our)\b.{0,30}$/,
  /^if you (?:enjoy|like|found|love|want|have|would like)\w*\b.{0,60}$/,
]);

/** What a text quotes as a name. */
const NAMED = /[“「][^“”「」]{0,20}[”」]/g;

/** The label of a statement. */
const STATED = /^\p{L}{0,8}(?:声明|提示|提醒|说明|须知)[:：]/u;

/** Marks that such lines begin with. */
const BULLETS = /^[\s>＞*※☆★◆■●○▲△▼▽↑↓⬆⬇☝👆👇👉☞→►▶·•|｜©—–-]+/u;

/** Whether a line speaks to the readers of a site in each of its sentences. Its text is in simplified characters. */
export const speaksOfSite = once((block) => {
  const { plain } = block;
  if (plain === '' || plain.length > LONGEST_LATIN || !block.mayBeOf(SPEECH)) return false;
  const { isHan } = block;
  if (isHan && plain.length > LONGEST) return false;
  const isAddressed = !plain.trimEnd().endsWith('。') || ADDRESSED.test(plain);
  let isStrong = false;
  // The first sentence of prose tells something, so that the others are hardly ever looked at.
  for (let rest = plain; rest !== ''; ) {
    const end = SENTENCE_END.exec(rest);
    const part = end === null ? rest : rest.slice(0, end.index);
    rest = end === null ? '' : rest.slice(end.index + end[0].length);
    const sentence = part.replace(BULLETS, '').trim();
    if (!/\p{L}/u.test(sentence)) continue;
    const weight = isHan
      ? weigh(sentence.replace(/\s+/g, '').replace(STATED, ''), isAddressed)
      : weighLatin(sentence);
    if (weight === undefined) return false;
    isStrong ||= weight === 'strong';
  }
  if (!isStrong || REPORTED.test(plain) || CREDITS.test(plain.replace(NAMED, ''))) return false;
  return !(isHan ? OF_SUBJECT : OF_SUBJECT_LATIN).test(plain) && !STEPS.test(plain);
});

const SENTENCE_END = /[。！？!?；;～~\n]+|\.(?=\s|$)/;

type Weight = 'strong' | 'weak';

/** What a sentence is, or its clauses are one by one; undefined where it tells something. */
function weigh(sentence: string, isAddressed: boolean): Weight | undefined {
  const isOfList = (findLists(sentence) & SPEECH) !== 0;
  if (isOfList && (STRONG.test(sentence) || (isAddressed && INVITING.test(sentence)))) return 'strong';
  const ofClauses = weighClauses(sentence, isAddressed);
  if (ofClauses !== undefined) return ofClauses;
  return DISCLAIMS.test(sentence) || WEAK.test(sentence) ? 'weak' : undefined;
}

/** What the clauses of a sentence are together; undefined where it has but one, or one of them tells something. */
function weighClauses(sentence: string, isAddressed: boolean): Weight | undefined {
  const clauses = sentence.split(/[，,]/).filter((clause) => clause !== '');
  if (clauses.length < 2) return undefined;
  let isStrong = false;
  for (const clause of clauses) {
    const weight = weigh(clause, isAddressed);
    if (weight === undefined) return undefined;
    isStrong ||= weight === 'strong';
  }
  return isStrong ? 'strong' : 'weak';
}

function weighLatin(sentence: string): Weight | undefined {
  if (STRONG_LATIN.test(sentence)) return 'strong';
  return WEAK_LATIN.test(sentence) ? 'weak' : undefined;
}
