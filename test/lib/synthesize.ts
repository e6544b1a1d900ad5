import { readFileSync } from 'node:fs';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type RepublisherProps, RepublisherStack } from '../../lib/republisher-stack.ts';

/** The project's own context, with its feature flags. */
const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));

/** The template of the stack, with code that is not bundled; throws for what cdk-nag does not like. */
export function synthesize(props: Partial<RepublisherProps> = {}): Template {
  const app = new App({ context, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = new RepublisherStack(app, 'FeedRepublisher', {
    code: Code.fromInline('export const handler = () => {};'),
    revision: 'revision',
    ...props,
  });
  return Template.fromStack(stack);
}

/** A resource of a template, as far as the tests look into it. */
export interface Resource {
  readonly id: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The resources of a type. */
export function all(template: Template, type: string): readonly Resource[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    Properties: {},
    ...resource,
  }));
}

/** The one resource of a type whose id begins like this. */
export function one(template: Template, type: string, name = ''): Resource {
  const found = all(template, type).filter(({ id }) => id.startsWith(name));
  const [resource] = found;
  if (resource === undefined || found.length > 1)
    throw new Error(`${found.length} resources ${type} ${name}`);
  return resource;
}

/** One statement of a policy document. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, unknown>>;
}

/** The statements of a resource's policy document with this effect. */
export function statements({ Properties }: Resource, effect: Statement['Effect']): readonly Statement[] {
  const document = Properties.PolicyDocument;
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return [];
  const list: unknown = document.Statement;
  return Array.isArray(list) ? list.filter((statement: Statement) => statement.Effect === effect) : [];
}

/** The address of a resource. */
export function arnOf({ id }: Resource): { readonly 'Fn::GetAtt': readonly string[] } {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}

/** The address of objects in a bucket. */
export function objectsOf(bucket: Resource, keys = '*'): { readonly 'Fn::Join': readonly unknown[] } {
  return { 'Fn::Join': ['', [arnOf(bucket), `/${keys}`]] };
}

/** A bucket that is closed to the public, whatever its policy and the lists of its objects say. */
export const BLOCKED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};
