import { readFileSync } from 'node:fs';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { PROBE_KEY } from '../../lambda/model/probe.ts';
import { NAMESPACE } from '../../lambda/worker/metrics.ts';
import { all, arnOf, objectsOf, one, statements, synthesize } from './synthesize.ts';

const template = synthesize();
const queue = one(template, 'AWS::SQS::Queue', 'Queue');
const deadLetters = one(template, 'AWS::SQS::Queue', 'DeadLetters');
const republisher = one(template, 'AWS::Lambda::Function', 'Function');
const sweeper = one(template, 'AWS::Lambda::Function', 'Sweep');

describe('the alarms', () => {
  const topic = one(template, 'AWS::SNS::Topic');
  const alarms = all(template, 'AWS::CloudWatch::Alarm');

  it.each([
    ['DeadLettersWaiting', 'AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', deadLetters.id],
    ['QueueStuck', 'AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', queue.id],
    ['FunctionFails', 'AWS/Lambda', 'Errors', 'FunctionName', republisher.id],
    ['SweepFails', 'AWS/Lambda', 'Errors', 'FunctionName', sweeper.id],
    ['FunctionThrottled', 'AWS/Lambda', 'Throttles', 'FunctionName', republisher.id],
  ])('tell of %s', (name, Namespace, MetricName, dimension, id) => {
    const { Properties } = one(template, 'AWS::CloudWatch::Alarm', `Alarms${name}`);
    expect(Properties).toMatchObject({ Namespace, MetricName });
    const [value] = [Properties.Dimensions].flat();
    expect(value).toMatchObject({ Name: dimension });
    expect(JSON.stringify(value)).toContain(`"${id}"`);
  });

  it('tell of a queue that is stuck later than the last try, and its dead letter, of the worst message', () => {
    const { Threshold } = one(template, 'AWS::CloudWatch::Alarm', 'AlarmsQueueStuck').Properties;
    const tries = Number(Object(queue.Properties.RedrivePolicy).maxReceiveCount);
    expect(Number(Threshold)).toBeGreaterThan(tries * Number(queue.Properties.VisibilityTimeout));
  });

  it.each([
    ['ArticlesRejected', 'Rejected', republisher],
    ['WithdrawalsWait', 'Withheld', republisher],
    ['ArticlesFail', 'FailedAgain', republisher],
    ['SweepIncomplete', 'SweepFaults', sweeper],
    ['SweepMissing', 'Sweeps', sweeper],
  ])('tell of %s by what the function measures', (name, MetricName, { id }) => {
    expect(one(template, 'AWS::CloudWatch::Alarm', `Alarms${name}`).Properties).toMatchObject({
      Namespace: NAMESPACE,
      MetricName,
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: id } }],
    });
  });

  it.each([
    ['FunctionSlow', republisher],
    ['SweepSlow', sweeper],
  ])('tell of %s before the function begins nothing any more, in its last 45 seconds', (name, of) => {
    const { Threshold } = one(template, 'AWS::CloudWatch::Alarm', `Alarms${name}`).Properties;
    expect(Number(Threshold)).toBeLessThanOrEqual((Number(of.Properties.Timeout) - 45) * 1000);
  });

  it('tell of a sweep that did not come, which has nothing to measure, and not before the first one', () => {
    const { Properties } = one(template, 'AWS::CloudWatch::Alarm', 'AlarmsSweepMissing');
    expect(Properties).toMatchObject({
      InsufficientDataActions: [{ Ref: topic.id }],
      TreatMissingData: 'missing',
      ComparisonOperator: 'LessThanThreshold',
    });
    const hours = (Number(Properties.Period) * Number(Properties.EvaluationPeriods)) / 3600;
    expect(hours).toBeGreaterThan(24);
  });

  it('name a paragraph of the runbook, each of which some alarm names', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    const whole = synthesize({
      canary: Code.fromInline('canary'),
      delivery: {},
      subscriberCounts: Code.fromInline('count'),
    });
    const named = all(whole, 'AWS::CloudWatch::Alarm').map(({ Properties }) => {
      const [, name] = /docs\/runbook\.md, "(.+)"$/.exec(String(Properties.AlarmDescription)) ?? [];
      return name;
    });
    // A budget has no description to name it in.
    expect(new Set([...named, 'Over budget'])).toEqual(new Set(headings));
  });

  it('reach one topic, which CloudWatch may publish to, when they go off and when it is over, and keep still while there is nothing to measure', () => {
    for (const { id, Properties } of alarms) {
      expect(Properties).toMatchObject({ AlarmActions: [{ Ref: topic.id }], OKActions: [{ Ref: topic.id }] });
      if (id.startsWith('AlarmsSweepMissing')) continue;
      expect(Properties).toMatchObject({
        TreatMissingData: 'notBreaching',
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
    expect(statements(one(template, 'AWS::SNS::TopicPolicy'), 'Allow')).toMatchObject([
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topic.id },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('are sent by e-mail where somebody wants them', () => {
    expect(all(template, 'AWS::SNS::Subscription')).toEqual([]);
    const mailed = synthesize({ alarmEmail: 'maintainer@example.org' });
    expect(one(mailed, 'AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'maintainer@example.org',
    });
  });
});

describe('the canary', () => {
  const withCanary = synthesize({ canary: Code.fromInline('canary') });
  const canary = one(withCanary, 'AWS::Lambda::Function', 'Canary');
  const rule = one(withCanary, 'AWS::Events::Rule', 'Canary');
  const alarm = one(withCanary, 'AWS::CloudWatch::Alarm', 'AlarmsCanary');

  it('is there where somebody wants it, and changes no other part', () => {
    expect(all(template, 'AWS::Lambda::Function').some(({ id }) => id.startsWith('Canary'))).toBe(false);
    const others = Object.entries<object>(withCanary.toJSON().Resources).filter(
      ([id]) => !/Canary|^Dashboard/.test(id),
    );
    expect(template.toJSON().Resources).toMatchObject(Object.fromEntries(others));
  });

  it('may write its probe alone, and read what became of it', () => {
    const [articles, state] = ['Articles', 'State'].map((name) => one(withCanary, 'AWS::S3::Bucket', name));
    if (articles === undefined || state === undefined) throw new Error('there are no buckets');
    const granted = statements(one(withCanary, 'AWS::IAM::Policy', 'Canary'), 'Allow');
    const ofS3 = granted.filter(({ Action }) => JSON.stringify(Action).includes('s3:'));
    expect(ofS3).toMatchObject([
      { Action: 's3:ListBucket', Resource: [arnOf(articles), arnOf(state)] },
      {
        Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
        Resource: objectsOf(articles, PROBE_KEY),
      },
      { Action: 's3:GetObject', Resource: objectsOf(state, `records/${articleId(PROBE_KEY)}.json`) },
    ]);
  });

  it('runs on a schedule, and an alarm goes off when it fails twice in a row, not after a retry', () => {
    expect(rule.Properties).toMatchObject({
      ScheduleExpression: 'rate(15 minutes)',
      Targets: [{ Arn: arnOf(canary), RetryPolicy: { MaximumRetryAttempts: 0 } }],
    });
    expect(alarm.Properties).toMatchObject({
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: canary.id } }],
      Period: 900,
      EvaluationPeriods: 2,
    });
  });
});

describe('the budget', () => {
  const budgetOf = (ofStack: boolean) => synthesize({ budget: { monthly: 20, ofStack } });

  it('is there where somebody wants it', () => {
    expect(all(template, 'AWS::Budgets::Budget')).toEqual([]);
  });

  it('sends word to the topic of the alarms, which it may publish to', () => {
    const withBudget = budgetOf(false);
    const { Properties } = one(withBudget, 'AWS::Budgets::Budget');
    const topic = one(withBudget, 'AWS::SNS::Topic');
    expect(Properties).toMatchObject({
      Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 20, Unit: 'USD' } },
    });
    const notifications = [Properties.NotificationsWithSubscribers].flat();
    expect(notifications.map((each) => Object(each).Notification.NotificationType)).toEqual([
      'FORECASTED',
      'ACTUAL',
    ]);
    for (const each of notifications) {
      expect(each).toMatchObject({ Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: topic.id } }] });
    }
    const policy = one(withBudget, 'AWS::SNS::TopicPolicy');
    expect(statements(policy, 'Allow')).toContainEqual(
      expect.objectContaining({
        Principal: { Service: 'budgets.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topic.id },
      }),
    );
    expect(one(withBudget, 'AWS::Budgets::Budget').DependsOn).toContain(policy.id);
  });

  it('counts the whole account, or what bears the tag of the stack', () => {
    const filterOf = (ofStack: boolean) =>
      Object(one(budgetOf(ofStack), 'AWS::Budgets::Budget').Properties.Budget).CostFilters;
    expect(filterOf(false)).toBeUndefined();
    expect(filterOf(true)).toEqual({
      TagKeyValue: [{ 'Fn::Join': ['', ['user:republisher$', { Ref: 'AWS::StackName' }]] }],
    });
  });
});

