import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Command } from 'commander';
import { decodeText } from '../../lambda/article/decode.ts';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { isWebArchive, readWebArchive } from '../../lambda/article/web-archive.ts';
import { type CleanedBody, excerptOf } from '../../lambda/clean/clean.ts';
import type { Article, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { CommandError } from '../command-error.ts';
import { type Judgement, judge } from '../corpus/judge.ts';
import { markRemoved } from '../corpus/mark-removed.ts';
import { faultOfMarks, OPEN, withoutMarks } from '../corpus/marks.ts';
import { IS_PACKAGE, PROJECT_FOLDER } from '../project.ts';
import { reasonOf } from '../publish/failure.ts';
import { addSiteOptions, readSite, type SiteFlags } from '../publish/settings.ts';
import { countOf, paint, showText } from '../terminal/terminal.ts';
import { callerFolder, EXIT, resolvePath, runCommand, settingsFolder } from './command.ts';
import { readUpload } from './upload.ts';

interface Flags extends SiteFlags {
  readonly name?: string;
  readonly edit?: boolean;
  readonly force?: boolean;
}

/** The end of a copy's name. No article's name ends so: a copy among articles is not published. */
const COPY = '.marked';

/** Marked uploads that the tests clean. */
const CORPUS = join(PROJECT_FOLDER, 'test/clean/corpus');

/** What the command tells the shell beside {@link EXIT}: cleaning leaves what is marked, or loses what is not. */
const DIFFERS = 2;

/** Excerpts are cut to this. */
const EXCERPT_LENGTH = 80;

/** `republisher mark` */
export const markCommand = addSiteOptions(
  new Command('mark')
    .description('Make a test case of an article: mark what is not its own, and see whether cleaning agrees.')
    .argument('<file>', 'an article, or a copy of one that is marked with ⟦ and ⟧')
    .option('--name <name>', 'save the marked article under this name among the test cases')
    .option('--edit', 'open the copy in $VISUAL or $EDITOR, and go on when it is closed')
    .option('--force', 'write over a copy or a test case that is there already'),
)
  .addHelpText(
    'after',
    `
The first time, it writes a copy beside the file in which what cleaning removes is marked already. Put ⟦ and ⟧ around
what else is not the article's, take wrong ones away, and run it on the copy.
Exit code: 0 cleaning does what the marks say, or the copy was written, ${DIFFERS} it does something else, 1 any failure.`,
  )
  .action((file: string, flags: Flags) => runCommand(() => markFile(file, flags)));

async function markFile(file: string, { name, edit, force = false, ...siteFlags }: Flags): Promise<number> {
  if (name !== undefined && !/^[\w-]{1,60}$/.test(name))
    throw new CommandError(
      `A test case cannot be called "${showText(name)}".`,
      'Use letters, digits and dashes.',
    );
  if (name !== undefined && IS_PACKAGE)
    throw new CommandError(
      'Only a checkout of the project has test cases.',
      'Send the marked copy to whoever has one.',
    );
  const path = resolvePath(file);
  const upload = await unpack(await readUpload(path));
  const site = readSite(settingsFolder(path), siteFlags);
  const text = readText(upload, file);
  if (path.endsWith(COPY) || text.includes(OPEN)) return checkMarks(path, text, site, { name, force });

  const copy = `${path}${COPY}`;
  const marked = await writeCopy(copy, text, upload, site, force);
  if (edit !== true) {
    const shown = showText(relative(callerFolder(), copy));
    console.log(`\nwrote  ${shown}\n\n${describeNextStep(shown)}`);
    return EXIT.done;
  }
  openEditor(copy);
  return checkMarks(copy, readFileSync(copy, 'utf8') || marked, site, { name, force });
}

function describeNextStep(copy: string): string {
  const program = IS_PACKAGE ? 'npx feed-republisher mark' : 'npm run -s mark --';
  const save = IS_PACKAGE ? '' : ' --name NAME';
  return [
    "In it, ⟦ and ⟧ are around what cleaning removes. Put them around what else is not the article's, take away",
    `those that are wrong, and run:  ${program} ${JSON.stringify(copy)}${save}`,
  ].join('\n');
}

/** The page in a web archive in its place: nobody puts marks into encoded words. */
async function unpack(upload: Upload): Promise<Upload> {
  const body = isWebArchive(upload.body) ? await readWebArchive(upload.body) : undefined;
  return body === undefined ? upload : { ...upload, body, size: body.length };
}

function readText(upload: Upload, file: string): string {
  const decoded = decodeText(upload.body);
  if (decoded.status === 'decoded') return decoded.text;
  throw new CommandError(`${showText(file)} is no text.`, 'Name a file that holds an article.');
}

/** What cleaning makes of an upload. @throws CommandError for one that is not published. */
async function clean(upload: Upload, site: Site): Promise<{ article: Article; cleaned: CleanedBody }> {
  let cleaned: CleanedBody | undefined;
  const derivation = await deriveArticle(upload, site, (body) => {
    cleaned = body;
  });
  if (cleaned !== undefined && 'article' in derivation) return { article: derivation.article, cleaned };
  const reason = derivation.status === 'rejected' ? derivation.rejection.reason : 'it is no article';
  throw new CommandError(`The file would not be published: ${reason}.`, 'Name a file that is published.');
}

/** Shows what readers get, and writes the copy for a person to mark. */
async function writeCopy(
  copy: string,
  text: string,
  upload: Upload,
  site: Site,
  force: boolean,
): Promise<string> {
  const { cleaned } = await clean(upload, site);
  const front = await parseFrontMatter(text);
  const marked = front.status === 'read' ? markRemoved(text, front.body, cleaned.text) : text;
  console.log(`${paint('bold', 'What readers get:')}\n`);
  for (const line of cleaned.text.split('\n')) console.log(`  ${showText(line)}`);
  if (cleaned.removals.length > 0) console.log(`\n${paint('bold', 'What is removed:')}\n`);
  for (const removal of cleaned.removals)
    console.log(`  ${showText(excerptOf(removal))}  ${paint('dim', showText(removal.rule))}`);
  write(copy, marked, force);
  return marked;
}

function openEditor(file: string): void {
  const [program, ...args] = (process.env.VISUAL ?? process.env.EDITOR ?? '')
    .split(' ')
    .filter((word) => word !== '');
  if (program === undefined)
    throw new CommandError('No editor is set.', 'Set $EDITOR, or mark the copy and run the command on it.');
  const { error, status } = spawnSync(program, [...args, file], { stdio: 'inherit' });
  if (error !== undefined || status !== 0)
    throw new CommandError(
      `The editor ${showText(program)} failed.`,
      'Mark the copy and run the command on it.',
    );
}

/** Says whether cleaning takes what is marked and nothing else, and saves the case if that is asked for. */
async function checkMarks(
  path: string,
  marked: string,
  site: Site,
  { name, force }: { readonly name: string | undefined; readonly force: boolean },
): Promise<number> {
  const fault = faultOfMarks(marked);
  if (fault !== undefined) {
    throw new CommandError(
      `${showText(relative(callerFolder(), path))}:${fault.line}: ${fault.fault}.`,
      'Each ⟦ needs a ⟧ behind it, and no mark stands within another piece.',
    );
  }
  const key = basename(path, COPY);
  const body = Buffer.from(withoutMarks(marked));
  const upload = { key, body, size: body.length, modified: 0 };
  const { article } = await clean(upload, site);
  const judgement = await judge(marked, key, article.content);
  console.log(describeJudgement(judgement));
  if (name !== undefined) {
    const file = join(CORPUS, `${name}.md`);
    if (file !== path) write(file, marked, force);
    console.log(`\nwrote  ${showText(relative(callerFolder(), file))}`);
    if (judgement.left.length > 0) console.log(LEFT_ADVICE);
  }
  return judgement.left.length + judgement.lost.length === 0 ? EXIT.done : DIFFERS;
}

const LEFT_ADVICE =
  'npm test fails until a rule takes what is left, or test/clean/known-dirt.json says that it stays.';

function describeJudgement({ dirt, left, lost }: Judgement): string {
  const lines = [`${countOf(dirt.length, 'piece')} of text marked, ${dirt.length - left.length} removed.`];
  for (const piece of left) lines.push(`  ${paint('yellow', 'left')}  ${excerpt(piece)}`);
  for (const line of lost) lines.push(`  ${paint('red', 'lost')}  ${excerpt(line)}`);
  if (lost.length > 0)
    lines.push('What is lost is not marked, and not in the article: mark it, or report it as a fault.');
  if (left.length + lost.length === 0) lines.push('Cleaning does what the marks say.');
  return lines.join('\n');
}

function excerpt(text: string): string {
  return showText(text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH)}…`);
}

function write(path: string, text: string, force: boolean): void {
  if (existsSync(path) && !force && readFileSync(path, 'utf8') !== text) {
    throw new CommandError(
      `${showText(relative(callerFolder(), path))} is there already.`,
      'To write over it, add --force.',
    );
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(`${path} cannot be written: ${reasonOf(error)}.`, 'Is the folder yours?', {
      cause: error,
    });
  }
}
