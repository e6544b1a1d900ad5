import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { all, arnOf, BLOCKED, objectsOf, one, type Resource, statements, synthesize } from './synthesize.ts';

const template = synthesize();
const articles = one(template, 'AWS::S3::Bucket', 'Articles');
const state = one(template, 'AWS::S3::Bucket', 'State');
const publicSite = one(template, 'AWS::S3::Bucket', 'Public');
const queue = one(template, 'AWS::SQS::Queue', 'Queue');
const deadLetters = one(template, 'AWS::SQS::Queue', 'DeadLetters');
const republisher = one(template, 'AWS::Lambda::Function', 'Function');
const sweeper = one(template, 'AWS::Lambda::Function', 'Sweep');

/** The policy of a bucket or queue. */
function policyOf(resource: Resource): Resource {
  const policies = [...all(template, 'AWS::S3::BucketPolicy'), ...all(template, 'AWS::SQS::QueuePolicy')];
  const policy = policies.find(({ Properties }) =>
    [Properties.Bucket, ...[Properties.Queues].flat()].some(
      (target) => JSON.stringify(target) === JSON.stringify({ Ref: resource.id }),
    ),
  );
  if (policy === undefined) throw new Error(`${resource.id} has no policy`);
  return policy;
}

describe('the way of an article', () => {
  it('begins with a bucket that tells the queue of all that happens to its objects', () => {
    expect(articles.Properties.NotificationConfiguration).toEqual({
      QueueConfigurations: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:*'].map(
        (Event) => ({ Event, Queue: arnOf(queue) }),
      ),
    });
    expect(articles.DependsOn).toContain(policyOf(queue).id);
  });

  it('leads through a queue that takes messages of that bucket alone', () => {
    const allowed = statements(policyOf(queue), 'Allow');
    expect(allowed).toHaveLength(1);
    const name = articles.Properties.BucketName;
    expect(allowed[0]).toMatchObject({
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arnOf(queue),
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnEquals: { 'aws:SourceArn': expect.anything() },
      },
    });
    const partsOf = (value: unknown) => JSON.stringify(value).match(/"republisher.*?StackId"/)?.[0];
    expect(partsOf(allowed[0]?.Condition)).toBe(partsOf(name));
    expect(partsOf(name)).toBeDefined();
  });

  it('gives every stack a bucket of its own name, short enough for S3', () => {
    const [separator, [prefix, part]] = Object(articles.Properties.BucketName)['Fn::Join'];
    // The id of a stack ends in a UUID.
    expect(part).toEqual({ 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] });
    expect(`${prefix}${separator}${randomUUID()}`.length).toBeLessThanOrEqual(63);
  });

  it('leads from the queue to the function in batches, whose failures are told one by one', () => {
    expect(one(template, 'AWS::Lambda::EventSourceMapping').Properties).toEqual({
      EventSourceArn: arnOf(queue),
      FunctionName: { Ref: republisher.id },
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 8 },
    });
  });

  it('keeps a message hidden for at least six times as long as the function may run', () => {
    const hidden = Number(queue.Properties.VisibilityTimeout);
    expect(hidden).toBeGreaterThanOrEqual(6 * Number(republisher.Properties.Timeout));
  });

  it('ends among the dead letters after five failures, for at least a week', () => {
    expect(queue.Properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: arnOf(deadLetters),
      maxReceiveCount: 5,
    });
    const kept = Number(deadLetters.Properties.MessageRetentionPeriod);
    expect(kept).toBe(14 * 24 * 3600);
    // Their age goes on from the queue's.
    expect(kept - Number(queue.Properties.MessageRetentionPeriod)).toBeGreaterThanOrEqual(7 * 24 * 3600);
  });

  it('may be fed by the function that it feeds, as each step of a divided sweep asks for the next', () => {
    expect(republisher.Properties.RecursiveLoop).toBe('Allow');
    expect(sweeper.Properties.RecursiveLoop).toBeUndefined();
  });

  it('needs no other functions than ours, of the same code', () => {
    const functions = all(template, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(2);
    const differing = ['Description', 'Timeout', 'MemorySize', 'RecursiveLoop'];
    const [first, second] = functions.map(({ Properties }) =>
      Object.entries(Properties).filter(([name]) => !differing.includes(name)),
    );
    expect(first).toEqual(second);
  });
});

