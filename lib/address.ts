import { CfnParameter, CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import type { Delivery } from './delivery.ts';

/**
 * Lets CloudFormation refuse settings that would take away the deployed address. A parameter keeps its value from one
 * deployment to the next unless it is given anew, so the stack itself knows the address that it had.
 */
export function keepAddress(stack: Stack, delivery: Delivery | undefined, bucket?: string): void {
  const address = addressOf(delivery, bucket);
  const kept = new CfnParameter(stack, 'PublicAddress', {
    default: address,
    description:
      'Where subscribers find the feeds: bucket (or its name, where that is set), cloudfront, or a domain of its own',
  });
  new CfnRule(stack, 'AddressStays', {
    assertions: [
      {
        assert: Fn.conditionEquals(kept.valueAsString, address),
        assertDescription: `These settings serve the feeds at another address (${address}) than the deployed stack, and subscribers would lose them. Restore the setting site.cdn, or allow it by --parameters PublicAddress=${address}`,
      },
    ],
  });
}

/** Where subscribers find the public files, in the words of the parameter that keeps it. */
function addressOf(delivery: Delivery | undefined, bucket = 'bucket'): string {
  return delivery === undefined ? bucket : (delivery.domain?.name ?? 'cloudfront');
}
