import { describe, expect, it } from 'vitest';
import { SiteError } from '../../lambda/site.ts';
import { parseDelivery } from '../../lib/cdn.ts';

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
