import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as CodeFunction,
  EventSourceMapping,
  type FunctionProps,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, type BucketProps, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { SWEEPS } from '../lambda/maintenance/divided/run.ts';
import { RECOVERY_KEY } from '../lambda/maintenance/recovery.ts';
import { acknowledge } from './acknowledge.ts';
import { keepAddress } from './address.ts';
import { Alarms } from './alarms.ts';
import { PRIVATE_BUCKET, resourceOf } from './buckets.ts';
import { addBudget, type BudgetLimit } from './budget.ts';
import { Canary } from './canary.ts';
import { Cdn } from './cdn.ts';
import { ChinaCdn } from './cdn-china.ts';
import { Dashboard } from './dashboard.ts';
import type { Delivery } from './delivery.ts';
import { LOGGED_OUTPUTS } from './log-delivery-stack.ts';
import { nameOf } from './names.ts';
import type { Partition } from './partition.ts';
import type { BucketNames } from './settings.ts';
import { SubscriberCounts } from './subscriber-counts.ts';
import type { Uploader } from './uploader-settings.ts';
import { addUploaders } from './uploaders.ts';

/** What a maintainer chooses of a stack. */
export interface RepublisherProps extends StackProps {
  /** Where the public files are served, if the maintainer chose an address. */
  readonly baseUrl?: string | undefined;
  /** The bundled function. */
  readonly code: Code;
  /** A hash of everything but the articles that determines the output. */
  readonly revision: string;
  /** Serves the public files through a content delivery network, from a bucket that is not public. */
  readonly delivery?: Delivery | undefined;
  /** The part of AWS that it is deployed to; where services are missing, it does without them. */
  readonly partition?: Partition | undefined;
  /** Where alarms are sent to; they stand in a topic in any case. */
  readonly alarmEmail?: string | undefined;
  /** The bundled canary, if one is wanted. */
  readonly canary?: Code | undefined;
  /** The bundled counter of subscribers, if they are to be counted. */
  readonly subscriberCounts?: Code | undefined;
  /** What a month may cost before somebody is told. */
  readonly budget?: BudgetLimit | undefined;
  /** Names of buckets that are there already, which a new stack takes over; it names all others itself. */
  readonly buckets?: BucketNames | undefined;
  /** Who gets a policy, or a role, to upload below a folder of their own. */
  readonly uploaders?: readonly Uploader[] | undefined;
}

/** What the function may delete. */
const REMOVED = {
  // Withdrawn and corrupt state, notes that are no longer true, and the progress of a recovery that is over.
  state: ['index/*', 'records/*', 'heads/site.json', 'set-aside/*', 'watch/*', 'archive/*', RECOVERY_KEY],
  publicSite: [
    ...['articles/*', 'media/*', 'archive/*', 'feeds/*/archive/*', 'search/*', 'sitemap-*'],
    // Lists of tags and authors go with their last article, unless they have feeds.
    ...['tags/*', 'authors/*'],
  ],
};

/**
 * The least that comes with a whole processor: cleaning and rendering use it up, and so does parsing the listings of a
 * sweep, where what is held of a million articles takes 200 MB.
 */
const MEMORY_MB = 1769;

/** Public by its policy alone, never by the access list of an object. */
const PUBLIC_BY_POLICY = new BlockPublicAccess({
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
});