describe('the dashboard', () => {
  const { Properties } = one(template, 'AWS::CloudWatch::Dashboard');
  const [, pieces] = Object(Properties.DashboardBody)['Fn::Join'];
  const refs: unknown[] = [];
  const text: string = pieces
    .map((piece: unknown) => (typeof piece === 'string' ? piece : `REF${refs.push(piece)}`))
    .join('');
  const widgets: { type: string; x: number; y: number; width: number; properties: object }[] =
    JSON.parse(text).widgets;

  it('has a row for each question, as wide as the others', () => {
    const markdown = widgets.flatMap(({ properties }) =>
      'markdown' in properties ? properties.markdown : [],
    );
    expect(markdown.map((each) => /^#+ (.*)/.exec(String(each))?.[1])).toEqual([
      expect.anything(),
      'Is it publishing?',
      'What waits?',
      'What failed?',
      'What does it cost?',
    ]);
    for (const row of new Set(widgets.map(({ y }) => y))) {
      const widths = widgets.filter(({ y }) => y === row).map(({ width }) => width);
      expect(widths.reduce((sum, width) => sum + width)).toBe(24);
    }
  });

  it('shows every alarm, and links to the home page', () => {
    const found = JSON.stringify(refs);
    for (const { id } of all(template, 'AWS::CloudWatch::Alarm')) expect(found).toContain(`"${id}"`);
    expect(text).toMatch(/\[button:primary:Home page\]\(https:\/\/REF\d+\/index\.html\)/);
  });

  it('is called differently in every region, and the outputs say where it is', () => {
    expect(Properties.DashboardName).toEqual({
      'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, { Ref: 'AWS::Region' }]],
    });
    const url = JSON.stringify(template.toJSON().Outputs.DashboardPage.Value);
    expect(url).toContain('#dashboards/dashboard/');
  });
});
