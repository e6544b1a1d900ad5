import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { WITHDRAWAL_LIMITS } from '../../lambda/protocol/withdrawals.ts';
import { readFences } from '../support/fences.ts';
import { isMotoInstalled } from '../support/moto.ts';
import { nameWith } from '../support/needs.ts';
import { png } from '../support/pictures.ts';
import { askAws, aws, type Credentials, createUser, enforceRights } from './deployment.ts';
import { startProxy } from './proxy.ts';
import { article, BACKUP, pagesOf, WorkingCopy } from './working-copy.ts';

const PROJECT = join(import.meta.dirname, '../..');

const FENCES = ['aws.md', 'aws/uploading.md', 'aws/backup.md'].flatMap(readFences);
const hasRclone = spawnSync('rclone', ['version']).status === 0;
const TITLE = nameWith('docs/aws.md and its pages, typed as they stand there', isMotoInstalled(), 'moto');

/** What is special about a command. */
interface Step {
  /** Tells the command from the others. */
  readonly piece: string;
  before?(): Promise<void>;
  /** Who types it, where it is not a maintainer. */
  user?(): Promise<Credentials>;
  /** What its environment has beside that of the others. */
  env?(): Promise<Readonly<Record<string, string>>>;
  /** Looks at what it brought about, and at what it printed. */
  after?(printed: string): Promise<void>;
}

