import { createInterface } from 'node:readline/promises';
import * as v from 'valibot';
import { articleId } from '../../lambda/model/identity.ts';
import { type ArticleRecord, recordKey } from '../../lambda/protocol/record.ts';
import { parseRecord } from '../../lambda/protocol/record-format.ts';
import { CommandError } from '../command-error.ts';
import type { AwsCli } from '../stack/aws-cli.ts';
import { invoke } from '../stack/invoke.ts';
import type { StackParts } from '../stack/parts.ts';
import { deleteVersions, listVersions } from '../stack/versions.ts';
import { countOf, showText } from '../terminal/terminal.ts';
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
  mediaRemoved: v.number(),
});

/** `republisher purge` */
export const purgeCommand = stackCommand<Flags>(
  'purge',
  async (aws, parts, { yes = false, backup = [] }, keys) => {
    const beside = new Set<string>();
    for (const key of keys) {
      const { contents } = await listVersions(aws, parts.articles, key);
      const record = await readRecord(aws, parts, key);
      console.log(`${showText(key)}: ${countOf(contents.length, 'version')}${describe(record)}`);
      for (const file of record?.inputs?.found ?? []) if (!keys.includes(file.key)) beside.add(file.key);
    }
    if (!yes) await confirm();
    for (const bucket of [parts.articles, ...backup]) {
      let versions = 0;
      for (const key of keys) versions += await deleteVersions(aws, bucket, key);
      console.log(`Deleted ${countOf(versions, 'version')} from ${bucket}.`);
    }
    const { standing, failed, mediaRemoved } = await invoke(aws, parts.sweep, { purge: keys }, answer);
    for (const key of standing) console.error(`${showText(key)} was uploaded again, and is published.`);
    for (const { key, reason } of failed) console.error(`${showText(key)} is not done: ${showText(reason)}`);
    if (standing.length + failed.length > 0) {
      console.error('Run the command again.');
      return EXIT.failed;
    }
    const media =
      mediaRemoved === 0 ? '' : `, and ${countOf(mediaRemoved, 'published file')} that no article names`;
    console.log(`Deleted pages, records and entries of feeds${media}.`);
    console.log(await forgetCopies(aws, parts));
    if (beside.size > 0) {
      const names = [...beside].map((key) => `  ${showText(key)}`).join('\n');
      console.log(
        `Uploads that were named stay, as other articles may name them; purge them, too, if none does:\n${names}`,
      );
    }
    console.log(
      'What stays: copies that readers have fetched, other backups, and for 90 days the name in the log.',
    );
    return EXIT.done;
  },
)
  .argument('<keys...>', 'the files, as they are called in the articles bucket')
  .option('--backup <buckets...>', 'copies of the articles bucket, from which to delete them as well')
  .option('--yes', 'do not ask')
  .description('AWS: delete files with all of their versions, and everything that was made of them.');

function describe(record: ArticleRecord | undefined): string {
  if (record === undefined) return ', nothing is known of it';
  const { outcome } = record;
  return outcome.status === 'published' || outcome.status === 'held'
    ? `, ${outcome.status}: ${showText(outcome.article.title)}`
    : `, ${outcome.status}`;
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
  const advice = 'Nobody can take it back. To go on, answer "y", or add --yes.';
  if (!process.stdin.isTTY) throw new CommandError('Nothing was deleted: nobody was asked.', advice);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const said = await lines.question('Delete all of this for good? [y/N] ');
  lines.close();
  if (!/^\s*y(?:es)?\s*$/i.test(said)) throw new CommandError('Nothing was deleted.', advice);
}

/** Lets the content delivery network forget its copies; what is to be said of that. */
async function forgetCopies(aws: AwsCli, { distribution }: StackParts): Promise<string> {
  if (distribution === undefined) {
    return 'There is no CDN of this stack. One that you have put in front has copies: let it forget them.';
  }
  const names = ['--distribution-id', distribution, '--paths', '/*'];
  await aws.run('cloudfront', 'create-invalidation', ...names);
  return 'CloudFront forgets all of its copies within minutes, and fetches them anew.';
}
