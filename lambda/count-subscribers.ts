import { randomBytes } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { CANARY_AGENT } from './model/probe.ts';
import { S3_TIMEOUTS, S3Store } from './store/s3.ts';
import { countSubscribers } from './subscribers/count.ts';
import { total } from './subscribers/report.ts';

/** How many lists the log names, for the dashboard. */
const LOGGED_LISTS = 20;

/** A count was made, but something was not as it should be. */
class CountError extends Error {
  override readonly name = 'CountError';
}

/** The function: counts last night's subscribers, and fails where logs are missing or broken, which an alarm counts. */
export async function handler(): Promise<{ readonly days: readonly string[] }> {
  const client = new S3Client({ credentials: fromEnv(), requestHandler: S3_TIMEOUTS });
  const bucket = process.env.LOG_BUCKET;
  if (bucket === undefined || bucket === '') throw new Error('the environment has no LOG_BUCKET');
  const { reports, faults } = await countSubscribers({
    logs: new S3Store(client, bucket),
    now: Date.now(),
    salt: () => randomBytes(32).toString('hex'),
    ignored: CANARY_AGENT,
  });
  for (const { day, final, complete, files, requests, site, lists } of reports) {
    console.info({ event: 'subscribers', day, final, complete, files, requests, subscribers: total(site) });
    for (const list of lists.slice(0, LOGGED_LISTS)) {
      const { list: path, readers, aggregated } = list;
      console.info({ event: 'list', day, list: `/${path}`, readers, aggregated, subscribers: total(list) });
    }
  }
  if (faults.length > 0) throw new CountError(faults.slice(0, 10).join('; '));
  return { days: reports.map(({ day }) => day) };
}
