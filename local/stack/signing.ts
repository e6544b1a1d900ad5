import { createHash, createHmac } from 'node:crypto';

/** What AWS knows somebody by. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of credentials that end by themselves. */
  readonly sessionToken?: string | undefined;
}

/** A request of S3 that somebody else may make. */
export interface SignedRequest {
  readonly method: 'PUT' | 'GET';
  /** Such as `https://bucket.s3.eu-central-1.amazonaws.com`, without a trailing slash. */
  readonly origin: string;
  /** The key, with the bucket before it where the origin does not name it. */
  readonly path: string;
  readonly region: string;
  /** From when on, and how long, in milliseconds and in seconds; a week at most. */
  readonly from: number;
  readonly seconds: number;
}

/**
 * The address by which anybody may make a request, in the name of whoever signs it. Signed here as the AWS command line
 * signs none but downloads, and the published command holds no SDK.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function signRequest(
  { method, origin, path, region, from, seconds }: SignedRequest,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
): string {
  const time = new Date(from).toISOString().replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const parameters: Record<string, string> = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${accessKeyId}/${scope}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': String(seconds),
    ...(sessionToken === undefined ? {} : { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  };
  const query = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
  const where = `/${path.split('/').map(encode).join('/')}`;
  const request = [method, where, query, `host:${new URL(origin).host}`, '', 'host', 'UNSIGNED-PAYLOAD'];
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(request.join('\n'))].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return `${origin}${where}?${query}&X-Amz-Signature=${hmac(key, text).toString('hex')}`;
}

/** Percent-encoded except for letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
