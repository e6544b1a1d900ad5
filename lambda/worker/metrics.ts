/** The namespace of all metrics; their dimension is the function that writes them. */
export const NAMESPACE = 'FeedRepublisher';

/** What is measured. CloudWatch is told of nothing that is 0: a metric is paid for by the hours in which it has values. */
export interface Measures {
  /** Articles of a batch by what became of them. */
  readonly Published?: number;
  readonly Held?: number;
  readonly Withheld?: number;
  readonly Skipped?: number;
  readonly Rejected?: number;
  readonly Deleted?: number;
  readonly Failed?: number;
  /** Messages that failed at their third delivery or a later one. */
  readonly FailedAgain?: number;
  /** Seconds from each upload until its article was in its feeds. */
  readonly UploadToFeed?: readonly number[];
  /** Requests of S3, each try by itself: GET and HEAD. */
  readonly Reads?: number;
  /** PUT and LIST, which cost more. To delete costs nothing. */
  readonly Writes?: number;
  /** Pauses because another worker was faster. */
  readonly Contention?: number;
  /** Sweeps that came to their end. */
  readonly Sweeps?: number;
  /** Keys that a sweep or a tick queued. */
  readonly Queued?: number;
  /** Lists that a sweep could not publish, and articles that it left aside. */
  readonly SweepFaults?: number;
}

/** The most values of one metric that a line may have. */
const MAX_VALUES = 100;

/**
 * A line of the log that CloudWatch makes metrics of, in its embedded metric format; undefined where nothing was
 * measured.
 *
 * @param time in milliseconds since the epoch.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricsLine(measures: Measures, functionName: string, time: number): string | undefined {
  const values: Record<string, number | readonly number[]> = {};
  const metrics: { readonly Name: string; readonly Unit: string }[] = [];
  for (const [name, value] of Object.entries({ ...measures })) {
    if (value === 0 || (typeof value !== 'number' && value.length === 0)) continue;
    values[name] = typeof value === 'number' ? value : value.slice(0, MAX_VALUES);
    metrics.push({ Name: name, Unit: name === 'UploadToFeed' ? 'Seconds' : 'Count' });
  }
  if (metrics.length === 0) return undefined;
  const directive = { Namespace: NAMESPACE, Dimensions: [['FunctionName']], Metrics: metrics };
  return JSON.stringify({
    _aws: { Timestamp: time, CloudWatchMetrics: [directive] },
    FunctionName: functionName,
    ...values,
  });
}
