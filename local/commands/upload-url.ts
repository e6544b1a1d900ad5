import { basename } from 'node:path';
import { InvalidArgumentError } from 'commander';
import * as v from 'valibot';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import type { AwsCli } from '../stack/aws-cli.ts';
import { type Credentials, signRequest } from '../stack/signing.ts';
import { EXIT } from './command.ts';
import { type StackFlags, stackCommand } from './stack-command.ts';

interface Flags extends StackFlags {
  readonly hours: number;
}

const HOUR = 3600;

/** S3 takes no signature that is older. */
const MAX_HOURS = 7 * 24;

const place = v.object({ LocationConstraint: v.nullish(v.string()) });
const exported = v.object({
  AccessKeyId: v.string(),
  SecretAccessKey: v.string(),
  SessionToken: v.nullish(v.string()),
});

const { stack: say } = words;

/** `republisher upload-url` */
export const uploadUrlCommand = stackCommand<Flags>(
  'upload-url',
  async (aws, { articles }, { hours, profile }, [key = '']) => {
    if (!/^[^/].*[^/]$|^[^/]$/su.test(key)) {
      throw new CommandError(say.noFileName(JSON.stringify(key)), say.nameFile);
    }
    const [region, credentials] = await Promise.all([regionOf(aws, articles), findCredentials(aws, profile)]);
    const from = Date.now();
    const until = new Date(from + hours * HOUR * 1000).toISOString();
    const where = placeOf(articles, key, region);
    const url = signRequest({ method: 'PUT', ...where, region, from, seconds: hours * HOUR }, credentials);
    const tell = credentials.sessionToken === undefined ? say.mayUpload : say.mayUploadInSession;
    console.error(tell(key, until));
    console.log(`curl --fail --upload-file ${quote(basename(key))} ${quote(url)}`);
    return EXIT.done;
  },
)
  .argument('<key>', say.uploadKey)
  .option('--hours <number>', say.hoursOption, parseHours, 24)
  .description(say.uploadUrl);

/** The region of a bucket, which the signature names. */
async function regionOf(aws: AwsCli, bucket: string): Promise<string> {
  const { LocationConstraint } = await aws.ask(place, 's3api', 'get-bucket-location', '--bucket', bucket);
  return LocationConstraint ?? 'us-east-1';
}

/** Where a file stands: behind the endpoint of the AWS command line, or that of AWS. */
function placeOf(
  bucket: string,
  key: string,
  region: string,
): { readonly origin: string; readonly path: string } {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  if (endpoint !== undefined) return { origin: new URL(endpoint).origin, path: `${bucket}/${key}` };
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { origin: `https://${bucket}.s3.${region}.${suffix}`, path: key };
}

/** The credentials of the AWS command line: of the environment, or what version 2 tells. @throws CommandError */
async function findCredentials(aws: AwsCli, profile: string | undefined): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (profile === undefined && AWS_ACCESS_KEY_ID !== undefined && AWS_SECRET_ACCESS_KEY !== undefined) {
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    };
  }
  const { AccessKeyId, SecretAccessKey, SessionToken } = await aws
    .ask(exported, 'configure', 'export-credentials', '--format', 'process')
    .catch((cause: unknown) => {
      throw new CommandError(say.noCredentials, say.giveCredentials, { cause });
    });
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken ?? undefined,
  };
}

function parseHours(value: string): number {
  const hours = Number(value);
  if (Number.isInteger(hours) && hours >= 1 && hours <= MAX_HOURS) return hours;
  throw new InvalidArgumentError(say.hours(MAX_HOURS));
}

/** A text as one word of a shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