describe.skipIf(!isMotoInstalled())(TITLE, () => {
  let copy: WorkingCopy;
  /** What rclone asked of S3. */
  const asked: string[] = [];

  beforeAll(async () => {
    copy = await WorkingCopy.open();
  });

  afterAll(() => copy.close());

  /** Deletes the article that the page uploads by name. */
  const removeArticle = () =>
    aws(copy.moto, copy.admin, 's3', 'rm', `s3://${copy.deployment.articlesBucket}/post/article.md`);

  const STEPS: readonly Step[] = [
    {
      piece: 'npm run deploy\n',
      after: () => copy.lookAround(),
    },
    {
      piece: 'cdk list',
      async after(printed) {
        expect(printed.trim()).toBe('FeedRepublisher');
      },
    },
    {
      piece: 'aws s3 sync my-articles/',
      async user() {
        const policy = FENCES.find(({ code }) => code.includes('"s3:PutObject"'))?.code ?? '';
        const own = policy.replaceAll('BUCKET', copy.deployment.articlesBucket);
        const uploader = await createUser(copy.moto, copy.admin, 'uploader', own);
        await enforceRights(copy.moto);
        return uploader;
      },
      async after() {
        await enforceRights(copy.moto, false);
        expect(await copy.lambda.drain()).toEqual([]);
        expect(await copy.pages()).toEqual(pagesOf('my-articles/one.md', 'my-articles/two.md'));
      },
    },
    {
      piece: 'cat rejected/*',
      async after(printed) {
        expect(printed).toContain('"the file is empty"');
      },
    },
    {
      piece: 'cli.ts rejected',
      async before() {
        await copy.upload('empty.md', '');
        expect(await copy.lambda.drain()).toEqual([]);
      },
      async after(printed) {
        expect(printed).toMatch(/^empty\.md\n {2}The file is empty\. /);
      },
    },
    {
      piece: 'cli.ts withdraw',
      async before() {
        const [few, more] = ['few', 'more'];
        const crowds = { [few]: WITHDRAWAL_LIMITS.few, [more]: 4 };
        for (const [crowd, size] of Object.entries(crowds)) {
          mkdirSync(join(copy.folder, crowd));
          for (let i = 0; i < size; i++) {
            writeFileSync(join(copy.folder, crowd, `${i}.md`), article(`News ${i} of ${crowd}`));
          }
          const address = `s3://${copy.deployment.articlesBucket}/${crowd}`;
          await aws(copy.moto, copy.admin, 's3', 'cp', '--recursive', join(copy.folder, crowd), address);
        }
        expect(await copy.lambda.drain()).toEqual([]);
        const before = (await copy.pages()).length;
        // Each withdrawal notes itself before it counts, so that all of one crowd of fourteen may have to wait.
        for (const crowd of [few, more]) {
          await aws(
            copy.moto,
            copy.admin,
            's3',
            'rm',
            '--recursive',
            `s3://${copy.deployment.articlesBucket}/${crowd}`,
          );
          expect(await copy.lambda.drain()).toEqual([]);
          expect(before - (await copy.pages()).length).toBe(WITHDRAWAL_LIMITS.few);
        }
      },
      async after(printed) {
        expect(printed).toMatch(/^The waiting withdrawals go through within minutes\. /);
        expect(await copy.lambda.drain()).toEqual([]);
        expect(await copy.pages()).toEqual(pagesOf('my-articles/one.md', 'my-articles/two.md'));
      },
    },
    {
      piece: 'cli.ts status',
      async before() {
        await copy.bury('buried.md');
        await copy.log(
          { event: 'sweep', queued: 3, changed: 2, gone: 1, current: 4000 },
          { event: 'failed', key: 'buried.md', error: 'S3 was \u001b[31mbusy' },
        );
      },
      async after(printed) {
        expect(printed).toMatch(/^Queue: 0 waiting, 0 being worked on or tried again later$/m);
        expect(printed).toMatch(/^Dead letters: 1 .*\n {2}buried\.md: S3 was \\u\{1b\}\[31mbusy$/m);
        expect(printed).toMatch(/^Last sweep: \d{4}-.*Z, 3 queued, 2 changed, 1 gone, 4,000 current$/m);
        expect(printed).toMatch(/^Rejected: 1 file .*\n {2}empty\.md: the file is empty$/m);
        expect(printed).toMatch(/^Newest articles:\n {2}2026-01-01 19:04 /m);
      },
    },
    {
      piece: 'cli.ts redrive',
      async after(printed) {
        expect(printed).toBe('1 dead letter on the way back to the queue.\n');
        await copy.expectPublished('buried.md');
      },
    },
    {
      piece: 'start-message-move-task',
      before: () => copy.bury('buried-again.md'),
      after: () => copy.expectPublished('buried-again.md'),
    },
    {
      piece: 'cli.ts reprocess',
      before: () => copy.uploadUnheard('unheard.md'),
      after: () => copy.expectPublished('unheard.md'),
    },
    {
      piece: '{"sweep":"changed"}',
      before: () => copy.uploadUnheard('unheard-again.md'),
      after: () => copy.expectPublished('unheard-again.md'),
    },
    {
      piece: 'cdk destroy',
      async before() {
        const remove = askAws(
          copy.moto,
          copy.admin,
          'cloudformation delete-stack --stack-name FeedRepublisher',
        );
        await expect(remove).rejects.toThrow('TerminationProtection');
      },
      async after() {
        const ask = 'cloudformation describe-stacks --stack-name FeedRepublisher';
        await expect(askAws(copy.moto, copy.admin, ask)).rejects.toThrow('does not exist');
      },
    },
    {
      piece: 'import-existing-resources',
      async before() {
        const settings = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8'));
        const { articlesBucket: articles, stateBucket: state, publicBucket } = copy.deployment;
        settings.context.buckets = { articles, state, public: publicBucket };
        rmSync(join(copy.folder, 'cdk.json'));
        writeFileSync(join(copy.folder, 'cdk.json'), JSON.stringify(settings));
      },
      async after() {
        const { articlesBucket, stateBucket, publicBucket } = copy.deployment;
        const before = await copy.pages();
        await copy.lookAround();
        expect(copy.deployment).toMatchObject({ articlesBucket, stateBucket, publicBucket });
        expect(await copy.pages()).toEqual(before);
        await copy.upload('after.md', article('After the move'));
        expect(await copy.lambda.drain()).toEqual([]);
        expect(await copy.pages()).toEqual([...before, ...pagesOf('after.md')].sort());
      },
    },
    {
      piece: 'DeleteMarkers',
      async before() {
        // What the template asks for, and moto does not do; it then tells nobody of what is deleted.
        const versioned = [
          '--bucket',
          copy.deployment.articlesBucket,
          '--versioning-configuration',
          'Status=Enabled',
        ];
        await aws(copy.moto, copy.admin, 's3api', 'put-bucket-versioning', ...versioned);
        mkdirSync(join(copy.folder, 'post'));
        await copy.uploadUnheard('post/article.md');
        await removeArticle();
        await copy.lambda.invoke({ sweep: 'changed' });
        expect(await copy.lambda.drain()).toEqual([]);
        expect(await copy.pages()).not.toEqual(expect.arrayContaining(pagesOf('post/article.md')));
      },
      async after() {
        await copy.lambda.invoke({ sweep: 'changed' });
        await copy.expectPublished('post/article.md');
      },
    },
    {
      piece: 'purge post/article.md',
      async before() {
        writeFileSync(join(copy.folder, 'post/picture.png'), png(300, 200));
        const picture = join(copy.folder, 'post/picture.png');
        await aws(
          copy.moto,
          copy.admin,
          's3',
          'cp',
          picture,
          `s3://${copy.deployment.articlesBucket}/post/picture.png`,
        );
        const text = `${article('To be purged')}\n<p><img src="picture.png" alt="A square"></p>\n`;
        await copy.upload('post/article.md', text);
        await copy.expectPublished('post/article.md');
        expect(await copy.keysOf(copy.deployment.publicBucket, 'media/')).toHaveLength(1);
      },
      async after(printed) {
        expect(printed).toMatch(/^post\/article\.md: 2 versions, published: To be purged$/m);
        expect(printed).toContain('entries of feeds, archives and search, and 1 published file that');
        expect(printed).toMatch(/^ {2}post\/picture\.png$/m);
        const id = articleId('post/article.md');
        const { articlesBucket, publicBucket, stateBucket } = copy.deployment;
        expect(await copy.keysOf(publicBucket, 'media/')).toEqual([]);
        for (const bucket of [publicBucket, stateBucket]) {
          expect((await copy.keysOf(bucket)).filter((key) => key.includes(id))).toEqual([]);
        }
        const feed = await aws(copy.moto, copy.admin, 's3', 'cp', `s3://${publicBucket}/feed.json`, '-');
        expect(feed).not.toContain('To be purged');
        expect(await copy.versionsOf(articlesBucket, 'post/article.md')).toEqual([]);
        expect(await copy.lambda.drain()).toEqual([]);
        expect((await copy.keysOf(stateBucket)).filter((key) => key.includes(id))).toEqual([]);
      },
    },
    {
      // moto, where it looks at rights, does not understand a link: the unit test compares the signature.
      piece: 'cli.ts upload-url',
      async before() {
        await removeArticle();
        expect(await copy.lambda.drain()).toEqual([]);
      },
      after: () => copy.expectPublished('post/article.md'),
    },
    {
      piece: 'rclone sync',
      async env() {
        const proxy = await startProxy(copy.moto, (_body, _headers, { method, url }) => {
          asked.push(`${method} ${url}`);
          return undefined;
        });
        copy.willStop(proxy);
        return {
          RCLONE_CONFIG: join(copy.folder, 'rclone.conf'),
          RCLONE_CONFIG_FEEDS_PROVIDER: 'Other',
          RCLONE_CONFIG_FEEDS_FORCE_PATH_STYLE: 'true',
          RCLONE_CONFIG_FEEDS_REGION: 'us-east-1',
          RCLONE_CONFIG_FEEDS_ENDPOINT: proxy.endpoint,
        };
      },
      async before() {
        writeFileSync(join(copy.folder, 'my-articles/中文 (1).md'), article('By rclone'));
        rmSync(join(copy.folder, 'my-articles/two.md'));
      },
      async after() {
        // All that an uploader may do: to list below the folder, to put, and to delete.
        const { articlesBucket } = copy.deployment;
        const own = new RegExp(
          `^(?:GET /${articlesBucket}\\?.*prefix=my-articles|(?:PUT|DELETE) /${articlesBucket}/my-articles/)`,
        );
        // Whether the folder is a file, for which no is as good an answer as none.
        const others = asked.filter(
          (each) => !own.test(each) && each !== `HEAD /${articlesBucket}/my-articles`,
        );
        expect(others).toEqual([]);
        expect(asked.filter((each) => each.startsWith('PUT'))).toHaveLength(1);
        await copy.expectPublished('my-articles/中文 (1).md');
        // So many were withdrawn before that this one may have to wait; that its file is gone is what rclone does.
        expect(await copy.keysOf(articlesBucket, 'my-articles/')).toEqual([
          'my-articles/one.md',
          'my-articles/中文 (1).md',
        ]);
      },
    },
    {
      piece: 's3://BACKUP_BUCKET --delete',
      async before() {
        await copy.upload('post/secret.md', article('A secret'));
        await copy.expectPublished('post/secret.md');
      },
      async after() {
        const { articlesBucket } = copy.deployment;
        expect(await copy.keysOf(BACKUP)).toEqual(await copy.keysOf(articlesBucket));
      },
    },
    {
      piece: 's3 sync s3://BACKUP_BUCKET s3://BUCKET',
      async before() {
        for (const bucket of [
          copy.deployment.articlesBucket,
          copy.deployment.publicBucket,
          copy.deployment.stateBucket,
        ]) {
          await aws(copy.moto, copy.admin, 's3', 'rm', '--recursive', `s3://${bucket}`);
        }
        await copy.sqs.send(new PurgeQueueCommand({ QueueUrl: copy.deployment.queueUrl }));
      },
      async after() {
        const keys = await copy.keysOf(copy.deployment.articlesBucket);
        expect(keys).toContain('post/secret.md');
        expect(keys).toEqual(await copy.keysOf(BACKUP));
        expect(await copy.lambda.drain()).toEqual([]);
        expect(await copy.pages()).toEqual(expect.arrayContaining(pagesOf('post/secret.md', 'after.md')));
      },
    },
    {
      piece: 'purge post/secret.md',
      async after(printed) {
        expect(printed).toContain('Deleted 1 version from backup-of-articles.');
        for (const bucket of [copy.deployment.articlesBucket, BACKUP]) {
          expect(await copy.versionsOf(bucket, 'post/secret.md')).toEqual([]);
        }
        expect(await copy.pages()).not.toEqual(expect.arrayContaining(pagesOf('post/secret.md')));
      },
    },
  ];

  for (const fence of FENCES.filter(({ language }) => language === 'sh')) {
    const { section, code, untried } = fence;
    const [command = ''] = code.split('\n');
    const reason = untried === undefined ? '' : ` (not tried: ${untried})`;
    const lacksRclone = command.startsWith('rclone') && !hasRclone;
    const name = nameWith(`${section}: ${command}${reason}`, !lacksRclone, 'rclone');
    it.skipIf(untried !== undefined || lacksRclone)(name, async () => {
      const step = STEPS.find(({ piece }) => code.includes(piece));
      await step?.before?.();
      const printed = await copy.type(fence, (await step?.user?.()) ?? copy.admin, await step?.env?.());
      await step?.after?.(printed);
    });
  }
});
