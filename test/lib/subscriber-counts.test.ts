import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { LOG_FIELDS } from '../../lambda/subscribers/access-log.ts';
import { DAYS_COUNTED } from '../../lambda/subscribers/count.ts';
import { parseSubscriberCounts } from '../../lib/subscriber-counts.ts';
import { temporaryFolder } from '../support/folders.ts';
import { all, arnOf, BLOCKED, objectsOf, one, type Resource, statements, synthesize } from './synthesize.ts';

const template = synthesize({ delivery: {}, subscriberCounts: Code.fromInline('count') });
const bucket = one(template, 'AWS::S3::Bucket', 'Subscribers');
const counter = one(template, 'AWS::Lambda::Function', 'Subscribers');

describe('the setting subscriberCounts', () => {
  it.each([undefined, null, false, 'false'])('counts nobody: %s', (value) => {
    expect(parseSubscriberCounts(value, undefined, 'aws-cn')).toBe(false);
  });

  it.each([true, 'true'])('counts behind a network: %j', (value) => {
    expect(parseSubscriberCounts(value, {}, 'aws')).toBe(true);
  });

  it.each([
    ['daily', {}, 'aws', 'subscriberCounts must be true or false, not "daily"'],
    [true, undefined, 'aws', 'subscriberCounts needs site.cdn'],
    [true, {}, 'aws-cn', 'subscriberCounts cannot be had in China'],
    [true, undefined, 'aws-us-gov', 'subscriberCounts cannot be had in GovCloud'],
  ] as const)('says what is wrong with it: %j', (value, delivery, partition, message) => {
    expect(() => parseSubscriberCounts(value, delivery, partition)).toThrow(message);
  });
});

describe('the logs', () => {
  it('are in a closed bucket, encrypted, and gone within days, what is counted in them within two years', () => {
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: BLOCKED,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
    });
    const { Rules }: { Rules: readonly { Prefix?: string; ExpirationInDays?: number }[] } = Object(
      bucket.Properties.LifecycleConfiguration,
    );
    const daysOf = (prefix: string) => Rules.find(({ Prefix }) => Prefix === prefix)?.ExpirationInDays ?? 0;
    expect(daysOf('AWSLogs/')).toBeGreaterThan(DAYS_COUNTED);
    expect(daysOf('AWSLogs/')).toBeLessThan(7);
    expect(daysOf('counts/')).toBeGreaterThan(365);
    expect(daysOf('counts/')).toBeLessThan(2 * 365);
  });

  it('are written by nobody but the delivery of logs in this account, and where no count is', () => {
    const allowed = statements(one(template, 'AWS::S3::BucketPolicy', 'Subscribers'), 'Allow');
    expect(allowed).toMatchObject([
      {
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:PutObject',
        Condition: {
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
          ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', expect.arrayContaining([':logs:us-east-1:'])] } },
        },
      },
    ]);
    expect(JSON.stringify(allowed[0]?.Resource)).toContain('"/AWSLogs/"');
  });

  it('are read by the counter alone, which writes counts alone', () => {
    const { Ref: id } = Object(Object(counter.Properties.Environment).Variables.LOG_BUCKET);
    expect(id).toBe(bucket.id);
    const granted = statements(one(template, 'AWS::IAM::Policy', 'Subscribers'), 'Allow');
    expect(granted.filter(({ Action }) => JSON.stringify(Action).includes('s3:'))).toEqual([
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: arnOf(bucket) },
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: [objectsOf(bucket, 'AWSLogs/*'), objectsOf(bucket, 'counts/*')],
      },
      { Effect: 'Allow', Action: 's3:PutObject', Resource: objectsOf(bucket, 'counts/*') },
    ]);
    const others = all(template, 'AWS::IAM::Policy').filter(({ id }) => !id.startsWith('Subscribers'));
    expect(JSON.stringify(others)).not.toContain(bucket.id);
  });

  it('are counted every night, and an alarm says when they are not', () => {
    expect(all(template, 'AWS::Events::Rule').map(({ Properties }) => Properties)).toContainEqual(
      expect.objectContaining({
        ScheduleExpression: expect.stringMatching(/^cron\(\d+ \d+ \* \* \? \*\)$/),
        Targets: [expect.objectContaining({ Arn: arnOf(counter) })],
      }),
    );
    expect(one(template, 'AWS::CloudWatch::Alarm', 'AlarmsCountFails').Properties).toMatchObject({
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: counter.id } }],
    });
  });

  it('are told of on the dashboard', () => {
    const bodyOf = (from: typeof template) =>
      JSON.stringify(one(from, 'AWS::CloudWatch::Dashboard').Properties.DashboardBody);
    expect(bodyOf(template)).toContain('filter message.event = \\\\\\"list\\\\\\"');
    expect(bodyOf(synthesize({ delivery: {} }))).not.toContain('Who follows it?');
  });

  it('are not kept where nobody asked for it', () => {
    const text = JSON.stringify(synthesize({ delivery: {} }).toJSON());
    expect(text).not.toMatch(/AWSLogs|Subscribers|"Logging":/);
  });
});

describe('the stacks of a site that counts', () => {
  const app = fileURLToPath(new URL('../../lib/app.ts', import.meta.url));

  function run(context: object, region = 'eu-central-1') {
    const folder = temporaryFolder();
    const env = {
      ...process.env,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_OUTDIR: folder,
      CDK_DEFAULT_REGION: region,
    };
    return { folder, ...spawnSync(process.execPath, [app], { env, encoding: 'utf8' }) };
  }

  it('are the site and, in the one region for it, the delivery of the few fields that are counted', () => {
    const { folder, status } = run({ site: { cdn: true }, subscriberCounts: true });
    expect(status).toBe(0);
    expect(readdirSync(join(folder, 'counter'))).toContain('count-subscribers.mjs');
    const read = (name: string): Record<string, Record<string, Resource & { Value: unknown }>> =>
      JSON.parse(readFileSync(join(folder, `${name}.template.json`), 'utf8'));
    const site = read('FeedRepublisher');
    const logs = Object.values(read('FeedRepublisher-Logs').Resources ?? {}).map(
      ({ Properties }) => Properties,
    );
    expect(logs).toContainEqual(
      expect.objectContaining({ RecordFields: Object.values(LOG_FIELDS), FieldDelimiter: '\t' }),
    );
    // What the one stack says and the other one asks for.
    for (const [name, type] of [
      ['DistributionId', 'ResourceArn'],
      ['SubscriberLogs', 'DestinationResourceArn'],
    ] as const) {
      expect(site.Outputs?.[name]?.Value).toBeDefined();
      const asked = JSON.stringify(logs.map((each) => each[type]));
      expect(asked).toContain(`"OutputName":"${name}"`);
      expect(asked).toContain('"Region":"eu-central-1"');
    }
    const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(artifacts['FeedRepublisher-Logs']).toMatchObject({
      environment: 'aws://unknown-account/us-east-1',
      dependencies: expect.arrayContaining(['FeedRepublisher']),
    });
  });

  it.each([
    [{ site: {}, subscriberCounts: true }, 'us-east-1', /^subscriberCounts needs site\.cdn/],
    [
      { sites: { a: { subscriberCounts: true } } },
      'us-gov-west-1',
      /^sites\.a: subscriberCounts cannot be had in GovCloud/,
    ],
  ])('are refused with one line: %j', (context, region, message) => {
    const { status, stderr } = run(context, region);
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim()).not.toContain('\n');
  });
});
