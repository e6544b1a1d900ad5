import { runInNewContext } from 'node:vm';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OriginRequestPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { describe, expect, it } from 'vitest';
import { SiteError } from '../../lambda/model/site.ts';
import { CertificateStack } from '../../lib/certificate-stack.ts';
import { parseDelivery } from '../../lib/delivery.ts';
import { all, BLOCKED, objectsOf, one, statements, synthesize } from './synthesize.ts';

const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000';

describe('the setting site.cdn', () => {
  it.each([undefined, false, 'false'])('wants no content delivery network: %s', (value) => {
    expect(parseDelivery(value)).toBeUndefined();
  });

  it.each([true, 'true', {}])("wants one with CloudFront's own domain: %j", (value) => {
    expect(parseDelivery(value)).toEqual({});
  });

  it('wants one with its own domain and certificate, also as JSON from a command line', () => {
    const value = { domainName: 'feeds.example.org', certificateArn };
    const delivery = { domain: { name: 'feeds.example.org', certificate: certificateArn } };
    expect(parseDelivery(value)).toEqual(delivery);
    expect(parseDelivery(JSON.stringify(value))).toEqual(delivery);
  });

  it('wants one with its own domain in a zone, which proves the certificate, or gets records alone', () => {
    const value = { domainName: 'feeds.example.org', hostedZoneId: 'Z0123456789EXAMPLE' };
    const domain = { name: 'feeds.example.org', zone: 'Z0123456789EXAMPLE' };
    expect(parseDelivery(value)).toEqual({ domain });
    expect(parseDelivery({ ...value, certificateArn })).toEqual({
      domain: { ...domain, certificate: certificateArn },
    });
  });

  it.each([
    ['yes', 'site.cdn must be true, or an object'],
    ['{"domainName"', 'site.cdn must be true, or an object'],
    [null, 'site.cdn must be true, or an object'],
    [{ domain: 'feeds.example.org' }, 'site.cdn must be true, or an object'],
    [{ certificateArn }, 'site.cdn.domainName must be a domain'],
    [{ hostedZoneId: 'Z0123456789EXAMPLE' }, 'site.cdn.domainName must be a domain'],
    [
      { domainName: 'feeds.example.org', hostedZoneId: 'example.org' },
      'site.cdn.hostedZoneId must be the id',
    ],
    [{ domainName: 'https://feeds.example.org', certificateArn }, 'site.cdn.domainName must be a domain'],
    [{ domainName: 'feeds.example.org' }, 'site.cdn.certificateArn must name a certificate in us-east-1'],
    [
      { domainName: 'feeds.example.org', certificateArn: certificateArn.replace('us-east-1', 'eu-west-1') },
      'in us-east-1',
    ],
    [
      { domainName: 'feeds.example.org', iamCertificateId: 'ASCAEXAMPLE123EXAMPLE' },
      'site.cdn must be true, or',
    ],
    [['feeds.example.org'], 'site.cdn must be true, or an object'],
  ])('says what is wrong with it: %j', (value, message) => {
    expect(() => parseDelivery(value)).toThrow(SiteError);
    expect(() => parseDelivery(value)).toThrow(message);
  });
});

describe('the setting site.cdn elsewhere', () => {
  const domainName = 'feeds.example.cn';

  it('wants a domain with a certificate of IAM in China', () => {
    const value = { domainName, iamCertificateId: 'ASCAEXAMPLE123EXAMPLE' };
    expect(parseDelivery(value, 'aws-cn')).toEqual({
      domain: { name: domainName, certificate: 'ASCAEXAMPLE123EXAMPLE' },
    });
  });

  it.each([
    ['aws-cn', true, 'site.cdn must name a domain of your own'],
    ['aws-cn', {}, 'site.cdn must name a domain of your own'],
    [
      'aws-cn',
      { domainName, hostedZoneId: 'Z0123456789EXAMPLE' },
      'with "domainName" and "iamCertificateId"',
    ],
    ['aws-cn', { domainName, certificateArn }, 'with "domainName" and "iamCertificateId"'],
    ['aws-cn', { domainName, iamCertificateId: certificateArn }, 'site.cdn.iamCertificateId must be the id'],
    ['aws-us-gov', true, 'site.cdn cannot be had in GovCloud'],
  ] as const)('says in %s what is wrong with it: %j', (partition, value, message) => {
    expect(() => parseDelivery(value, partition)).toThrow(SiteError);
    expect(() => parseDelivery(value, partition)).toThrow(message);
  });

  it('may be off everywhere', () => {
    expect(parseDelivery(undefined, 'aws-cn')).toBeUndefined();
    expect(parseDelivery(false, 'aws-us-gov')).toBeUndefined();
  });
});

