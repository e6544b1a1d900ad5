import { Command } from 'commander';
import { decodeText } from '../../lambda/article/decode.ts';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import { unpack } from '../../lambda/article/unpack.ts';
import { excerptOf, type Removal } from '../../lambda/clean/clean.ts';
import type { Article, Derivation, Upload } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { resolvePath, settingsFolder } from '../../lib/caller.ts';
import { words } from '../../lib/words/spoken.ts';
import { balance } from '../accountant/balance.ts';
import { describeBalance } from '../accountant/describe.ts';
import { findFiles } from '../accountant/files.ts';
import { addSiteOptions, readSite, type SiteFlags } from '../publish/settings.ts';
import { describeRejected, describeWarning } from '../terminal/file-text.ts';
import { padColumns, showText, widest } from '../terminal/terminal.ts';
import { timeOf } from '../terminal/warning-times.ts';
import { EXIT, parsePort, runCommand } from './command.ts';
import { withFilesBeside } from './files-beside.ts';
import { readUpload } from './upload.ts';

interface Flags extends SiteFlags {
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly watch?: boolean;
  readonly port: number;
}

const { site: say } = words;

/** `republisher clean` */
export const cleanCommand = addSiteOptions(
  new Command('clean')
    .description(say.clean)
    .argument('<file>', say.cleanFile)
    .option('--json', say.jsonRecord)
    .option('--explain', say.explainOption)
    .option('--watch', say.watchOption)
    .option('--port <number>', say.watchPort, parsePort, 8081),
)
  .addHelpText('after', say.cleanMore)
  .action((file: string, flags: Flags) => runCommand(() => cleanFile(file, flags)));

async function cleanFile(
  file: string,
  { json = false, explain = false, watch = false, port, ...siteFlags }: Flags,
): Promise<number> {
  if (watch) return (await import('./clean-watch.ts')).watchArticle(file, port, siteFlags);
  const upload = await readUpload(file);
  const name = file === '-' ? say.standardInput : file;
  const removals: Removal[] = [];
  const site = readSite(settingsFolder(file === '-' ? undefined : resolvePath(file)), siteFlags);
  const derive = (upload: Upload): Promise<Derivation> => {
    removals.length = 0;
    return deriveArticle(upload, site, (cleaned) => removals.push(...cleaned.removals));
  };
  const bare = await derive(upload);
  const complete = file === '-' ? undefined : (await withFilesBeside(upload, bare, file, site))?.upload;
  const outcome = complete === undefined ? bare : await derive(complete);
  // The bytes of embedded pictures are nothing to read.
  if (json) console.log(JSON.stringify(outcome, (name, value) => (name === 'body' ? undefined : value), 2));
  else if ('article' in outcome) process.stdout.write(`${outcome.article.content}\n`);
  if (explain) console.error(describeRemovals(removals));
  if (explain && 'article' in outcome)
    console.error(await describeAccount(complete ?? upload, site, outcome, removals));
  for (const warning of outcome.warnings) console.error(say.warning(describeWarning(name, warning, site)));
  switch (outcome.status) {
    case 'published':
      return EXIT.done;
    case 'held':
      console.error(say.heldUntil(timeOf(outcome.until, site)));
      return EXIT.done;
    case 'skipped':
      console.error(say.skippedAs(describeWarning(name, { message: outcome.reason }, site)));
      return EXIT.done;
    case 'rejected': {
      const { rejection } = outcome;
      console.error(say.rejectedAs(describeRejected({ key: name, rejection })));
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
  const { page, pictures } = (await unpack(body)) ?? { page: body };
  const decoding = decodeText(page);
  const text = decoding.status === 'rejected' ? '' : decoding.text;
  const messages = warnings.map(({ message }) => message);
  const beside = Object.entries(companions).flatMap(([address, file]) =>
    'path' in file ? [{ address, path: file.path }] : [],
  );
  const files = [...(await findFiles(text, derivation, pictures)), ...beside];
  return describeBalance(
    balance(
      { key: page === body ? key : `${key}.html`, text },
      { article, removals, warnings: messages, files, placeholderHosts },
    ),
  );
}

function describeRemovals(removals: readonly Removal[]): string {
  if (removals.length === 0) return say.nothingRemoved;
  const width = widest(removals.map(({ rule }) => rule));
  return removals
    .map((removal) => say.removedBy(padColumns(removal.rule, width), showText(excerptOf(removal))))
    .join('\n');
}