describe('the function', () => {
  it('runs on Node.js 24 for ARM, traced, with JSON logs that are kept for a while', () => {
    const { Properties } = republisher;
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: one(template, 'AWS::Logs::LogGroup').id } },
    });
    expect(one(template, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(90);
  });

  it('knows its buckets and its queue, and where subscribers fetch', () => {
    expect(republisher.Properties.Environment).toEqual({
      Variables: {
        ARTICLES_BUCKET: { Ref: articles.id },
        STATE_BUCKET: { Ref: state.id },
        PUBLIC_BUCKET: { Ref: publicSite.id },
        QUEUE_URL: { Ref: queue.id },
        BASE_URL: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [publicSite.id, 'RegionalDomainName'] }]] },
        CODE_REVISION: 'revision',
      },
    });
    const own = synthesize({ baseUrl: 'https://feeds.example.org' });
    expect(one(own, 'AWS::Lambda::Function', 'Function').Properties.Environment).toMatchObject({
      Variables: { BASE_URL: 'https://feeds.example.org' },
    });
  });

  it.each([
    ['sweeps every day', 'DailySweep', 'cron(17 19 * * ? *)', '{"sweep":"changed"}'],
    ['publishes every hour what has become due', 'HourlyTick', 'cron(2 * * * ? *)', '{"tick":true}'],
  ])('%s, by itself', (_, name, schedule, input) => {
    const rule = one(template, 'AWS::Events::Rule', name);
    expect(rule.Properties).toMatchObject({
      ScheduleExpression: schedule,
      State: 'ENABLED',
      Targets: [{ Arn: arnOf(sweeper), Input: input }],
    });
    expect(one(template, 'AWS::Lambda::Permission', name).Properties).toMatchObject({
      Principal: 'events.amazonaws.com',
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf(sweeper),
      SourceArn: arnOf(rule),
    });
  });

  it('may sweep for as long as Lambda allows', () => {
    expect(sweeper.Properties.Timeout).toBe(15 * 60);
  });
});

describe('the rights of the function', () => {
  const role = one(template, 'AWS::IAM::Role');
  const granted = all(template, 'AWS::IAM::Policy').flatMap((policy) =>
    statements(policy, 'Allow').flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((on) => ({ action, on }))),
    ),
  );
  const of = (prefix: string) => granted.filter(({ action }) => action.startsWith(prefix));

  it('come from its own policy alone', () => {
    expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(role.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }],
    });
    expect(granted.every(({ action }) => /^(?:s3|sqs|logs|xray):[A-Z][A-Za-z]+$/.test(action))).toBe(true);
  });

  it('let it read articles, and never write them', () => {
    const onArticles = of('s3:').filter(({ on }) => JSON.stringify(on).includes(articles.id));
    expect(onArticles).toEqual([
      { action: 's3:ListBucket', on: arnOf(articles) },
      { action: 's3:GetObject', on: objectsOf(articles) },
    ]);
  });

  it('let it write state and public files, and delete of them only what it withdraws', () => {
    const onDerived = of('s3:').filter(({ on }) => !JSON.stringify(on).includes(articles.id));
    const expected = [state, publicSite].flatMap((bucket) => [
      { action: 's3:ListBucket', on: arnOf(bucket) },
      { action: 's3:GetObject', on: objectsOf(bucket) },
      { action: 's3:PutObject', on: objectsOf(bucket) },
    ]);
    const deleted = [
      ...['index/*', 'records/*', 'heads/site.json', 'set-aside/*', 'watch/*', 'recovery.json'].map((keys) =>
        objectsOf(state, keys),
      ),
      objectsOf(publicSite, 'articles/*'),
      objectsOf(publicSite, 'media/*'),
      objectsOf(publicSite, 'archive/*'),
      objectsOf(publicSite, 'feeds/*/archive/*'),
      objectsOf(publicSite, 'search/*'),
      objectsOf(publicSite, 'sitemap-*'),
      objectsOf(publicSite, 'tags/*'),
      objectsOf(publicSite, 'authors/*'),
      objectsOf(state, 'archive/*'),
    ];
    expect(onDerived).toHaveLength(expected.length + deleted.length);
    expect(onDerived).toEqual(
      expect.arrayContaining([...expected, ...deleted.map((on) => ({ action: 's3:DeleteObject', on }))]),
    );
  });

  it('let it work on its own queue, write its own log, and trace', () => {
    expect(of('sqs:').map(({ action }) => action)).toEqual([
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ]);
    expect(of('sqs:').every(({ on }) => JSON.stringify(on) === JSON.stringify(arnOf(queue)))).toBe(true);
    expect(of('logs:')).toEqual([
      { action: 'logs:CreateLogStream', on: arnOf(one(template, 'AWS::Logs::LogGroup')) },
      { action: 'logs:PutLogEvents', on: arnOf(one(template, 'AWS::Logs::LogGroup')) },
    ]);
    expect(granted.filter(({ on }) => on === '*').map(({ action }) => action)).toEqual([
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });
});