describe('the content delivery network', () => {
  const behind = synthesize({ delivery: {} });
  const named = synthesize({
    delivery: { domain: { name: 'feeds.example.org', certificate: certificateArn } },
  });

  it('signs its requests to the bucket and speaks HTTPS alone', () => {
    const control = one(behind, 'AWS::CloudFront::OriginAccessControl');
    expect(control.Properties.OriginAccessControlConfig).toMatchObject({
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    expect(one(behind, 'AWS::CloudFront::Distribution').Properties.DistributionConfig).toMatchObject({
      Origins: [{ OriginAccessControlId: { 'Fn::GetAtt': [control.id, 'Id'] } }],
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https', Compress: true },
      DefaultRootObject: 'index.html',
      CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html' }],
    });
  });

  it('lets the address of a folder lead to its index, and no other address anywhere else', () => {
    const index = one(behind, 'AWS::CloudFront::Function');
    expect(one(behind, 'AWS::CloudFront::Distribution').Properties.DistributionConfig).toMatchObject({
      DefaultCacheBehavior: {
        FunctionAssociations: [
          { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [index.id, 'FunctionARN'] } },
        ],
      },
    });
    const ask = (uri: string) => {
      const { statusCode, ...answer } = runInNewContext(`(${index.Properties.FunctionCode})`)({
        request: { uri },
      });
      return statusCode === undefined ? answer.uri : [statusCode, answer.headers.location.value];
    };
    const addresses = [
      '/feeds/%E9%87%91/',
      '/archive/',
      '/',
      '/archive',
      '/feeds/a.b',
      '//feeds',
      '/rss.xml',
    ];
    expect([...addresses, '/feeds', '/feeds/%E9%87%91'].map(ask)).toEqual([
      '/feeds/%E9%87%91/index.html',
      '/archive/index.html',
      '/index.html',
      '/archive',
      '/feeds/a.b',
      '//feeds',
      '/rss.xml',
      [301, '/feeds/'],
      [301, '/feeds/%E9%87%91/'],
    ]);
  });

  /** What the behavior for a pattern (or for all else) is made of, with the headers that it adds. */
  function behaviorOf(pattern?: string) {
    const config = Object(one(behind, 'AWS::CloudFront::Distribution').Properties.DistributionConfig);
    const behavior: Readonly<Record<string, unknown>> =
      pattern === undefined
        ? config.DefaultCacheBehavior
        : config.CacheBehaviors.find((one: { PathPattern: string }) => one.PathPattern === pattern);
    const policy = all(behind, 'AWS::CloudFront::ResponseHeadersPolicy').find(
      ({ id }) => JSON.stringify(behavior.ResponseHeadersPolicyId) === JSON.stringify({ Ref: id }),
    );
    return { behavior, headers: Object(policy?.Properties.ResponseHeadersPolicyConfig) };
  }

  const security = {
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY' },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 365 * 24 * 3600 },
  };

  it('adds security headers to pages, which other sites may neither read nor frame', () => {
    const { headers } = behaviorOf();
    expect(headers.SecurityHeadersConfig).toMatchObject(security);
    expect(headers).not.toHaveProperty('CorsConfig');
    expect(headers.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).toMatch(
      /^default-src 'none'; .*; frame-ancestors 'none'$/,
    );
  });

  it.each(['rss.xml', 'atom.xml', 'feed.json', 'feeds.opml'])(
    'lets scripts of other sites read %s, also when they ask beforehand',
    (file) => {
      const { behavior, headers } = behaviorOf(`*${file.slice(file.lastIndexOf('.'))}`);
      expect(behavior).toMatchObject({
        AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
        // Forwards what a browser asks to the bucket, which answers it.
        OriginRequestPolicyId: OriginRequestPolicy.CORS_S3_ORIGIN.originRequestPolicyId,
        ViewerProtocolPolicy: 'redirect-to-https',
        Compress: true,
      });
      expect(headers).toMatchObject({
        CorsConfig: { AccessControlAllowOrigins: { Items: ['*'] }, AccessControlMaxAgeSec: 24 * 3600 },
        SecurityHeadersConfig: security,
      });
    },
  );

  it('has no names that another region of the account would have as well', () => {
    const own = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
    const configs = [
      ...all(behind, 'AWS::CloudFront::ResponseHeadersPolicy').map(
        ({ Properties }) => Properties.ResponseHeadersPolicyConfig,
      ),
      one(behind, 'AWS::CloudFront::OriginAccessControl').Properties.OriginAccessControlConfig,
    ];
    const index = one(behind, 'AWS::CloudFront::Function').Properties.Name;
    const names = [...configs.map((config) => Object(config).Name), index].map((name) => name['Fn::Join'][1]);
    expect(names).toEqual([
      ['republisher-pages', own],
      ['republisher-feeds', own],
      ['republisher-bucket', own],
      ['republisher-index', own],
    ]);
  });

  it('has the domain and the certificate that it is given, with TLS 1.2 at least', () => {
    expect(one(named, 'AWS::CloudFront::Distribution').Properties.DistributionConfig).toMatchObject({
      Aliases: ['feeds.example.org'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
  });

  it('is where subscribers fetch', () => {
    const baseUrlOf = (from: typeof behind) =>
      Object(one(from, 'AWS::Lambda::Function', 'Function').Properties.Environment).Variables.BASE_URL;
    expect(baseUrlOf(named)).toBe('https://feeds.example.org');
    const { id } = one(behind, 'AWS::CloudFront::Distribution');
    expect(baseUrlOf(behind)).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [id, 'DomainName'] }]],
    });
  });

  it('reads a bucket that nobody else does', () => {
    const bucket = one(behind, 'AWS::S3::Bucket', 'Public');
    const distribution = one(behind, 'AWS::CloudFront::Distribution');
    expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual(BLOCKED);
    expect(statements(one(behind, 'AWS::S3::BucketPolicy', 'Public'), 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: objectsOf(bucket),
        Condition: {
          StringEquals: { 'AWS:SourceArn': expect.objectContaining({ 'Fn::Join': expect.anything() }) },
        },
      },
    ]);
    expect(JSON.stringify(statements(one(behind, 'AWS::S3::BucketPolicy', 'Public'), 'Allow'))).toContain(
      distribution.id,
    );
  });
});

