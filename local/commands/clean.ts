import { open, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { Command } from 'commander';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { Removal } from '../../lambda/clean/clean.ts';
import { MAX_UPLOAD_BYTES, type Upload } from '../../lambda/model/article.ts';
import { CommandError } from '../command-error.ts';
import { PROJECT_FOLDER } from '../project.ts';
import { addSiteOptions, readSite, type SiteFlags } from '../publish/settings.ts';
import { describeWarning, sentence } from '../terminal/file-text.ts';
import { padColumns, showText, widest } from '../terminal/terminal.ts';
import { EXIT, resolvePath, runCommand } from './command.ts';

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
    .argument('<file>', 'the article')
    .option('--json', 'print everything that would be recorded of the article')
    .option('--explain', 'list on standard error what was removed, and by which rule'),
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
  const upload = await readUpload(resolvePath(file));
  const removals: Removal[] = [];
  const outcome = await deriveArticle(upload, readSite(PROJECT_FOLDER, siteFlags), (cleaned) => {
    removals.push(...cleaned.removals);
  });
  if (json) console.log(JSON.stringify(outcome, null, 2));
  else if ('article' in outcome) process.stdout.write(`${outcome.article.content}\n`);
  if (explain) console.error(describeRemovals(removals));
  for (const warning of outcome.warnings) console.error(`Warning: ${describeWarning(file, warning)}`);
  switch (outcome.status) {
    case 'published':
      return EXIT.done;
    case 'held':
      console.error(`Held until ${outcome.until}: the article is dated ahead.`);
      return EXIT.done;
    case 'skipped':
      console.error(`Skipped: ${describeWarning(file, { message: outcome.reason })}`);
      return EXIT.done;
    case 'rejected': {
      const { reason, advice, ...line } = outcome.rejection;
      console.error(
        `Rejected: ${describeWarning(file, { message: `${sentence(reason)} ${advice}`, ...line })}`,
      );
      return EXIT.rejected;
    }
  }
}

/** The file as if it had been uploaded under its path from the current folder. */
async function readUpload(path: string): Promise<Upload> {
  try {
    const { size, mtimeMs } = await stat(path);
    const file = await open(path);
    try {
      const body = Buffer.alloc(Math.min(size, MAX_UPLOAD_BYTES + 1));
      await file.read(body, 0, body.length, 0);
      const way = relative(process.cwd(), path).split(sep);
      const key = way[0] === '..' ? way.at(-1) : way.join('/');
      return { key: key ?? '', body, size, modified: Math.floor(mtimeMs / 1000) * 1000 };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new CommandError(
      `The file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a file that holds an article.',
      { cause: error },
    );
  }
}

function describeRemovals(removals: readonly Removal[]): string {
  if (removals.length === 0) return 'Nothing was removed.';
  const width = widest(removals.map(({ rule }) => rule));
  return removals
    .map(({ rule, excerpt }) => `Removed by ${padColumns(rule, width)}  ${showText(excerpt)}`)
    .join('\n');
}
