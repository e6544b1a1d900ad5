import * as v from 'valibot';
import type { Content } from '../store/store.ts';

/** Where in the bucket of the logs the counts of a day stand. */
export const COUNTS = 'counts/';

/** The form of a report. */
export const FORMAT = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const followers = v.object({
  /** Readers that fetch for themselves. */
  readers: count,
  /** What aggregators say for how many people they fetch. */
  aggregated: count,
});

const aggregator = v.object({
  name: v.string(),
  format: v.picklist(['rss', 'atom', 'json']),
  /** Its own id of the feed, or nothing. */
  feed: v.string(),
  subscribers: count,
  /** What it said where less than that is counted, until it has said so on two days. */
  claimed: v.optional(count),
});

const list = v.object({
  ...followers.entries,
  /** The folder of the list, such as `feeds/金融`; nothing for the list of all articles. */
  list: v.string(),
  formats: v.object({ rss: followers, atom: followers, json: followers }),
  /** The largest first. */
  aggregators: v.array(aggregator),
});

const report = v.object({
  format: v.literal(FORMAT),
  day: v.string(),
  /** When it was counted, in milliseconds since the epoch. */
  counted: count,
  /** Whether all logs of the day had arrived. */
  final: v.boolean(),
  /** Whether all of its readers found room; else there were more. */
  complete: v.boolean(),
  /** Of the log. */
  files: count,
  /** For feeds, answered with the feed or with 304. */
  requests: count,
  /**
   * Of all lists together: nobody is counted twice who fetches for himself; of each aggregator the list with most
   * subscribers counts, so that there are at least so many.
   */
  site: followers,
  /** Those with most subscribers first. */
  lists: v.array(list),
  /** What is not counted: browsers that did not come back, and bots. */
  others: v.object({ visitors: count, bots: count }),
});

/** How many follow a feed, a list or the site. */
export type Followers = v.InferOutput<typeof followers>;

/** What an aggregator says of one feed. */
export type AggregatorCount = v.InferOutput<typeof aggregator>;

/** How many follow a list. */
export type ListCount = v.InferOutput<typeof list>;

/** The subscribers of a day in UTC. No address of anybody, nor anything made from one, is in it. */
export type SubscriberReport = v.InferOutput<typeof report>;

/** What a counted day is about, before it is a document. */
export type DayCounts = Pick<SubscriberReport, 'complete' | 'requests' | 'site' | 'lists' | 'others'>;

/** The key of a day's report; names of days, such as `2026-11-25`, are in the order of time. */
export function reportKey(day: string): string {
  return `${COUNTS}${day}.json`;
}

/** The day of the report with this key, if it is the key of one. */
export function reportDay(key: string): string | undefined {
  return /^counts\/(\d{4}-\d\d-\d\d)\.json$/.exec(key)?.[1];
}

/** What the document of a report holds; undefined where it holds something else, or comes from a newer release. */
export function parseReport(text: string): SubscriberReport | undefined {
  try {
    return v.parse(report, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The document of a report. */
export function reportContent(report: SubscriberReport): Content {
  return {
    body: Buffer.from(`${JSON.stringify(report)}\n`),
    contentType: 'application/json; charset=utf-8',
  };
}

/** All that follow: readers and those behind aggregators. */
export function total({ readers, aggregated }: Followers): number {
  return readers + aggregated;
}
