import { countOf, formatCount } from '../count.ts';

/** What the commands of a deployed stack say. */
export const STACK = {
  stackOption: 'the name of the stack',
  regionOption: 'its region, if it is not that of the AWS command line',
  profileOption: 'the profile that the AWS command line uses',
  withdraw: 'AWS: withdraw at once the articles whose files are gone, however many they are.',
  withdrawn: 'The waiting withdrawals go through within minutes. "republisher status" shows what is left.',
  redrive: 'AWS: put the dead letters of a deployed stack back into its queue.',
  noLetters: 'There are no dead letters.',
  redriven: (letters: number) => `${countOf(letters, 'dead letter')} on the way back to the queue.`,
  rejected: 'AWS: list the files that a deployed stack rejected, why, and what to do about it.',
  noneRejected: 'No file is rejected.',
  reprocess: 'AWS: let a deployed stack process all of its articles again.',
  changedOption: 'only what is missing or stale, as the nightly sweep',
  sweepsChanged: 'A sweep queues what is missing or stale. "republisher status" says when it ended.',
  sweepsAll: 'A sweep queues all articles. "republisher status" says when it ended.',

  status: 'AWS: show what a deployed stack is doing, and what needs attention.',
  queue: (waiting: number, inFlight: number) =>
    `Queue: ${formatCount(waiting)} waiting, ${formatCount(inFlight)} being worked on or tried again later`,
  letters: (count: number) => `Dead letters: ${formatCount(count)}`,
  lettersAdvice: '"republisher redrive" puts them back',
  withdrawals: (count: number) =>
    `Withdrawals: ${formatCount(count)} waiting, as so many files are gone ("republisher withdraw" lets them pass)`,
  lastSweep: (sweep: string) => `Last sweep: ${sweep}`,
  noSweep: 'none in two days',
  listing: (start: string, listed: number, all: number) =>
    `Sweep under way since ${start}: listing, ${formatCount(listed)} of ${formatCount(all)} ranges begun`,
  comparing: (start: string, compared: number, all: number) =>
    `Sweep under way since ${start}: ${formatCount(compared)} of ${formatCount(all)} parts compared`,
  sweepCounts: {
    queued: (count: number) => `${formatCount(count)} queued`,
    changed: (count: number) => `${formatCount(count)} changed`,
    gone: (count: number) => `${formatCount(count)} gone`,
    current: (count: number) => `${formatCount(count)} current`,
  },
  failedLists: (lists: string) => `; lists not published: ${lists}`,
  leftAside: (articles: string) => `; articles left out: ${articles}`,
  comma: ', ',
  rejectedFiles: (files: number) => `Rejected: ${countOf(files, 'file')}`,
  rejectedAdvice: '"republisher rejected" says what to do',
  newest: 'Newest articles:',
  noneYet: 'none is published yet',
  withAdvice: (heading: string, advice: string) => `${heading} (${advice})`,
  reasonUnknown: 'the log does not say why',

  unknownAnswer: (command: string) =>
    `"aws ${command}" gave an answer that this program does not understand.`,
  isSupported: 'Is it a version that is still supported? See "aws --version".',
  notInstalled: 'The AWS command line is not installed.',
  install: (address: string) => `Install it: ${address}`,
  awsFailed: (command: string, reason: string) => `"aws ${command}" failed: ${reason}`,
  checkAccount:
    'Check the credentials, the region (--region, --profile) and the name of the stack (--stack).',
  noPart: (stack: string, part: string) => `The stack ${stack} has no ${part}.`,
  isOurs: 'Is it a stack of this project? See --stack.',

  // purge
  purge: 'AWS: delete files with all of their versions, and everything that was made of them.',
  purgeKeys: 'the files, as they are called in the articles bucket',
  backupOption: 'copies of the articles bucket, from which to delete them as well',
  noQuestion: 'do not ask',
  versionsOf: (key: string, versions: number, known: string) =>
    `${key}: ${countOf(versions, 'version')}, ${known}`,
  nothingKnown: 'nothing is known of it',
  statuses: {
    published: (title: string) => `published: ${title}`,
    held: (title: string) => `held: ${title}`,
    skipped: 'skipped',
    deleted: 'deleted',
    rejected: 'rejected',
  },
  deletedFrom: (versions: number, bucket: string) =>
    `Deleted ${countOf(versions, 'version')} from ${bucket}.`,
  uploadedAgain: (key: string) => `${key} was uploaded again, and is published.`,
  notDone: (key: string, reason: string) => `${key} is not done: ${reason}`,
  archivesUnderWay:
    'Archives and the search are being made at this moment, and may still name them for some minutes.',
  runAgain: 'Run the command again.',
  deletedMade: (files: number) =>
    `Deleted pages, records and entries of feeds, archives and search${files === 0 ? '' : `, and ${countOf(files, 'published file')} that no article names`}.`,
  uploadsStay: (names: string) =>
    `Files that it named stay, as other articles may name them, too. Purge them as well if none does:\n${names}`,
  whatStays:
    'What stays: copies that readers have fetched, other backups, and for 90 days the name in the log.',
  noWayBack: 'This cannot be undone. To go on, answer "y", or add --yes.',
  nobodyAsked: 'Nothing was deleted: there is no terminal at which to ask.',
  deleteAll: 'Delete all of this for good? [y/N] ',
  nothingDeleted: 'Nothing was deleted.',
  noCdn: 'This stack has no CDN. If you have put one in front of it, remove the copies from there.',
  cdnForgets: 'CloudFront drops all of its copies within minutes, and fetches them anew.',

  // upload-url
  uploadUrl: 'AWS: print a command by which somebody without an account may upload one file.',
  uploadKey: 'what the file is to be called in the articles bucket',
  hoursOption: 'how long it may be used',
  hours: (most: number) => `It must be a number from 1 to ${most}.`,
  noFileName: (name: string) => `${name} is not a file name.`,
  nameFile: 'Name one such as post/article.md.',
  mayUpload: (key: string, until: string) =>
    `Whoever has this may upload ${key}, and nothing else, until ${until}:`,
  mayUploadInSession: (key: string, until: string) =>
    `Whoever has this may upload ${key}, and nothing else, until ${until}, or until your own session ends:`,
  noCredentials: 'There are no credentials to sign with.',
  giveCredentials:
    'Version 1 of the AWS command line cannot print them: use version 2, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  undeletable: (versions: number, key: string, reason: string) =>
    `${versions} versions of ${key} could not be deleted: ${reason}`,
  deletionRight: 'Deleting versions takes the right s3:DeleteObjectVersion. Run the command again.',
  functionFailed: (name: string, reason: string) => `The function ${name} failed: ${reason}`,
  passing: (names: string) =>
    `Set with -c, and lost by a deployment without it: ${names}. Settings in cdk.json stay.`,
  listCost: (setting: string, cost: Record<'requests' | 'charged' | 'records' | 'least' | 'most', number>) =>
    `${setting}: an article costs more for each of these lists that it is in: ${cost.requests} requests (${cost.charged} of them PUT or LIST), and a GET for each other article of the feed that was not just read (up to ${cost.records}). A million cost $${cost.least} to $${cost.most}.`,
  smallListCost: (
    count: number,
    cost: Record<'requests' | 'charged' | 'records' | 'least' | 'most', number>,
  ) =>
    `  While a list has fewer than ${count} articles: ${cost.requests} requests (${cost.charged}), and up to ${cost.records} GETs. A million cost $${cost.least} to $${cost.most}.`,
  seeContext: 'Settings are in cdk.json under context, or come from -c.',
  seeLog: 'Its log says more: see the dashboard. Run the command again once the cause is gone.',

  // subscribers
  subscribersCommand: 'AWS: show how many subscribers each list has, where a deployed stack counts them.',
  subscribersOf: (day: string, count: number, aggregated: number) =>
    `Subscribers on ${day} (UTC): at least ${formatCount(count)}, ${formatCount(aggregated)} of them by aggregators`,
  subscribersAdvice: '"republisher subscribers" shows them by list',
  preliminary: 'Preliminary: logs may still be missing until tomorrow night.',
  incomplete: 'Not all of them were counted: the log of the counter says why.',
  list: 'list',
  subscribers: 'subscribers',
  byAggregators: 'by aggregators',
  weekBefore: 'a week before',
  allArticles: 'all articles',
  moreLists: (count: number) => `and ${countOf(count, 'list')} more; --all shows them`,
  aggregators: 'Aggregators, on the list where most people follow them:',
  claims: (claimed: number) =>
    `reports ${formatCount(claimed)}, which counts once it has done so on two days`,
  notCounted: (visitors: number, bots: number) =>
    `Not counted: ${countOf(visitors, 'browser')} that did not come back, ${countOf(bots, 'bot')}`,
  notCountedYet: 'Nothing has been counted yet. That happens at night, once there are logs of a whole day.',
  notCounting: (stack: string) => `The stack ${stack} does not count subscribers.`,
  howToCount:
    'Set "subscriberCounts" and "site.cdn", see docs/aws.md. On one machine there is no log to count in.',
  allOption: 'show every list',
  jsonOption: 'print the whole count of the day as JSON',
};

/** What is said of a deployed stack, in one language. */
export type StackWords = typeof STACK;
