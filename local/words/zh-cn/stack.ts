import { formatCount } from '../count.ts';
import type { StackWords } from '../en/stack.ts';

/** 已部署的栈的各命令用语。 */
export const STACK: StackWords = {
  stackOption: '栈的名称',
  regionOption: '栈所在的区域，默认取 AWS 命令行的区域',
  profileOption: 'AWS 命令行的配置',
  withdraw: 'AWS：立即撤下文件已消失的文章，不论多少。',
  withdrawn: '等待中的撤下会在几分钟内完成。“republisher status”可查看剩余的数量。',
  redrive: 'AWS：把死信放回已部署的栈的队列。',
  noLetters: '没有死信。',
  redriven: (letters) => `正在把 ${formatCount(letters)} 条死信放回队列。`,
  rejected: 'AWS：列出已部署的栈拒绝了哪些文件、原因和处理办法。',
  noneRejected: '没有文件被拒绝。',
  reprocess: 'AWS：让已部署的栈重新处理全部文章。',
  changedOption: '只处理缺失或过时的，与每晚的清点相同',
  sweepsChanged: '清点会把缺失或过时的文章加入队列。“republisher status”可查看何时完成。',
  sweepsAll: '清点会把全部文章加入队列。“republisher status”可查看何时完成。',

  status: 'AWS：查看已部署的栈正在做什么，有什么需要处理。',
  queue: (waiting, inFlight) =>
    `队列：${formatCount(waiting)} 条等待，${formatCount(inFlight)} 条正在处理或等待重试`,
  letters: (count) => `死信：${formatCount(count)} 条`,
  lettersAdvice: '“republisher redrive”可放回队列',
  withdrawals: (count) =>
    `撤下：${formatCount(count)} 篇等待确认，因为消失的文件太多（“republisher withdraw”可放行）`,
  lastSweep: (sweep) => `上次清点：${sweep}`,
  noSweep: '两天内没有',
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
  checkAccount: '请检查凭证、区域（--region、--profile）和栈的名称（--stack）。',
  noPart: (stack, part) => `栈 ${stack} 里没有 ${part}。`,
  isOurs: '请确认它是本项目的栈（--stack）。',
};
