import { readObject, SiteError } from '../lambda/model/site.ts';
import type { Partition } from './partition.ts';

/** How a content delivery network serves the public files: `site.cdn` in the context of `cdk.json`. */
export interface Delivery {
  /** The site's own domain, with its certificate. */
  readonly domain?: Domain;
}

/** A site's own domain. */
export interface Domain {
  readonly name: string;
  /** The ARN of a certificate in ACM; in China the id of a server certificate in IAM. Missing where the zone is to prove it. */
  readonly certificate?: string;
  /** The id of the zone in Route 53 that gets the records of the domain. */
  readonly zone?: string;
}

/** What is asked of the certificate's setting, and how it is called. */
interface CertificateSetting {
  readonly name: string;
  readonly form: RegExp;
  readonly wanted: string;
}

const ACM: CertificateSetting = {
  name: 'certificateArn',
  form: /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
  wanted:
    'name a certificate in us-east-1, where CloudFront looks for it; or hostedZoneId a zone in Route 53',
};

const IAM: CertificateSetting = {
  name: 'iamCertificateId',
  form: /^ASC[A-Z0-9]{13,125}$/,
  wanted:
    'be the id of a server certificate in IAM, such as "ASCAEXAMPLE123EXAMPLE"; there is no other in China',
};

/**
 * Checks `site.cdn` for a part of AWS; undefined where no network is wanted.
 *
 * @throws SiteError when it is wrong, or not available there.
 */
export function parseDelivery(setting: unknown, partition: Partition = 'aws'): Delivery | undefined {
  const value = readObject(setting);
  if (value === undefined || value === false || value === 'false') return undefined;
  if (partition === 'aws-us-gov')
    throw new SiteError('site.cdn cannot be had in GovCloud, which has no CloudFront');
  const certificate = partition === 'aws-cn' ? IAM : ACM;
  const isPlain = value === true || value === 'true';
  if (!isPlain && (typeof value !== 'object' || value === null || Array.isArray(value)))
    throw unlike(certificate);
  const settings: Record<string, unknown> = isPlain ? {} : { ...value };
  const names = Object.keys(settings);
  const known = ['domainName', certificate.name, ...(certificate === ACM ? ['hostedZoneId'] : [])];
  if (names.some((name) => !known.includes(name))) throw unlike(certificate);
  if (names.length === 0) {
    if (partition !== 'aws-cn') return {};
    throw new SiteError(
      'site.cdn must name a domain of your own ("domainName") and its server certificate in IAM ("iamCertificateId"): CloudFront has no domain for you in China',
    );
  }
  return { domain: parseDomain(settings, certificate) };
}

function parseDomain(settings: Record<string, unknown>, certificate: CertificateSetting): Domain {
  const { domainName, hostedZoneId: zone, [certificate.name]: id } = settings;
  if (typeof domainName !== 'string' || !/^[\w-]+(?:\.[\w-]+)+$/.test(domainName)) {
    throw new SiteError('site.cdn.domainName must be a domain such as "feeds.example.org"');
  }
  if (zone !== undefined && (typeof zone !== 'string' || !/^Z[A-Z0-9]{1,31}$/.test(zone))) {
    throw new SiteError(
      'site.cdn.hostedZoneId must be the id of a zone in Route 53, such as "Z0123456789EXAMPLE"',
    );
  }
  if (zone !== undefined && id === undefined) return { name: domainName, zone };
  if (typeof id !== 'string' || !certificate.form.test(id)) {
    throw new SiteError(`site.cdn.${certificate.name} must ${certificate.wanted}`);
  }
  return { name: domainName, certificate: id, ...(zone === undefined ? {} : { zone }) };
}

/** What is known of a domain's certificate, by its ARN or id. */
export function certificateOf({ name, certificate }: Domain): string {
  if (certificate === undefined) throw new Error(`${name} has no certificate`);
  return certificate;
}

function unlike({ name }: CertificateSetting): SiteError {
  const others = name === ACM.name ? `"hostedZoneId" or "${name}"` : `"${name}"`;
  return new SiteError(`site.cdn must be true, or an object with "domainName" and ${others}`);
}