describe('a domain in a zone of Route 53', () => {
  const [name, zone] = ['feeds.example.org', 'Z0123456789EXAMPLE'];

  it('leads to the distribution, by IPv4 and IPv6', () => {
    const template = synthesize({ delivery: { domain: { name, zone, certificate: certificateArn } } });
    const distribution = one(template, 'AWS::CloudFront::Distribution');
    const records = all(template, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties);
    expect(records).toHaveLength(2);
    expect(new Set(records.map(({ Type }) => Type))).toEqual(new Set(['A', 'AAAA']));
    for (const record of records) {
      expect(record).toMatchObject({
        Name: `${name}.`,
        HostedZoneId: zone,
        AliasTarget: { DNSName: { 'Fn::GetAtt': [distribution.id, 'DomainName'] } },
      });
    }
  });

  it('has a certificate in us-east-1, proven by the zone, that any region can refer to', () => {
    const stack = new CertificateStack(new App(), 'FeedRepublisher-Certificate', name, zone);
    expect(stack).toMatchObject({ region: 'us-east-1', terminationProtection: true });
    const template = Template.fromStack(stack);
    const certificate = one(template, 'AWS::CertificateManager::Certificate');
    expect(certificate.Properties).toMatchObject({
      DomainName: name,
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: name, HostedZoneId: zone }],
    });
    const { StackName, OutputName, Region } = Object(stack.resolve(stack.reference))['Fn::GetStackOutput'];
    expect([StackName, Region]).toEqual([stack.stackName, 'us-east-1']);
    expect(template.toJSON().Outputs[OutputName].Value).toEqual({ Ref: certificate.id });
  });
});