describe('the buckets', () => {
  it.each([articles, state, publicSite])('outlive the stack, and take nothing but TLS: $id', (bucket) => {
    // But for a first deployment that fails, which leaves nothing behind.
    expect(bucket).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(statements(policyOf(bucket), 'Deny')).toContainEqual(
      expect.objectContaining({
        Principal: { AWS: '*' },
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    expect(bucket.Properties.OwnershipControls).toEqual({
      Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
    });
  });

  it.each([articles, state])('are closed to the public: $id', (bucket) => {
    expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual(BLOCKED);
    expect(statements(policyOf(bucket), 'Allow')).toEqual([]);
  });

  it('keep every article, and for three months what it was before', () => {
    expect(articles.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(articles.Properties.LifecycleConfiguration).toEqual({
      Rules: [
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' },
        {
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
          ExpiredObjectDeleteMarker: true,
          Status: 'Enabled',
        },
      ],
    });
    expect(JSON.stringify(publicSite.Properties.LifecycleConfiguration)).not.toMatch(/Expiration|Transition/);
  });

  it('keep of the state everything but what the steps of a sweep tell one another', () => {
    expect(state.Properties.LifecycleConfiguration).toEqual({
      Rules: [
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' },
        { Prefix: 'sweep/', ExpirationInDays: 3, Status: 'Enabled' },
      ],
    });
  });

  it("refuse uploads that are encrypted with the uploader's keys, which the function could not read", () => {
    expect(statements(policyOf(articles), 'Deny')).toEqual(
      expect.arrayContaining(
        [
          { StringLike: { 's3:x-amz-server-side-encryption': 'aws:kms*' } },
          { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
        ].map((Condition) =>
          expect.objectContaining({ Action: 's3:PutObject', Resource: objectsOf(articles), Condition }),
        ),
      ),
    );
  });

  it('let everyone read public objects, and nothing else', () => {
    expect(statements(policyOf(publicSite), 'Allow')).toEqual([
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: objectsOf(publicSite) },
    ]);
    expect(publicSite.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: false,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: false,
    });
  });

  it('let feed readers in browsers fetch from anywhere', () => {
    expect(publicSite.Properties.CorsConfiguration).toMatchObject({
      CorsRules: [{ AllowedOrigins: ['*'], AllowedMethods: ['GET', 'HEAD'] }],
    });
  });
});

describe('buckets that are there already', () => {
  const buckets = { articles: 'old-articles', state: 'old-state', public: 'old-public' };
  const adopting = synthesize({ buckets });

  it('are taken over by their names, and stay when the stack goes, as CloudFormation asks of them', () => {
    for (const [id, name] of Object.entries({ Articles: buckets.articles, State: buckets.state })) {
      const bucket = one(adopting, 'AWS::S3::Bucket', id);
      expect(bucket.Properties.BucketName).toBe(name);
      expect(bucket.DeletionPolicy).toMatch(/^Retain/);
    }
    expect(one(adopting, 'AWS::S3::Bucket', 'Public').Properties.BucketName).toBe(buckets.public);
    const policy = statements(one(adopting, 'AWS::SQS::QueuePolicy', 'Queue'), 'Allow');
    expect(JSON.stringify(policy)).toContain(`:s3:::${buckets.articles}"`);
  });

  it('are called as before in the template, and are an address of their own', () => {
    const ids = (each: typeof template) => Object.keys(each.toJSON().Resources);
    expect(ids(adopting)).toEqual(ids(template));
    expect(adopting.toJSON().Parameters.PublicAddress.Default).toBe(buckets.public);
  });
});

describe('the address', () => {
  const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000';
  const domain = { name: 'feeds.example.org', certificate };

  it.each([
    ['bucket', template],
    ['cloudfront', synthesize({ delivery: {} })],
    ['feeds.example.org', synthesize({ delivery: { domain } })],
  ])('that was deployed stays, unless another is asked for by its name: %s', (address, variant) => {
    const { Parameters, Rules } = variant.toJSON();
    expect(Parameters.PublicAddress).toMatchObject({ Type: 'String', Default: address });
    expect(Rules.AddressStays.Assertions).toEqual([
      {
        Assert: { 'Fn::Equals': [{ Ref: 'PublicAddress' }, address] },
        AssertDescription: expect.stringContaining(`--parameters PublicAddress=${address}`),
      },
    ]);
  });
});

describe('the template', () => {
  it('tells where to upload, where to look, and where failures are', () => {
    const { Outputs } = template.toJSON();
    const text = JSON.stringify(Outputs);
    expect(Object.keys(Outputs)).toEqual([
      'UploadCommand',
      'ReprocessCommand',
      'ArticlesBucket',
      'StateBucket',
      'PublicBucket',
      'HomePage',
      'RssFeed',
      'AtomFeed',
      'JsonFeed',
      'SubscriptionList',
      'DeadLetters',
      'AlarmTopic',
      'DashboardPage',
    ]);
    expect(JSON.stringify(Outputs.ReprocessCommand)).toContain(sweeper.id);
    expect(JSON.stringify(Outputs.ReprocessCommand)).not.toContain('--cli-binary-format');
    const named = synthesize({ delivery: {} }).toJSON().Outputs.DistributionDomain;
    expect(named.Value).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^CdnDistribution/), 'DomainName'] });
    for (const file of ['index.html', 'rss.xml', 'atom.xml', 'feed.json', 'feeds.opml']) {
      expect(text).toContain(`/${file}"`);
    }
  });
});
