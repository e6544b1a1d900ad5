import { Aws, CfnOutput, type Stack } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  type IPrincipal,
  ManagedPolicy,
  PolicyStatement,
  Role,
  WebIdentityPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from './acknowledge.ts';
import type { Uploader } from './uploader-settings.ts';

/**
 * What each uploader may do: put, replace and delete files below a folder that is called like the uploader, and list
 * them. Whoever is to do that gets the policy; where the settings say who is trusted, there is a role to take on.
 */
export function addUploaders(stack: Stack, bucket: Bucket, uploaders: readonly Uploader[]): void {
  for (const uploader of uploaders) {
    const { name } = uploader;
    const policy = new ManagedPolicy(stack, `Uploader-${name}`, {
      description: `Uploads articles below ${name}/`,
      statements: [
        new PolicyStatement({
          actions: ['s3:PutObject', 's3:DeleteObject'],
          resources: [bucket.arnForObjects(`${name}/*`)],
        }),
        new PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
          conditions: { StringLike: { 's3:prefix': `${name}/*` } },
        }),
      ],
    });
    output(stack, `${name}Policy`, policy.managedPolicyArn);
    acknowledge(
      policy,
      'The keys of uploads are not known beforehand.',
      `IAM5[Resource::<${idOf(bucket)}.Arn>/${name}/*]`,
    );
    const principal = principalOf(uploader);
    if (principal === undefined) continue;
    const role = new Role(stack, `UploaderRole-${name}`, {
      description: `Uploads articles below ${name}/`,
      assumedBy: principal,
      managedPolicies: [policy],
    });
    output(stack, `${name}Role`, role.roleArn);
  }
}

function principalOf({ account, github }: Uploader): IPrincipal | undefined {
  if (account !== undefined) return new AccountPrincipal(account);
  if (github === undefined) return undefined;
  const issuer = 'token.actions.githubusercontent.com';
  const provider = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:oidc-provider/${issuer}`;
  return new WebIdentityPrincipal(provider, {
    StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: github },
  });
}

/** An output such as `UploaderAliceRole`; its name takes no hyphens. */
function output(stack: Stack, name: string, value: string): void {
  const id = `-${name}`.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  new CfnOutput(stack, `Uploader-${name}-Output`, { value }).overrideLogicalId(`Uploader${id}`);
}

function idOf(bucket: Bucket): string {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error(`${bucket.node.path} is no bucket`);
  return bucket.stack.getLogicalId(resource);
}
