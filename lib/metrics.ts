import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type Measures, NAMESPACE } from '../lambda/worker/metrics.ts';

/** One of the metrics that a function writes: its sum, unless another statistic is asked for. */
export function metricOf(
  { functionName }: IFunction,
  metricName: keyof Measures,
  { statistic = 'Sum', period = Duration.minutes(5) } = {},
): Metric {
  return new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap: { FunctionName: functionName },
    statistic,
    period,
  });
}
