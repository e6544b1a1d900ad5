import * as v from 'valibot';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import type { AwsCli } from './aws-cli.ts';

/** How the stack is called unless somebody changed it. */
export const STACK_NAME = 'FeedRepublisher';

/** The parts of a deployed stack, by which AWS knows them: names, and for queues addresses. */
export type StackParts = Readonly<Record<keyof typeof PARTS, string>> & {
  /** The id of the content delivery network, where there is one. */
  readonly distribution: string | undefined;
  /** The bucket of the logs that subscribers are counted in, where they are. */
  readonly subscribers: string | undefined;
};

const PARTS = {
  articles: ['AWS::S3::Bucket', 'Articles'],
  state: ['AWS::S3::Bucket', 'State'],
  publicSite: ['AWS::S3::Bucket', 'Public'],
  queue: ['AWS::SQS::Queue', 'Queue'],
  deadLetters: ['AWS::SQS::Queue', 'DeadLetters'],
  sweep: ['AWS::Lambda::Function', 'Sweep'],
  log: ['AWS::Logs::LogGroup', 'Log'],
} as const;

const resources = v.object({
  StackResources: v.array(
    v.object({
      LogicalResourceId: v.nullish(v.string(), ''),
      PhysicalResourceId: v.nullish(v.string()),
      ResourceType: v.nullish(v.string()),
    }),
  ),
});

/** Finds the parts of a stack. @throws CommandError when there is no such stack. */
export async function findParts(aws: AwsCli, stack: string): Promise<StackParts> {
  const { StackResources } = await aws.ask(
    resources,
    ...['cloudformation', 'describe-stack-resources', '--stack-name', stack],
  );
  const idOf = (type: string, name: string): string | undefined =>
    // After the name CDK writes a hash of it.
    StackResources.find(
      ({ LogicalResourceId: id, ResourceType }) =>
        ResourceType === type && id.startsWith(name) && /^[0-9A-F]{8}$/.test(id.slice(name.length)),
    )?.PhysicalResourceId ?? undefined;
  const find = (part: keyof typeof PARTS): string => {
    const [type, name] = PARTS[part];
    const found = idOf(type, name);
    if (found !== undefined) return found;
    throw new CommandError(words.stack.noPart(stack, name), words.stack.isOurs);
  };
  return {
    articles: find('articles'),
    state: find('state'),
    publicSite: find('publicSite'),
    queue: find('queue'),
    deadLetters: find('deadLetters'),
    sweep: find('sweep'),
    log: find('log'),
    distribution: idOf('AWS::CloudFront::Distribution', 'CdnDistribution'),
    subscribers: idOf('AWS::S3::Bucket', 'SubscribersBucket'),
  };
}
