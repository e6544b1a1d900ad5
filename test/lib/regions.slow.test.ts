import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Fn, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { BUDGET_REGIONS } from '../../lib/budget.ts';
import { LOG_REGION, LogDeliveryStack } from '../../lib/log-delivery-stack.ts';
import { type Partition, partitionOf } from '../../lib/partition.ts';
import type { RepublisherProps } from '../../lib/republisher-stack.ts';
import { temporaryFolder } from '../support/folders.ts';
import { nameWith } from '../support/needs.ts';
import { all, one, statements, synthesize } from './synthesize.ts';

const REGIONS: Readonly<Record<Partition, readonly string[]>> = {
  aws: ['us-east-1', 'eu-central-1', 'ap-east-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
};

const domain = {
  name: 'feeds.example.org',
  certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000',
};
const chinese = { name: 'feeds.example.cn', certificate: 'ASCAEXAMPLE123EXAMPLE' };
const alarmEmail = 'you@example.org';
const canary = Code.fromInline('canary');
const uploaders = [{ name: 'alice' }, { name: 'the-blog', github: 'repo:you/blog:ref:refs/heads/main' }];

/** Every way to set up the stack in a part of AWS. */
const VARIANTS: Readonly<Record<Partition, readonly Partial<RepublisherProps>[]>> = {
  aws: [
    { alarmEmail, uploaders, canary, tags: { team: 'news' } },
    { delivery: {}, subscriberCounts: Code.fromInline('count') },
    { delivery: { domain }, buckets: { articles: 'old-articles', state: 'old-state', public: 'old-public' } },
    {
      delivery: {
        domain: {
          ...{ name: domain.name, zone: 'Z0123456789EXAMPLE' },
          certificate: Fn.getStackOutput('FeedRepublisher-Certificate', 'CertificateArn', 'us-east-1'),
        },
      },
    },
  ],
  'aws-cn': [{ alarmEmail, uploaders, canary }, { delivery: { domain: chinese } }],
  'aws-us-gov': [{ alarmEmail, uploaders, canary }],
};

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const;

const hasCfnLint = spawnSync('cfn-lint', ['--version']).status === 0;

/** What cfn-lint finds in templates for these regions. */
function lint(templates: readonly Template[], regions: readonly string[]): string {
  const folder = temporaryFolder();
  const files = templates.map((template, i) => {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, JSON.stringify(template.toJSON()));
    return file;
  });
  // W3005: CDK also spells out dependencies that references imply.
  const options = ['--ignore-checks', 'W3005', '--regions', ...regions];
  const { stdout, stderr } = spawnSync('cfn-lint', [...options, '--', ...files], { encoding: 'utf8' });
  return stdout + stderr;
}

describe.each(PARTITIONS)('the stack in %s', (partition) => {
  // cdk-nag has a say whenever the stack is synthesized.
  const templates = VARIANTS[partition].map((props) => synthesize({ ...props, partition }));

  it('belongs to the regions of that part', () => {
    for (const region of REGIONS[partition]) expect(partitionOf(region)).toBe(partition);
  });

  it('names no other part of AWS', () => {
    const foreign = PARTITIONS.filter((other) => other !== partition).map((other) => `"arn:${other}:`);
    for (const template of templates) {
      const text = JSON.stringify(template.toJSON());
      for (const arn of foreign) expect(text).not.toContain(arn);
    }
  });

  it.skipIf(!hasCfnLint)(nameWith('has nothing that cfn-lint would find', hasCfnLint, 'cfnLint'), () => {
    expect(lint(templates, REGIONS[partition])).toBe('');
  });
});

describe('the delivery of logs', () => {
  it.skipIf(!hasCfnLint)(
    nameWith('has nothing that cfn-lint would find where it stands', hasCfnLint, 'cfnLint'),
    () => {
      const app = new App();
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      const stack = new LogDeliveryStack(app, 'Logs', { of: 'FeedRepublisher', region: 'ap-east-1' });
      expect(lint([Template.fromStack(stack)], [LOG_REGION])).toBe('');
    },
  );
});

describe('a budget', () => {
  it.skipIf(!hasCfnLint)(
    nameWith('can be had in all regions that are said to', hasCfnLint, 'cfnLint'),
    () => {
      const template = synthesize({ budget: { monthly: 20, ofStack: true } });
      expect(lint([template], BUDGET_REGIONS)).toBe('');
      expect(lint([template], ['ap-east-1'])).toContain('AWS::Budgets::Budget');
    },
  );
});

describe('the stack in China', () => {
  const template = synthesize({ partition: 'aws-cn', delivery: { domain: chinese } });
  const distribution = one(template, 'AWS::CloudFront::Distribution');

  it('does not trace its functions', () => {
    for (const { Properties } of all(template, 'AWS::Lambda::Function')) {
      expect(Properties).not.toHaveProperty('TracingConfig');
    }
    const [policy] = all(template, 'AWS::IAM::Policy');
    expect(JSON.stringify(policy)).not.toContain('xray:');
  });

  it('has a network without policies, access control, HTTP/3 and IPv6, of a domain and a certificate in IAM', () => {
    const types = Object.values<{ Type: string }>(template.toJSON().Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::CloudFront')).sort()).toEqual([
      'AWS::CloudFront::CloudFrontOriginAccessIdentity',
      'AWS::CloudFront::Distribution',
    ]);
    expect(JSON.stringify(distribution)).not.toMatch(/"\w+PolicyId"|OriginAccessControlId|AcmCertificateArn/);
    expect(distribution.Properties.DistributionConfig).toMatchObject({
      Aliases: [chinese.name],
      ViewerCertificate: { IamCertificateId: chinese.certificate, MinimumProtocolVersion: 'TLSv1.2_2021' },
      HttpVersion: 'http2',
      IPV6Enabled: false,
      DefaultRootObject: 'index.html',
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https', Compress: true },
      CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html' }],
    });
  });

  it('lets its network alone read the public files', () => {
    const identity = one(template, 'AWS::CloudFront::CloudFrontOriginAccessIdentity');
    expect(statements(one(template, 'AWS::S3::BucketPolicy', 'Public'), 'Allow')).toMatchObject([
      {
        Action: 's3:GetObject',
        Principal: { CanonicalUser: { 'Fn::GetAtt': [identity.id, 'S3CanonicalUserId'] } },
      },
    ]);
    expect(JSON.stringify(distribution)).toContain(`"${identity.id}"`);
  });

  it('refuses a network without a domain with one line', () => {
    const app = fileURLToPath(new URL('../../lib/app.ts', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [app], {
      env: { ...process.env, CDK_CONTEXT_JSON: '{"site":{"cdn":true}}', CDK_DEFAULT_REGION: 'cn-north-1' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/^site\.cdn must name a domain of your own .*IAM.*China.*$/);
  });
});
