import { describe, expect, it } from 'vitest';
import { SiteError } from '../../lambda/model/site.ts';
import { parseDelivery } from '../../lib/cdn.ts';
import { BLOCKED, objectsOf, one, statements, synthesize } from './synthesize.ts';

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
    const delivery = { domain: { name: 'feeds.example.org', certificateArn } };
    expect(parseDelivery(value)).toEqual(delivery);
    expect(parseDelivery(JSON.stringify(value))).toEqual(delivery);
  });

  it.each([
    ['yes', 'site.cdn must be true, or an object'],
    ['{"domainName"', 'site.cdn must be true, or an object'],
    [null, 'site.cdn must be true, or an object'],
    [{ domain: 'feeds.example.org' }, 'site.cdn must be true, or an object'],
    [{ certificateArn }, 'site.cdn.domainName must be a domain'],
    [{ domainName: 'https://feeds.example.org', certificateArn }, 'site.cdn.domainName must be a domain'],
    [{ domainName: 'feeds.example.org' }, 'site.cdn.certificateArn must name a certificate in us-east-1'],
    [
      { domainName: 'feeds.example.org', certificateArn: certificateArn.replace('us-east-1', 'eu-west-1') },
      'in us-east-1',
    ],
  ])('says what is wrong with it: %j', (value, message) => {
    expect(() => parseDelivery(value)).toThrow(SiteError);
    expect(() => parseDelivery(value)).toThrow(message);
  });
});

describe('the content delivery network', () => {
  const behind = synthesize({ delivery: {} });
  const named = synthesize({ delivery: { domain: { name: 'feeds.example.org', certificateArn } } });

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

  it('adds security headers, and lets feeds be fetched from anywhere', () => {
    expect(
      one(behind, 'AWS::CloudFront::ResponseHeadersPolicy').Properties.ResponseHeadersPolicyConfig,
    ).toMatchObject({
      SecurityHeadersConfig: {
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: 'DENY' },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 365 * 24 * 3600 },
      },
      CorsConfig: { AccessControlAllowOrigins: { Items: ['*'] } },
    });
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
