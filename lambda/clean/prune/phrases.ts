/**
 * What sites write around an article's text, as data: phrases that fill a whole paragraph. None of them is ever
 * looked for within one: a sentence about QR codes is a sentence. Texts are compared in simplified characters.
 */

import { AnyOf } from './any-of.ts';
import { Opened } from './opened.ts';

/** A link back to the site, which stands in a paragraph of its own or at the end of the last one. */
export const BACK_LINK = /^返回\p{L}{1,6}[，,]查看更多$/u;

/** Promotion and controls wherever they stand, white space left out. */
export const PHRASES = new AnyOf(() => [
  /^举报[/／]?反馈$/,
  /^本帖最后由.{1,30}于.{6,20}编辑$/u,
  /^.{1,60}\.(?:jpe?g|png|gif|webp|bmp)[（(]\d[\d.,]{0,8}[km]b,下载次数[:：]\d{1,6}[)）]$/iu,
  /^下载附件(?:保存到相册)?$/,
  /^打开(?!.{0,12}(?:窗|[书信]|手稿|[词字]典|地图|[相画]册|文件|附件|网页|链接|浏览器|文档))[\p{L}\d]{2,12}[，,]?(?:阅读|查看)[全原]文$/u,
  /^listentothis(?:story(?![.:：])|article|post|essay)(?:[.:：]|[（(]?\d{1,3}(?:min(?:ute)?s?|:\d{2})[)）]?)?$/i,
  /^(?=.*queue)(?:play|pause|addtoqueue|removefromqueue|download|share|embed){2,8}$/i,
  /^listof\d{1,3}items$|^endoflist$/i,
  /^登录后(?:即?可)?(?:获取|查看|享受|解锁|阅读)(?:更多|全部|完整)(?:权限|内容|精彩)?$/,
  /^(?:@?\[{1,2}_?toc_?\]{1,2}(?:\([^()]{0,40}\))?|\{:?toc\})$/i,
  /^(?:点击|点此)?(?:展开|(?:展开)?阅读|查看|显示)(?:全文|更多|剩余\d*%?|更多内容)$/,
  /^(?:点击|点此|打开|下载|上)?[\p{L}\d]{0,12}(?:APP|客户端)[，,]?(?:阅读|查看|打开|看)(?:全文|更多|原文|更多精彩)[\p{L}]{0,6}$/iu,
  BACK_LINK,
  /^[▲△↑⬆^]*(?:返回|回到)(?:页面)?(?:顶部|顶端|页首|目录)[▲△↑⬆^]*$|^[▲△↑⬆^]*backto(?:the)?top(?:of(?:the)?page)?[▲△↑⬆^]*$|^.{1,16}[へに]戻る[▲△↑⬆]$|^[▲△↑⬆]?(?:ページ)?(?:の)?(?:トップ|top|先头|一番上)[へに]戻る$/i,
  /^[[【]?(?:投诉水文|我要(?:纠错|举报)|(?:文章|内容)?纠错|投诉水文我要纠错)[\]】]?$/,
  /^[-—–―─·•*~=]+(?:THE)?END[-—–―─·•*~=]+$/i,
  /^[-—–―─·•*~=|<>]*(?:广告|advertisement|ad|sponsored(?:content|post)?|赞助内容|赞助商广告)[-—–―─·•*~=|<>]*$/i,
  /^[[【（(](?:广告|推广|赞助|pr|ad|sponsored)[\]】）)]$/i,
  /^[([]?(?:advertisement[-—–:]?)?(?:(?:(?:story|article|content|post|text)continues?|continuereading)(?:below|after)?(?:the|this|our)?(?:ad|advert|advertisement|promotion|video|gallery|newsletter)?|scroll(?:down)?tocontinue(?:reading|withcontent)?)[)\]]?$/i,
  /^(?:视频|音频|图片|内容|数据|评论|页面)?(?:正在)?(?:加载|缓冲)中?[，,]?(?:请稍[候后])?[.…。]*$/,
  /^loading(?:[.…]+)?$/i,
  /^点击(?:收听|播放)(?:本文|全文)(?:的?(?:音频|语音|朗读))?(?:版)?$/,
  /^(?:上|下)一篇[:：]?(?:暂无|暂?没有(?:了|文章|更多)?|已是(?:最[后新]|第)一?篇)(?:了)?$/,
  /^(?:(?:点击|点此)播放(?:视频|音频)?|播放(?:视频|音频)|(?:(?:click|tap)to)?play(?:the)?(?:video|audio|clip))$/i,
  /^0{1,2}:00(?::00)?[/／]\d{1,2}:\d{2}(?::\d{2})?$/,
  /^收起(?:全文|全部)?$/,
  /^[*＊※]?(?:点击)?(?:查看|阅读)(?:本文)?[日英中韩]文(?:原文|版)$/,
  /^[（(]?(?:请)?(?:继续)?(?:往下|向下)(?:继续)?(?:阅读|滚动)[.…]*[）)]?$/,
  /^继续阅读[.…>»]*$/,
  /^(?:[您你])?(?:请|需要?|必须|须)(?:先)?(?:订阅|登[录入]|注册)[\u4e00-\u9fffa-z\d]{1,8}?(?:后|以|即可|才能)?(?:查看|阅读)全文[！!。]?$/i,
  /^(?:[您你])?(?:请|需要?|必须|须)?(?:先)?(?:订阅|登[录入]|注册|付费|(?:开通|加入|成为)会员)(?:或(?:登[录入]|注册|订阅))?[，,]?(?:后|以|即可|才能|方可)?(?:可以?|便可)?(?:(?:继续)?(?:阅读|查看|浏览|解锁|观看)(?:全文|更多|完整(?:内容|版|文章)?|全部(?:内容)?|剩余(?:内容)?)|继续(?:阅读|查看|浏览|观看))[！!。]?$/,
  /^(?:please)?(?:subscribe|log ?in|sign ?in|register)(?:or(?:subscribe|login|signin|register))?to(?:continue(?:reading)?|read(?:the)?(?:full|rest|whole|more).{0,30}|unlock.{0,30})[.!]?$/i,
  /^(?:already|areyou)(?:have)?an?(?:existing)?(?:subscriber|member|account)\?(?:log|sign)in(?:here)?[.!]?$/i,
  /^(?:thisarticle|thiscontent|thisstory|thispost)is(?:available)?(?:only)?for(?:our)?(?:paid|paying|premium)?(?:subscribers|members)(?:only)?[.!]?$/i,
  /^view(?:this|the|original)?(?:tweet|post|photo|video)(?:on|in)(?:twitter|x|instagram|facebook|tiktok|youtube|browser)[:：]?$/i,
  /^(?:the)?[a-z\d]{2,24}isnotresponsibleforthecontentofexternal(?:inter(?:net)?)?sites?[.]?(?:view(?:this|the|original)?(?:tweet|post|video)on[a-z]{1,12})?$/iu,
  /^submittedby\/?u\/[\w-]{2,24}(?:tor\/\w{2,24})?\[link\]\[comments\]$/i,
  /^(?:友情|温馨)?提示[:：]支持键盘.{0,24}翻页.{0,6}$/,
  /^收录于(?:话题|合集|专辑|专栏|此专栏).{0,40}$/,
  /^(?:复制代码|复制链接|复制成功|已复制)$/,
  /^[（(]?(?:(?:本文|文中)?图片均?可)?点击(?:图片)?(?:可)?(?:查看大图|放大|加载图片|观看大图)[）)]?$/,
  /^(?:toggle|hide|show|view|enlarge|expand)(?:this|attached)?(?:caption|image|photo)[.]?$/i,
  /^to(?:continue|keep)reading[,.]?(?:please)?(?:subscribe|register|login|signin|signup)(?:or(?:subscribe|register|login|signin|signup))?[.!]?$/i,
  /^(?:您的|当前|该|此)?浏览器(?:暂)?不支持.{0,40}$/,
  /^(?:视频|音频|图片|内容|评论)?(?:加载|播放)失败.{0,20}$/,
  /^[（(]?(?:向[左右]|左右)滑动(?:查看|浏览|可?看).{0,12}$/,
  /^字[体号][:：]?(?:[【[(（]?[大中小][】\])）]?[|/]?){2,4}$/,
  /^(?:[【[(（]?(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|返回(?:列表|顶部|首页)|收藏(?:本页)?|推荐给朋友)[】\])）]?[|｜/·]?){2,6}$/,
  /^[[【<«]?上一[页篇][\]】]?[\d[\]【】|…·.]{0,30}下一[页篇][\]】>»]?$/,
  /^toview(?:this)?(?:video|content),?pleaseenablejavascript.{0,120}$/i,
  /^yourbrowserdoesnotsupport.{0,30}$/i,
]);

