import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';

const CLI = fileURLToPath(new URL('../../local/cli.ts', import.meta.url));
const REPORT = new URL('../subscribers/day/report.json', import.meta.url);

const PARTS = [
  ['AWS::S3::Bucket', 'Articles47CFF050', 'articles'],
  ['AWS::S3::Bucket', 'State1C20CC9A', 'state'],
  ['AWS::S3::Bucket', 'PublicD0AE4A11', 'public'],
  ['AWS::SQS::Queue', 'DeadLettersBBF8BAAB', 'letters'],
  ['AWS::SQS::Queue', 'Queue4A7E3555', 'queue'],
  ['AWS::Lambda::Function', 'Sweep576358E8', 'sweep'],
  ['AWS::Logs::LogGroup', 'Log95422804', 'log'],
  ['AWS::S3::Bucket', 'SubscribersBucketDEADBEEF', 'counts-bucket'],
] as const;

/** Runs a command where AWS has this stack, and these counts by their days. */
function run(
  args: readonly string[],
  {
    command = 'subscribers',
    counts = {},
    parts = PARTS,
    language = 'en',
  }: {
    command?: 'subscribers' | 'status';
    counts?: Readonly<Record<string, string>>;
    parts?: readonly (readonly [string, string, string])[];
    language?: string;
  } = {},
) {
  const PATH = temporaryFolder();
  mkdirSync(join(PATH, 'counts'));
  for (const [day, text] of Object.entries(counts)) writeFileSync(join(PATH, 'counts', `${day}.json`), text);
  const StackResources = parts.map(([ResourceType, LogicalResourceId, PhysicalResourceId]) => ({
    ...{ ResourceType, LogicalResourceId, PhysicalResourceId },
  }));
  writeFileSync(join(PATH, 'stack.json'), JSON.stringify({ StackResources }));
  const Contents = Object.keys(counts).map((day) => ({ Key: `counts/${day}.json` }));
  writeFileSync(join(PATH, 'list.json'), JSON.stringify({ Contents }));
  copyFileSync('/bin/cat', join(PATH, 'cat'));
  const script = `#!/bin/sh
case "$1 $2" in
  'cloudformation describe-stack-resources') cat "${PATH}/stack.json";;
  's3api list-objects-v2') cat "${PATH}/list.json";;
  's3 cp') case "$3" in
    s3://counts-bucket/*) cat "${PATH}/\${3#s3://counts-bucket/}";;
    --recursive) ;;
    *) exit 1;;
  esac;;
  'sqs get-queue-attributes') echo '{"Attributes":{"QueueArn":"arn","ApproximateNumberOfMessages":"0","ApproximateNumberOfMessagesNotVisible":"0"}}';;
  'logs filter-log-events') ;;
  *) exit 1;;
esac`;
  writeFileSync(join(PATH, 'aws'), script, { mode: 0o755 });
  return spawnSync(process.execPath, [CLI, command, ...args], {
    env: { PATH, NO_COLOR: '1', REPUBLISHER_LANGUAGE: language },
    encoding: 'utf8',
  });
}

const report = readFileSync(REPORT, 'utf8');

describe.skipIf(process.platform === 'win32')('republisher subscribers', () => {
  it('shows the lists of the newest day, those of a week before, whom it doubts and what it leaves out', () => {
    const before = JSON.parse(report);
    const counts = {
      '2026-11-18': JSON.stringify({
        ...before,
        day: '2026-11-18',
        lists: [{ ...before.lists[0], readers: 1000 }],
      }),
      '2026-11-24': 'of no interest',
      '2026-11-25': report,
    };
    const { stdout, stderr, status } = run([], { counts });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toBe(`Subscribers on 2026-11-25 (UTC): at least 174, 170 of them by aggregators
Preliminary: logs may still be missing until tomorrow night.

list          subscribers  by aggregators  RSS  Atom  JSON  a week before
金融                  111             108    2     8   101          1,108
all articles           64              62   63     1     0              0

Aggregators, on the list where most people follow them:
  Newcomer: 100 (reports 5,000, which counts once it has done so on two days)
  Feedly: 62
  Feedbin: 8

Not counted: 2 browsers that did not come back, 1 bot
`);
  });

  it('speaks Chinese, shows some lists unless all are asked for, and gives the whole count as JSON', () => {
    const { lists, ...rest } = JSON.parse(report);
    const many = Array.from({ length: 30 }, (_, i) => ({ ...lists[1], list: `feeds/${i}` }));
    const counts = { '2026-11-25': JSON.stringify({ ...rest, final: true, complete: false, lists: many }) };
    const { stdout } = run([], { counts, language: 'zh-TW' });
    expect(stdout).toContain('的訂閱者：至少 174 人');
    expect(stdout).toContain('沒有全部計入');
    expect(stdout).toContain('另有 10 個清單');
    expect(run(['--all'], { counts, language: 'zh-CN' }).stdout.match(/^\d+ +64 /gm)).toHaveLength(30);
    expect(JSON.parse(run(['--json'], { counts }).stdout)).toEqual(JSON.parse(counts['2026-11-25']));
  });

  it('says that nothing is counted yet', () => {
    expect(run([])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Nothing has been counted yet\./),
    });
  });

  it('has a line in what republisher status shows, where subscribers are counted', () => {
    const counts = { '2026-11-25': report };
    const { stdout, stderr } = run([], { command: 'status', counts });
    expect(stderr).toBe('');
    expect(stdout).toContain(
      '\nSubscribers on 2026-11-25 (UTC): at least 174, 170 of them by aggregators ("republisher subscribers" shows them by list)\n',
    );
    expect(run([], { command: 'status', parts: PARTS.slice(0, -1) }).stdout).not.toContain('Subscribers');
  });

  it('says how to count where a stack does not, and that there is no log on one machine', () => {
    const { status, stderr } = run([], { parts: PARTS.slice(0, -1) });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^The stack FeedRepublisher does not count subscribers\.\n.*"subscriberCounts".*one machine/,
    );
  });
});
