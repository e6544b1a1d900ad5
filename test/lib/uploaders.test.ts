import { describe, expect, it } from 'vitest';
import { SiteError } from '../../lambda/model/site.ts';
import { parseUploaders } from '../../lib/uploader-settings.ts';
import { all, arnOf, objectsOf, one, statements, synthesize } from './synthesize.ts';

const SUBJECT = 'repo:you/blog:ref:refs/heads/main';
const setting = { alice: {}, 'the-blog': { github: SUBJECT }, partner: { account: '123456789012' } };
const template = synthesize({ uploaders: parseUploaders(setting) });
const articles = one(template, 'AWS::S3::Bucket', 'Articles');
const ISSUER = 'token.actions.githubusercontent.com';

describe('uploaders', () => {
  it.each(Object.keys(setting))('may put and delete below their own folder, and list it: %s', (name) => {
    const policy = one(template, 'AWS::IAM::ManagedPolicy', `Uploader${name.replace('-', '')}`);
    expect(statements(policy, 'Allow')).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:DeleteObject', 's3:PutObject'],
        Resource: objectsOf(articles, `${name}/*`),
      },
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: arnOf(articles),
        Condition: { StringLike: { 's3:prefix': `${name}/*` } },
      },
    ]);
  });

  it('take on a role by a token of the one branch that is trusted, or from the one account', () => {
    const roles = all(template, 'AWS::IAM::Role').filter(({ id }) => id.startsWith('Uploader'));
    expect(roles).toHaveLength(2);
    const [blog, partner] = ['theblog', 'partner'].map((name) =>
      one(template, 'AWS::IAM::Role', `UploaderRole${name}`),
    );
    expect(blog?.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com', [`${ISSUER}:sub`]: SUBJECT } },
        },
      ],
    });
    const trusted = JSON.stringify(partner?.Properties.AssumeRolePolicyDocument);
    expect(trusted).toContain(':iam::123456789012:root');
    for (const role of roles) expect(role.Properties.ManagedPolicyArns).toHaveLength(1);
  });

  it('find their policies and roles among the outputs', () => {
    const names = Object.keys(template.toJSON().Outputs).filter((name) => name.startsWith('Uploader'));
    expect(names).toEqual([
      'UploaderAlicePolicy',
      'UploaderTheBlogPolicy',
      'UploaderTheBlogRole',
      'UploaderPartnerPolicy',
      'UploaderPartnerRole',
    ]);
  });

  it.each([
    ['alice', 'uploaders must be an object'],
    [['alice'], 'uploaders must be an object'],
    [{ 'a/b': {} }, 'uploaders: "a/b" must be small letters'],
    [{ alice: true }, 'uploaders.alice must be {}, or an object'],
    [{ alice: { role: 'x' } }, 'uploaders.alice must be {}, or an object'],
    [{ alice: { account: 123456789012 } }, 'uploaders.alice.account must be the twelve digits'],
    [{ alice: { github: 'repo:you/blog:pull_request' } }, 'uploaders.alice.github must be a subject'],
    [{ alice: { github: 'repo:you/*:ref:x' } }, 'uploaders.alice.github must be a subject'],
    [{ alice: { github: SUBJECT, account: '123456789012' } }, 'either "account" or "github"'],
  ])('are refused where they are none: %j', (value, message) => {
    expect(() => parseUploaders(value)).toThrow(SiteError);
    expect(() => parseUploaders(value)).toThrow(message);
  });
});
