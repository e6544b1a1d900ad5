import { Fn, Stack } from 'aws-cdk-lib';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { LOG_FIELDS } from '../lambda/subscribers/access-log.ts';
import { nameOf } from './names.ts';

/** The only region from which CloudFront delivers logs, wherever to. */
export const LOG_REGION = 'us-east-1';

/** Names of the outputs of a stack whose requests are logged. */
export const LOGGED_OUTPUTS = { distribution: 'DistributionId', bucket: 'SubscriberLogs' } as const;

/** What is logged. */
export interface LogDeliveryProps {
  /** The name of the stack that has the distribution and the bucket of its logs. */
  readonly of: string;
  /** Where that stack is; that of this one, if nobody has said. */
  readonly region: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Has CloudFront log the requests of a distribution: their few fields that subscribers are counted by, and no others. It is a
 * stack of its own since CloudFront is told from one region alone.
 */
export class LogDeliveryStack extends Stack {
  constructor(scope: Construct, id: string, { of, region, tags = {} }: LogDeliveryProps) {
    super(scope, id, {
      description: 'Has CloudFront log the requests by which subscribers are counted',
      env: { region: LOG_REGION },
      tags,
    });
    const outputOf = (name: string): string => Fn.getStackOutput(of, name, region);
    const { partition, account } = this;
    const source = new CfnDeliverySource(this, 'Source', {
      name: nameOf('requests'),
      logType: 'ACCESS_LOGS',
      resourceArn: `arn:${partition}:cloudfront::${account}:distribution/${outputOf(LOGGED_OUTPUTS.distribution)}`,
    });
    const destination = new CfnDeliveryDestination(this, 'Destination', {
      name: nameOf('logs'),
      destinationResourceArn: `arn:${partition}:s3:::${outputOf(LOGGED_OUTPUTS.bucket)}`,
      outputFormat: 'w3c',
    });
    new CfnDelivery(this, 'Delivery', {
      deliverySourceName: source.ref,
      deliveryDestinationArn: destination.attrArn,
      recordFields: Object.values(LOG_FIELDS),
      fieldDelimiter: '\t',
    });
  }
}
