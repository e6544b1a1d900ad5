import { countOf, formatCount } from '../count.ts';

/** What the commands of a deployed stack say. */
export const STACK = {
  stackOption: 'the name of the stack',
  regionOption: 'where it stands, if not in the region of the AWS command line',
  profileOption: 'of the AWS command line',
  withdraw: 'AWS: withdraw at once the articles whose files are gone, however many they are.',
  withdrawn: 'The withdrawals that wait are made within minutes. "republisher status" says what is left.',
  redrive: 'AWS: put the dead letters of a deployed stack back into its queue.',
  noLetters: 'There are no dead letters.',
  redriven: (letters: number) => `${countOf(letters, 'dead letter')} on the way back to the queue.`,
  rejected: 'AWS: list the files that a deployed stack rejected, why, and what to do about it.',
  noneRejected: 'No file is rejected.',
  reprocess: 'AWS: let a deployed stack process all of its articles again.',
  changedOption: 'only what is missing or stale, as the nightly sweep',
  sweepsChanged: 'A sweep queues what is missing or stale. "republisher status" says when it ended.',
  sweepsAll: 'A sweep queues all articles. "republisher status" says when it ended.',

  status: 'AWS: show what a deployed stack is doing, and what waits for somebody to look at it.',
  queue: (waiting: number, inFlight: number) =>
    `Queue: ${formatCount(waiting)} waiting, ${formatCount(inFlight)} being worked on or tried again later`,
  letters: (count: number) => `Dead letters: ${formatCount(count)}`,
  lettersAdvice: '"republisher redrive" puts them back',
  withdrawals: (count: number) =>
    `Withdrawals: ${formatCount(count)} wait, as so many files are gone ("republisher withdraw" lets them pass)`,
  lastSweep: (sweep: string) => `Last sweep: ${sweep}`,
  noSweep: 'none in two days',
  sweepCounts: {
    queued: (count: number) => `${formatCount(count)} queued`,
    changed: (count: number) => `${formatCount(count)} changed`,
    gone: (count: number) => `${formatCount(count)} gone`,
    current: (count: number) => `${formatCount(count)} current`,
  },
  failedLists: (lists: string) => `; lists not published: ${lists}`,
  leftAside: (articles: string) => `; articles left aside: ${articles}`,
  comma: ', ',
  rejectedFiles: (files: number) => `Rejected: ${countOf(files, 'file')}`,
  rejectedAdvice: '"republisher rejected" says what to do',
  newest: 'Newest articles:',
  noneYet: 'none is published yet',
  withAdvice: (heading: string, advice: string) => `${heading} (${advice})`,
  reasonUnknown: 'the log does not say why',

  unknownAnswer: (command: string) => `"aws ${command}" answered something unknown.`,
  isSupported: 'Is it a version that is still supported? See "aws --version".',
  notInstalled: 'The AWS command line is not installed.',
  install: (address: string) => `Install it: ${address}`,
  awsFailed: (command: string, reason: string) => `"aws ${command}" failed: ${reason}`,
  checkAccount:
    'Check the credentials, the region (--region, --profile) and the name of the stack (--stack).',
  noPart: (stack: string, part: string) => `The stack ${stack} has no ${part}.`,
  isOurs: 'Is it a stack of this project? See --stack.',
};

/** What is said of a deployed stack, in one language. */
export type StackWords = typeof STACK;
