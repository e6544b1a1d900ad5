import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { entryKey } from '../../lambda/protocol/entries.ts';
import { withdrawalEntry } from '../../lambda/protocol/withdrawals.ts';
import { AwsCli } from '../../local/stack/aws-cli.ts';
import { findParts } from '../../local/stack/parts.ts';
import { signRequest } from '../../local/stack/signing.ts';
import { readSweepProgress } from '../../local/stack/sweep-progress.ts';
import { deleteVersions } from '../../local/stack/versions.ts';
import { countWithdrawals } from '../../local/stack/withdrawals.ts';
import { temporaryFolder } from '../support/folders.ts';

const CLI = fileURLToPath(new URL('../../local/cli.ts', import.meta.url));

/** Runs a command where `aws` is this shell script, or is missing. */
function run(script: string | undefined, ...args: readonly string[]) {
  const PATH = temporaryFolder();
  if (script !== undefined) writeFileSync(join(PATH, 'aws'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return spawnSync(process.execPath, [CLI, ...args], {
    env: { PATH, NO_COLOR: '1', REPUBLISHER_LANGUAGE: 'en' },
    encoding: 'utf8',
  });
}

/** An answer of CloudFormation, beside parts that are none of those looked for. */
const answer = JSON.stringify({
  StackResources: [
    ['AWS::S3::Bucket', 'Articles47CFF050', 'articles'],
    ['AWS::S3::BucketPolicy', 'ArticlesPolicy1EB3C4BC', 'policy'],
    ['AWS::S3::Bucket', 'State1C20CC9A', 'state'],
    ['AWS::S3::Bucket', 'PublicD0AE4A11', 'public'],
    ['AWS::SQS::Queue', 'DeadLettersBBF8BAAB', 'letters'],
    ['AWS::SQS::Queue', 'Queue4A7E3555', 'queue'],
    ['AWS::Lambda::Function', 'Sweep576358E8', 'sweep'],
    ['AWS::Logs::LogGroup', 'Log95422804', 'log'],
  ].map(([ResourceType, LogicalResourceId, PhysicalResourceId]) => ({
    ResourceType,
    LogicalResourceId,
    PhysicalResourceId,
  })),
});

describe.skipIf(process.platform === 'win32')('the commands of a deployed stack', () => {
  it('say how to get the AWS command line where it is missing', () => {
    const { status, stderr } = run(undefined, 'status');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^The AWS command line is not installed\.\nInstall it: https:/);
  });

  it('pass on what it says when it fails, and what to check', () => {
    const said = 'An error occurred (ValidationError): Stack with id Other does not exist';
    const { status, stderr } = run(`echo; echo '${said}' >&2; exit 254`, 'rejected', '--stack', 'Other');
    expect(status).toBe(1);
    expect(stderr).toContain(`"aws cloudformation describe-stack-resources" failed: ${said}.\n`);
    expect(stderr).toMatch(/--region, --profile.*--stack/);
  });

  it('pass on the region and the profile', () => {
    const { stderr } = run(
      'echo "$@" >&2; exit 1',
      'redrive',
      '--region',
      'cn-north-1',
      '--profile',
      'feeds',
    );
    expect(stderr).toContain(
      '--stack-name FeedRepublisher --output json --profile feeds --region cn-north-1',
    );
  });

  it('refuse a stack that is another one', () => {
    const { status, stderr } = run(`echo '{"StackResources":[]}'`, 'status');
    expect(status).toBe(1);
    expect(stderr).toContain('The stack FeedRepublisher has no Articles.');
    expect(run('echo "[]"', 'status').stderr).toContain(
      'gave an answer that this program does not understand',
    );
    expect(run('echo "<html>"', 'status').stderr).toContain(
      'gave an answer that this program does not understand',
    );
  });

  it('count the withdrawals that wait: neither those that were made, nor those whose files came back', async () => {
    const [waiting, passed, back] = ['a.md', 'b.md', 'c.md'].map(articleId);
    const entryOf = (id = ''): string => {
      const name = { time: 0, id, fingerprint: '0'.repeat(20), writeId: '0'.repeat(12) };
      return entryKey(withdrawalEntry(name));
    };
    const aws = new AwsCli({});
    aws.run = async (service) =>
      JSON.stringify(
        service === 'logs'
          ? {
              events: [waiting, waiting, back].map((id) => ({
                timestamp: 0,
                message: JSON.stringify({ message: { event: 'withheld', id } }),
              })),
            }
          : { Contents: [waiting, passed].map((id) => ({ Key: entryOf(id) })) },
      );
    expect(await countWithdrawals(aws, { state: 'state', log: 'log' }, Date.now())).toBe(1);
  });

  it('tell how far a sweep in steps has come, while one is under way', async () => {
    const run = { id: 'run', start: 5, chains: [{}, {}, {}], parts: 8 };
    const aws = new AwsCli({});
    const answer =
      (stored: object | undefined): AwsCli['run'] =>
      async (service, _, ...rest) => {
        if (service === 's3' && stored === undefined) throw new Error('404');
        if (service === 's3') return JSON.stringify(stored);
        const isParts = rest.includes('sweep/run/parts/');
        return JSON.stringify({ Contents: isParts ? [{ Key: '0' }] : [{ Key: '0' }, { Key: '1' }] });
      };
    aws.run = answer(run);
    const progress = { start: 5, listed: 2, stretches: 3, compared: 1, parts: 8 };
    expect(await readSweepProgress(aws, 'state')).toEqual(progress);
    aws.run = answer({ ...run, ended: 6 });
    expect(await readSweepProgress(aws, 'state')).toBeUndefined();
    aws.run = answer(undefined);
    expect(await readSweepProgress(aws, 'state')).toBeUndefined();
  });

  it('purge nothing before somebody said yes', () => {
    const listed = JSON.stringify({ Versions: [] });
    const script = `case "$1" in cloudformation) echo '${answer}';; s3api) echo '${listed}';; *) exit 1;; esac`;
    const { status, stdout, stderr } = run(script, 'purge', 'a.md');
    expect(status).toBe(1);
    expect(stdout).toBe('a.md: 0 versions, nothing is known of it\n');
    expect(stderr).toMatch(/^Nothing was deleted: there is no terminal at which to ask\.\n.*--yes/);
  });

  it('purge a file before its versions, oldest first, each of which would be published once more', async () => {
    const aws = new AwsCli({});
    const asked: string[] = [];
    const version = (Key: string, VersionId: string, day: number) => ({
      ...{ Key, VersionId, LastModified: `2026-01-0${day}T00:00:00+00:00` },
    });
    aws.run = async (...args) => {
      const [, command = ''] = args;
      if (command === 'list-object-versions') {
        const Versions = [
          version('a.md', 'new', 2),
          version('a.md', 'old', 1),
          version('a.md.png', 'other', 1),
        ];
        return JSON.stringify({ Versions, DeleteMarkers: [version('a.md', 'marker', 3)] });
      }
      const file = args.find((arg) => arg.startsWith('file://'))?.slice('file://'.length);
      asked.push(file === undefined ? command : readFileSync(file, 'utf8'));
      return '';
    };
    expect(await deleteVersions(aws, 'articles', 'a.md')).toBe(2);
    const deletion = (...ids: readonly string[]) =>
      JSON.stringify({ Objects: ids.map((VersionId) => ({ Key: 'a.md', VersionId })), Quiet: true });
    expect(asked).toEqual(['delete-object', deletion('old', 'new'), deletion('marker')]);
  });

  it('let a content delivery network forget what was purged, and say what went and what stays', () => {
    const folder = temporaryFolder();
    const network = { ResourceType: 'AWS::CloudFront::Distribution', PhysicalResourceId: 'E1' };
    const { StackResources } = JSON.parse(answer);
    const parts = {
      StackResources: [...StackResources, { ...network, LogicalResourceId: 'CdnDistribution149FA6C8' }],
    };
    const done = JSON.stringify({
      purged: ['a.md'],
      standing: [],
      failed: [],
      archivesUnderWay: false,
      mediaRemoved: 2,
    });
    const script = [
      `echo "$@" >> ${folder}/asked`,
      'for last; do [ "$before" = fileb ] && break; case "$last" in fileb:*) before=fileb;; esac; done',
      `case "$1" in cloudformation) echo '${JSON.stringify(parts)}';; lambda) echo '${done}' > "$last"; echo '{}';; s3) exit 1;; esac`,
    ].join('\n');
    const { status, stdout } = run(script, 'purge', 'a.md', '--yes');
    expect(status).toBe(0);
    expect(stdout).toContain('and 2 published files that no article names.');
    expect(stdout).toContain('CloudFront drops all of its copies within minutes');
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain(
      'cloudfront create-invalidation --distribution-id E1 --paths /*',
    );
  });

  it('sign an upload of one file as the AWS SDK for Python does', () => {
    const request = {
      ...{
        method: 'PUT' as const,
        region: 'eu-central-1',
        from: Date.UTC(2026, 0, 2, 3, 4, 5),
        seconds: 3600,
      },
      ...{ origin: 'https://bucket.s3.eu-central-1.amazonaws.com', path: "post/金融 (1)'s +100%.md" },
    };
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token/+=' };
    const url = new URL(signRequest(request, credentials));
    expect(url.pathname).toBe('/post/%E9%87%91%E8%9E%8D%20%281%29%27s%20%2B100%25.md');
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe('token/+=');
    const signature = '6b0adac4ff99b0865dd55e02e0c4ed9bd8dec4c49752f72adc71b8b517fb36f2';
    expect(url.searchParams.get('X-Amz-Signature')).toBe(signature);
  });

  it('print a command for an uploader, or say how to get credentials to sign it with', () => {
    const exported = JSON.stringify({ AccessKeyId: 'AKID', SecretAccessKey: 'secret' });
    const script = `case "$1" in cloudformation) echo '${answer}';; s3api) echo '{"LocationConstraint":"cn-north-1"}';; *)`;
    const version2 = run(`${script} echo '${exported}';; esac`, 'upload-url', "a/it's.md", '--hours', '2');
    expect(version2.stderr).toMatch(
      /^Whoever has this may upload a\/it's\.md, and nothing else, until \d{4}-/,
    );
    expect(version2.stdout).toMatch(
      /^curl --fail --upload-file 'it'\\''s\.md' 'https:\/\/articles\.s3\.cn-north-1\.amazonaws\.com\.cn\/a\/it%27s\.md\?.*&X-Amz-Expires=7200&/,
    );
    const version1 = run(`${script} exit 2;; esac`, 'upload-url', 'a.md');
    expect(version1.stderr).toMatch(/^There are no credentials to sign with\.\n.*version 2/);
    for (const key of ['', 'a/', '/a.md']) {
      expect(run(`${script} echo '${exported}';; esac`, 'upload-url', key).stderr).toContain(
        'is not a file name',
      );
    }
    expect(run(script, 'upload-url', 'a.md', '--hours', '169').stderr).toContain('from 1 to 168');
  });

  it('find the parts of a stack by their names in the template', async () => {
    const aws = new AwsCli({});
    aws.run = async () => answer;
    expect(await findParts(aws, 'FeedRepublisher')).toEqual({
      articles: 'articles',
      state: 'state',
      publicSite: 'public',
      queue: 'queue',
      deadLetters: 'letters',
      sweep: 'sweep',
      log: 'log',
      distribution: undefined,
    });
  });
});
