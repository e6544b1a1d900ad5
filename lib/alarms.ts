import { Aws, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface AlarmsProps {
  readonly republisher: IFunction;
  readonly sweeper: IFunction;
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  readonly logGroup: ILogGroup;
  readonly email?: string | undefined;
}

/** What a maintainer must know of, sent to one topic. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { republisher, sweeper, queue, deadLetters, logGroup, email } = props;
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
    this.#alarm('DeadLettersWaiting', 'An article could not be published after five tries', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' }),
      threshold: 1,
    });
    // Five times half an hour, for which a message stays hidden whose invocation does not even end.
    this.#alarm('QueueStuck', 'An upload has been waiting for three hours, longer than all five tries take', {
      metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'max' }),
      threshold: Duration.hours(3).toSeconds(),
    });
    this.#alarm('FunctionFails', 'The function ended with an error', {
      metric: republisher.metricErrors({ period }),
      threshold: 1,
    });
    this.#alarm('SweepFails', 'A sweep ended with an error, or ran out of time', {
      metric: sweeper.metricErrors({ period }),
      threshold: 1,
    });
    this.#alarm('FunctionThrottled', 'The account has no room for the function', {
      metric: republisher.metricThrottles({ period }),
      threshold: 1,
    });
    const rejected = new MetricFilter(this, 'Rejections', {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.message.event', '=', 'rejected'),
      metricNamespace: 'FeedRepublisher',
      metricName: 'RejectedArticles',
      metricValue: '1',
    });
    this.#alarm(
      'ArticlesRejected',
      'Uploaded files were rejected; their reasons stand in the log and the state bucket',
      {
        metric: rejected.metric({ period, statistic: 'sum' }),
        threshold: 1,
      },
    );
  }

  #alarm(
    name: string,
    description: string,
    { metric, threshold }: { metric: IMetric; threshold: number },
  ): void {
    const alarm = new Alarm(this, name, {
      alarmDescription: description,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // A system without uploads sends no data, and is well.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
