import { formatCount } from '../count.ts';
import type { StackWords } from '../en/stack.ts';

/** 已部署的堆疊的各命令用語。 */
export const STACK: StackWords = {
  stackOption: '堆疊的名稱',
  regionOption: '堆疊所在的區域，預設取 AWS 命令列的區域',
  profileOption: 'AWS 命令列的設定檔',
  withdraw: 'AWS：立即撤下檔案已消失的文章，不論多少。',
  withdrawn: '等待中的撤下會在幾分鐘內完成。「republisher status」可檢視剩餘的數量。',
  redrive: 'AWS：把死信放回已部署的堆疊的佇列。',
  noLetters: '沒有死信。',
  redriven: (letters) => `正在把 ${formatCount(letters)} 條死信放回佇列。`,
  rejected: 'AWS：列出已部署的堆疊拒絕了哪些檔案、原因和處理辦法。',
  noneRejected: '沒有檔案被拒絕。',
  reprocess: 'AWS：讓已部署的堆疊重新處理全部文章。',
  changedOption: '只處理缺失或過時的，與每晚的清點相同',
  sweepsChanged: '清點會把缺失或過時的文章加入佇列。「republisher status」可檢視何時完成。',
  sweepsAll: '清點會把全部文章加入佇列。「republisher status」可檢視何時完成。',

  status: 'AWS：檢視已部署的堆疊正在做什麼，有什麼需要處理。',
  queue: (waiting, inFlight) =>
    `佇列：${formatCount(waiting)} 條等待，${formatCount(inFlight)} 條正在處理或等待重試`,
  letters: (count) => `死信：${formatCount(count)} 條`,
  lettersAdvice: '「republisher redrive」可放回佇列',
  withdrawals: (count) =>
    `撤下：${formatCount(count)} 篇等待確認，因為消失的檔案太多（「republisher withdraw」可放行）`,
  lastSweep: (sweep) => `上次清點：${sweep}`,
  noSweep: '兩天內沒有',
  listing: (start, listed, all) =>
    `清點進行中，始於 ${start}：正在列出，${formatCount(all)} 段中已開始 ${formatCount(listed)} 段`,
  comparing: (start, compared, all) =>
    `清點進行中，始於 ${start}：${formatCount(all)} 份中已核對 ${formatCount(compared)} 份`,
  sweepCounts: {
    queued: (count) => `加入佇列 ${formatCount(count)} 篇`,
    changed: (count) => `有變化 ${formatCount(count)} 篇`,
    gone: (count) => `已消失 ${formatCount(count)} 篇`,
    current: (count) => `無變化 ${formatCount(count)} 篇`,
  },
  failedLists: (lists) => `；未能發布的清單：${lists}`,
  leftAside: (articles) => `；擱置的文章：${articles}`,
  comma: '，',
  rejectedFiles: (files) => `已拒絕：${formatCount(files)} 個檔案`,
  rejectedAdvice: '「republisher rejected」說明如何處理',
  newest: '最新文章：',
  noneYet: '還沒有發布文章',
  withAdvice: (heading, advice) => `${heading}（${advice}）`,
  reasonUnknown: '日誌裡沒有原因',

  unknownAnswer: (command) => `看不懂「aws ${command}」的回答。`,
  isSupported: '請確認該版本仍受支援：「aws --version」。',
  notInstalled: '沒有安裝 AWS 命令列。',
  install: (address) => `請安裝：${address}`,
  awsFailed: (command, reason) => `「aws ${command}」失敗：${reason}`,
  checkAccount: '請檢查憑證、區域（--region、--profile）和堆疊的名稱（--stack）。',
  noPart: (stack, part) => `堆疊 ${stack} 裡沒有 ${part}。`,
  isOurs: '請確認它是本專案的堆疊（--stack）。',

  purge: 'AWS：刪除檔案的全部版本，以及由它們產生的一切。',
  purgeKeys: '要刪除的檔案，寫法與文章儲存貯體中的名稱相同',
  backupOption: '文章儲存貯體的備份，也從中刪除',
  noQuestion: '不再詢問',
  versionsOf: (key, versions, known) => `${key}：${formatCount(versions)} 個版本，${known}`,
  nothingKnown: '沒有它的紀錄',
  statuses: {
    published: (title) => `已發布：${title}`,
    held: (title) => `待發布：${title}`,
    skipped: '已跳過',
    deleted: '已刪除',
    rejected: '已拒絕',
  },
  deletedFrom: (versions, bucket) => `已從 ${bucket} 刪除 ${formatCount(versions)} 個版本。`,
  uploadedAgain: (key) => `${key} 又上傳了一次，已經發布。`,
  notDone: (key, reason) => `${key} 未完成：${reason}`,
  archivesUnderWay: '往期文章和搜尋正在重新產生，幾分鐘內可能仍會列出這些檔案。',
  runAgain: '請再執行一次本命令。',
  deletedMade: (files) =>
    `已刪除頁面、紀錄以及訂閱源、往期文章和搜尋中的條目${files === 0 ? '' : `，以及 ${formatCount(files)} 個沒有文章引用的公開檔案`}。`,
  uploadsStay: (names) =>
    `文章引用過的上傳檔案仍然保留，因為別的文章可能也引用；若沒有，請一併刪除：\n${names}`,
  whatStays: '仍會留存的有：讀者已下載的副本、其他備份，以及日誌中的檔名（90 天）。',
  noWayBack: '刪除後無法復原。要繼續，請回答「y」，或加 --yes。',
  nobodyAsked: '什麼也沒有刪除：無法詢問。',
  deleteAll: '永久刪除以上全部內容？[y/N] ',
  nothingDeleted: '什麼也沒有刪除。',
  noCdn: '這個堆疊沒有 CDN。如果您在前面另設了 CDN，請清除其中的快取。',
  cdnForgets: 'CloudFront 會在幾分鐘內清除全部快取，並重新取得。',

  uploadUrl: 'AWS：給出一條命令，沒有帳號的人可以用它上傳一個檔案。',
  uploadKey: '檔案在文章儲存貯體中的名稱',
  hoursOption: '有效的小時數',
  hours: (most) => `須為 1 到 ${most} 的整數。`,
  noFileName: (name) => `${name} 不是檔名。`,
  nameFile: '請寫成 post/article.md 這樣的名稱。',
  mayUpload: (key, until) => `拿到以下命令的人可以上傳 ${key}，且只能上傳它，有效期至 ${until}：`,
  mayUploadInSession: (key, until) =>
    `拿到以下命令的人可以上傳 ${key}，且只能上傳它，有效期至 ${until}，或到您自己的工作階段結束為止：`,
  noCredentials: '沒有可用於簽章的憑證。',
  giveCredentials:
    'AWS 命令列第 1 版不提供憑證：請改用第 2 版，或設定 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY。',
  undeletable: (versions, key, reason) => `${key} 有 ${versions} 個版本無法刪除：${reason}`,
  deletionRight: '刪除版本需要 s3:DeleteObjectVersion 權限。請再執行一次本命令。',
  functionFailed: (name, reason) => `函式 ${name} 出錯：${reason}`,
  passing: (names) =>
    `以下設定由 -c 給出，下次部署不帶 -c 就會失效：${names}。寫在 cdk.json 裡的設定一直有效。`,
  listCost: (setting, cost) =>
    `${setting}：文章每列入一個這樣的清單，多 ${cost.requests} 次請求（其中 PUT 和 LIST 共 ${cost.charged} 次）；清單中的其他文章若不是剛讀過的，每篇再加一次 GET（最多 ${cost.records} 次）。一百萬篇約 ${cost.least} 到 ${cost.most} 美元。`,
  smallListCost: (count, cost) =>
    `  清單不滿 ${count} 篇文章時：${cost.requests} 次請求（其中 ${cost.charged} 次），外加最多 ${cost.records} 次 GET。一百萬篇約 ${cost.least} 到 ${cost.most} 美元。`,
  seeContext: '設定寫在 cdk.json 的 context 裡，或用 -c 給出。',
  seeLog: '詳情見它的日誌（可從儀表板檢視）。原因排除後，請再執行一次本命令。',

  subscribersCommand: 'AWS：檢視各個清單有多少訂閱者（已部署的堆疊須開啟統計）。',
  subscribersOf: (day, count, aggregated) =>
    `${day}（UTC）的訂閱者：至少 ${formatCount(count)} 人，其中 ${formatCount(aggregated)} 人透過聚合服務訂閱`,
  subscribersAdvice: '「republisher subscribers」可檢視各個清單',
  preliminary: '這是初步結果：明晚之前日誌可能還不完整。',
  incomplete: '沒有全部計入，原因見統計函式的日誌。',
  list: '清單',
  subscribers: '訂閱者',
  byAggregators: '聚合服務',
  weekBefore: '一週前',
  allArticles: '全部文章',
  moreLists: (count) => `另有 ${formatCount(count)} 個清單，加 --all 可全部列出`,
  aggregators: '各聚合服務（取訂閱人數最多的清單）：',
  claims: (claimed) => `自稱 ${formatCount(claimed)} 人，連續兩天都這樣說才會計入`,
  notCounted: (visitors, bots) =>
    `未計入：沒有再來的瀏覽器 ${formatCount(visitors)} 個，機器人 ${formatCount(bots)} 個`,
  notCountedYet: '還沒有統計結果。有了一整天的日誌之後，會在夜間統計。',
  notCounting: (stack) => `堆疊 ${stack} 沒有統計訂閱者。`,
  howToCount: '請設定「subscriberCounts」和「site.cdn」，見 docs/aws.md。在本機上執行時沒有可供統計的日誌。',
  allOption: '列出全部清單',
  jsonOption: '以 JSON 輸出當天的全部統計',
};
