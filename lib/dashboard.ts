import { Aws, Duration, Fn } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  Color,
  GraphWidget,
  type IAlarm,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
  MathExpression,
  PeriodOverride,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as CodeFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Measures } from '../lambda/worker/metrics.ts';
import { metricOf } from './metrics.ts';
import type { Partition } from './partition.ts';

/** What the dashboard shows. */
export interface DashboardProps {
  readonly republisher: CodeFunction;
  readonly sweeper: CodeFunction;
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  readonly logGroup: ILogGroup;
  readonly articles: IBucket;
  readonly state: IBucket;
  readonly alarms: readonly IAlarm[];
  /** Where the public files are served. */
  readonly baseUrl: string;
  readonly partition: Partition;
  /** Whether subscribers are counted. */
  readonly isCounted: boolean;
  /** Gigabytes of memory that each function has. */
  readonly memory: number;
}

/** List prices in dollars, of us-east-1 in November 2026. */
const PRICES = {
  /** Of a PUT or LIST, and of a GET or HEAD. */
  write: 5e-6,
  read: 4e-7,
  /** Of an invocation, and of a second with a gigabyte, on ARM. */
  invocation: 2e-7,
  gigabyteSecond: 1.33334e-5,
};

const CONSOLES: Readonly<Record<Partition, string>> = {
  aws: `https://${Aws.REGION}.console.aws.amazon.com`,
  'aws-cn': `https://${Aws.REGION}.console.amazonaws.cn`,
  'aws-us-gov': `https://${Aws.REGION}.console.amazonaws-us-gov.com`,
};

/** The width of a dashboard, in CloudWatch's units. */
const FULL = 24;

