import type { Duration } from 'aws-cdk-lib';
import { PolicyStatement, type PolicyStatementProps, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as CodeFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** A function that nothing which is published depends on. */
export interface FunctionApartProps {
  readonly code: Code;
  readonly handler: string;
  readonly description: string;
  /** What it may do, beside writing its log. */
  readonly rights: readonly PolicyStatementProps[];
  readonly timeout: Duration;
  /** In MB. */
  readonly memorySize: number;
  readonly logGroup: ILogGroup;
  readonly environment: Readonly<Record<string, string>>;
}

/** Adds a function with a role of its own, which has no other rights than those that are named. */
export function addFunctionApart(
  scope: Construct,
  { rights, logGroup, environment, ...props }: FunctionApartProps,
): { readonly function: CodeFunction; readonly role: Role } {
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const logs = { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] };
  for (const right of [logs, ...rights]) role.addToPolicy(new PolicyStatement(right));
  return {
    role,
    function: new CodeFunction(scope, 'Function', {
      ...props,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...environment },
    }),
  };
}
