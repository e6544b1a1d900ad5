import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Code, Function as CodeFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { articleId } from '../lambda/model/identity.ts';
import { PROBE_KEY } from '../lambda/model/probe.ts';
import { recordKey } from '../lambda/protocol/record.ts';
import { addFunctionApart } from './function-apart.ts';

/** What a canary is made of. */
export interface CanaryProps {
  /** The bundled canary. */
  readonly code: Code;
  readonly articles: Bucket;
  readonly state: Bucket;
  readonly logGroup: ILogGroup;
  /** Where subscribers find the feeds. */
  readonly baseUrl: string;
}

/** How often it runs. */
export const CANARY_MINUTES = 15;

/** Tries on a schedule what an uploader and a subscriber need. */
export class Canary extends Construct {
  readonly function: CodeFunction;

  constructor(scope: Construct, id: string, { code, articles, state, logGroup, baseUrl }: CanaryProps) {
    super(scope, id);
    const apart = addFunctionApart(this, {
      code,
      handler: 'canary.handler',
      description: 'Uploads a probe, reads a feed, and removes the probe again',
      rights: [
        // Without the right to list, S3 answers 403 instead of 404 for a key that is not there.
        { actions: ['s3:ListBucket'], resources: [articles.bucketArn, state.bucketArn] },
        {
          actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
          resources: [articles.arnForObjects(PROBE_KEY)],
        },
        { actions: ['s3:GetObject'], resources: [state.arnForObjects(recordKey(articleId(PROBE_KEY)))] },
      ],
      // It waits twice for two minutes, and twice for ten seconds.
      timeout: Duration.minutes(5),
      memorySize: 256,
      logGroup,
      environment: {
        ARTICLES_BUCKET: articles.bucketName,
        STATE_BUCKET: state.bucketName,
        BASE_URL: baseUrl,
      },
    });
    this.function = apart.function;
    new Rule(this, 'Schedule', {
      description: 'Tries what an uploader and a subscriber need',
      schedule: Schedule.rate(Duration.minutes(CANARY_MINUTES)),
      // The next run is another try.
      targets: [new LambdaFunction(this.function, { retryAttempts: 0 })],
    });
  }
}
