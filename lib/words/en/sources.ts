import { countOf, formatCount, formatPercent } from '../count.ts';

/** What `learn` and `mark` say. */
export const SOURCES = {
  // learn
  learn: 'Find what repeats over the articles of a source, and propose a rule that takes it.',
  learnFolder: (least: number) => `a folder of articles, ${least} or more of each source`,
  sourceOption: 'only the source of this name, where the folder holds several',
  diffOption: 'show what the proposed rule would change in the articles, line by line',
  ruleOption: 'propose nothing; show what the rule in this file, or all rules of a folder, would change',
  checkOption: (least: number) =>
    `learn from one half of the articles, ${least} or more, and show how the rule does on the other half`,
  acceptOption: 'also take these doubtful lines: the names shown before them, separated by commas',
  writeOption: 'write the rule as a file, what is doubtful as comments, and a test case for it',
  forceOption: 'with --write: add to an existing rule',
  nameOption: "with --write: the rule's name, where it is not the source's",
  jsonOption: 'print everything that was found, for programs',
  verboseOption: 'list every line, every article, and every file that is not an article',
  learnMore: (changes: number) => `
What cleaning removes already is not proposed. Nothing changes before a rule is written and the site published again.
Exit code: 0 done, with --diff and --rule ${changes} where an article would change, 1 any failure.`,
  nameItsFolder: 'Name the folder that holds the articles.',
  wrongName: (name: string) => `A rule cannot be called "${name}".`,
  lettersOnly: 'Use letters, digits and dashes.',
  noRulesFolder: 'The settings name no folder for rules of your own.',
  addRulesFolder: 'Add "rules: rules" to republisher.yaml, and make that folder beside it.',
  inForce: (name: string) =>
    `"${name}" is in force already. Compared with articles that it is not applied to:\n`,
  tooFew: (sources: string) => `There are too few articles of each source to learn from: ${sources}.`,
  giveMore: (least: number) => `Give it ${least} or more of one source.`,
  noSource: (name: string) => `No article is of the source "${name}".`,
  withoutSource: 'Without --source, all are shown.',
  emptyFolder: (others: number) =>
    `The folder holds no articles${others === 0 ? '' : `, but ${countOf(others, 'other file')}`}.`,
  unknownDoubt: (name: string) => `No doubtful line is called "${name}".`,
  listDoubts: 'Without --accept, all doubtful lines are shown with their names.',
  nameUploads: 'Name the folder that holds the articles as they were uploaded.',
  ofSource: (title: string, articles: number) => `${title} (${countOf(articles, 'article')})`,
  few: (sources: string) => `Too few articles: ${sources}`,
  reviewGolden: '"npm run golden" writes what comes out of the test case: review it.',
  learned: (title: string, articles: number, sample: number) =>
    `${title}: ${countOf(articles, 'article')}${sample < articles ? `, learned from ${formatCount(sample)} of them` : ''}`,
  nothingRepeats: (sample: number) =>
    `Nothing repeats in ${sample === 1 ? 'it' : 'them'} that cleaning leaves.`,
  wouldTake: 'A rule would take:',
  doubtful: "Also repeats, but may be the article's (--accept takes it by the name before it):",
  leftOut: 'Repeats, but no rule takes it:',
  checked: (title: string, learnedFrom: number, articles: number) =>
    `${title}: learned from ${countOf(learnedFrom, 'article')}, tried on ${formatCount(articles)} others, and what it takes in them:`,
  nothingSure: "Nothing repeats that is surely not the article's.",
  takes: (taken: number, all: number) =>
    `It takes ${formatCount(taken)} of ${formatCount(all)} ${all === 1 ? 'line or picture' : 'lines and pictures'}${all === 0 ? '' : ` (${formatPercent(taken / all)})`} that are surely not the articles' own.`,
  leaves: 'It leaves:',
  takesOnce: "It takes these from one article each. Read whether any is the article's:",
  inOf: (articles: number, sample: number) => `in ${articles} of ${sample}`,
  alsoTakes: (characters: number, example: string) =>
    `also ${countOf(characters, 'character')} that do not repeat, such as: ${example}`,
  noChange: (articles: number) => `Nothing would change in ${countOf(articles, 'article')}.`,
  changes: (changed: number, articles: number, gone: number, come: number, told: readonly string[]) => {
    const lines = gone === 1 ? 'line or picture' : 'lines or pictures';
    const moves = [
      ...(gone > 0 ? [`${formatCount(gone)} ${lines} would go`] : []),
      ...(come > 0 ? [`${formatCount(come)} would come`] : []),
    ];
    const first = `${formatCount(changed)} of ${countOf(articles, 'article')} would change`;
    return `${[[first, ...(moves.length > 0 ? [moves.join(', ')] : [])].join(': '), ...told].join('; ')}.`;
  },
  filesBecome: (files: number, what: string) => `${countOf(files, 'file')} ${what}`,
  byRule: 'By rule:',
  wouldGo: 'Would go, and from how many articles:',
  wouldCome: 'Would come, and to how many articles:',
  moreLines: (count: number) => `  … and ${formatCount(count)} more; --verbose shows all.`,
  moreArticles: (count: number) => `… and ${formatCount(count)} more articles.`,
  byArticle: 'By article:',
  refused: (files: number) =>
    `${countOf(files, 'file')} ${files === 1 ? 'is no article that is' : 'are no articles that are'} published`,
  listRefused: (files: number) => `; --verbose lists ${files === 1 ? 'it' : 'them'}.`,
  notExamined: 'Could not be examined:',
  otherFiles: (count: number) => `… and ${countOf(count, 'other file')}`,
  ruleExists: (file: string) => `${file} already holds a rule.`,
  addToIt:
    'To extend it with what was learned, add --force; to keep it as it is, name the new one with --name NAME.',
  caseExists: (file: string) => `${file} already holds a test case.`,
  writeAnew: 'To overwrite it, add --force.',
  ruleWrong: (reason: string) => `The rule is wrong.\n${reason}`,
  correctRule: 'Correct it in the file.',
  cannotReadRule: (file: string, reason: string) => `The rule ${file} cannot be read: ${reason}.`,
  nameRule: 'Name a file such as rules/somesite.yaml, or a folder of them.',

  ruleHead: (title: string, articles: number) =>
    `# ${title}. Learned from ${articles} articles; each number says in how many of them it stands.`,
  doubtfulComments: '# What may be the article\'s is a comment: remove the "#" before what is not.',
  doubtfulNote: "# These may be the article's:",

  // mark
  mark: 'Make a test case of an article: mark what is not its own, and see whether cleaning agrees.',
  markFile: 'an article, or a copy of one that is marked with ⟦ and ⟧',
  caseOption: 'save the marked article under this name among the test cases',
  editOption: 'open the copy in $VISUAL or $EDITOR, and go on when it is closed',
  overOption: 'overwrite an existing copy or test case',
  markMore: (differs: number) => `
The first time, it writes a copy beside the file in which what cleaning removes is marked already. Put ⟦ and ⟧ around
what else is not the article's, take wrong ones away, and run it on the copy.
Exit code: 0 cleaning does what the marks say, or the copy was written, ${differs} it does something else, 1 any failure.`,
  wrongCase: (name: string) => `A test case cannot be called "${name}".`,
  onlyInCheckout: 'Only a checkout of the project has test cases.',
  sendCopy: 'Send the marked copy to whoever has one.',
  nextStep: (command: string) =>
    [
      "In it, ⟦ and ⟧ are around what cleaning removes. Put them around what else is not the article's, take away",
      `those that are wrong, and run:  ${command}`,
    ].join('\n'),
  noText: (file: string) => `${file} is not a text file.`,
  nameText: 'Name a file that holds an article.',
  hasMarks: (file: string, line: number) =>
    `${file} has ⟦ or ⟧ on line ${line}, which only a marked copy may have.`,
  nameCopy: (ending: string) => `If it is a marked copy, let its name end in ${ending}.`,
  unpublished: (reason: string) => `The file would not be published: ${reason}.`,
  namePublished: 'Name a file that is published.',
  readersGet: 'What readers get:',
  isRemoved: 'What is removed:',
  noEditor: 'No editor is set.',
  setEditor: 'Set $EDITOR, or mark the copy and run the command on it.',
  editorFailed: (program: string) => `The editor ${program} failed.`,
  markCopy: 'Mark the copy and run the command on it.',
  pairMarks: 'Each ⟦ needs a ⟧ behind it, and no mark stands within another piece.',
  leftAdvice:
    'npm test fails until a rule takes what is left, or test/clean/known-dirt.json says that it stays.',
  marked: (pieces: number, removed: number) =>
    `${countOf(pieces, 'piece')} of text marked, ${formatCount(removed)} removed.`,
  left: 'left',
  lost: 'lost',
  lostAdvice: 'What is lost is not marked, and not in the article: mark it, or report it as a fault.',
  agrees: 'Cleaning does what the marks say.',
  isThere: (file: string) => `${file} already exists.`,
  writeOver: 'To overwrite it, add --force.',
};

/** What is said of rules and test cases, in one language. */
export type SourceWords = typeof SOURCES;
