import { Aws } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { readObject, SiteError } from '../lambda/model/site.ts';
import { TAG } from './tags.ts';

/** What may be spent in a month. */
export interface BudgetLimit {
  /** In US dollars. */
  readonly monthly: number;
  /** Whether what the stack itself costs counts, and not the whole account. */
  readonly ofStack: boolean;
}

/** Where CloudFormation makes budgets in US dollars, as cfn-lint knew it in November 2026. */
export const BUDGET_REGIONS: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
];

/**
 * Checks `budget`, a number of US dollars or an object; undefined where none is wanted. `region` is an empty text where
 * nobody said which it is.
 *
 * @throws SiteError when it is not what it should be, or cannot be had in a region.
 */
export function parseBudget(setting: unknown, region = ''): BudgetLimit | undefined {
  const value = readObject(setting);
  if (value === undefined || value === null) return undefined;
  const { monthly, of = 'account', ...others } = isObject(value) ? value : { monthly: value };
  const dollars = typeof monthly === 'string' ? Number(monthly) : monthly;
  const isKnown = (of === 'account' || of === 'stack') && Object.keys(others).length === 0;
  if (typeof dollars !== 'number' || !(dollars > 0 && dollars < 1e9) || !isKnown) {
    throw new SiteError(
      'budget must be the US dollars that a month may cost, or an object such as {"monthly": 20, "of": "stack"}',
    );
  }
  if (region !== '' && !BUDGET_REGIONS.includes(region)) {
    throw new SiteError(
      `budget cannot be had in ${region}, where CloudFormation makes none in US dollars: make one by hand, see docs/aws.md`,
    );
  }
  return { monthly: dollars, ofStack: of === 'stack' };
}

/** Sends word to a topic when a month is going to cost more than it may, and when it does. */
export function addBudget(scope: Construct, { monthly, ofStack }: BudgetLimit, topic: Topic): void {
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('budgets.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:budgets::${Aws.ACCOUNT_ID}:*` },
      },
    }),
  );
  const budget = new CfnBudget(scope, 'Budget', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthly, unit: 'USD' },
      ...(ofStack ? { costFilters: { TagKeyValue: [`user:${TAG}$${Aws.STACK_NAME}`] } } : {}),
    },
    notificationsWithSubscribers: (['FORECASTED', 'ACTUAL'] as const).map((notificationType) => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold: 100,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    })),
  });
  // Budgets asks whether it may publish when it is made.
  budget.node.addDependency(topic);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
