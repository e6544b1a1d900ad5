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
};
