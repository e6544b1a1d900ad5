import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logFile, logKey } from '../subscribers/logs.ts';
import { isMotoInstalled, type Moto, startMoto } from '../support/moto.ts';
import { nameWith } from '../support/needs.ts';
import {
  ANYBODY,
  assumeRole,
  aws,
  type Credentials,
  clientFor,
  createAdministrator,
  type Deployment,
  deploy,
  enforceRights,
  environmentFor,
  findApart,
} from './deployment.ts';
import { Lambda } from './lambda.ts';

const DAY = 24 * 3600 * 1000;
const CLI = join(import.meta.dirname, '../../local/cli.ts');
const TITLE = nameWith('subscribers counted in moto_server', isMotoInstalled(), 'moto');

describe.skipIf(!isMotoInstalled())(TITLE, () => {
  const folder = mkdtempSync(join(tmpdir(), 'subscribers-'));
  const yesterday = new Date(Date.now() - DAY).toISOString().slice(0, 10);
  let moto: Moto;
  let deployment: Deployment;
  let counter: Lambda;
  let bucket: string;
  let admin: Credentials;
  let role: Credentials;

  beforeAll(async () => {
    moto = await startMoto({ PYTHONPATH: join(import.meta.dirname, 'python') });
    const app = `${process.execPath} ${join(import.meta.dirname, 'counting-app.ts')}`;
    deployment = await deploy(moto, ANYBODY, folder, '--app', app);
    const found = await findApart(moto, ANYBODY, folder, 'Subscribers');
    bucket = found.variables.LOG_BUCKET ?? '';
    role = await assumeRole(moto, ANYBODY, found);
    counter = new Lambda(moto, { ...deployment, ...found }, role);
    admin = await createAdministrator(moto);
    await enforceRights(moto);
  });

  afterAll(async () => {
    await counter?.stop();
    await moto?.stop();
    rmSync(folder, { recursive: true });
  });

  /** Types a command where AWS is moto. */
  async function type(...args: readonly string[]): Promise<string> {
    const env = { ...environmentFor(moto, admin), REPUBLISHER_LANGUAGE: 'en' };
    return (await promisify(execFile)(process.execPath, [CLI, ...args], { env })).stdout;
  }

  async function deliver(hour: number, bytes: Uint8Array): Promise<void> {
    const file = join(folder, 'log.gz');
    writeFileSync(file, bytes);
    await aws(moto, admin, 's3', 'cp', file, `s3://${bucket}/${logKey(yesterday, hour)}`);
  }

  it('are nobody before the first log', async () => {
    expect(await counter.invoke({})).toEqual({ days: [] });
    expect(await type('subscribers')).toContain('Nothing has been counted yet.');
  });

  it('are counted with the rights of the function, and shown by the command', async () => {
    for (const hour of [7, 8, 9]) {
      const log = readFileSync(new URL(`../subscribers/day/${hour}.log`, import.meta.url));
      await deliver(hour, gzipSync(log));
    }
    expect(await counter.invoke({})).toEqual({ days: [yesterday] });
    expect(counter.log.join('')).toContain("event: 'subscribers'");
    const told = await type('subscribers');
    expect(told).toContain(`Subscribers on ${yesterday} (UTC): at least 174, 170 of them by aggregators`);
    expect(told).toMatch(/^金融 +111 /m);
  });

  it('are counted once more with what came late, and an error tells of a log that is broken', async () => {
    await deliver(22, logFile([{ agent: 'Reader', address: '192.0.2.77' }]));
    await deliver(23, Buffer.from('no log'));
    await expect(counter.invoke({})).rejects.toThrow('cannot be read');
    const told = await type('subscribers');
    expect(told).toContain('at least 175');
    expect(told).toContain('Not all of them were counted');
  });

  it('are nothing that the function could do more with', async () => {
    const s3 = new S3Client({ ...clientFor(moto, role), forcePathStyle: true });
    const log = { Bucket: bucket, Key: logKey(yesterday, 7) };
    const refused = [
      new PutObjectCommand({ ...log, Body: Buffer.from('none') }),
      new GetObjectCommand({ Bucket: deployment.articlesBucket, Key: 'a.md' }),
      new GetObjectCommand({ Bucket: deployment.stateBucket, Key: 'heads/site.json' }),
    ];
    for (const command of refused) {
      await expect(s3.send(command), command.constructor.name).rejects.toThrow(/denied|not authorized/i);
    }
    s3.destroy();
  });
});
