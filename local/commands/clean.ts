import { Command } from 'commander';
import { decodeText } from '../../lambda/article/decode.ts';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { isWebArchive, readWebArchive } from '../../lambda/article/web-archive.ts';
import { excerptOf, type Removal } from '../../lambda/clean/clean.ts';
import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { balance } from '../accountant/balance.ts';
import { describeBalance } from '../accountant/describe.ts';
import { findFiles } from '../accountant/files.ts';
import { addSiteOptions, readSite, type SiteFlags } from '../publish/settings.ts';
import { describeWarning, sentence } from '../terminal/file-text.ts';
import { padColumns, showText, widest } from '../terminal/terminal.ts';
import { EXIT, parsePort, resolvePath, runCommand, settingsFolder } from './command.ts';
import { withFilesBeside } from './files-beside.ts';
import { readUpload } from './upload.ts';

interface Flags extends SiteFlags {
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly watch?: boolean;
  readonly port: number;
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
    )
    .option('--watch', 'show its page in a browser, and again whenever the file or a rule changes')
    .option('--port <number>', 'where to show the page', parsePort, 8081),
)
  .addHelpText(
    'after',
    '\nExit code: 0 the article would be published, held or skipped, 2 rejected, 1 any other failure.',
  )
  .action((file: string, flags: Flags) => runCommand(() => cleanFile(file, flags)));

async function cleanFile(
  file: string,
  { json = false, explain = false, watch = false, port, ...siteFlags }: Flags,
): Promise<number> {
  if (watch) return (await import('./clean-watch.ts')).watchArticle(file, port, siteFlags);
  const upload = await readUpload(file);
  const name = file === '-' ? 'standard input' : file;
  const removals: Removal[] = [];
  const site = readSite(settingsFolder(file === '-' ? undefined : resolvePath(file)), siteFlags);
  const derive = (upload: Upload): Promise<Derivation> => {
    removals.length = 0;
    return deriveArticle(upload, site, (cleaned) => removals.push(...cleaned.removals));
  };
  const bare = await derive(upload);
  const complete = file === '-' ? undefined : (await withFilesBeside(upload, bare, file, site))?.upload;
  const outcome = complete === undefined ? bare : await derive(complete);
  if (json) console.log(JSON.stringify(outcome, null, 2));
  else if ('article' in outcome) process.stdout.write(`${outcome.article.content}\n`);
  if (explain) console.error(describeRemovals(removals));
  if (explain && 'article' in outcome)
    console.error(await describeAccount(complete ?? upload, site, outcome, removals));
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

/** Where everything that the file shows has gone to. */
async function describeAccount(
  { key, body, companions = {} }: Upload,
  { placeholderHosts }: Site,
  derivation: Extract<Derivation, { readonly article: Article }>,
  removals: readonly Removal[],
): Promise<string> {
  const { article, warnings } = derivation;
  const page = isWebArchive(body) ? await readWebArchive(body) : undefined;
  const decoding = decodeText(page ?? body);
  const text = decoding.status === 'rejected' ? '' : decoding.text;
  const messages = warnings.map(({ message }) => message);
  const beside = Object.entries(companions).flatMap(([address, file]) =>
    'path' in file ? [{ address, path: file.path }] : [],
  );
  const files = [...(await findFiles(text, derivation)), ...beside];
  return describeBalance(
    balance(
      { key: page === undefined ? key : `${key}.html`, text },
      { article, removals, warnings: messages, files, placeholderHosts },
    ),
  );
}

function describeRemovals(removals: readonly Removal[]): string {
  if (removals.length === 0) return 'Nothing was removed.';
  const width = widest(removals.map(({ rule }) => rule));
  return removals
    .map((removal) => `Removed by ${padColumns(removal.rule, width)}  ${showText(excerptOf(removal))}`)
    .join('\n');
}
