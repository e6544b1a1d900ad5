import { Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { readObject, SiteError } from '../lambda/model/site.ts';
import { acknowledge } from './acknowledge.ts';

/** How a content delivery network serves the public files: `site.cdn` in the context of `cdk.json`. */
export interface Delivery {
  /** The site's own domain, with its certificate. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
}

export interface CdnProps {
  /** Holds the public files, and is not public itself. */
  readonly bucket: Bucket;
  readonly delivery: Delivery;
}

const CERTIFICATE = /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/;

/**
 * Checks `site.cdn`; undefined where no network is wanted.
 * @throws SiteError when it is not what it should be.
 */
export function parseDelivery(setting: unknown): Delivery | undefined {
  const value = readObject(setting);
  if (value === undefined || value === false || value === 'false') return undefined;
  if (value === true || value === 'true') return {};
  const settings =
    typeof value === 'object' && value !== null ? Object.entries(value) : [['', value] as const];
  const unknown = settings.find(([name]) => name !== 'domainName' && name !== 'certificateArn');
  if (unknown !== undefined) {
    throw new SiteError('site.cdn must be true, or an object with "domainName" and "certificateArn"');
  }
  if (settings.length === 0) return {};
  const { domainName, certificateArn }: Record<string, unknown> = Object.fromEntries(settings);
  if (typeof domainName !== 'string' || !/^[\w-]+(?:\.[\w-]+)+$/.test(domainName)) {
    throw new SiteError('site.cdn.domainName must be a domain such as "feeds.example.org"');
  }
  if (typeof certificateArn !== 'string' || !CERTIFICATE.test(certificateArn)) {
    throw new SiteError(
      'site.cdn.certificateArn must name a certificate in us-east-1, where CloudFront looks for it',
    );
  }
  return { domain: { name: domainName, certificateArn } };
}

/** Serves a private bucket over HTTPS; nobody but this distribution may read it. */
export class Cdn extends Construct {
  /** Where the public files are served, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, { bucket, delivery }: CdnProps) {
    super(scope, id);
    const { domain } = delivery;
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      comment: 'Security headers for pages; feeds may be fetched from anywhere',
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
      corsBehavior: {
        accessControlAllowCredentials: false,
        accessControlAllowHeaders: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowOrigins: ['*'],
        accessControlExposeHeaders: ['ETag', 'Last-Modified'],
        originOverride: true,
      },
    });
    const distribution = new Distribution(this, 'Distribution', {
      defaultBehavior: {
        // CDK's own classes do not fit its interfaces where optional members are told from undefined ones.
        origin: S3BucketOrigin.withOriginAccessControl(bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: headers,
        // Keeps to each object's own Cache-Control, and caches what it compressed apart from what it did not.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
      },
      defaultRootObject: 'index.html',
      // The network may not list the bucket, so that S3 says 403 where nothing stands.
      errorResponses: [
        {
          httpStatus: 403,
          responseHttpStatus: 404,
          responsePagePath: '/404.html',
          ttl: Duration.seconds(10),
        },
      ],
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(domain === undefined
        ? {}
        : {
            domainNames: [domain.name],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }),
    });
    acknowledge(distribution, 'The files are for everyone, everywhere, and they are static.', 'CFR1', 'CFR2');
    acknowledge(distribution, 'Who reads is not to be logged.', 'CFR3');
    if (domain === undefined) {
      acknowledge(distribution, "CloudFront's own domain has its own certificate and protocols.", 'CFR4');
    }
    this.url = `https://${domain?.name ?? distribution.distributionDomainName}`;
  }
}