/** What stands for an editor whom nobody named. */
export const EDITOR_LABEL = new Opened('责', /^责任编辑[:：]$/);

/** What platforms declare below what others wrote: whole paragraphs, white space left out. */
export const STATEMENTS = new Opened(
  '平特免声该本以文n',
  /^(?:(?:平台|特别|免责)?声明[:：])?(?:该文|本文|以上内容|文章).{0,60}(?:平台|号系?)[^。]{0,30}(?:信息存储(?:空间)?|信息发布)[^。]{0,12}。?$|^(?:声明[:：])?本文由入驻.{2,60}不代表.{1,20}立场。?$|^notice:thecontentabove.{0,60}isuploadedandpostedby.{0,160}$/iu,
);

/** Invitations, at the end of an article and right at its beginning. They begin with what the reader shall do. */
export const INVITATIONS = new AnyOf(() => [
  /^[（(【[「↓▼▽↑▲△☝⬆⬇👆👇☆★*>＞\-—]*(?:请|欢迎|立即|快来|赶快|点击|更多\p{L}{0,12}[，,])?(?:使用)?(?:微信|手机)?(?:扫码|扫一扫|扫描|识别|长按)(?:.{0,24})(?:二维码|小程序码|图片|关注|下载|加入|进群|订阅|添加|公众号|APP|阅读原文).{0,24}$/iu,
  /^[（(【[「↓▼▽↑▲△☝⬆⬇👆👇☆★*>＞\-—]*(?:请|欢迎|立即|快来|赶快|点击|搜索)?(?:微信)?(?:搜索)?(?:并)?(?:关注|订阅|添加)(?:我们|本|官方|微信|公众|“|「|【|@|[A-Za-z\d\p{Script=Han}]{1,16}?(?:的)?(?=微信|公众|官方|微博)).{0,16}(?:公众号|微信号?|服务号|订阅号|视频号|微博|我们|小程序|ID).{0,24}$/iu,
  /^[>＞*\-—]*(?:欢迎|请|立即|点击|点此)?(?:下载|安装|打开)[\p{L}\d.“”「」《》]{0,14}(?:APP|客户端|应用程序).{0,40}$/iu,
  /^[>＞*\-—]*(?:海量|更多|精彩|特惠)\p{L}{0,8}.{0,16}尽在.{0,20}$/u,
  /^\p{L}{2,8}官方(?:微信|微博|公众号)$/u,
  /^[（(]?本文来自.{1,16}[，,。]更多.{0,20}(?:下载|关注|请).{0,30}$/u,
  /^.{0,40}(?:点我|按我|点这里|点此|点击这里)(?:立即|马上)?(?:下载|订阅|加入|追踪|关注|领取|报名).{0,24}$/u,
  /^[[【（(《].{0,30}(?:按此|点此|点击此处|此处)(?:可享)?(?:超值)?(?:优惠)?订阅.{0,30}$/u,
  /^thanks(?:somuch)?forreading.{0,60}(?:subscribe|share|support(?:my|our|us|me|this|the(?:site|blog|work|show))).{0,90}$/i,
  /^(?=[!-~]).{2,50}isareader-?supported(?:publication|newsletter).{0,120}$/i,
  /^(?:.{0,8}(?:投稿|频道|群组?|交流群|订阅|关注|channel|group)[:：]?@\w{3,32}.{0,3}){1,5}$/iu,
  /^.{0,30}(?:欢迎|记得|别忘了?|求)(?:(?:点赞|关注|转发|收藏|评论|留言|分享)[、，,和+]?){2,}(?:$|(?<=[，,])|[!！~。]).{0,30}$/u,
  /^(?:更多|获取更多|了解更多|查看更多)[\p{L}\d]{0,12}[，,].{0,10}(?:请|欢迎)?(?:关注|下载(?!.{0,8}(?:附|全文|原文|报告|论文|源码|代码))|订阅|扫码|点击|访问(?=.{0,16}(?:我们|本[站网]|官网|官方|[a-z]))).{0,30}$/u,
  /^[（(]?(?:微信|公众号|微信号|微信公众号|QQ群|交流群)[:：].{1,30}$/i,
  /^[（(【[「↓▼▽↑▲△☝⬆⬇👆👇☆★*>＞\-—]*(?:点击|点|戳)(?:下方|上方|左下角|右下角|底部)?.{0,10}(?:阅读原文|在看|分享|收藏|关注|名片|卡片|赞).{0,24}$/u,
  /^[↓▼⬇👇↑☟]+$/u,
  /^(?:想|要|若|如需)?(?:了解|获取|查看|阅读|学习)?更多.{0,24}?(?:请|欢迎|可以?)(?:关注|订阅|扫码|添加|搜索|加入|下载(?!.{0,8}(?:附|全文|原文|报告|论文|源码|代码))).{0,40}$/u,
  /^(?:官方|新浪|作者)?微博(?:账号)?[:：]?@.{1,24}$/u,
  /^(?:请|欢迎)?(?:like|按赞|点赞|赞)我们的?(?:官方)?(?:facebook|脸书|面子书)(?:网页|[专主]页|粉丝(?:专?页|团)).{0,20}$/iu,
  /^(?:(?:b站|哔哩哔哩|bilibili|(?:微信)?公众号|视频号|微博|知乎|抖音|快手|小红书|头条号?|百家号|twitter|facebook|instagram|youtube|telegram|tg)[:：@](?![\d.]{1,12}[%亿万千百kmb多余]{0,3}(?:\P{L}|$))[\p{L}\p{N}_.-]{1,20}(?:$|[|｜丨/、·,，;；]{1,3})){2,6}$/iu,
  /^(?:欢迎|请|快来|点击|记得)(?:大家)?(?:关注|订阅)(?:公众号|微信公众号|官微|视频号)[!！~。]{0,2}$/u,
  /^(?!.{0,6}[来转][自载])(?!.{0,11}(?:[过他她]|了(?!不起|解)))[\p{L}\d]{2,12}(?:公众号|视频号|服务号|订阅号|小程序)$/u,
  /^(?:微信)?公众号[“「【《].{1,20}[」”】》]$/u,
  /^(?:打开)?微信(?:搜一搜|搜索?)(?:公众号)?[“「【《].{1,20}[」”】》][，,]?(?:关注|回复)(?!.{0,90}(?:[他她]|了(?!解))).{0,24}(?:领取|获取|送|免费).{2,70}$/u,
  /^(?:喜欢|觉得|如果)(?:您|你|大家)?.{0,24}(?:欢迎|记得|请|别忘了?|不妨|可以)?(?:点赞|点个赞|转发|关注|在看|收藏|打赏|赞赏|三连).{0,24}$/u,
  /^(?=.{0,80}(?:后台(?:对话框)?[内中里]?(?:私信|回复|留言)|公众号|服务号|订阅号|关注|关键[词字]|领取|免费|进群|加入|报名|咨询|参与))[（(【[「↓▼▽↑▲△☝⬆⬇👆👇☆★*>＞\-—]*(?:请|欢迎|快来|立即|马上|现在)?(?:关注[^，。]{2,24}[，,]?)?(?:可?在)?(?:[\p{L}\d“”「」【】《》·]{0,20}?(?:公众号|微信|服务号|订阅号))?的?(?:后台|对话框|聊天框)(?:对话框)?[内中里]?(?:私信|回复|发送|留言|输入)(?:关键[词字])?[:：]?[“「【『《"‘(（][^”」】』》"’)）]{1,16}[”」】』》"’)）](?!.{0,40}(?:附件|全文|原文|报告|论文|源码|代码|数据|文献|模块|文件|链接))(?:$|[，,]?(?:即可|就?可以?|就能|来)?(?:查看|获取|领取|加入|获得|进入|进群|了解|免费|参与|报名|咨询|看|收到).{0,30}$)/u,
  /^(?:原创|码字|整理|创作|写作|制作|更新)不易[，,](?!.{0,40}(?:[他她仍却村]|人们|但|师傅|愿意|乐于|无不)).{0,40}(?:点赞|点个?赞|在看|转发|三连|关注|分享|收藏|打赏).{0,12}$/u,
  /^(?:请|欢迎|快来|可以?)?添?加(?:小编|小助手|客服|编辑|助理|群主)的?(?:个人)?微信(?!时|的|.{0,40}(?:[他她是骗]|对方|了(?!解))).{0,40}$/u,
  /^在?(?:微信|公众号|微信公众号|视频号)搜索[“「【].{1,16}[”」】](?:公众号)?[，,]?(?:即可)?(?:加?关注(?![数度量者的]|.{0,24}[他她]).{0,24}|(?:获取|查看|了解|阅读)(?:更多|全[文部]|往期|最新|精彩|完整|详情|我们).{0,20})$/u,
  /^(?=.{0,60}(?:记得|请|我们|公众号|错过|推送|关注))(?!.{0,36}(?:[他她旗]|[这那][条页]|地图|联系人|聊天|消息|邮件|笔记|文件)).{0,36}(?:设为|设置为|加(?:个|上|为)?|标(?:个|上|为)?|点亮)(?:星标|置顶).{0,16}$/u,
  /^(?:点|戳|点击)(?:这里|此处|链接|我)[，,]?(?:看|查看|了解|阅读|收听|观看)(?:更多|全部|往期).{0,16}$/u,
  /^(?:想|如需|需要|若|欲)(?!.{0,24}[他她])(?!.{0,60}(?:附件|全文|原文|报告|论文|源码|代码|数据|文献|模块|文件|链接)).{2,24}[，,](?:请|可以?|欢迎)?(?:[在到去].{0,12})?(?:后台|对话框)(?:回复|私信|发送|留言).{1,24}$/u,
  /^(?:(?:看完|读完|喜欢)的?(?:话|朋友|小伙伴)?[，,]?)?(?:记得|别忘了?|不要忘了?|顺手)(?:给(?!.{0,6}(?:[他她妈爸父母孩儿女医护]|自己|家|老师|朋友|同学)).{1,8}?)?(?:点个?赞|点个?[“「]?在看[”」]?|一键三连|三连).{0,12}$/u,
  /^觉得(?:好看|不错|有用|有收获).{0,4}[，,]?(?:请|就|来)?(?:点|戳)(?:这里|[“「]?在看[”」]?|个?赞|我).{0,8}$/u,
  /^(?:(?:觉得|如果|喜欢)(?=.{0,16}(?:[本此这]文|这篇|内容|文章|我们|作者|本[期号站]|有用|帮助|不错|好看|收获|视频|节目|博客|专栏|启发|有趣|有意思|有价值)).{0,16}|喜欢的?话?[，,]?(?=[就请不可]))(?:就|请|不妨|可以)?分享给(?:[你您]的|身边的|更多的?)?(?:朋友|家人|小伙伴|人)们?.{0,6}$/u,
  /^(?:请|欢迎|记得)[把将](?:这篇|本|此)文?章?分享给.{2,16}$/u,
  /^(?:telegram|tg|电报)?(?:频道|群组?|交流群)[:：](?:https?:\/\/)?t\.me\/\S{3,40}$/iu,
  /^更多\p{L}{2,4}[!！，,]?欢迎扫描[左右上下]方二维码关注.{0,40}$/u,
  /^(?:点击)?阅读原文$/u,
  /^[给为](?:作者|ta|我|博主|up主)(?:打赏|点赞|充电|赞赏)(?:[，,!！~](?!.{0,20}(?:[他她说道]|我(?!们))).{0,20})?$/iu,
  /^(?:微信)?(?:搜索|关注).{0,4}[【「“].{1,24}[】」”].{0,16}回复.{1,16}(?:领取|获取|查看|下载|即可|索取).{0,30}$/u,
  /^(?:如果?|若)?想(?!(?:报名|参观|参加|退|查|办|咨询|购|买|找回)|.{0,90}(?:[他她]|办理|预约|查询|挂号|验证|教程))(?=.{0,90}(?:我们|本[站号台网]|更多|最新|第一时间|精彩|错过|关注|订阅|追踪|按赞|加入))[^，。]{2,30}[，,](?:请|欢迎|可以?|不妨|记得)(?:先)?(?:到|去|前往|关注|订阅|追踪|加入|按赞)(?:.{0,60}(?:频道|公众号|微博|微信|facebook|youtube|instagram|telegram)).{0,40}$/iu,
  /^[^:：]{0,16}群号?[:：]\d{5,12}$/u,
  /^(?:欢迎|请|点击|快来)?(?:加入|进入)(?:我们)?的?[\p{L}\d]{0,12}(?:(?:qq|微信|交流|读者|粉丝|telegram|tg|电报|line|讨论)群|(?:telegram|tg|电报|line|discord|slack)(?:频道|社区|服务器)|知识星球).{0,80}$/iu,
  /^(?:快来|立即|马上|现在|点我|点击|欢迎|请)?(?:追踪|订阅|加入|按赞|下载)(?:我们的?)?[\p{L}\d@「」《》]{0,20}(?:粉丝(?:专页|页|团)|line(?:@|好友)?|ig|instagram|facebook|telegram|电子报|官方账号|频道)[!！~。]{0,2}$/iu,
  /^(?:please)?(?:follow|join|like|find)(?:us|me|our.{0,20}|@\w{1,30})(?:on|at|in|via)(?=.{0,40}(?:twitter|x(?![a-z])|facebook|instagram|youtube|tiktok|telegram|whatsapp|wechat|weibo|line(?![a-z])|linkedin|mastodon|bluesky|threads|discord|reddit|pinterest|google|flipboard|slack|social|https?:|www\.|@|\.(?:com|org|net))).{1,80}$/i,
  /^(?:signup|subscribe)(?:for|to)?(?:our|the|my)?.{0,30}(?:newsletter|channel|podcast).{0,40}$/i,
  /^(?=[!-~])(?:.{0,60}[?!.:,—–-])?(?:please|click(?:here)?to)?(?:signup|subscribe)(?:now|here|today|free)?(?:for|to)(?:our|my|his|her|their|us|get|receive|.{0,90}(?:newsletters?|inbox|alerts?|podcasts?|mailinglist|channel)).{0,90}$/i,
  /^(?:get|receive)(?:our|the|all|more|daily|weekly|breaking).{0,60}(?:newsletters?|(?:in|to)yourinbox).{0,40}$/i,
  /^get(?:the|our)?[^\s]{0,30}(?:browser|email|news|breaking)alerts?[:.!]?$/i,
  /^(?:(?:great|thanks|thankyou|success|done)[,!.]?)?you(?:[’']re|[’']ve|are|have)(?:now)?(?:been)?(?:successfully)?(?:signedup|subscribed)[.!]*$/i,
  /^follow(?!the(?:instruction|step|stor(?:y|ies)|race|debate|match|game|trial|tutorial|guide|recipe|adventure|journey|launch|event)).{2,40}on(?:twitter|facebook|instagram|linkedin|youtube|tiktok|wechat|weibo|telegram|mastodon|bluesky)(?:[.,:!@].{0,40})?$/i,
  /^(?:please)?(?:consider)?(?:support(?:ing)?(?:us|our(?:work|journalism|reporting|newsroom|mission)))(?:[.!].{0,40}|by.{0,60}|today.{0,20})?$/i,
]);

/** A step that a reader has to take for what an article teaches. */
export const STEPS =
  /主屏幕|图标|按钮|菜单|命令|安装包|第[一二三四五六七八九十\d]步|步骤|下载并安装|安装[a-z]+客户端|登录客户端|填写|问卷|志愿者|即可报名|查询|\w\(\)|signupfor(?:our|the)?[a-z]{0,20}(?:class|workshop|course|lesson|tour|walk|camp|session|meeting|race|trip)/i;

/** What sites must say of links that they are paid for. */
export const AFFILIATE =
  /^(?=.{0,160}asanamazonassociate)(?=.{0,200}earn).{1,240}$|^(?:ftc:)?(?=.{0,320}(?:affiliate|commission))(?=.{0,320}(?:weuse|wemay|weearn|mayearn|mayreceive|earnus|earna))(?=.{0,320}(?:links?|purchas|buy|affiliate))(?=.{0,320}(?:we|our|thisarticle|thispost|thispage|thisstory|theselinks)).{1,320}$/i;

/** Such a note tells of prices and editors, too. */
export const AFFILIATE_LENGTH = 320;

/** A notice may be as long as a site's whole statement about its articles. */
export const NOTICE_LENGTH = 240;

/** What sites say below the last paragraph, white space left out. Whoever made the article is not credited in any. */
export const NOTICES = new AnyOf(() => [
  /^(?!.{0,8}(?:退款|求助|救援|救助|援助|服务|报名|捐|心理|预约|防汛|急救|维权|征文|自杀|危机|家暴|市民|咨询|医))\p{L}{2,8}(?:报料|爆料|投稿|新闻热线|热线)(?:电话|邮箱)?[:：](?=.*[\d@]).{4,40}$/u,
  /^(?:\p{L}{2,10}[，,])?未经(?:授权|许可|允许)[，,]?(?:不得|禁止|严禁|请勿)(?:任何)?(?:形式的?)?转载(?:[或和及、].{1,10})?[。！!]?$/u,
  /^(?:发表|查看|我要|写)?评论(?:[（(]\d{1,6}[)）])?$/,
  /^(?:请|需要?|须)?(?:先)?(?:购买|订阅|加入|开通)(?:[本该此](?:专辑|专栏|课程|节目|栏目|小册|合集|圈子|会员))[，,]?(?:后|以|即可|方可)?(?:可以?|便可|就能)?(?:查看|收听|阅读|观看|解锁)(?:全文|更多|完整|全部|所有)(?:内容|版|节目|文章|章节)?[！!。]?$/,
  /^更多(?:相关|精彩)?(?:资讯|新闻|攻略|讨论|报道)[，,]?(?:请|敬请|欢迎)(?:关注|前往|点击)[:：]?.{2,40}$/u,
  /^点击(?:查看|阅读|进入|了解)(?!.{0,24}(?:设置|下一步|系统|页面|界面|菜单|选项)).{2,24}[>＞»]{1,3}$/u,
  /^(?:立即|马上)(?:登录|注册)$/,
  /^[上下]一页$/,
  /^.{0,40}[，,]请?点击(?:这里|此处)投稿.{0,10}$/,
  /^\p{L}{0,8}(?:广告|商务|市场)等?(?:商务)?合作[，,]请(?:点击|联系|访问)(?:这里|此处|我们).{0,20}$/u,
  /^如需(?:获得|取得)?(?:授权|转载)[，,]?请(?:联系|与).{2,40}(?:联系)?[。！!]?$/u,
  /^(?:风险提示(?:及|与|和))?免责(?:声明|条款)$/,
  /^checkout.{2,30}onyoutubefor.{2,30}$/i,
  /^(?:thisarticle)?appearedinthe.{4,40}printedition(?:as|under|with|$).{0,120}$/i,
  /^\d{1,6}(?:条|个)?(?:评论|回复|comments?)$/i,
  /^(?:(?:免责)?声明[:：])?(?:本文|文中|部分|以上)?(?:部分)?(?:图片|图文|配图|素材|内容).{0,12}网络?[^。]{0,16}(?:侵权|侵删|侵犯)[^。]{0,24}。?$/,
  /^(?:[【[].{2,8}[】\]])?(?:如需转载|欢迎转载|转载本文|转载)[，,]?(?:请|须|需)?(?:务必)?(?:注明|标明|联系|附上|保留).{0,60}$/u,
  /^(?!本文(?:由|系|作者|来自|首发)|.{0,20}(?:表示|指出|规定|要求|宣布|强调|[称说][，,]))(?:.{0,20}[，,。；;])?未经(?:本[站网刊报社]|我们)?(?:书面)?(?:授权|许可|允许|同意)[，,]?(?:请勿|不得|禁止|严禁|谢绝).{0,10}(?:转载|复制|摘编|使用|引用)(?!的).{0,40}$/u,
  /^(?:免责|广告|特别|郑重|侵权)声明[:：](?=.{0,200}(?:本[站网]|平台|转载|侵权|版权|链接|不代表|不构成|仅供参考)).{1,220}$/u,
  /^(?:版权声明|转载声明)[:：](?!.{0,100}(?:作者|博主|原创|CC)).{0,220}$/u,
  /^【广告】.{0,60}仅供参考.{0,20}$/u,
  /^(?:以上|本文|文章|文中)?(?:内容|观点|信息)?仅(?:供参考|代表作者(?:本人|个人)?(?:的)?(?:观点|立场))[，,].{0,60}(?:不构成|不代表).{0,40}$/u,
  /^©?(?:the)?end$/i,
  /^\d{1,4}个?(?:帖子|回复|posts?|replies)[-–—·]\d{1,4}(?:位参与者|participants?)$/i,
  /^[-—–*#=_~]{1,20}(?:30|end|fin)?[-—–*#=_~]{1,20}$|^[.·•]$/i,
  /^sponsoredby.{2,60}$/i,
  /^readthe(?:full|whole|original|complete|rest)(?!report|study|paper|text|letter|statement|ruling|judge?ment|document|indictment|complaint|transcript|speech).{0,20}(?:at|on|in|here).{0,40}$/i,
  /^(?:clickhereto)?(?:read|view|see)the(?:full|whole|original|complete)(?:article|story|post)[.…>»]*$/i,
  /^(?:版权所有|copyright)?(?:©|\(c\)|copyright|版权所有)(?:19|20)\d{2}.{0,160}$/i,
  /^(?:返回|回到)(?:首页|顶部|列表|目录)$|^返回[\u4e00-\u9fff]{2,8}(?:网|频道)首页[>»]{0,3}$|^(?:backto|to|go(?:back)?to)(?:the)?top(?:ofpage)?$/i,
  /^(?:商务合作|广告(?:合作|投放)|投稿(?:邮箱|信箱)?|(?:投稿[或和与/])?寻求报道|转载(?:合作|授权)|媒体合作|市场合作|合作联系|联系邮箱|爆料邮箱)[:：](?=.*(?:@|微信|电话|qq|\d{6}|emailprotected)).{4,60}$/iu,
  /^(?:如需)?(?:寻求报道|开白|商务合作|转载授权|广告投放)[，,、]?[请可](?:发(?:送|邮件)?(?:至|到|给)|联系|添加(?!更多)|加(?![强快大以入])|私信).{2,50}$/u,
  /^[【[]?(?:今日|本期|文末|留言|读者)(?:互动|话题)(?:话题)?[】\]]?[:：].{2,60}[?？]$/u,
  /^(?:图|图片|配图|封面|图文|素材)(?:源|来源|来自)于?网络[，,。]?(?:如有|如)?侵权?(?:请联系|联系)?[必立即]?删除?。?$/u,
  /^(?:风险提示[:：])?(?:基金|市场|股市|投资|理财)有风险[，,](?:投资|入市|理财)?[需须请]?谨慎[。!！]?$/u,
  /^除(?:非|另有)?(?:特别|特殊)?(?:注明|说明|声明)外?[，,].{0,20}均为?(?:本[站网])?原创.{0,40}$/u,
  /^本(?:网站|站|网)(?:所有|部分|提供的?)?(?:资源|内容|文章|软件|素材)[^，。]{0,8}(?:来[自源]|源[自于]|[收搜采]集|转自|转载|取自|整理)[^，。]{0,6}(?:网络|互联网).{0,60}(?:删除|侵权).{0,40}$/u,
  /^(?:本文)?(?:永久|固定)链接[是为]?[:：]https?:\S{4,120}$/u,
  /^(?:可以)?请(?:我|作者|博主|站长)喝(?:一?杯)?(?:咖啡|奶茶|茶|可乐)[!！~吧。]*$/u,
  /^(?:赞赏|收款|打赏)(?:二维)?码$|^(?:支付宝|微信)(?:扫一扫|扫码)?(?:打赏|赞赏|捐赠)$/u,
  /^[你您](?:们)?的(?:支持|鼓励|赞赏|打赏|关注)[就便将]?是(?:对?我们?|博主|作者|本站).{0,16}(?:动力|鼓励)[!！。~]*$/u,
  /^取消回复$|^(?:[你您]的)?(?:电子)?(?:邮箱|邮件)地址不会被公开。?(?:必填项已用\*标注)?$/u,
  /^(?:(?:目前|暂时)?还?没有(?:任何)?评论|(?:目前|暂时)?暂无(?:任何)?(?:评论|留言|回复)|(?:目前|暂时)?还没有(?:任何)?留言(?=[，,。!！].))(?:[，,。!！](?:(?:赶?快)?来|抢|做|点击|成为|期待|欢迎|写下|发表|你).{0,12})?[。！!]?$/u,
  /^(?:共有?|已有|目前有)\d{1,6}[条个则](?:评论|留言|回复)$|^查看(?:全部|所有|更多)(?:\d{1,6}条)?(?:评论|留言)$/u,
  /^(?:网友|读者|用户|最新|热门|精彩|全部)(?:评论|留言)(?:[（(]\d{1,6}[)）])?$/u,
  /^(?:本文|文章)?(?:已被?|共)(?:浏览|阅读|访问|点击)了?\d[\d,]{0,10}次$/u,
  /^[【[]?(?:打印(?:本[页文]|文章)|关闭(?:窗口|本页))[】\]]?$/u,
  /^[\u4e00-\u9fff]icp[备证]\d{6,12}号?(?:-\d{1,3})?$|^[\u4e00-\u9fff]公网安备\d{10,16}号?$/iu,
  /^(?:like|share|print|email|save|bookmark)this(?:article|story|post|page)?:?$/i,
  /^(?:jointheconversation|skipto(?:main)?content|readthecomments|listentothis(?:article|story|post)|enteryoure-?mail(?:address)?|thanksforsigningup[!.]?|poweredbywordpress(?:\.com)?)$/i,
  /^discovermorefrom(?!your|my|his|her|their|below|beneath|within).{2,40}$|^bysigningup,?youagreetoour.{4,80}$|^support.{2,40}bybecominga(?:member|subscriber|patron)(?:today|now)?[.!]?$/i,
  /^(?:estimated)?readingtime:?\d{1,3}min(?:ute)?s?$|^\d{1,3}-?min(?:ute)?read$/i,
  /^(?:please)?joinour(?:discord|slack|telegram|whatsapp|facebook)(?:server|group|channel|community)?[.!]?$/i,
  /^posted@(?:19|20)\d{2}.{4,100}$/i,
  /^(?:媒体(?:联络|联系|垂询)|新闻(?:联络|联系)|(?:media|press)contacts?(?!ed|ing|with|between|and))(?:人)?(?:[:：].{1,100}|[^，。；:：不群员]{1,60})@[\w.-]{3,60}(?:[，,/|].{1,40})?$/iu,
  /^(?:阅读|浏览|播放|点赞|赞一个|评论|转发|收藏|点击|访问|推荐(?=[量数次(（]))(?:量|数|次数)?[:：(（]?\d[\d,.]{0,12}[kw万千]?\+?[)）次]?$|^(?:已有)?\d[\d,.]{0,12}[万千]?(?:次(?:播放|阅读|观看|浏览|点赞)|人(?:打赏|赞赏|点赞))$/i,
  /^(?:\p{Extended_Pictographic}\ufe0f?\d[\d,.]{0,8}[kw万]?[|·•]?){2,8}$/u,
  /^c\.(?:19|20)\d{2}.{2,80}$/i,
  /^(?:leave|post|add|write)an?(?:new)?(?:reply|comment)$/i,
  /^(?:reader|view|show|see|read|all|readall|viewall)?comments?(?:[（(]\d{1,6}[)）]|\d{1,6})?$/i,
  /^[▲↑⬆^]?(?:page)?top$/i,
  /^(?:aversionof)?this(?:article|story|piece)(?:also|first|originally)?(?:appeared|appears|ran|waspublished)in(?:the.{0,40}(?:section|pages)of)?(?:the|our)?(?:.{0,30}printedition|print(?=$|[.,;(]|on|under)).{0,120}$/i,
  /^discussthis(?:article|story|post)(?:in|on)(?:our|the)(?:forums?|comments).{0,20}$/i,
  /^[（(]?(?:责编|编辑|作者|记者|联系|工作)?(?:邮箱|email)[:：][\w.+-]{1,40}@[\w.-]{3,40}[）)]?$/i,
  /^share(?:this)?(?:article|story|post|page)?(?:and.{0,30})?(?:with|on)(?:your(?=friend|network|follower|colleague|contact|peer|social|communit|favou?rite|facebook|twitter|timeline|feed)|peers|friends|social|twitter|facebook).{0,40}$/i,
  /^(?:suggest|report|submit)an?(?:correction|typo|error|mistake)(?:onthispage)?[.!]?$/i,
  /^(?:(?:版权所有|copyright|©).{0,80})?(?:allrightsreserved|保留(?:所有|一切)权利)[.。]?$/i,
  /^(?:the)?(?:views|opinions)(?:and(?:views|opinions))?expressed(?!.{0,30}(?:survey|poll|witness|respondent|interviewee)).{0,80}(?:donot|not)(?:necessarily)?(?:reflect|represent).{1,120}$/i,
]);

/** Whose words a statement below the last paragraph is about. */
export const STATED_OF =
  /^[（(【[*※]?(?:(?:免责|特别|重要|郑重|版权|转载|平台|风险)?(?:声明|提示|提醒|说明|注)[:：]|\p{L}{2,8}声明[:：])?(?:以上|本文|此(?:内容|消息|文)|该内容|本作品|版权|著作权|文中|文章|该文|此文|文内|本资讯|本内容|本[站网]|本(?:平台|公众号)|转载|投资(?:有风险|者据此)|市场有风险|股市有风险|据此|部分(?:图片|内容|素材)|图片|素材|如(?:有|涉|若|需)|若(?:有|涉)|凡|仅供|(?<=声明[:：])(?!.{0,40}(?:公司|我[司校院]|本[人校院]))\p{L}{2,20}(?:不构成|不代表|力求))/u;

/** Who made an article is no statement about it. */
export const CREDITS =
  /本文(?:由|作者|来自|来源|首发|转自|转载自|编译)|本文系(?!原?作者(?:原创|创作|投稿|个人|本人|独立|授权)|原创|新闻(?:报[道导]|稿|资讯)|\s?[A-Za-z\d]{2,20}\s?作者原创|[^，。、]{0,10}(?:独家|原创|特约)(?:稿|文|内|作|发|$))|(?<!支持)作者[:：]|来源[:：]|记者|编译/;

/** What each sentence of such a statement says. */
export const DISCLAIMS =
  /不代表.{0,20}(?:观点|立场|意见|看法)|不构成.{0,20}(?:建议|意见|推荐|要约|依据|邀约)|仅供.{0,12}参考|(?:风险|后果|责任|盈亏)请?(?:自担|自负|自行承担)|入市.{0,4}谨慎|投资.{0,3}谨慎|投资有风险|请(?:自行)?核实|侵权|侵删|联系(?:我们|本[站网]|后台|作者)?.{0,4}(?:删除|处理)|不承担.{0,16}责任|(?:版权|著作权)(?:归|属).{0,20}所?有|未经.{0,24}(?:授权|许可|允许|同意).{0,12}(?:不得|禁止|严禁|谢绝)|追究.{0,12}(?:法律|侵权|责任)|如需.{0,12}授权.{0,40}联系|传递.{0,6}信息|不意味着|不作为.{0,10}建议|(?:仅|只|纯属)(?:代表)?(?:作者|个人)[^，。]{0,8}(?:观点|立场|看法|意见)|(?:禁止|不得|谢绝)转载|转载(?:请|须|需|务必)/;

/** What nobody says of what happened. */
export const STRONGLY =
  /(?:仅|只)代表(?:作者|个人)[^，。]{0,8}(?:观点|立场|看法)|未经.{0,24}(?:授权|许可|允许|同意).{0,12}(?:不得|禁止|严禁).{0,12}(?:使用|转载|复制|摘编)|不意味着(?:赞同|同意)|不作为.{0,10}建议|不代表.{0,20}(?:观点|立场)|不构成.{0,20}(?:建议|意见|推荐|要约)|(?:风险|后果|盈亏)(?:自担|自负)|入市.{0,4}谨慎|投资.{0,3}谨慎|侵删|联系.{0,8}删除|不承担.{0,16}责任/;

/** What platforms say below what they hand on, and the title in it. */
export const SYNDICATED =
  /^(?:the post |this article, )?(\S.{0,299}?) (?:was (?:originally|first) published|(?:originally |first )?appeared(?: first)?) (?:in|on|at) .{1,240}$/i;

/** A whole sentence tells of something, unless it speaks to the reader. */
export const ADDRESSES_READER = /^(?:请|欢迎|快来|点击|长按|更多|海量|戳)|我们|尽在/;

/** An invitation is one line, which is longer in letters. */
export const INVITATION_LENGTH = 80;

/** The same in a text in letters. */
export const LATIN_INVITATION_LENGTH = 160;

/** Headings over links to other articles, which end a body. */
export const RELATED_HEADING = new Opened(
  '【[「■◆▍▼>更热精往为相延推拓关猜喜浏你您大看今编随最上下rmy',
  /^[【[「■◆▍▼>\s]*(?:(?:更多|热门|精彩|往期|为[您你])?(?:相关|延伸|推荐|拓展|关联|热门|往期|更多)(?:精彩)?(?:阅读|推荐|文章|新闻|报[道导]|链接|专题|回顾|精彩|内容|资讯|推文)|(?:猜你喜欢|喜欢此内容的人还喜欢|浏览其[他它](?:章节|文章|内容)|[你您](?:或许|也许)(?:会?感|有)兴趣的?(?:内容|文章)?|[你您]可能(?:也|还)?(?:会)?(?:喜欢|感兴趣|想看)(?:的)?(?:文章)?…{0,2}|大家(?:都|还)?在看|(?:看过|看了)(?:本文|此文)的人还看了|为[你您]推荐|今日热点|热点推荐|编辑推荐|随机文章|最新文章|上一篇|下一篇)|related\s*(?:articles?|posts?|stories|reading|links?|news|coverage|content)|read\s*more|more\s+stories|you\s*(?:may|might)\s*also\s*(?:like|enjoy)|recommended(?:\s+(?:for you|reading|stories|articles?|posts?))?)[】\]」：:\s]*$/iu,
);

/** The same if only links follow. */
export const RELATED_LABEL = new Opened(
  '【[「■◆▍>看更推其rsmptldauk',
  /^[【[「■◆▍>\s]*(?:看更多|更多(?:\p{L}{2,8}(?:报[道导]|新闻|文章)|新闻|消息|故事)|推荐|其他(?:新闻|文章|报[道导])|related|(?:read |see )?more (?:from|by|on|about|in) .{1,60}|(?:read|see) more .{1,40}|most (?:read|popular|viewed)|popular (?:posts?|stories|articles?)|trending(?: now)?|latest (?:news|stories|posts?|articles?)|(?:don[’']t miss|also read|read also|up next|keep reading))[】\]」：:\s]*$/iu,
);

/** Labels that say nothing where nothing follows them. */
export const DANGLING_LABEL = new Opened(
  'mtlpuk赞打喜',
  /^(?:most (?:read|popular|viewed)|trending(?: now)?|latest (?:news|stories|posts?|articles?)|popular (?:posts?|stories|articles?)|up next|keep reading|赞赏支持|打赏作者|喜欢作者)[:：\s]*$/i,
);

/** The same where the first link follows in the paragraph. */
export const RELATED_BEGINNING = new Opened(
  '相延推更热上下rpn',
  /^(?:相关|延伸|推荐|更多|热门)(?:阅读|推荐|文章|新闻|报[道导]|链接)[:：]|^(?:上一篇|下一篇|related|previous|next)\s*[:：]/i,
);

/** The editor in charge, in a paragraph of its own or at the end of the last one. */
export const EDITOR = new Opened(
  '（(【[本责编e',
  /^[（(【[]?\s*(?:本文)?(?:(?:责任编辑|责\s*编)(?:\s*[:：|丨]|\s)|(?:编辑\s*[:：|｜丨](?!\s*(?:首选项|偏好设[置定]|查找|搜[索寻]|替换|取代|复制|粘贴|剪[切下贴]|撤[销消]|还原|重[做复]|新[建增]|全选|删除|清除|填充|变换|设[置定]|选[项取]|视图|格式|插入|属性|find\b|replace|copy|paste|cut\b|undo|redo|preferences|settings|select\b|delete))|Editor\s*[:：]))\s*(?:[【[]\s*)?([^\s（）()【】[\]:：|｜丨。；;，？?！!](?:[^（）()【】[\]:：|｜丨。；;，？?！!]{0,28}[^\s（）()【】[\]:：|｜丨。；;，？?！!])?)\s*[)）\]】]?$/i,
);

/** The same at the end of a paragraph that says more. */
export const EDITOR_AT_END =
  /(?:[（(【[]\s*(?:责任编辑|责\s*编)\s*[:：\s]\s*([^（）()【】[\]:：。；;]{1,30}?)\s*[)）\]】]|(?<=[。！？!?”」』…\s])\s*(?:责任编辑|责编)\s*[:：]\s*([^（）()【】[\]:：。；;，]{1,20}))$/;

/** Words to press at the end of a text that breaks off. */
export const CALL_AT_END =
  /(?<=…|\.{3}|[。！？!?.])\s*[[【（(]?(?:继续阅读|(?:点击)?(?:阅读|查看)(?:全文|更多|原文)|read more|continue reading)[\]】）)]?[\s.…>»→]*$/i;

/** Lines below an article that credit somebody: what a site says of itself may stand above them. */
export const CREDIT_LINE =
  /^[（(【[]?(?:来源|稿源|出处|原文|作者|文|图|图文|摄影|记者|通讯员|编辑|编译|翻译|译者|校对|审核|监制|via|source|photo|image|text|words|by)(?:[:：/／|丨]|\s).{1,50}$|^本文(?:来自|首发于?|转载自|转自|授权转载自|由)\s?.{1,90}$/i;

/** The number of an editor at the site's desk, after the name: `SF014`, `NN036`, `ZB-12`. */
export const EDITOR_CODE = /[\s_]*[A-Z]{1,3}[-_]?\d{2,5}$/;

/** The title of the article elsewhere, where this one was reprinted. */
export const ORIGINAL_TITLE = new Opened('原', /^(?:原标题|原题|原文标题)\s*[:：]\s*(\S.*)$/);

/** What blogs write below an article of its categories and tags, which are links. */
export const FILED = new Opened(
  '标分关tcpf',
  /^\s*(?:标签|分类|关键词|tags?|tagged|categor(?:y|ies)|(?:posted|filed) (?:in|under))(?![a-z])[\s:：,，、|#/·>»]*/i,
);

/** Where a page stands on its site, from the site's first page down to the article. */
export const BREADCRUMBS =
  /^(?:\S{0,8}位置\s?[:：]\s?)?\S{0,10}(?:首页|主页|home)(?:\s?[>»›＞→/]\s?[^>»›＞→/]{1,60}){1,6}$/i;

/** How a line begins that tells of the picture above it. */
export const CAPTION = new Opened('▲△▴（(图', /^(?:[▲△▴]|[（(]?(?:图源|图片来源|图片来自)\s*[:：])/);