/** The whole system, in the order in which an article passes through it. */
export class RepublisherStack extends Stack {
  constructor(scope: Construct, id: string, props: RepublisherProps) {
    super(scope, id, props);

    const isTraced = props.partition !== 'aws-cn';
    // A batch of a hundred uploads takes seconds; a hundred messages of a sweep name two thousand articles.
    const timeout = Duration.minutes(5);

    // What failed five times waits for a maintainer, as long as SQS keeps anything.
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Lambda asks for six timeouts and the window of a batch. What fails is made visible sooner by the function.
      visibilityTimeout: Duration.minutes(6 * timeout.toMinutes() + 1),
      // A dead letter keeps its age, and has the rest of its two weeks to be seen. What is lost here the sweep finds.
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });

    // The name is known before the bucket is there, so that the queue's policy can name the bucket and the bucket can
    // notify the queue, without a custom resource that ties them together afterwards. The bucket of a stack that was
    // destroyed is still there, under its own name.
    const { buckets = {} } = props;
    const articlesName = buckets.articles ?? nameOf('articles');
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ArticlesBucketOnly',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': `arn:${Aws.PARTITION}:s3:::${articlesName}` },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    const articles = new Bucket(this, 'Articles', {
      ...PRIVATE_BUCKET,
      bucketName: articlesName,
      versioned: true,
      lifecycleRules: [
        ...PRIVATE_BUCKET.lifecycleRules,
        // As long as the log tells what became of it, a mistake can be taken back.
        { noncurrentVersionExpiration: Duration.days(90), expiredObjectDeleteMarker: true },
      ],
    });
    refuseKeys(articles);
    notify(articles, queue, ['s3:ObjectCreated:*', 's3:ObjectRemoved:*', 's3:LifecycleExpiration:*']);

    const state = new Bucket(this, 'State', {
      ...PRIVATE_BUCKET,
      ...named(buckets.state),
      // What the steps of a divided sweep tell one another: nobody reads it after the night.
      lifecycleRules: [...PRIVATE_BUCKET.lifecycleRules, { prefix: SWEEPS, expiration: Duration.days(3) }],
    });

    const publicSite = new Bucket(this, 'Public', {
      ...PRIVATE_BUCKET,
      ...named(buckets.public),
      ...(props.delivery === undefined ? { blockPublicAccess: PUBLIC_BY_POLICY } : {}),
      // Feed readers that run in a browser fetch from anywhere.
      cors: [
        {
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.GET, HttpMethods.HEAD],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag', 'Last-Modified'],
          maxAge: Duration.days(1).toSeconds(),
        },
      ],
    });
    const cdn = deliver(this, publicSite, props);
    if (cdn === undefined) publicSite.grantPublicAccess('*', 's3:GetObject');
    keepAddress(this, props.delivery, buckets.public);
    const baseUrl = props.baseUrl ?? cdn?.url ?? `https://${publicSite.bucketRegionalDomainName}`;

    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    for (const statement of [
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] },
      {
        actions: [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          // Failed messages are tried again sooner, and the sweep queues keys.
          'sqs:ChangeMessageVisibility',
          'sqs:SendMessage',
        ],
        resources: [queue.queueArn],
      },
      // Without the right to list, S3 answers 403 instead of 404 for a key that is not there.
      { actions: ['s3:ListBucket'], resources: [articles.bucketArn, state.bucketArn, publicSite.bucketArn] },
      { actions: ['s3:GetObject'], resources: [articles.arnForObjects('*')] },
      {
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [state.arnForObjects('*'), publicSite.arnForObjects('*')],
      },
      {
        actions: ['s3:DeleteObject'],
        resources: [
          ...REMOVED.state.map((keys) => state.arnForObjects(keys)),
          ...REMOVED.publicSite.map((keys) => publicSite.arnForObjects(keys)),
        ],
      },
    ]) {
      role.addToPolicy(new PolicyStatement(statement));
    }
    const common = {
      code: props.code,
      handler: 'handler.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role,
      environment: {
        ARTICLES_BUCKET: articles.bucketName,
        STATE_BUCKET: state.bucketName,
        PUBLIC_BUCKET: publicSite.bucketName,
        QUEUE_URL: queue.queueUrl,
        BASE_URL: baseUrl,
        CODE_REVISION: props.revision,
      },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda is not traced in China.
      tracing: isTraced ? Tracing.ACTIVE : Tracing.DISABLED,
    } satisfies FunctionProps;
    const republisher = new CodeFunction(this, 'Function', {
      ...common,
      description: 'Republishes the articles that its queue names',
      timeout,
      memorySize: MEMORY_MB,
      // Each step of a divided sweep queues the next one: Lambda would end that after sixteen.
      recursiveLoop: RecursiveLoop.ALLOW,
    });
    // By itself, so that its time and memory are not those of every batch. Costs nothing while it does not run.
    const sweeper = new CodeFunction(this, 'Sweep', {
      ...common,
      description: 'Compares all articles with what was derived from them, and queues those that are due',
      // As long as Lambda allows; two million articles take some seven minutes, and more are swept in steps.
      timeout: Duration.minutes(15),
      memorySize: MEMORY_MB,
    });
    new EventSourceMapping(this, 'Batches', {
      target: republisher,
      eventSourceArn: queue.queueArn,
      // A category that a hundred articles of a batch name is rendered once; a single article waits for five seconds.
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(5),
      reportBatchItemFailures: true,
      // Workers that publish the same list wait for one another: more of them would not be faster.
      maxConcurrency: 8,
    });
    new Rule(this, 'DailySweep', {
      description: 'Repairs what lost events leave behind, and applies new rules after a deployment',
      // At night in China.
      schedule: Schedule.cron({ hour: '19', minute: '17' }),
      targets: [new LambdaFunction(sweeper, { event: RuleTargetInput.fromObject({ sweep: 'changed' }) })],
    });

    new Rule(this, 'HourlyTick', {
      description: 'Publishes the articles that are dated ahead once their time has come',
      // Most dates are those of a full or a half hour.
      schedule: Schedule.cron({ minute: '2' }),
      targets: [new LambdaFunction(sweeper, { event: RuleTargetInput.fromObject({ tick: true }) })],
    });

    const canary =
      props.canary && new Canary(this, 'Canary', { code: props.canary, articles, state, logGroup, baseUrl });
    const counts =
      props.subscriberCounts &&
      new SubscriberCounts(this, 'Subscribers', { code: props.subscriberCounts, logGroup });
    const alarms = new Alarms(this, 'Alarms', {
      republisher,
      sweeper,
      queue,
      deadLetters,
      email: props.alarmEmail,
      canary: canary?.function,
      counter: counts?.function,
    });
    if (props.budget !== undefined) addBudget(this, props.budget, alarms.topic);
    const dashboard = new Dashboard(this, 'Dashboard', {
      ...{ republisher, sweeper, queue, deadLetters, logGroup, baseUrl },
      articles: articles as IBucket,
      state: state as IBucket,
      alarms: alarms.alarms,
      partition: props.partition ?? 'aws',
      isCounted: counts !== undefined,
      memory: MEMORY_MB / 1024,
    });

    const outputs = {
      UploadCommand: `aws s3 cp article.md s3://${articles.bucketName}/`,
      // Bytes from a file mean the same to versions 1 and 2 of the command line.
      ReprocessCommand: `echo '{"sweep":"all"}' | aws lambda invoke --function-name ${sweeper.functionName} --invocation-type Event --payload fileb:///dev/stdin /dev/null`,
      ArticlesBucket: articles.bucketName,
      StateBucket: state.bucketName,
      PublicBucket: publicSite.bucketName,
      ...(cdn === undefined ? {} : { DistributionDomain: cdn.domainName }),
      ...(cdn === undefined || counts === undefined
        ? {}
        : {
            [LOGGED_OUTPUTS.distribution]: cdn.distributionId,
            [LOGGED_OUTPUTS.bucket]: counts.bucket.bucketName,
          }),
      HomePage: `${baseUrl}/index.html`,
      RssFeed: `${baseUrl}/rss.xml`,
      AtomFeed: `${baseUrl}/atom.xml`,
      JsonFeed: `${baseUrl}/feed.json`,
      SubscriptionList: `${baseUrl}/feeds.opml`,
      DeadLetters: deadLetters.queueUrl,
      AlarmTopic: alarms.topic.topicArn,
      DashboardPage: dashboard.url,
    };
    for (const [name, value] of Object.entries(outputs))
      new CfnOutput(this, `${name}Output`, { value }).overrideLogicalId(name);

    addUploaders(this, articles, props.uploaders ?? []);

    acknowledge(
      this,
      'Who reads a bucket is not to be logged; CloudTrail can tell who writes, where that matters.',
      'S1',
    );
    acknowledge(
      publicSite,
      'Subscribers fetch from here; the policy grants no more than reading objects.',
      'S2',
      'S5',
    );
    const objects = [
      [articles, '*'],
      [state, '*'],
      ...REMOVED.state.map((keys) => [state, keys] as const),
      [publicSite, '*'],
      ...REMOVED.publicSite.map((keys) => [publicSite, keys] as const),
    ] as const;
    acknowledge(
      role,
      'The keys of objects are not known beforehand.',
      ...objects.map(
        ([bucket, keys]) => `IAM5[Resource::<${this.getLogicalId(resourceOf(bucket))}.Arn>/${keys}]`,
      ),
    );
    if (isTraced) acknowledge(role, 'A trace has no resource that could be named.', 'IAM5[Resource::*]');
  }
}

