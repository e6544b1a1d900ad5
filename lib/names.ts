import { Aws, Fn } from 'aws-cdk-lib';

/**
 * A name that no other stack has, be it in another region of the account or one that stood here before: it holds the
 * UUID of the stack's own id.
 */
export function nameOf(thing: string): string {
  return Fn.join('-', [`republisher-${thing}`, Fn.select(2, Fn.split('/', Aws.STACK_ID))]);
}
