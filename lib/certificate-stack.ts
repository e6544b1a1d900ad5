import { CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';

/** The only region in which CloudFront looks for certificates. */
const REGION = 'us-east-1';

const OUTPUT = 'CertificateArn';

/**
 * The certificate of a domain, proven by a record in its zone and renewed by itself. It is a stack of its own since CloudFront
 * looks for certificates in one region alone, wherever everything else stands.
 */
export class CertificateStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    domainName: string,
    hostedZoneId: string,
    tags: Readonly<Record<string, string>> = {},
  ) {
    super(scope, id, {
      description: 'The certificate of the domain that the feeds are served under',
      env: { region: REGION },
      terminationProtection: true,
      tags,
    });
    const zone = HostedZone.fromHostedZoneId(this, 'Zone', hostedZoneId);
    const certificate = new Certificate(this, 'Certificate', {
      domainName,
      validation: CertificateValidation.fromDns(zone),
    });
    new CfnOutput(this, OUTPUT, { value: certificate.certificateArn });
  }

  /** What stands for the ARN of the certificate in a stack of any region of the account. */
  get reference(): string {
    return Fn.getStackOutput(this.stackName, OUTPUT, REGION);
  }
}