function named(bucketName: string | undefined): BucketProps {
  return bucketName === undefined ? {} : { bucketName };
}

/** The content delivery network in front of the public files, if one is wanted. */
function deliver(scope: Construct, bucket: Bucket, { delivery, partition }: RepublisherProps) {
  if (delivery === undefined) return undefined;
  if (partition !== 'aws-cn') return new Cdn(scope, 'Cdn', { bucket, delivery });
  if (delivery.domain === undefined) throw new Error('a network in China needs a domain');
  return new ChinaCdn(scope, 'Cdn', { bucket, domain: delivery.domain });
}

/** Refuses uploads that are encrypted with keys of the uploader's, which the function could not read. */
function refuseKeys(bucket: Bucket): void {
  for (const [sid, conditions] of [
    ['NoKeysOfKms', { StringLike: { 's3:x-amz-server-side-encryption': 'aws:kms*' } }],
    ['NoKeysOfClients', { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } }],
  ] as const) {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions,
      }),
    );
  }
}

/** Lets a bucket notify a queue of these events, once the queue's policy allows it. */
function notify(bucket: Bucket, queue: Queue, events: readonly string[]): void {
  resourceOf(bucket).notificationConfiguration = {
    queueConfigurations: events.map((event) => ({ event, queue: queue.queueArn })),
  };
  bucket.node.addDependency(queue.node.findChild('Policy'));
}
