import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Moto } from '../support/moto.ts';

const PROJECT = join(import.meta.dirname, '../..');
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Anybody, as long as moto does not look at rights. */
export const ANYBODY: Credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** What of a deployed stack the tests work with. */
export interface Deployment {
  readonly articlesBucket: string;
  readonly stateBucket: string;
  readonly publicBucket: string;
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  readonly roleArn: string;
  /** The function's module, unpacked from the archive that was deployed. */
  readonly handler: string;
  /** The environment that the function was deployed with, but for the queue's address, which is moto's. */
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** The environment of a program that is to reach moto, and nothing else, with these credentials. */
export function environmentFor(moto: Moto, credentials: Credentials): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    PATH: `${join(PROJECT, 'node_modules/.bin')}:${process.env.PATH}`,
    HOME: process.env.HOME ?? '',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Commands speak the language of the site otherwise.
    REPUBLISHER_LANGUAGE: 'en',
  };
}

/** Where an SDK's client finds moto. */
export function clientFor(moto: Moto, credentials: Credentials) {
  return { endpoint: moto.endpoint, region: REGION, credentials };
}

/** Runs the AWS command line, as an operator would. */
export async function aws(moto: Moto, credentials: Credentials, ...args: string[]): Promise<string> {
  return run('aws', ['--endpoint-url', moto.endpoint, ...args], environmentFor(moto, credentials));
}

/** Runs the AWS command line; its answer. */
export async function askAws(moto: Moto, credentials: Credentials, command: string): Promise<unknown> {
  return JSON.parse(await aws(moto, credentials, '--output', 'json', ...command.split(' ')));
}

/** The credentials that Lambda gives to the function. */
export async function assumeRole(
  moto: Moto,
  credentials: Credentials,
  { roleArn }: Pick<Deployment, 'roleArn'>,
): Promise<Credentials> {
  const session = `--role-arn ${roleArn} --role-session-name function`;
  const role = at(await askAws(moto, credentials, `sts assume-role ${session}`), 'Credentials');
  return {
    accessKeyId: textAt(role, 'AccessKeyId'),
    secretAccessKey: textAt(role, 'SecretAccessKey'),
    sessionToken: textAt(role, 'SessionToken'),
  };
}

/** A new user who may do everything; the credentials. */
export function createAdministrator(moto: Moto): Promise<Credentials> {
  const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
  return createUser(moto, ANYBODY, 'admin', policy);
}

/** A new user whom a policy says what to do; the credentials. */
export async function createUser(
  moto: Moto,
  credentials: Credentials,
  name: string,
  policy: string,
): Promise<Credentials> {
  await askAws(moto, credentials, `iam create-user --user-name ${name}`);
  await aws(
    ...([moto, credentials, 'iam', 'put-user-policy', '--user-name', name] as const),
    ...['--policy-name', name, '--policy-document', policy],
  );
  const answer = await askAws(moto, credentials, `iam create-access-key --user-name ${name}`);
  return {
    accessKeyId: textAt(answer, 'AccessKey', 'AccessKeyId'),
    secretAccessKey: textAt(answer, 'AccessKey', 'SecretAccessKey'),
  };
}

/** Lets moto look at rights, or no longer. */
export async function enforceRights(moto: Moto, wanted = true): Promise<void> {
  const request = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: wanted ? '0' : 'inf' };
  const { status } = await fetch(`${moto.endpoint}/moto-api/reset-auth`, request);
  if (status !== 200) throw new Error(`moto answers ${status}`);
}

/** What stands at a path in a JSON value. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined),
    value,
  );
}

/** Deploys the stack into moto with the commands that a maintainer would use. */
export async function deploy(
  moto: Moto,
  credentials: Credentials,
  folder: string,
  ...options: readonly string[]
): Promise<Deployment> {
  const env = environmentFor(moto, credentials);
  const assembly = join(folder, 'cdk.out');
  await run('cdk', ['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--output', assembly], env);
  await run('cdk', ['deploy', '--require-approval', 'never', '--output', assembly, ...options], env);
  return findDeployment(moto, credentials, folder);
}

