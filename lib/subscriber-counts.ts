import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Code, Function as CodeFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { SiteError } from '../lambda/model/site.ts';
import { DAYS_COUNTED, LOGS } from '../lambda/subscribers/count.ts';
import { COUNTS } from '../lambda/subscribers/report.ts';
import { acknowledge } from './acknowledge.ts';
import { PRIVATE_BUCKET, resourceOf } from './buckets.ts';
import type { Delivery } from './delivery.ts';
import { addFunctionApart } from './function-apart.ts';
import { LOG_REGION } from './log-delivery-stack.ts';
import type { Partition } from './partition.ts';

/** What the counts are made of. */
export interface SubscriberCountsProps {
  /** The bundled counter. */
  readonly code: Code;
  /** Where the counter writes its own log. */
  readonly logGroup: ILogGroup;
}

/** One more than are counted, as a log is delivered up to a day after its requests; S3 deletes at the next midnight. */
const LOG_DAYS = DAYS_COUNTED + 1;

/** A count can be compared with that of a year before. */
const COUNT_DAYS = 400;

/**
 * Checks the setting `subscriberCounts` for a part of AWS.
 *
 * @throws SiteError when it is not what it should be, or cannot be had there.
 */
export function parseSubscriberCounts(
  setting: unknown,
  delivery: Delivery | undefined,
  partition: Partition,
): boolean {
  if (setting === undefined || setting === null || setting === false || setting === 'false') return false;
  if (setting !== true && setting !== 'true')
    throw new SiteError(`subscriberCounts must be true or false, not ${JSON.stringify(setting)}`);
  if (partition === 'aws-us-gov')
    throw new SiteError(
      'subscriberCounts cannot be had in GovCloud, which has no CloudFront to log requests',
    );
  if (partition === 'aws-cn')
    throw new SiteError(
      'subscriberCounts cannot be had in China, where CloudFront cannot leave out of its logs what is not counted',
    );
  if (delivery === undefined)
    throw new SiteError('subscriberCounts needs site.cdn, as it counts in the logs of CloudFront');
  return true;
}

/** Keeps the logs of the network for some days, and counts subscribers in them every night. */
export class SubscriberCounts extends Construct {
  readonly bucket: Bucket;
  readonly function: CodeFunction;

  constructor(scope: Construct, id: string, { code, logGroup }: SubscriberCountsProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE_BUCKET,
      lifecycleRules: [
        ...PRIVATE_BUCKET.lifecycleRules,
        { prefix: LOGS, expiration: Duration.days(LOG_DAYS) },
        { prefix: COUNTS, expiration: Duration.days(COUNT_DAYS) },
      ],
    });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogsAlone',
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${LOGS}${Aws.ACCOUNT_ID}/*`)],
        conditions: {
          StringEquals: {
            's3:x-amz-acl': 'bucket-owner-full-control',
            'aws:SourceAccount': Aws.ACCOUNT_ID,
          },
          // Wherever the bucket is, CloudFront delivers from there.
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:logs:${LOG_REGION}:${Aws.ACCOUNT_ID}:*` },
        },
      }),
    );
    const { function: counter, role } = addFunctionApart(this, {
      code,
      handler: 'count-subscribers.handler',
      description: 'Counts the subscribers of the last days in the logs of the network',
      rights: [
        { actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] },
        {
          actions: ['s3:GetObject'],
          resources: [LOGS, COUNTS].map((keys) => this.bucket.arnForObjects(`${keys}*`)),
        },
        { actions: ['s3:PutObject'], resources: [this.bucket.arnForObjects(`${COUNTS}*`)] },
      ],
      timeout: Duration.minutes(15),
      // A whole processor. Two million readers, which are all that it counts, take a sixth of it.
      memorySize: 1769,
      logGroup,
      environment: { LOG_BUCKET: this.bucket.bucketName },
    });
    this.function = counter;
    new Rule(this, 'Schedule', {
      description: 'Counts the subscribers of the day that has ended in UTC',
      // Most logs of a day are there some hours after its end.
      schedule: Schedule.cron({ hour: '19', minute: '47' }),
      targets: [new LambdaFunction(this.function)],
    });
    const bucketId = Stack.of(this).getLogicalId(resourceOf(this.bucket));
    acknowledge(
      role,
      'The names of logs and counts are not known beforehand.',
      ...[LOGS, COUNTS].map((keys) => `IAM5[Resource::<${bucketId}.Arn>/${keys}*]`),
    );
  }
}
