import * as v from 'valibot';
import {
  COUNTS,
  parseReport,
  reportDay,
  reportKey,
  type SubscriberReport,
} from '../../lambda/subscribers/report.ts';
import type { AwsCli } from './aws-cli.ts';

/** The newest count of subscribers, and the one of a week before, where there are such. */
export interface SubscriberReports {
  readonly newest: SubscriberReport;
  readonly weekBefore: SubscriberReport | undefined;
}

const listing = v.object({ Contents: v.nullish(v.array(v.object({ Key: v.string() })), []) });

const WEEK = 7 * 24 * 3600 * 1000;

/** Reads what the nights have counted; undefined where that is nothing yet. */
export async function readSubscribers(aws: AwsCli, bucket: string): Promise<SubscriberReports | undefined> {
  const list = ['s3api', 'list-objects-v2', '--bucket', bucket, '--prefix', COUNTS];
  const { Contents } = await aws.ask(listing, ...list);
  const days = Contents.flatMap(({ Key }) => reportDay(Key) ?? []).sort();
  const last = days.at(-1);
  if (last === undefined) return undefined;
  const before = new Date(Date.parse(last) - WEEK).toISOString().slice(0, 10);
  const [newest, weekBefore] = await Promise.all([
    readReport(aws, bucket, last),
    days.includes(before) ? readReport(aws, bucket, before) : undefined,
  ]);
  return newest && { newest, weekBefore };
}

async function readReport(aws: AwsCli, bucket: string, day: string): Promise<SubscriberReport | undefined> {
  return parseReport(await aws.run('s3', 'cp', `s3://${bucket}/${reportKey(day)}`, '-'));
}
