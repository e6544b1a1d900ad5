import * as v from 'valibot';
import { type SubscriberReport, total } from '../../lambda/subscribers/report.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import type { AwsCli } from '../stack/aws-cli.ts';
import { type LoggedEvent, readLog } from '../stack/log.ts';
import { peek, readQueue } from '../stack/messages.ts';
import { readRejected } from '../stack/rejected.ts';
import { readSubscribers } from '../stack/subscribers.ts';
import { readSweepProgress, type SweepProgress } from '../stack/sweep-progress.ts';
import { countWithdrawals } from '../stack/withdrawals.ts';
import { showText } from '../terminal/terminal.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

const { stack: say } = words;

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
  const [queue, letters, rejected, withdrawals, sweeps, progress, newest, subscribers] = await Promise.all([
    readQueue(aws, parts.queue),
    readQueue(aws, parts.deadLetters),
    readRejected(aws, parts.state),
    countWithdrawals(aws, parts, now),
    readLog(aws, parts.log, { event: 'sweep', since: now - 2 * DAY }),
    readSweepProgress(aws, parts.state),
    readNewest(aws, parts.publicSite),
    parts.subscribers === undefined ? undefined : readSubscribers(aws, parts.subscribers),
  ]);
  const waiting = letters.waiting === 0 ? [] : await describeLetters(aws, parts, now);
  console.log(
    [
      say.queue(queue.waiting, queue.inFlight),
      ...section(say.letters(letters.waiting), waiting, say.lettersAdvice),
      ...(withdrawals === 0 ? [] : [say.withdrawals(withdrawals)]),
      say.lastSweep(describeSweep(sweeps.at(-1))),
      ...(progress === undefined ? [] : [describeProgress(progress)]),
      ...section(
        say.rejectedFiles(rejected.length),
        rejected
          .slice(0, SHOWN)
          .map(({ file, reason }) => `${showText(file)}${words.site.colon}${showText(inWords(reason))}`),
        say.rejectedAdvice,
      ),
      ...(subscribers === undefined ? [] : [describeSubscribers(subscribers.newest)]),
      ...section(say.newest, newest),
    ].join('\n'),
  );
  return EXIT.done;
}).description(say.status);

function section(heading: string, lines: readonly string[], advice?: string): readonly string[] {
  if (lines.length === 0) return [heading];
  return [
    advice === undefined ? heading : say.withAdvice(heading, advice),
    ...lines.map((line) => `  ${line}`),
  ];
}

function describeSubscribers({ day, site }: SubscriberReport): string {
  return say.withAdvice(say.subscribersOf(day, total(site), site.aggregated), say.subscribersAdvice);
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
    return `${showText(key)}${words.site.colon}${typeof reason === 'string' ? showText(reason) : say.reasonUnknown}`;
  });
}

function describeProgress({ start, listed, stretches, compared, parts }: SweepProgress): string {
  const time = new Date(start).toISOString();
  return compared > 0 ? say.comparing(time, compared, parts) : say.listing(time, listed, stretches);
}

function describeSweep(sweep: LoggedEvent | undefined): string {
  if (sweep === undefined) return say.noSweep;
  const { sweepCounts } = say;
  const counts = (
    [
      ['queued', sweepCounts.queued],
      ['changed', sweepCounts.changed],
      ['gone', sweepCounts.gone],
      ['current', sweepCounts.current],
    ] as const
  ).map(([name, tell]) => tell(Number(sweep.message[name])));
  const troubles = (
    [
      ['failedLists', say.failedLists],
      ['leftAside', say.leftAside],
    ] as const
  ).flatMap(([name, tell]) => {
    const named = sweep.message[name];
    return Array.isArray(named) && named.length > 0
      ? [tell(named.map((each) => showText(String(each))).join(say.comma))]
      : [];
  });
  return `${new Date(sweep.time).toISOString()}, ${counts.join(say.comma)}${troubles.join('')}`;
}

/** The newest articles, from the feed of all of them. */
async function readNewest(aws: AwsCli, publicSite: string): Promise<readonly string[]> {
  const text = await aws.run('s3', 'cp', `s3://${publicSite}/feed.json`, '-').catch(() => undefined);
  if (text === undefined) return [say.noneYet];
  return v
    .parse(feed, JSON.parse(text))
    .items.slice(0, SHOWN)
    .map(
      ({ title, date_published }) => `${date_published.slice(0, 16).replace('T', ' ')} ${showText(title)}`,
    );
}
