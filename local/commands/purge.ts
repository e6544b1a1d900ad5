import { createInterface } from 'node:readline/promises';
import * as v from 'valibot';
import { articleId } from '../../lambda/model/identity.ts';
import { type ArticleRecord, recordKey } from '../../lambda/protocol/record.ts';
import { parseRecord } from '../../lambda/protocol/record-format.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import type { AwsCli } from '../stack/aws-cli.ts';
import { invoke } from '../stack/invoke.ts';
import type { StackParts } from '../stack/parts.ts';
import { deleteVersions, listVersions } from '../stack/versions.ts';
import { showText } from '../terminal/terminal.ts';
import { EXIT } from './command.ts';
import { type StackFlags, stackCommand } from './stack-command.ts';

interface Flags extends StackFlags {
  readonly yes?: boolean;
  readonly backup?: readonly string[];
}

/** What the function answers, see `PurgeReport`. */
const answer = v.object({
  standing: v.array(v.string()),
  failed: v.array(v.object({ key: v.string(), reason: v.string() })),
  archivesUnderWay: v.boolean(),
  mediaRemoved: v.number(),
});

const { stack: say } = words;

/** `republisher purge` */
export const purgeCommand = stackCommand<Flags>(
  'purge',
  async (aws, parts, { yes = false, backup = [] }, keys) => {
    const beside = new Set<string>();
    for (const key of keys) {
      const { contents } = await listVersions(aws, parts.articles, key);
      const record = await readRecord(aws, parts, key);
      console.log(say.versionsOf(showText(key), contents.length, describe(record)));
      for (const file of record?.inputs?.found ?? []) if (!keys.includes(file.key)) beside.add(file.key);
    }
    if (!yes) await confirm();
    for (const bucket of [parts.articles, ...backup]) {
      let versions = 0;
      for (const key of keys) versions += await deleteVersions(aws, bucket, key);
      console.log(say.deletedFrom(versions, bucket));
    }
    const { standing, failed, archivesUnderWay, mediaRemoved } = await invoke(
      aws,
      parts.sweep,
      { purge: keys },
      answer,
    );
    for (const key of standing) console.error(say.uploadedAgain(showText(key)));
    for (const { key, reason } of failed)
      console.error(say.notDone(showText(key), showText(inWords(reason))));
    if (archivesUnderWay) console.error(say.archivesUnderWay);
    if (archivesUnderWay || standing.length + failed.length > 0) {
      console.error(say.runAgain);
      return EXIT.failed;
    }
    console.log(say.deletedMade(mediaRemoved));
    console.log(await forgetCopies(aws, parts));
    if (beside.size > 0) {
      const names = [...beside].map((key) => `  ${showText(key)}`).join('\n');
      console.log(say.uploadsStay(names));
    }
    console.log(say.whatStays);
    return EXIT.done;
  },
)
  .argument('<keys...>', say.purgeKeys)
  .option('--backup <buckets...>', say.backupOption)
  .option('--yes', say.noQuestion)
  .description(say.purge);

function describe(record: ArticleRecord | undefined): string {
  if (record === undefined) return say.nothingKnown;
  const { outcome } = record;
  return outcome.status === 'published' || outcome.status === 'held'
    ? say.statuses[outcome.status](showText(outcome.article.title))
    : say.statuses[outcome.status];
}

/** Nothing is known of a file that has no record, or one that cannot be read. */
async function readRecord(
  aws: AwsCli,
  { state }: StackParts,
  key: string,
): Promise<ArticleRecord | undefined> {
  const where = recordKey(articleId(key));
  const text = await aws.run('s3', 'cp', `s3://${state}/${where}`, '-').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return parseRecord(where, Buffer.from(text));
  } catch {
    return undefined;
  }
}

/** @throws CommandError when nobody says yes. */
async function confirm(): Promise<void> {
  if (!process.stdin.isTTY) throw new CommandError(say.nobodyAsked, say.noWayBack);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const said = await lines.question(say.deleteAll);
  lines.close();
  if (!/^\s*y(?:es)?\s*$/i.test(said)) throw new CommandError(say.nothingDeleted, say.noWayBack);
}

/** Lets the content delivery network forget its copies; what is to be said of that. */
async function forgetCopies(aws: AwsCli, { distribution }: StackParts): Promise<string> {
  if (distribution === undefined) {
    return say.noCdn;
  }
  const names = ['--distribution-id', distribution, '--paths', '/*'];
  await aws.run('cloudfront', 'create-invalidation', ...names);
  return say.cdnForgets;
}
