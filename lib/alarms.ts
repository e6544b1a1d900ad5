import { Aws, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as CodeFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CANARY_MINUTES } from './canary.ts';
import { metricOf } from './metrics.ts';

/** What the alarms watch, and whom they tell. */
export interface AlarmsProps {
  readonly republisher: CodeFunction;
  readonly sweeper: CodeFunction;
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  readonly email?: string | undefined;
  readonly canary?: CodeFunction | undefined;
  readonly counter?: CodeFunction | undefined;
}

/** Where each alarm has a paragraph of what to do. */
const RUNBOOK = 'docs/runbook.md';

/** More than the nightly sweep and its retries take, so that one that is late does not count as missing. */
const HEARTBEAT_HOURS = 27;

/** Of the writes of a quarter of an hour, how many may be lost to other workers. */
const MAX_LOST_WRITES = 0.25;

/** Of the time that a function has, how much it may take: it begins nothing in its last 45 seconds. */
const MAX_OF_TIMEOUT = 0.8;

/** What a maintainer must know of, sent to one topic, and again when it is over. */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { republisher, sweeper, queue, deadLetters, email, canary, counter } = props;
    this.topic = new Topic(this, 'Topic', { displayName: 'Feed republisher', enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));

    const period = Duration.minutes(5);
    this.#alarm('DeadLettersWaiting', 'An article could not be published after five tries', 'Dead letters', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' }),
      threshold: 1,
    });
    // Five times half an hour, for which a message stays hidden whose invocation does not even end.
    this.#alarm(
      'QueueStuck',
      'An upload has been waiting for three hours, longer than all five tries take',
      'The queue is stuck',
      {
        metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'max' }),
        threshold: Duration.hours(3).toSeconds(),
      },
    );
    this.#alarm('FunctionFails', 'The function ended with an error', 'The function fails', {
      metric: republisher.metricErrors({ period }),
      threshold: 1,
    });
    this.#alarm('SweepFails', 'A sweep ended with an error, or ran out of time', 'A sweep fails', {
      metric: sweeper.metricErrors({ period }),
      threshold: 1,
    });
    this.#alarm('FunctionThrottled', 'The account has no room for the function', 'Throttled', {
      metric: republisher.metricThrottles({ period }),
      threshold: 1,
    });
    this.#alarm(
      'WithdrawalsWait',
      'So many files are gone that their articles are withdrawn in an hour only',
      'Withdrawals wait',
      { metric: metricOf(republisher, 'Withheld'), threshold: 1 },
    );
    this.#alarm('ArticlesRejected', 'Uploaded files were rejected', 'Rejected articles', {
      metric: metricOf(republisher, 'Rejected'),
      threshold: 1,
    });
    this.#alarm(
      'ArticlesFail',
      'An article failed for the third time within minutes of its upload',
      'Articles fail',
      { metric: metricOf(republisher, 'FailedAgain', { period: Duration.minutes(1) }), threshold: 1 },
    );
    this.#alarm(
      'SweepIncomplete',
      'A sweep could not publish some lists, or left articles aside',
      'A sweep is incomplete',
      { metric: metricOf(sweeper, 'SweepFaults'), threshold: 1 },
    );
    const slow = (name: string, work: string, of: CodeFunction): Alarm =>
      this.#alarm(
        name,
        `${work} took more than ${MAX_OF_TIMEOUT * 100} percent of its time`,
        'Near the time limit',
        {
          metric: of.metricDuration({ period, statistic: 'max' }),
          threshold: MAX_OF_TIMEOUT * timeoutOf(of),
        },
      );
    slow('FunctionSlow', 'A batch', republisher);
    slow('SweepSlow', 'A sweep', sweeper);
    this.#alarm(
      'Contention',
      `For a quarter of an hour, more than ${MAX_LOST_WRITES * 100} percent of all writes came too late`,
      'Contention',
      {
        metric: new MathExpression({
          expression: 'lost / writes',
          label: 'Share of writes that came too late',
          usingMetrics: {
            lost: metricOf(republisher, 'Contention'),
            writes: metricOf(republisher, 'Writes'),
          },
          period,
        }),
        threshold: MAX_LOST_WRITES,
        evaluationPeriods: 3,
      },
    );
    // Until the first sweep, and once there is none any more, there is nothing to measure: that is told, too, but not
    // before something was measured.
    const heartbeat = this.#alarm(
      'SweepMissing',
      `There has been no sweep for ${HEARTBEAT_HOURS} hours: this alarm then has insufficient data`,
      'No sweep',
      {
        metric: metricOf(sweeper, 'Sweeps', { period: Duration.hours(1) }),
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: HEARTBEAT_HOURS,
        treatMissingData: TreatMissingData.MISSING,
      },
    );
    heartbeat.addInsufficientDataAction(new SnsAction(this.topic));
    if (counter !== undefined) {
      this.#alarm(
        'CountFails',
        'Subscribers were not counted, or logs of theirs are missing',
        'Subscribers are not counted',
        { metric: counter.metricErrors({ period }), threshold: 1 },
      );
    }
    if (canary === undefined) return;
    // Twice in a row: one request that was lost between here and there is no failure.
    this.#alarm(
      'CanaryFails',
      'Twice in a row, an upload or a feed was not what it should be',
      'The canary',
      {
        metric: canary.metricErrors({ period: Duration.minutes(CANARY_MINUTES) }),
        threshold: 1,
        evaluationPeriods: 2,
      },
    );
  }

  #alarm(
    name: string,
    description: string,
    paragraph: string,
    props: Omit<AlarmProps, 'evaluationPeriods'> & { readonly evaluationPeriods?: number },
  ): Alarm {
    const alarm = new Alarm(this, name, {
      alarmDescription: `${description}. What to do: ${RUNBOOK}, "${paragraph}"`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // A system without uploads sends no data, and is well.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    this.alarms.push(alarm);
    return alarm;
  }
}

/** The time that a function has, in milliseconds. */
function timeoutOf({ node, timeout }: CodeFunction): number {
  if (timeout === undefined) throw new Error(`${node.path} has no time limit`);
  return timeout.toMilliseconds();
}
