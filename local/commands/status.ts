import * as v from 'valibot';
import type { AwsCli } from '../stack/aws-cli.ts';
import { type LoggedEvent, readLog } from '../stack/log.ts';
import { peek, readQueue } from '../stack/messages.ts';
import { readRejected } from '../stack/rejected.ts';
import { countWithdrawals } from '../stack/withdrawals.ts';
import { countOf, formatCount, showText } from '../terminal/terminal.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

const DAY = 24 * 3600 * 1000;

/** As long as a dead letter is kept. */
const LETTER_DAYS = 14;

/** How many articles and reasons are shown; there are commands for the others. */
const SHOWN = 5;

const feed = v.object({
  items: v.array(v.object({ title: v.optional(v.string(), ''), date_published: v.string() })),
});

/** `republisher status` */
export const statusCommand = stackCommand('status', async (aws, parts) => {
  const now = Date.now();
  const [queue, letters, rejected, withdrawals, sweeps, newest] = await Promise.all([
    readQueue(aws, parts.queue),
    readQueue(aws, parts.deadLetters),
    readRejected(aws, parts.state),
    countWithdrawals(aws, parts, now),
    readLog(aws, parts.log, { event: 'sweep', since: now - 2 * DAY }),
    readNewest(aws, parts.publicSite),
  ]);
  const waiting = letters.waiting === 0 ? [] : await describeLetters(aws, parts, now);
  console.log(
    [
      `Queue: ${formatCount(queue.waiting)} waiting, ${formatCount(queue.inFlight)} being worked on or tried again later`,
      ...section(
        `Dead letters: ${formatCount(letters.waiting)}`,
        waiting,
        '"republisher redrive" puts them back',
      ),
      ...(withdrawals === 0
        ? []
        : [
            `Withdrawals: ${formatCount(withdrawals)} wait, as so many files are gone ("republisher withdraw" lets them pass)`,
          ]),
      `Last sweep: ${describeSweep(sweeps.at(-1))}`,
      ...section(
        `Rejected: ${countOf(rejected.length, 'file')}`,
        rejected.slice(0, SHOWN).map(({ file, reason }) => `${showText(file)}: ${showText(reason)}`),
        '"republisher rejected" says what to do',
      ),
      ...section('Newest articles:', newest),
    ].join('\n'),
  );
  return EXIT.done;
}).description('AWS: show what a deployed stack is doing, and what waits for somebody to look at it.');

function section(heading: string, lines: readonly string[], advice?: string): readonly string[] {
  if (lines.length === 0) return [heading];
  return [advice === undefined ? heading : `${heading} (${advice})`, ...lines.map((line) => `  ${line}`)];
}

/** What some dead letters name, and why that failed last. */
async function describeLetters(
  aws: AwsCli,
  { deadLetters, log }: { readonly deadLetters: string; readonly log: string },
  now: number,
): Promise<readonly string[]> {
  const [keys, failures] = await Promise.all([
    peek(aws, deadLetters),
    readLog(aws, log, { event: 'failed', since: now - LETTER_DAYS * DAY }),
  ]);
  const reasons = new Map(failures.map(({ message: { key, error } }) => [key, error]));
  return keys.map((key) => {
    const reason = reasons.get(key);
    return `${showText(key)}: ${typeof reason === 'string' ? showText(reason) : 'the log does not say why'}`;
  });
}

function describeSweep(sweep: LoggedEvent | undefined): string {
  if (sweep === undefined) return 'none in two days';
  const { queued, changed, gone, current } = sweep.message;
  const counts = Object.entries({ queued, changed, gone, current }).map(
    ([name, count]) => `${formatCount(Number(count))} ${name}`,
  );
  const { failedLists, leftAside } = sweep.message;
  const failures = Object.entries({ 'lists not published': failedLists, 'articles left aside': leftAside });
  const troubles = failures.flatMap(([what, named]) =>
    Array.isArray(named) && named.length > 0
      ? [`; ${what}: ${named.map((each) => showText(String(each))).join(', ')}`]
      : [],
  );
  return `${new Date(sweep.time).toISOString()}, ${counts.join(', ')}${troubles.join('')}`;
}

/** The newest articles, from the feed of all of them. */
async function readNewest(aws: AwsCli, publicSite: string): Promise<readonly string[]> {
  const text = await aws.run('s3', 'cp', `s3://${publicSite}/feed.json`, '-').catch(() => undefined);
  if (text === undefined) return ['none is published yet'];
  return v
    .parse(feed, JSON.parse(text))
    .items.slice(0, SHOWN)
    .map(
      ({ title, date_published }) => `${date_published.slice(0, 16).replace('T', ' ')} ${showText(title)}`,
    );
}