/** Answers what a maintainer asks, with a row for each question. */
export class Dashboard extends Construct {
  /** Where a browser finds it. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { alarms, republisher } = props;
    const console = CONSOLES[props.partition];
    const name = Fn.join('-', [Aws.STACK_NAME, Aws.REGION]);
    // moto, which the tests deploy into, knows no ARNs of alarms.
    const named = alarms.map((alarm) => Alarm.fromAlarmName(this, alarm.node.id, alarm.alarmName));
    this.url = `${console}/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${name}`;
    new CloudWatchDashboard(this, 'Dashboard', {
      // Names of dashboards are those of the account, whatever the region.
      dashboardName: name,
      defaultInterval: Duration.days(7),
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [header(props, console)],
        [new AlarmStatusWidget({ title: 'Alarms', alarms: named, width: FULL, height: 3 })],
        [heading('Is it publishing?', 'Articles are in their feeds some seconds after they were uploaded.')],
        [articlesGraph(republisher), delayGraph(republisher)],
        [heading('What waits?', 'An empty queue is a good queue; dead letters wait for you.')],
        waiting(props),
        [
          heading(
            'What failed?',
            'Rejected files have to be corrected by whoever uploaded them. What failed is tried again by itself.',
          ),
        ],
        failures(props),
        [recentFailures(props.logGroup)],
        [
          heading(
            'What does it cost?',
            'Requests and computing at list prices of us-east-1, without what is free; storage, traffic and alarms come on top.',
          ),
        ],
        costs(props),
        ...(props.isCounted ? [[heading('Who follows it?', COUNTED)], [subscribers(props.logGroup)]] : []),
      ],
    });
  }
}

function header(
  { baseUrl, articles, state, deadLetters, logGroup }: DashboardProps,
  console: string,
): TextWidget {
  const region = `region=${Aws.REGION}`;
  const links = {
    'primary:Home page': `${baseUrl}/index.html`,
    Articles: `${console}/s3/buckets/${articles.bucketName}?${region}`,
    'Rejected files': `${console}/s3/buckets/${state.bucketName}?${region}&prefix=index/rejected/`,
    'Dead letters': `${console}/sqs/v3/home?${region}#/queues/${Fn.join('%2F', Fn.split('/', deadLetters.queueUrl))}`,
    Log: `${console}/cloudwatch/home?${region}#logsV2:log-groups/log-group/${logGroup.logGroupName}`,
  };
  const buttons = Object.entries(links).map(([name, url]) => `[button:${name}](${url})`);
  return new TextWidget({
    markdown: `# ${Aws.STACK_NAME}\n${buttons.join(' ')}\n\nWhat to do about an alarm stands in **docs/runbook.md**. On the command line: \`npx feed-republisher status --stack ${Aws.STACK_NAME} --region ${Aws.REGION}\``,
    width: FULL,
    height: 3,
    background: TextWidgetBackground.TRANSPARENT,
  });
}

function heading(question: string, note: string): TextWidget {
  return new TextWidget({
    markdown: `## ${question}\n${note}`,
    width: FULL,
    height: 2,
    background: TextWidgetBackground.TRANSPARENT,
  });
}

const HALF = { width: FULL / 2, height: 6 };
const THIRD = { width: FULL / 3, height: 6 };

function articlesGraph(republisher: CodeFunction): GraphWidget {
  const series = (name: keyof Measures, color: string): IMetric => counted(republisher, name, color);
  return new GraphWidget({
    ...HALF,
    title: 'Articles an hour',
    stacked: true,
    left: [
      series('Published', Color.GREEN),
      series('Deleted', Color.GREY),
      series('Held', Color.BLUE),
      series('Withheld', Color.PURPLE),
      series('Skipped', Color.BROWN),
      series('Rejected', Color.ORANGE),
      series('Failed', Color.RED),
    ],
    leftYAxis: { min: 0, showUnits: false },
  });
}

function delayGraph(republisher: CodeFunction): GraphWidget {
  const delay = (statistic: string, label: string, color: string): IMetric =>
    metricOf(republisher, 'UploadToFeed', { statistic }).with({ label, color });
  return new GraphWidget({
    ...HALF,
    title: 'Seconds from upload to feed',
    left: [delay('p50', 'half of them', Color.GREEN), delay('p95', '95 of 100', Color.ORANGE)],
    leftYAxis: { min: 0, showUnits: false },
  });
}

function waiting({ queue, deadLetters, sweeper, republisher }: DashboardProps): GraphWidget[] {
  const period = Duration.minutes(5);
  const statistic = 'max';
  return [
    new GraphWidget({
      ...THIRD,
      title: 'Messages in the queue',
      left: [
        queue.metricApproximateNumberOfMessagesVisible({ period, statistic, label: 'waiting' }),
        queue.metricApproximateNumberOfMessagesNotVisible({ period, statistic, label: 'being worked on' }),
        deadLetters.metricApproximateNumberOfMessagesVisible({
          ...{ period, statistic, label: 'dead letters', color: Color.RED },
        }),
      ],
      leftYAxis: { min: 0, showUnits: false },
    }),
    new GraphWidget({
      ...THIRD,
      title: 'Seconds that the oldest has waited',
      left: [queue.metricApproximateAgeOfOldestMessage({ period, statistic, label: 'oldest message' })],
      leftYAxis: { min: 0, showUnits: false },
    }),
    new GraphWidget({
      ...THIRD,
      title: 'Queued by the sweep and the tick, and articles held',
      left: [counted(sweeper, 'Queued', Color.BLUE), counted(republisher, 'Held', Color.PURPLE)],
      leftYAxis: { min: 0, showUnits: false },
    }),
  ];
}

function failures({ republisher, sweeper }: DashboardProps): GraphWidget[] {
  const period = Duration.hours(1);
  const statistic = 'sum';
  return [
    new GraphWidget({
      ...THIRD,
      title: 'Articles',
      left: [
        counted(republisher, 'Rejected', Color.ORANGE),
        counted(republisher, 'Failed', Color.PINK),
        counted(republisher, 'FailedAgain', Color.RED),
        counted(sweeper, 'SweepFaults', Color.PURPLE),
      ],
      leftYAxis: { min: 0, showUnits: false },
    }),
    new GraphWidget({
      ...THIRD,
      title: 'Functions',
      left: [
        republisher.metricErrors({ period, statistic, label: 'errors', color: Color.RED }),
        sweeper.metricErrors({ period, statistic, label: 'errors of the sweep', color: Color.PURPLE }),
        republisher.metricThrottles({ period, statistic, label: 'throttled', color: Color.ORANGE }),
      ],
      leftYAxis: { min: 0, showUnits: false },
    }),
    new GraphWidget({
      ...THIRD,
      title: 'Longest invocation, in milliseconds',
      left: [republisher, sweeper].map((each) =>
        each.metricDuration({
          ...{ period, statistic: 'max', label: each === sweeper ? 'sweep' : 'batch' },
        }),
      ),
      leftAnnotations: [republisher, sweeper].map((each) => ({
        value: each.timeout?.toMilliseconds() ?? 0,
        label: each === sweeper ? 'limit of a sweep' : 'limit of a batch',
        color: Color.RED,
      })),
      leftYAxis: { min: 0, showUnits: false },
    }),
  ];
}

function recentFailures(logGroup: ILogGroup): LogQueryWidget {
  return new LogQueryWidget({
    title: 'The latest rejected and failed articles',
    logGroupNames: [logGroup.logGroupName],
    view: LogQueryVisualizationType.TABLE,
    queryLines: [
      'fields @timestamp, message.event as outcome, message.key as file, coalesce(message.reason, message.error.0) as reason',
      'filter message.event in ["rejected", "failed"]',
      'sort @timestamp desc',
      'limit 20',
    ],
    width: FULL,
    height: 6,
  });
}

const COUNTED =
  'The lists with most subscribers, by the newest count that the log tells of; `republisher subscribers` shows all of it.';

/** A query of the log costs by what it reads, when somebody looks; a metric for each list would, all the time. */
function subscribers(logGroup: ILogGroup): LogQueryWidget {
  return new LogQueryWidget({
    title: 'Subscribers',
    logGroupNames: [logGroup.logGroupName],
    view: LogQueryVisualizationType.TABLE,
    queryLines: [
      'filter message.event = "list"',
      'fields message.list as path',
      'stats latest(message.day) as day, latest(message.subscribers) as subscribers, latest(message.aggregated) as by_aggregators by path',
      'sort subscribers desc',
      'limit 20',
    ],
    width: FULL,
    height: 8,
  });
}

function costs({ republisher, sweeper, memory }: DashboardProps): GraphWidget[] {
  const period = Duration.days(1);
  const functions = [republisher, sweeper].map((each, i) => ({
    [`writes${i}`]: metricOf(each, 'Writes', { period }),
    [`reads${i}`]: metricOf(each, 'Reads', { period }),
    [`calls${i}`]: each.metricInvocations({ period }),
    [`time${i}`]: each.metricDuration({ period, statistic: 'sum' }),
  }));
  const usingMetrics = Object.assign({}, ...functions);
  const dollars = (label: string, terms: Readonly<Record<string, number>>): MathExpression =>
    new MathExpression({
      label,
      period,
      usingMetrics: Object.fromEntries(
        Object.entries<IMetric>(usingMetrics).filter(([name]) => terms[name.slice(0, -1)] !== undefined),
      ),
      expression: Object.entries(terms)
        .flatMap(([name, price]) => functions.map((_, i) => `FILL(${name}${i}, 0) * ${price.toFixed(12)}`))
        .join(' + '),
    });
  return [
    new GraphWidget({
      ...HALF,
      title: 'Dollars a day',
      stacked: true,
      left: [
        dollars('S3 requests', { writes: PRICES.write, reads: PRICES.read }),
        dollars('Lambda', { calls: PRICES.invocation, time: (memory * PRICES.gigabyteSecond) / 1000 }),
      ],
      leftYAxis: { min: 0, showUnits: false },
    }),
    new GraphWidget({
      ...HALF,
      title: 'Requests of S3 a day, and writes that came too late',
      left: [republisher, sweeper].flatMap((each) => [
        metricOf(each, 'Writes', { period }).with({ label: each === sweeper ? 'sweep: writes' : 'writes' }),
        metricOf(each, 'Reads', { period }).with({ label: each === sweeper ? 'sweep: reads' : 'reads' }),
      ]),
      right: [metricOf(republisher, 'Contention', { period }).with({ label: 'too late', color: Color.RED })],
      leftYAxis: { min: 0, showUnits: false },
      rightYAxis: { min: 0, showUnits: false },
    }),
  ];
}

/** A metric by the hour, with nothing where there was nothing to tell. */
function counted(source: CodeFunction, name: keyof Measures, color: string): MathExpression {
  const period = Duration.hours(1);
  const id = name.toLowerCase();
  return new MathExpression({
    expression: `FILL(${id}, 0)`,
    label: name,
    color,
    period,
    usingMetrics: { [id]: metricOf(source, name, { period }) },
  });
}
