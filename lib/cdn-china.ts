import { CfnDistribution, OriginAccessIdentity } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { FEED_PATTERNS } from './cdn.ts';
import { certificateOf, type Domain } from './delivery.ts';

/** What the network in China serves, and where. */
export interface ChinaCdnProps {
  /** Holds the public files, and is not public itself. */
  readonly bucket: Bucket;
  readonly domain: Domain;
}

const ORIGIN = 'public';

/** What S3 must see to say which other sites may read a file. */
const CORS_HEADERS = ['Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'];

/**
 * Serves a private bucket over HTTPS in China, where CloudFront has neither policies (of caching, requests or headers)
 * nor access control of origins, nor a domain or certificates of its own, nor HTTP/3 and IPv6, and where we know of no
 * functions at the edge.
 */
export class ChinaCdn extends Construct {
  /** Where the public files are served, without a trailing slash. */
  readonly url: string;
  /** What the CNAME of the domain points to. */
  readonly domainName: string;
  /** What CloudFront calls it. */
  readonly distributionId: string;

  constructor(scope: Construct, id: string, { bucket, domain }: ChinaCdnProps) {
    super(scope, id);
    const identity = new OriginAccessIdentity(this, 'Identity', { comment: 'Reads the public files' });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [identity.grantPrincipal],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects('*')],
      }),
    );
    const pages = {
      targetOriginId: ORIGIN,
      viewerProtocolPolicy: 'redirect-to-https',
      compress: true,
      forwardedValues: { queryString: false },
    } satisfies CfnDistribution.DefaultCacheBehaviorProperty;
    const distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        enabled: true,
        aliases: [domain.name],
        viewerCertificate: {
          iamCertificateId: certificateOf(domain),
          minimumProtocolVersion: 'TLSv1.2_2021',
          sslSupportMethod: 'sni-only',
        },
        origins: [
          {
            id: ORIGIN,
            domainName: bucket.bucketRegionalDomainName,
            s3OriginConfig: {
              originAccessIdentity: `origin-access-identity/cloudfront/${identity.originAccessIdentityId}`,
            },
          },
        ],
        defaultCacheBehavior: pages,
        cacheBehaviors: FEED_PATTERNS.map((pathPattern) => ({
          ...pages,
          pathPattern,
          allowedMethods: ['GET', 'HEAD', 'OPTIONS'],
          forwardedValues: { queryString: false, headers: CORS_HEADERS },
        })),
        defaultRootObject: 'index.html',
        customErrorResponses: [
          { errorCode: 403, responseCode: 404, responsePagePath: '/404.html', errorCachingMinTtl: 10 },
        ],
        httpVersion: 'http2',
        ipv6Enabled: false,
      },
    });
    acknowledge(distribution, 'The files are for everyone, everywhere, and they are static.', 'CFR1', 'CFR2');
    acknowledge(distribution, 'Who reads is not to be logged.', 'CFR3');
    acknowledge(distribution, 'There is no access control of origins in China.', 'CFR7');
    this.domainName = distribution.attrDomainName;
    this.distributionId = distribution.ref;
    this.url = `https://${domain.name}`;
  }
}
