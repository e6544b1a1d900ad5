import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { Command } from 'commander';
import { decodeText } from '../../lambda/article/decode.ts';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { excerptOf, type Removal } from '../../lambda/clean/clean.ts';
import { type Article, type Derivation, MAX_UPLOAD_BYTES, type Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { balance } from '../accountant/balance.ts';
import { describeBalance } from '../accountant/describe.ts';
import { CommandError } from '../command-error.ts';
import { reasonOf } from '../publish/failure.ts';
import { addSiteOptions, readSite, type SiteFlags } from '../publish/settings.ts';
import { describeWarning, sentence } from '../terminal/file-text.ts';
import { padColumns, showText, widest } from '../terminal/terminal.ts';
import { EXIT, resolvePath, runCommand, settingsFolder } from './command.ts';

interface Flags extends SiteFlags {
  readonly json?: boolean;
  readonly explain?: boolean;
}

/** `republisher clean` */
export const cleanCommand = addSiteOptions(
  new Command('clean')
    .description(
      'Print an article as it would be published: its content as HTML, warnings on standard error.',
    )
    .argument('<file>', 'the article; "-" reads it from standard input')
    .option('--json', 'print everything that would be recorded of the article')
    .option(
      '--explain',
      'list on standard error what was removed, by which rule, and what of the file is unexplained',
    ),
)
  .addHelpText(
    'after',
    '\nExit code: 0 the article would be published, held or skipped, 2 rejected, 1 any other failure.',
  )
  .action((file: string, flags: Flags) => runCommand(() => cleanFile(file, flags)));

async function cleanFile(
  file: string,
  { json = false, explain = false, ...siteFlags }: Flags,
): Promise<number> {
  const upload = await readUpload(file);
  const name = file === '-' ? 'standard input' : file;
  const removals: Removal[] = [];
  const site = readSite(settingsFolder(), siteFlags);
  const outcome = await deriveArticle(upload, site, (cleaned) => {
    removals.push(...cleaned.removals);
  });
  if (json) console.log(JSON.stringify(outcome, null, 2));
  else if ('article' in outcome) process.stdout.write(`${outcome.article.content}\n`);
  if (explain) console.error(describeRemovals(removals));
  if (explain && 'article' in outcome) console.error(describeAccount(upload, site, outcome, removals));
  for (const warning of outcome.warnings) console.error(`Warning: ${describeWarning(name, warning)}`);
  switch (outcome.status) {
    case 'published':
      return EXIT.done;
    case 'held':
      console.error(`Held until ${outcome.until}, as the article is dated ahead.`);
      return EXIT.done;
    case 'skipped':
      console.error(`Skipped: ${describeWarning(name, { message: outcome.reason })}`);
      return EXIT.done;
    case 'rejected': {
      const { reason, advice, ...line } = outcome.rejection;
      console.error(
        `Rejected: ${describeWarning(name, { message: `${sentence(reason)} ${advice}`, ...line })}`,
      );
      return EXIT.rejected;
    }
  }
}

/**
 * The file as if it had been uploaded at the time of its last change, under its path from the current folder, or from the
 * nearest folder that is around both.
 */
async function readUpload(file: string): Promise<Upload> {
  try {
    if (file === '-') return await readStream(process.stdin);
    const path = resolvePath(file);
    const stats = await stat(path);
    // The size of what is no regular file is not known before it is read.
    if (!stats.isFile()) return await readStream(createReadStream(path));
    const way = relative(process.cwd(), path).split(sep);
    const key = way.filter((name) => name !== '..').join('/');
    const { body } = await readStream(createReadStream(path, { end: MAX_UPLOAD_BYTES }));
    return { key, body, size: stats.size, modified: wholeSeconds(stats.mtimeMs) };
  } catch (error) {
    throw new CommandError(
      `The file ${file} cannot be read: ${reasonOf(error)}.`,
      'Name a file that holds an article, or "-" for standard input.',
      { cause: error },
    );
  }
}

/** What comes in from elsewhere, as an upload of this moment; no more of it than an article may have. */
async function readStream(stream: Readable): Promise<Upload> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_UPLOAD_BYTES) break;
  }
  return { key: 'article', body: Buffer.concat(chunks), size, modified: wholeSeconds(Date.now()) };
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}

/** Where everything that the file shows has gone to. */
function describeAccount(
  { key, body }: Upload,
  { placeholderHosts }: Site,
  { article, warnings }: Extract<Derivation, { readonly article: Article }>,
  removals: readonly Removal[],
): string {
  const decoding = decodeText(body);
  const text = decoding.status === 'rejected' ? '' : decoding.text;
  const messages = warnings.map(({ message }) => message);
  return describeBalance(balance({ key, text }, { article, removals, warnings: messages, placeholderHosts }));
}

function describeRemovals(removals: readonly Removal[]): string {
  if (removals.length === 0) return 'Nothing was removed.';
  const width = widest(removals.map(({ rule }) => rule));
  return removals
    .map((removal) => `Removed by ${padColumns(removal.rule, width)}  ${showText(excerptOf(removal))}`)
    .join('\n');
}
