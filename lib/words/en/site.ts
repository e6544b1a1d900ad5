import { countOf, formatCount } from '../count.ts';

/** What the commands of a site on this computer and the report say; the other languages say the same, key by key. */
export const SITE = {
  // Help
  program: 'Cleans articles and republishes them as a website with RSS, Atom and JSON feeds.',
  programMore: (command: string) =>
    `\n"republisher DIR" is short for "republisher ${command} DIR".\n"republisher help COMMAND" shows the options of a command.`,
  helpAfterError: 'Add --help to see its arguments and options.',
  helpOption: 'display help for command',
  versionOption: 'output the version number',
  headings: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Global Options:': 'Global Options:',
    'Commands:': 'Commands:',
  } as Readonly<Record<string, string>>,
  withDefault: (description: string, value: string) => `${description} (default: ${value})`,
  none: 'none',

  // Settings
  titleOption: "the site's title",
  baseUrlOption: 'where the public files are served',
  languageOption: "the site's language, such as zh-CN or en",
  speakOption: 'the language that the command speaks, such as zh-CN or en',
  timeZoneOption: 'the time zone of dates written without one, such as Asia/Shanghai',
  itemsOption: 'how many of the newest articles a feed holds',
  contextOption: 'any setting of the site, as for cdk; may be repeated',
  otherSettings: (file: string) =>
    `\nOther settings come from the nearest ${file}, beside the articles or in a folder above them,\nelse from the current folder, or from cdk.json in a checkout.`,
  wrongSetting: (reason: string) => `A setting of the site is wrong: ${reason}.`,
  correctSetting: (file: string) => `Correct it in ${file} or on the command line.`,
  unclearSetting: (setting: string) => `The setting "${setting}" cannot be understood.`,
  writeSetting: 'Write it as -c site.title="My feeds".',
  wrongRule: (reason: string) => `A rule of a source is wrong.\n${reason}`,
  seeRules: 'See "Write a rule" in README.md.',

  // Options of several commands
  yesOption: 'withdraw articles even if a large part of the folder is gone',
  folderArgument: 'the folder that holds the articles',
  port: 'It must be a number from 1 to 65535.',
  stoppedEarly: 'Stopped before the end.',
  nothingWritten: 'Nothing was written.',
  wrote: 'wrote ',
  kept: 'kept  ',
  cannotWrite: (file: string, reason: string) => `${file} cannot be written: ${reason}.`,
  isFolderYours: 'Is the folder yours?',
  missingFiles: (files: number, of: number, folder: string) =>
    `${formatCount(files)} of the ${countOf(of, 'file')} that this site was published from are missing in ${folder}. Nothing was changed.`,
  missingAdvice:
    'Is that the right folder, and is it complete (mounted, not moved or emptied)? To withdraw the missing articles, add --yes.',

  // start
  start: 'Publish a folder of articles, serve the site on this computer, and follow every change.',
  startFolder:
    'the folder that holds the articles (default: articles/ beside a republisher.yaml, else samples)',
  startOut: 'the folder for public/ and state/ (default: one for each DIR, see "Files")',
  startPort: 'where to serve the site',
  startHost: 'the address of this computer to serve it on',
  startYes: 'withdraw articles without asking, even if a large part of the folder is gone',
  places: {
    home: 'Home page',
    all: 'All feeds',
    allNote: 'a subscription list (OPML) for feed readers',
    one: 'One feed',
    oneNote: (category: string) => `the category ${category}`,
    report: 'Report',
    reportNote: 'what became of each file, and why',
    files: 'Files',
  },
  feedAddresses: (address: string) => `Addresses in the feeds begin with ${address}`,
  watching: (folder: string) => `Watching ${folder}`,
  following: 'Add, change, rename or delete an article there, and the site follows. Stop with Ctrl-C.',
  stopped: 'Stopped.',
  settingsChanged: 'The settings or rules have changed: the site is published with the new ones.',
  settingsKept: 'Until then, the site keeps its previous settings.',
  workingOn: (files: number) => `working on ${formatCount(files)} files …`,
  restored: (files: number) =>
    `restored   ${countOf(files, 'file')} of the site that were missing or out of date`,
  triedAgain: 'It will be tried again until it works.',
  askToWithdraw: (files: number, of: number) =>
    `${formatCount(files)} of ${countOf(of, 'file')} are gone. What was published from them stays for now.`,
  howToWithdraw: 'If they are meant to be withdrawn, type y and press Enter. If not, put them back.',
  folderGone: (folder: string) =>
    `The folder ${folder} is gone. What was published from it stays until it is back.`,
  folderBack: (folder: string) => `The folder ${folder} is there again.`,
  polling: (reason: string, seconds: number) =>
    `The system does not report every change (${reason}), so all files are checked every ${seconds} seconds.`,
  portInUse: (port: number) =>
    `Port ${port} is in use by another program, perhaps another "start" of this one.`,
  otherPort: (port: number) => `Stop that program, or choose another port with --port ${port}.`,
  portForbidden: (port: number) => `This user may not listen on port ${port}.`,
  highPort: 'Choose a port of 1024 or above, such as --port 8080.',
  cannotListen: (host: string, port: number, reason: string) =>
    `Cannot listen on ${host}, port ${port}: ${reason}.`,
  ownAddress: 'Name an address of this computer with --host.',
  serverFailed: 'The server failed. Its terminal shows why.',
  unknownHost: 'This server does not answer to that name. Use localhost, or name the address with --host.',
  nothingHere: 'Nothing is published at this address.',
  onlyReading: 'Only GET and HEAD are answered.',

  // What becomes of a file: a word of equal width on a terminal, and the same within a sentence
  became: {
    published: 'published',
    withdrawn: 'withdrawn',
    gone: 'gone     ',
    held: 'held     ',
    skipped: 'skipped  ',
    rejected: 'rejected ',
    failed: 'failed   ',
    warning: 'warning  ',
  },
  goneSince: (time: string) => `since ${time}, not withdrawn yet`,
  until: (time: string) => `until ${time}`,
  more: {
    published: (count: number) => `${formatCount(count)} more published`,
    held: (count: number) => `${formatCount(count)} more held`,
    skipped: (count: number) => `${formatCount(count)} more skipped`,
    deleted: (count: number) => `${formatCount(count)} more withdrawn`,
  },
  rest: (counts: readonly string[]) => `… and ${counts.join(', ')}`,
  space: ' ',
  list: ', ',
  stop: '.',
  colon: ': ',

  // republish
  republish: 'Publish a folder of articles once: pages and feeds land in OUT/public.',
  republishOut: 'the folder for public/ (the site) and state/ (what is known of each file)',
  jobsOption: 'threads that clean articles (default: as many as there are processors)',
  jobs: 'It must be a whole number from 1 to 99.',
  verboseFiles: 'list every held and every skipped file, and every warning',
  republishMore: `
Only files that are new, changed or gone since the last run are worked on.
Exit code: 0 everything published, 2 some files rejected, 1 any other failure.`,
  nothingLost: 'Nothing is lost: the next run continues from here.',
  noArticles:
    'The folder holds no articles. Hidden files, and links that lead out of the folder, are not read.',
  open: (file: string, address: string) => `Open ${file}; its feeds have addresses below ${address}`,
  nextRun: 'The next run tries again.',
  nextChange: 'It will be tried again when the file or the program changes.',
  nothingChanged: 'Nothing has changed since the last run.',
  took: (files: number, seconds: string) => `${countOf(files, 'file')} in ${seconds} s`,
  tookRate: (files: number, seconds: string, rate: number) =>
    `${countOf(files, 'file')} in ${seconds} s, ${formatCount(rate)} a second`,
  displaced: (files: number, first: string) =>
    [
      `${countOf(files, 'file')} cannot be stored on this disk under their own names, which are too long or differ from others`,
      `only in case: ${first}${files > 1 ? ' and others' : ''}. "start" serves them, but no other web server finds`,
      'them. Rename the category, tag or author, or publish to a disk that keeps such names apart.',
    ].join('\n'),
  table: {
    now: 'this run',
    all: 'in all',
    published: 'Published',
    rejected: 'Rejected',
    skipped: 'Other files',
    held: 'Held',
    withdrawn: 'Withdrawn',
    setAside: 'Set aside',
    failed: 'Not done',
  },
  sections: { rejected: 'Rejected', held: 'Held', skipped: 'Skipped', warnings: 'Warnings' },
  moreListed: (count: number) => `… and ${formatCount(count)} more (--verbose lists all)`,
  moreUnlisted: (count: number) => `… and ${formatCount(count)} more`,
  moreInReport: (count: number) => `… and ${formatCount(count)} more (the report lists all)`,
  names: (names: readonly string[], others: number) => {
    const last = others > 0 ? countOf(others, 'other') : names.at(-1);
    const before = others > 0 ? names : names.slice(0, -1);
    return before.length === 0 ? `${last}` : `${before.join(', ')} and ${last}`;
  },
  otherReasons: (count: number) => `… and for ${countOf(count, 'other reason')}`,
  progress: '{bar} {percentage} %  {value} of {total} files  {eta_formatted} to go',
  anotherProcess: (folder: string) =>
    `Another process is working on ${folder}, perhaps a "start" in another terminal.`,
  stopIt: 'Stop it first, or name another folder with --out.',
  noCommand: (name: string) => `There is no command or folder "${name}".`,
  noFolder: (folder: string) => `There is no folder ${folder}.`,
  noFolderButFile: (file: string) => `${file} is a file, not a folder.`,
  nameArticles: 'Name a folder that holds articles.',
  outWithin: (out: string, articles: string) =>
    `The output folder ${out} lies within the folder of the articles, ${articles}: its pages would be taken for articles.`,
  outOutside: 'Name an output folder outside with --out.',
  articlesWithin: (articles: string, out: string) =>
    `The folder of the articles, ${articles}, lies within ${out}, where the site is written.`,
  otherOut: 'Name another output folder with --out.',
  foreignFiles: (folder: string, file: string) =>
    `The folder ${folder} holds files that do not belong to a republished site, such as ${file}.`,
  cannotWriteOut: (folder: string, reason: string) =>
    `The output folder ${folder} cannot be written: ${reason}.`,
  makeRoom: 'Free some space there or correct the permissions, or name another output folder with --out.',

  // doctor
  doctor: 'Find and repair whatever is missing, out of date or orphaned in an output folder.',
  doctorOut: 'the output folder of "start" or "republish"',
  doctorVerbose: 'list everything that was found',
  doctorMore: '\nExit code: 0 everything is in order now, 1 something could not be repaired.',
  noOutput: (folder: string) => `${folder} is not the output folder of "start" or "republish".`,
  nameOutput: 'Name a folder that holds public/ and state/.',
  cannotRead: (file: string, reason: string) => `${file} cannot be read: ${reason}.`,
  republishAgain: 'Republish the articles into this folder once more: that writes the file again.',
  found: {
    record: 'Files whose record was missing or out of date',
    entries: 'Files whose index entries were missing',
    page: 'Files whose page was missing or out of date',
    gone: 'Files that are gone',
    garbage: 'Index entries that belonged to no file',
    orphans: 'Pages of articles that are not published, and files that no article names',
    documents: 'Documents that were missing or out of date',
    unknown: 'Feed folders of unknown categories, left as they are',
  },
  rebuilt: 'What was known of the categories was lost, and has been rebuilt from the articles.',
  nothingWrong: 'Everything was checked, and nothing was wrong.',

  // clean
  clean: 'Print an article as it would be published: its content as HTML, warnings on standard error.',
  cleanFile: 'the article; "-" reads it from standard input',
  jsonRecord: 'print everything that would be recorded of the article',
  explainOption:
    'list on standard error what was removed, by which rule, and what else is missing without an explanation',
  watchOption: 'show its page in a browser, and update it whenever the file or a rule changes',
  watchPort: 'where to show the page',
  cleanMore:
    '\nExit code: 0 the article would be published, held or skipped, 2 rejected, 1 any other failure.',
  standardInput: 'standard input',
  warning: (text: string) => `Warning: ${text}`,
  heldUntil: (time: string) => `Held until ${time}, as its date is in the future.`,
  skippedAs: (text: string) => `Skipped: ${text}`,
  rejectedAs: (text: string) => `Rejected: ${text}`,
  nothingRemoved: 'Nothing was removed.',
  removedBy: (rule: string, text: string) => `Removed by ${rule}  ${text}`,
  kinds: {
    words: 'characters',
    pictures: 'pictures',
    players: 'players and frames',
    links: 'links',
    headings: 'headings',
    code: 'bytes of code',
    cells: 'table cells',
    formulas: 'formulas',
  },
  columns: {
    source: 'in the file',
    result: 'published',
    removals: 'removed',
    warnings: 'warned of',
    unexplained: 'unexplained',
  },
  unexplained: (amount: number, unit: string, line: number, text: string) =>
    `Unexplained: ${formatCount(amount)} of the ${unit}, line ${line}: ${text}`,
  noWatchedInput: 'Standard input cannot be watched.',
  nameFile: 'Name a file.',
  pageAt: (address: string) => `The article is at ${address} and follows every change. Stop with Ctrl-C.`,
  notPublished: 'The article is not published: the terminal says why.',
  cannotReadFile: (file: string, reason: string) => `The file ${file} cannot be read: ${reason}.`,
  nameArticle: 'Name a file that holds an article, or "-" for standard input.',

  // init
  init: 'Start a new site: write a commented settings file and a first article.',
  initFolder: 'the folder of the new site',
  initLanguage: 'the language of the site, such as zh-CN or en',
  initMore: '\nExisting files are left as they are.',
  noLanguage: (tag: string) => `"${tag}" is not a language tag.`,
  writeLanguage: 'Write it as zh-CN or en.',
  nameOther: 'Name another folder.',
  publishIt: (command: string) => `Publish it on this computer:  ${command}`,

  // The report
  report: {
    title: 'Report',
    heading: 'What became of the files',
    skip: 'Skip to content',
    counts: {
      published: (count: number) => `${countOf(count, 'file')} published`,
      held: (count: number) => `${countOf(count, 'file')} held`,
      rejected: (count: number) => `${countOf(count, 'file')} rejected`,
      skipped: (count: number) => `${countOf(count, 'file')} skipped`,
      setAside: (count: number) => `${countOf(count, 'file')} set aside`,
      failed: (count: number) => `${countOf(count, 'file')} failed`,
    },
    noFiles: 'No files',
    comma: ', ',
    /** Around the name of the folder. */
    inFolder: [' in ', '. Reload this page after changing a file.'],
    failed: 'Not done yet',
    willTry: ' It will be tried again.',
    setAside: 'Set aside',
    willTryChanged: ' It will be tried again when the file or the program changes.',
    rejected: 'Rejected',
    warned: 'Published with warnings',
    held: 'Held',
    heldUntil: (day: string) => `Its date is in the future: it will be published on ${day}.`,
    skipped: 'Skipped',
    published: 'Published',
    counted: (title: string, count: string) => `${title} (${count})`,
    line: (line: number) => `Line ${line}:`,
    pages: 'Pages of the report',
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    newer: 'Newer',
    older: 'Older',
  },
};

/** What is said of a site, in one language. */
export type SiteWords = typeof SITE;
