import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { Command } from 'commander';
import { decodeText } from '../../lambda/article/decode.ts';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { unpack } from '../../lambda/article/unpack.ts';
import { type CleanedBody, excerptOf } from '../../lambda/clean/clean.ts';
import type { Article, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { callerFolder, resolvePath, settingsFolder } from '../../lib/caller.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { type Judgement, judge } from '../corpus/judge.ts';
import { markRemoved } from '../corpus/mark-removed.ts';
import { ANY_MARK, faultOfMarks, withoutMarks } from '../corpus/marks.ts';
import { IS_PACKAGE, PROJECT_FOLDER } from '../project.ts';
import { reasonOf } from '../publish/failure.ts';
import { addSiteOptions, readSite, type SiteFlags } from '../publish/settings.ts';
import { paint, showText } from '../terminal/terminal.ts';
import { EXIT, runCommand } from './command.ts';
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

const { sources: say } = words;

/** `republisher mark` */
export const markCommand = addSiteOptions(
  new Command('mark')
    .description(say.mark)
    .argument('<file>', say.markFile)
    .option('--name <name>', say.caseOption)
    .option('--edit', say.editOption)
    .option('--force', say.overOption),
)
  .addHelpText('after', say.markMore(DIFFERS))
  .action((file: string, flags: Flags) => runCommand(() => markFile(file, flags)));

async function markFile(file: string, { name, edit, force = false, ...siteFlags }: Flags): Promise<number> {
  if (name !== undefined && !/^[\w-]{1,60}$/.test(name))
    throw new CommandError(say.wrongCase(showText(name)), say.lettersOnly);
  if (name !== undefined && IS_PACKAGE) throw new CommandError(say.onlyInCheckout, say.sendCopy);
  const path = resolvePath(file);
  const upload = await withPage(await readUpload(path));
  const site = readSite(settingsFolder(path), siteFlags);
  const text = readText(upload, file);
  if (path.endsWith(COPY) || dirname(path) === CORPUS) return checkMarks(path, text, site, { name, force });
  const own = text.search(ANY_MARK);
  if (own >= 0) {
    const line = text.slice(0, own).split('\n').length;
    throw new CommandError(say.hasMarks(showText(file), line), say.nameCopy(COPY));
  }

  const copy = `${path}${COPY}`;
  const marked = await writeCopy(copy, text, upload, site, force);
  if (edit !== true) {
    const shown = showText(relative(callerFolder(), copy));
    console.log(`\n${words.site.wrote} ${shown}\n\n${describeNextStep(shown)}`);
    return EXIT.done;
  }
  openEditor(copy);
  return checkMarks(copy, readFileSync(copy, 'utf8') || marked, site, { name, force });
}

function describeNextStep(copy: string): string {
  const program = IS_PACKAGE ? 'npx feed-republisher mark' : 'npm run -s mark --';
  const save = IS_PACKAGE ? '' : ' --name NAME';
  return say.nextStep(`${program} ${JSON.stringify(copy)}${save}`);
}

/** The page in a web archive in its place: nobody puts marks into encoded words. */
async function withPage(upload: Upload): Promise<Upload> {
  const { page } = (await unpack(upload.body)) ?? { page: upload.body };
  return page === upload.body ? upload : { ...upload, body: page, size: page.length };
}

function readText(upload: Upload, file: string): string {
  const decoded = decodeText(upload.body);
  if (decoded.status === 'decoded') return decoded.text;
  throw new CommandError(say.noText(showText(file)), say.nameText);
}

/** What cleaning makes of an upload. @throws CommandError for one that is not published. */
async function clean(upload: Upload, site: Site): Promise<{ article: Article; cleaned: CleanedBody }> {
  let cleaned: CleanedBody | undefined;
  const derivation = await deriveArticle(upload, site, (body) => {
    cleaned = body;
  });
  if (cleaned !== undefined && 'article' in derivation) return { article: derivation.article, cleaned };
  const reason = derivation.status === 'rejected' ? derivation.rejection.reason : 'it is no article';
  throw new CommandError(say.unpublished(inWords(reason)), say.namePublished);
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
  console.log(`${paint('bold', say.readersGet)}\n`);
  for (const line of cleaned.text.split('\n')) console.log(`  ${showText(line.replaceAll('\t', '  '))}`);
  if (cleaned.removals.length > 0) console.log(`\n${paint('bold', say.isRemoved)}\n`);
  for (const removal of cleaned.removals)
    console.log(`  ${showText(excerptOf(removal))}  ${paint('dim', showText(removal.rule))}`);
  write(copy, marked, force);
  return marked;
}

function openEditor(file: string): void {
  const [program, ...args] = (process.env.VISUAL ?? process.env.EDITOR ?? '')
    .split(' ')
    .filter((word) => word !== '');
  if (program === undefined) throw new CommandError(say.noEditor, say.setEditor);
  const { error, status } = spawnSync(program, [...args, file], { stdio: 'inherit' });
  if (error !== undefined || status !== 0)
    throw new CommandError(say.editorFailed(showText(program)), say.markCopy);
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
      `${showText(relative(callerFolder(), path))}:${fault.line}${words.site.colon}${inWords(fault.fault)}${words.site.stop}`,
      say.pairMarks,
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
    console.log(`\n${words.site.wrote} ${showText(relative(callerFolder(), file))}`);
    if (judgement.left.length > 0) console.log(say.leftAdvice);
  }
  return judgement.left.length + judgement.lost.length === 0 ? EXIT.done : DIFFERS;
}

function describeJudgement({ dirt, left, lost }: Judgement): string {
  const lines = [say.marked(dirt.length, dirt.length - left.length)];
  for (const piece of left) lines.push(`  ${paint('yellow', say.left)}  ${excerpt(piece)}`);
  for (const line of lost) lines.push(`  ${paint('red', say.lost)}  ${excerpt(line)}`);
  if (lost.length > 0) lines.push(say.lostAdvice);
  if (left.length + lost.length === 0) lines.push(say.agrees);
  return lines.join('\n');
}

function excerpt(text: string): string {
  return showText(text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH)}…`);
}

function write(path: string, text: string, force: boolean): void {
  if (existsSync(path) && !force && readFileSync(path, 'utf8') !== text) {
    throw new CommandError(say.isThere(showText(relative(callerFolder(), path))), say.writeOver);
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(words.site.cannotWrite(path, inWords(reasonOf(error))), words.site.isFolderYours, {
      cause: error,
    });
  }
}
