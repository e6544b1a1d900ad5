import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why rules of cdk-nag's AwsSolutions do not hold for a part of the stack. */
export function acknowledge(scope: IConstruct, reason: string, ...rules: readonly string[]): void {
  for (const rule of rules)
    Validations.of(scope).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}
