import { formatCount } from '../count.ts';
import type { StackWords } from '../en/stack.ts';

/** 已部署堆栈的各命令用语。 */
export const STACK: StackWords = {
  stackOption: '堆栈的名称',
  regionOption: '堆栈所在的区域，默认取 AWS 命令行的区域',
  profileOption: 'AWS 命令行的配置',
  withdraw: 'AWS：立即撤下文件已消失的文章，不论多少。',
  withdrawn: '等待中的撤下会在几分钟内完成。“republisher status”可查看剩余的数量。',
  redrive: 'AWS：把已部署堆栈的死信放回队列。',
  noLetters: '没有死信。',
  redriven: (letters) => `正在把 ${formatCount(letters)} 条死信放回队列。`,
  rejected: 'AWS：列出已部署的堆栈拒绝了哪些文件、原因和处理办法。',
  noneRejected: '没有文件被拒绝。',
  reprocess: 'AWS：让已部署的堆栈重新处理全部文章。',
  changedOption: '只处理缺失或过时的，与每晚的清点相同',
  sweepsChanged: '清点会把缺失或过时的文章加入队列。“republisher status”可查看何时完成。',
  sweepsAll: '清点会把全部文章加入队列。“republisher status”可查看何时完成。',

  status: 'AWS：查看已部署的堆栈正在做什么，有什么需要处理。',
  queue: (waiting, inFlight) =>
    `队列：${formatCount(waiting)} 条等待，${formatCount(inFlight)} 条正在处理或等待重试`,
  letters: (count) => `死信：${formatCount(count)} 条`,
  lettersAdvice: '“republisher redrive”可放回队列',
  withdrawals: (count) =>
    `撤下：${formatCount(count)} 篇等待确认，因为消失的文件太多（“republisher withdraw”可放行）`,
  lastSweep: (sweep) => `上次清点：${sweep}`,
  noSweep: '两天内没有',
  listing: (start, listed, all) =>
    `清点进行中，始于 ${start}：正在列出，${formatCount(all)} 段中已开始 ${formatCount(listed)} 段`,
  comparing: (start, compared, all) =>
    `清点进行中，始于 ${start}：${formatCount(all)} 份中已核对 ${formatCount(compared)} 份`,
  sweepCounts: {
    queued: (count) => `入队 ${formatCount(count)} 篇`,
    changed: (count) => `有变化 ${formatCount(count)} 篇`,
    gone: (count) => `已消失 ${formatCount(count)} 篇`,
    current: (count) => `无变化 ${formatCount(count)} 篇`,
  },
  failedLists: (lists) => `；未能发布的列表：${lists}`,
  leftAside: (articles) => `；搁置的文章：${articles}`,
  comma: '，',
  rejectedFiles: (files) => `已拒绝：${formatCount(files)} 个文件`,
  rejectedAdvice: '“republisher rejected”说明如何处理',
  newest: '最新文章：',
  noneYet: '还没有发布文章',
  withAdvice: (heading, advice) => `${heading}（${advice}）`,
  reasonUnknown: '日志里没有原因',

  unknownAnswer: (command) => `看不懂“aws ${command}”的回答。`,
  isSupported: '请确认该版本仍受支持：“aws --version”。',
  notInstalled: '没有安装 AWS 命令行。',
  install: (address) => `请安装：${address}`,
  awsFailed: (command, reason) => `“aws ${command}”失败：${reason}`,
  checkAccount: '请检查凭证、区域（--region、--profile）和堆栈的名称（--stack）。',
  noPart: (stack, part) => `堆栈 ${stack} 里没有 ${part}。`,
  isOurs: '请确认它是本项目的堆栈（--stack）。',

  purge: 'AWS：删除文件的全部版本，以及由它们生成的一切。',
  purgeKeys: '要删除的文件，写法与文章存储桶中的名称相同',
  backupOption: '文章存储桶的备份，也从中删除',
  noQuestion: '不再询问',
  versionsOf: (key, versions, known) => `${key}：${formatCount(versions)} 个版本，${known}`,
  nothingKnown: '没有它的记录',
  statuses: {
    published: (title) => `已发布：${title}`,
    held: (title) => `待发布：${title}`,
    skipped: '已跳过',
    deleted: '已删除',
    rejected: '已拒绝',
  },
  deletedFrom: (versions, bucket) => `已从 ${bucket} 删除 ${formatCount(versions)} 个版本。`,
  uploadedAgain: (key) => `${key} 又上传了一次，已经发布。`,
  notDone: (key, reason) => `${key} 未完成：${reason}`,
  archivesUnderWay: '往期文章和搜索正在重新生成，几分钟内可能仍会列出这些文件。',
  runAgain: '请再运行一次本命令。',
  deletedMade: (files) =>
    `已删除页面、记录以及订阅源、往期文章和搜索中的条目${files === 0 ? '' : `，以及 ${formatCount(files)} 个没有文章引用的公开文件`}。`,
  uploadsStay: (names) =>
    `文章引用过的上传文件仍然保留，因为别的文章可能也引用；若没有，请一并删除：\n${names}`,
  whatStays: '仍会留存的有：读者已下载的副本、其他备份，以及日志中的文件名（90 天）。',
  noWayBack: '删除后无法恢复。要继续，请回答“y”，或加 --yes。',
  nobodyAsked: '什么也没有删除：无法询问。',
  deleteAll: '永久删除以上全部内容？[y/N] ',
  nothingDeleted: '什么也没有删除。',
  noCdn: '这个堆栈没有 CDN。如果您在前面另设了 CDN，请清除其中的缓存。',
  cdnForgets: 'CloudFront 会在几分钟内清除全部缓存，并重新获取。',

  uploadUrl: 'AWS：给出一条命令，没有账号的人可以用它上传一个文件。',
  uploadKey: '文件在文章存储桶中的名称',
  hoursOption: '有效的小时数',
  hours: (most) => `须为 1 到 ${most} 的整数。`,
  noFileName: (name) => `${name} 不是文件名。`,
  nameFile: '请写成 post/article.md 这样的名称。',
  mayUpload: (key, until) => `拿到以下命令的人可以上传 ${key}，且只能上传它，有效期至 ${until}：`,
  mayUploadInSession: (key, until) =>
    `拿到以下命令的人可以上传 ${key}，且只能上传它，有效期至 ${until}，或到您自己的会话结束为止：`,
  noCredentials: '没有可用于签名的凭证。',
  giveCredentials:
    'AWS 命令行第 1 版不提供凭证：请改用第 2 版，或设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY。',
  undeletable: (versions, key, reason) => `${key} 有 ${versions} 个版本无法删除：${reason}`,
  deletionRight: '删除版本需要 s3:DeleteObjectVersion 权限。请再运行一次本命令。',
  functionFailed: (name, reason) => `函数 ${name} 出错：${reason}`,
  passing: (names) =>
    `以下设置由 -c 给出，下次部署不带 -c 就会失效：${names}。写在 cdk.json 里的设置一直有效。`,
  listCost: (setting, cost) =>
    `${setting}：文章每列入一个这样的列表，多 ${cost.requests} 次请求（其中 PUT 和 LIST 共 ${cost.charged} 次）；列表中的其他文章若不是刚读过的，每篇再加一次 GET（最多 ${cost.records} 次）。一百万篇约 ${cost.least} 到 ${cost.most} 美元。`,
  smallListCost: (count, cost) =>
    `  列表不满 ${count} 篇文章时：${cost.requests} 次请求（其中 ${cost.charged} 次），外加最多 ${cost.records} 次 GET。一百万篇约 ${cost.least} 到 ${cost.most} 美元。`,
  seeContext: '设置写在 cdk.json 的 context 里，或用 -c 给出。',
  seeLog: '详情见它的日志（可从仪表板查看）。原因排除后，请再运行一次本命令。',

  subscribersCommand: 'AWS：查看各个列表有多少订阅者（已部署的堆栈须开启统计）。',
  subscribersOf: (day, count, aggregated) =>
    `${day}（UTC）的订阅者：至少 ${formatCount(count)} 人，其中 ${formatCount(aggregated)} 人通过聚合服务订阅`,
  subscribersAdvice: '“republisher subscribers”可查看各个列表',
  preliminary: '这是初步结果：明晚之前日志可能还不完整。',
  incomplete: '没有全部计入，原因见统计函数的日志。',
  list: '列表',
  subscribers: '订阅者',
  byAggregators: '聚合服务',
  weekBefore: '一周前',
  allArticles: '全部文章',
  moreLists: (count) => `另有 ${formatCount(count)} 个列表，加 --all 可全部列出`,
  aggregators: '各聚合服务（取订阅人数最多的列表）：',
  claims: (claimed) => `自称 ${formatCount(claimed)} 人，连续两天都这样说才会计入`,
  notCounted: (visitors, bots) =>
    `未计入：没有再来的浏览器 ${formatCount(visitors)} 个，机器人 ${formatCount(bots)} 个`,
  notCountedYet: '还没有统计结果。有了一整天的日志之后，会在夜间统计。',
  notCounting: (stack) => `堆栈 ${stack} 没有统计订阅者。`,
  howToCount: '请设置“subscriberCounts”和“site.cdn”，见 docs/aws.md。在本机上运行时没有可供统计的日志。',
  allOption: '列出全部列表',
  jsonOption: '以 JSON 输出当天的全部统计',
};