/** Deploys the stack once more, as it is with other options; moto knows no change sets of a stack that is there. */
export async function deployAgain(
  moto: Moto,
  credentials: Credentials,
  folder: string,
  env: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<void> {
  const deploy = [
    'deploy',
    '--require-approval',
    'never',
    '--method',
    'direct',
    '--output',
    join(folder, 'again'),
  ];
  await run('cdk', [...deploy, ...options], { ...environmentFor(moto, credentials), ...env });
}

/** Looks at what was deployed into moto from `cdk.out` in a folder, into which the function's code is unpacked. */
export async function findDeployment(
  moto: Moto,
  credentials: Credentials,
  folder: string,
): Promise<Deployment> {
  const assembly = join(folder, 'cdk.out');
  const ask = (command: string) => askAws(moto, credentials, command);
  // The one that the queue feeds; the sweep's is of the same code.
  const mappings = await ask('lambda list-event-source-mappings');
  const name = textAt(mappings, 'EventSourceMappings', 0, 'FunctionArn').split(':')[6] ?? '';
  const configuration = at(await ask(`lambda get-function --function-name ${name}`), 'Configuration');
  const environment = membersOf(at(configuration, 'Environment', 'Variables'));
  const variables = Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [key, String(value)]),
  );
  const queueUrl = `${moto.endpoint}${new URL(variables.QUEUE_URL ?? '').pathname}`;
  const queue = await ask(`sqs get-queue-attributes --queue-url ${queueUrl} --attribute-names All`);
  const queueArn = textAt(queue, 'Attributes', 'QueueArn');
  const redrive: unknown = JSON.parse(textAt(queue, 'Attributes', 'RedrivePolicy'));
  const articlesBucket = variables.ARTICLES_BUCKET ?? '';
  await notify(moto, credentials, assembly, articlesBucket, queueArn);
  return {
    articlesBucket,
    stateBucket: variables.STATE_BUCKET ?? '',
    publicBucket: variables.PUBLIC_BUCKET ?? '',
    queueUrl,
    deadLettersUrl: queueUrl.replace(
      /[^/]+$/,
      textAt(redrive, 'deadLetterTargetArn').split(':').at(-1) ?? '',
    ),
    roleArn: textAt(configuration, 'Role'),
    handler: join(await unpackCode(moto, credentials, name, join(folder, 'code')), 'handler.mjs'),
    variables: { ...variables, QUEUE_URL: queueUrl },
    timeoutMs: Number(at(configuration, 'Timeout')) * 1000,
  };
}

/**
 * Sets up what the template says of notifications, which moto does not read, and switches off the mapping of the queue
 * to the function, for which moto would want Docker: the tests hand over the messages themselves.
 */
async function notify(
  moto: Moto,
  credentials: Credentials,
  assembly: string,
  bucket: string,
  queueArn: string,
): Promise<void> {
  const template: unknown = JSON.parse(readFileSync(join(assembly, 'FeedRepublisher.template.json'), 'utf8'));
  const resources = Object.values(membersOf(at(template, 'Resources')));
  const wanted = resources
    .map((resource) => at(resource, 'Properties', 'NotificationConfiguration', 'QueueConfigurations'))
    .filter((configurations) => Array.isArray(configurations))
    .flat();
  const QueueConfigurations = wanted.map((one: unknown) => ({
    QueueArn: queueArn,
    Events: [textAt(one, 'Event')],
  }));
  const configuration = JSON.stringify({ QueueConfigurations });
  await aws(
    ...([moto, credentials, 's3api', 'put-bucket-notification-configuration', '--bucket', bucket] as const),
    ...['--notification-configuration', configuration],
  );
  const mappings = await askAws(moto, credentials, 'lambda list-event-source-mappings');
  const uuid = textAt(mappings, 'EventSourceMappings', 0, 'UUID');
  await aws(moto, credentials, 'lambda', 'update-event-source-mapping', '--no-enabled', '--uuid', uuid);
}

/** A function that was deployed beside the one of the queue, by a part of its name, as far as it differs from that. */
export async function findApart(
  moto: Moto,
  credentials: Credentials,
  folder: string,
  part: string,
): Promise<Pick<Deployment, 'handler' | 'variables' | 'timeoutMs' | 'roleArn'>> {
  const functions = at(await askAws(moto, credentials, 'lambda list-functions'), 'Functions');
  const found = (Array.isArray(functions) ? functions : []).find((each) =>
    textAt(each, 'FunctionName').includes(part),
  );
  const [module = '', name = ''] = textAt(found, 'Handler').split('.');
  if (name !== 'handler') throw new Error(`${part} is called ${name}`);
  const code = await unpackCode(moto, credentials, textAt(found, 'FunctionName'), join(folder, part));
  const variables = Object.entries(membersOf(at(found, 'Environment', 'Variables')));
  return {
    handler: join(code, `${module}.mjs`),
    variables: Object.fromEntries(variables.map(([key, value]) => [key, String(value)])),
    timeoutMs: Number(at(found, 'Timeout')) * 1000,
    roleArn: textAt(found, 'Role'),
  };
}

/** Fetches the archive that was deployed, and unpacks it into a folder; its path. */
async function unpackCode(
  moto: Moto,
  credentials: Credentials,
  name: string,
  folder: string,
): Promise<string> {
  const location = await askAws(moto, credentials, `lambda get-function --function-name ${name}`);
  const file = new URL(textAt(location, 'Code', 'Location')).pathname.slice(1);
  const archive = `${folder}.zip`;
  await aws(moto, credentials, 's3', 'cp', `s3://cdk-hnb659fds-assets-${ACCOUNT}-${REGION}/${file}`, archive);
  await run('python3', ['-m', 'zipfile', '-e', archive, folder], environmentFor(moto, credentials));
  return folder;
}

async function run(program: string, args: readonly string[], env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: PROJECT, env, maxBuffer: 2 ** 26 });
  return stdout;
}

/** The text that stands at a path in a JSON value. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const text = at(value, ...path);
  if (typeof text === 'string') return text;
  throw new Error(`there is no text at ${path.join('.')} of ${JSON.stringify(value)}`);
}

function membersOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error(`no object: ${JSON.stringify(value)}`);
  return { ...value };
}
