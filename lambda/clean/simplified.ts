import { CodeUnits } from './code-units.ts';

/** Traditional characters, each before the simplified one that the patterns of this room are written in. */
const PAIRS =
  '統统兒儿媽妈換换筆笔銷销騙骗樂乐夥伙備备寶宝語语軟软項项順顺駐驻專专嚴严個个舉举習习書书於于僅仅們们會会價价關关興兴內内寫写擊击刪删別别製制務务區区單单參参發发臺台號号後后聽听員员圖图場场聲声處处復复複复學学對对將将盡尽屬属廣广應应開开錄录戶户擴扩掃扫報报據据無无時时顯显暫暂權权條条來来構构標标欄栏瀏浏熱热愛爱電电碼码確确簽签籤签類类係系繫系糾纠線线經经絡络絕绝維维編编網网聯联騰腾薦荐獲获裝装觀观視视覽览覺觉觸触訂订認认討讨訊讯記记許许論论訪访證证評评識识訴诉詞词譯译話话詢询該该詳详說说請请讀读調调謝谢貼贴賬账帳账質质資资賞赏贊赞讚赞趕赶轉转載载輯辑邊边還还這这進进連连選选適适郵邮鄭郑裡里鐘钟鏈链錯错鍵键長长門门問问間间聞闻閱阅題题頁页頂顶須须顧顾頻频饋馈點点過过達达運运遠远圍围責责導导蹤踪絲丝團团業业歡欢為为與与風风險险議议財财產产總总歷历輸输嚮向幫帮種种樣样動动從从麼么錢钱見见實实體体續续結结傳传優优衝冲創创剛刚歸归攝摄滾滚現现監监緩缓計计謹谨負负費费遞递鎖锁隨随隱隐預预領领馬马組组約约純纯繼继萬万虧亏眾众儲储臉脸買买賣卖購购變变週周鍾钟閲阅髮发數数畫画師师脩修説说稱称唸念掛挂爲为査查迴回閉闭録录餘余裏里夾夹檔档張张節节箇个採采衆众藍蓝羣群儘尽綵彩傢家穫获嗎吗喲哟勵励機机檯台颱台誰谁卻却沒没麽么驟骤擇择鈕钮麵面設设彈弹沖冲韓韩纔才溫温盤盘當当敗败給给蒐搜並并併并嗶哔紅红億亿捲卷誌志願愿徵征殺杀諮咨醫医綫线課课規规強强絶绝尋寻獨独擔担覈核隻只審审啓启啟启隊队誠诚賢贤納纳簡简曆历摺折釦扣職职繳缴辦办翫玩賽赛崗岗贈赠終终謠谣襲袭鏡镜盜盗難难違违緻致償偿護护異异談谈誤误紕纰搶抢島岛乾干幹干貨货態态諒谅嘍喽盞盏燈灯減减縮缩樓楼陸陆錶表齣出佈布協协註注冊册頭头則则驗验氣气車车塊块獻献級级';

/** Of each traditional UTF-16 code unit the simplified one. */
export const SIMPLIFIED: ReadonlyMap<number, string> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, pair) => [
    PAIRS.charCodeAt(2 * pair),
    PAIRS.charAt(2 * pair + 1),
  ]),
);

/** Hardly any text has one. */
const TRADITIONAL = new CodeUnits();

for (const code of SIMPLIFIED.keys()) TRADITIONAL.add(code);

/** A text with the characters in which the patterns are written, as long as it was; only for comparison. */
export function simplify(text: string): string {
  let simplified = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!TRADITIONAL.has(code)) continue;
    simplified += text.slice(done, at) + (SIMPLIFIED.get(code) ?? '');
    done = at + 1;
  }
  return done === 0 ? text : simplified + text.slice(done);
}
