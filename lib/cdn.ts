import { Duration } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CfnOriginAccessControl,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  type ResponseHeadersCorsBehavior,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { LACKS_SLASH } from '../lambda/model/lacks-slash.ts';
import { CONTENT_SECURITY_POLICY } from '../lambda/pages/page.ts';
import { acknowledge } from './acknowledge.ts';
import { certificateOf, type Delivery } from './delivery.ts';
import { nameOf } from './names.ts';

/** What the network serves, and how. */
export interface CdnProps {
  /** Holds the public files, and is not public itself. */
  readonly bucket: Bucket;
  readonly delivery: Delivery;
}

/** Feeds and lists of them, which scripts of other sites may read; all else is for people and their browsers. */
export const FEED_PATTERNS: readonly string[] = ['*.xml', '*.json', '*.opml'];

/**
 * Asks the bucket, which knows no folders, for the index of one where an address ends with a slash: `/feeds/金融/`. Where
 * that is all that an address lacks, it leads there.
 */
const INDEX_CODE = `function handler(event) {
  var request = event.request;
  if (${LACKS_SLASH}.test(request.uri)) {
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: request.uri + '/' } }
    };
  }
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}`;

/** For everything that is served. */
const SECURITY: ResponseSecurityHeadersBehavior = {
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
};

/** Feed readers that run in a browser fetch from anywhere, and ask beforehand whether they may send `If-None-Match`. */
const CORS: ResponseHeadersCorsBehavior = {
  accessControlAllowCredentials: false,
  accessControlAllowHeaders: ['*'],
  accessControlAllowMethods: ['GET', 'HEAD'],
  accessControlAllowOrigins: ['*'],
  accessControlExposeHeaders: ['ETag', 'Last-Modified'],
  accessControlMaxAge: Duration.days(1),
  originOverride: true,
};

/** Serves a private bucket over HTTPS; nobody but this distribution may read it. */
export class Cdn extends Construct {
  /** Where the public files are served, without a trailing slash. */
  readonly url: string;
  /** What the CNAME of a domain of one's own points to. */
  readonly domainName: string;
  /** What CloudFront calls it. */
  readonly distributionId: string;

  constructor(scope: Construct, id: string, { bucket, delivery }: CdnProps) {
    super(scope, id);
    const { domain } = delivery;
    const pageHeaders = new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: nameOf('pages'),
      comment: 'Security headers for pages',
      securityHeadersBehavior: {
        ...SECURITY,
        contentSecurityPolicy: {
          // In the page itself, where a bucket serves it, this last one would mean nothing.
          contentSecurityPolicy: `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
          override: true,
        },
      },
    });
    const feedHeaders = new ResponseHeadersPolicy(this, 'FeedHeaders', {
      responseHeadersPolicyName: nameOf('feeds'),
      comment: 'Feeds may be fetched from anywhere',
      securityHeadersBehavior: SECURITY,
      corsBehavior: CORS,
    });
    // CDK's own classes do not fit its interfaces where optional members are told from undefined ones.
    const origin = S3BucketOrigin.withOriginAccessControl(bucket as IBucket);
    const pages: BehaviorOptions = {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: pageHeaders,
      // Keeps to each object's own Cache-Control, and caches what it compressed apart from what it did not.
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
    };
    const index = new EdgeFunction(this, 'Index', {
      functionName: nameOf('index'),
      comment: 'Lets the address of a folder lead to its index.html',
      code: FunctionCode.fromInline(INDEX_CODE),
      runtime: FunctionRuntime.JS_2_0,
    });
    const feeds: BehaviorOptions = {
      ...pages,
      responseHeadersPolicy: feedHeaders,
      // The bucket answers what a browser asks beforehand.
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      originRequestPolicy: OriginRequestPolicy.CORS_S3_ORIGIN,
    };
    const distribution = new Distribution(this, 'Distribution', {
      // No address that ends with a slash is that of a feed.
      defaultBehavior: {
        ...pages,
        functionAssociations: [{ function: index, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: Object.fromEntries(FEED_PATTERNS.map((pattern) => [pattern, feeds])),
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
            certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateOf(domain)),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }),
    });
    if (domain?.zone !== undefined) addRecords(this, distribution, domain.name, domain.zone);
    nameAccessControl(distribution);
    acknowledge(distribution, 'The files are for everyone, everywhere, and they are static.', 'CFR1', 'CFR2');
    acknowledge(distribution, 'Who reads is not to be logged, or in logs of another kind.', 'CFR3');
    if (domain === undefined) {
      acknowledge(distribution, "CloudFront's own domain has its own certificate and protocols.", 'CFR4');
    }
    this.domainName = distribution.distributionDomainName;
    this.distributionId = distribution.distributionId;
    this.url = `https://${domain?.name ?? this.domainName}`;
  }
}

/** Lets the name of a domain lead to the distribution, by IPv4 and IPv6. */
function addRecords(scope: Construct, distribution: Distribution, name: string, hostedZoneId: string): void {
  const zone = HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId, zoneName: name });
  const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
  new ARecord(scope, 'Address', { zone, target });
  new AaaaRecord(scope, 'Address6', { zone, target });
}

/** CDK gives it a name that a stack of the same name in another region would have as well, in one account of CloudFront. */
function nameAccessControl(distribution: Distribution): void {
  const control = distribution.node.findAll().find((each) => each instanceof CfnOriginAccessControl);
  if (control === undefined) throw new Error(`${distribution.node.path} has no access control of its origin`);
  control.addPropertyOverride('OriginAccessControlConfig.Name', nameOf('bucket'));
}
