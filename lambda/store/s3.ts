import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type Body, joinBody, piecesOf } from '../model/body.ts';
import { checkKey } from './key.ts';
import {
  type Comparison,
  type Content,
  type DeleteCondition,
  type DeleteResult,
  type Listing,
  type ListOptions,
  type ObjectInfo,
  type OpenedObject,
  type PutCondition,
  type PutResult,
  type Store,
  type StoredObject,
  StoreError,
  type StreamedContent,
} from './store.ts';

/**
 * How long a client of S3 waits, in milliseconds: for a connection, for the beginning of an answer, and for the next
 * bytes of one. S3 answers in a tenth of a second; what takes this long is lost, and is better asked for again. Without
 * `throwOnRequestTimeout` the SDK's handler only warns, and a request that nobody answers hangs for minutes.
 */
export const S3_TIMEOUTS = Object.freeze({
  connectionTimeout: 3_000,
  requestTimeout: 10_000,
  throwOnRequestTimeout: true,
  socketTimeout: 10_000,
});

/** The user metadata that holds the SHA-256 of an object's bytes. */
const HASH = 'sha256';

/**
 * The storage port over one bucket of S3. Objects are stored as they are, since S3 never negotiates an encoding and many
 * clients cannot read gzip that they did not ask for; compression is the CDN's. What an uploader or an earlier release
 * stored gzip-encoded is decoded by `get`, while `head` and `list` tell the size that S3 stores.
 *
 * Requests are retried by the client. A retried put whose first answer was lost may meet its own write, and then
 * reports a conflict.
 */
export class S3Store implements Store {
  readonly #client: Pick<S3Client, 'send'>;
  readonly #bucket: string;

  constructor(client: Pick<S3Client, 'send'>, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async get(key: string, options: { readonly first?: number } = {}): Promise<StoredObject | undefined> {
    checkKey('get', key);
    const { first } = options;
    const range = first === undefined ? {} : { Range: `bytes=0-${first - 1}` };
    try {
      const answer = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: key, ...range }),
      );
      const stored = (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
      // `bytes 0-99/1234`; there is none where the whole object was sent.
      const storedSize = Number(answer.ContentRange?.split('/')[1] ?? stored.length);
      const { body, size } = await decode(stored, storedSize, answer.ContentEncoding, first);
      return { ...infoOf(key, answer, size), body };
    } catch (error) {
      if (isAnswer(error, 404, 'NoSuchKey')) return undefined;
      // No range of an empty object can be satisfied.
      if (isAnswer(error, 416)) return this.#getEmpty(key, options);
      throw new StoreError('get', key, { cause: error });
    }
  }

  /** Gives the bytes as they are stored, whatever encoding the object names: recordings are never encoded. */
  async read(key: string): Promise<OpenedObject | undefined> {
    checkKey('read', key);
    try {
      const answer = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }));
      const stream = answer.Body?.transformToWebStream() ?? new ReadableStream();
      return { ...infoOf(key, answer, answer.ContentLength ?? 0), chunks: readStream(key, stream) };
    } catch (error) {
      if (isAnswer(error, 404, 'NoSuchKey')) return undefined;
      throw new StoreError('read', key, { cause: error });
    }
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    checkKey('head', key);
    const answer = await this.#head('head', key);
    return answer === undefined ? undefined : infoOf(key, answer, answer.ContentLength ?? 0);
  }

  /** Compares the hash and the headers that S3 keeps, so that an unchanged document costs no download. */
  async compare(key: string, content: Content<Body>): Promise<Comparison> {
    checkKey('compare', key);
    const answer = await this.#head('compare', key);
    if (answer === undefined) return { ifAbsent: true };
    const isSame =
      answer.Metadata?.[HASH] === sha256(content.body) &&
      answer.ContentType === content.contentType &&
      answer.CacheControl === content.cacheControl &&
      answer.ContentEncoding === undefined;
    return isSame ? 'same' : { ifVersion: answer.ETag ?? '' };
  }

  async put(key: string, content: Content<Body>, condition?: PutCondition): Promise<PutResult> {
    checkKey('put', key);
    try {
      const answer = await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          Body: joinBody(content.body),
          ContentType: content.contentType,
          CacheControl: content.cacheControl,
          Metadata: { [HASH]: sha256(content.body) },
          ...(condition === undefined
            ? {}
            : 'ifVersion' in condition
              ? { IfMatch: condition.ifVersion }
              : { IfNoneMatch: '*' }),
        }),
      );
      return { outcome: 'written', version: answer.ETag ?? '' };
    } catch (error) {
      if (isConflict(error)) return { outcome: 'conflict' };
      throw new StoreError('put', key, { cause: error });
    }
  }

  async write(key: string, { chunks, size, contentType, cacheControl }: StreamedContent): Promise<PutResult> {
    checkKey('write', key);
    const broken = new AbortController();
    const body = Readable.from(untilBroken(chunks, broken), { objectMode: false });
    try {
      const answer = await this.#client.send(
        new PutObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          Body: body,
          ContentLength: size,
          ContentType: contentType,
          CacheControl: cacheControl,
          IfNoneMatch: '*',
        }),
        { abortSignal: broken.signal },
      );
      return { outcome: 'written', version: answer.ETag ?? '' };
    } catch (error) {
      if (isConflict(error)) return { outcome: 'conflict' };
      throw new StoreError('write', key, { cause: broken.signal.aborted ? broken.signal.reason : error });
    }
  }

  async delete(key: string, condition?: DeleteCondition): Promise<DeleteResult> {
    checkKey('delete', key);
    const match = condition === undefined ? {} : { IfMatch: condition.ifVersion };
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key, ...match }));
      return 'gone';
    } catch (error) {
      if (isAnswer(error, 404, 'NoSuchKey')) return 'gone';
      if (isConflict(error)) return 'conflict';
      throw new StoreError('delete', key, { cause: error });
    }
  }

  async list(prefix: string, options: ListOptions = {}): Promise<Listing> {
    try {
      const answer = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: prefix,
          StartAfter: options.after,
          MaxKeys: options.limit,
          // XML cannot hold every character that a key can.
          EncodingType: 'url',
        }),
      );
      const objects = (answer.Contents ?? []).map((object) =>
        infoOf(decodeURIComponent((object.Key ?? '').replaceAll('+', ' ')), object, object.Size ?? 0),
      );
      return { objects, more: answer.IsTruncated ?? false };
    } catch (error) {
      throw new StoreError('list', prefix, { cause: error });
    }
  }

  async #getEmpty(key: string, options: { readonly first?: number }): Promise<StoredObject | undefined> {
    const info = await this.head(key);
    // Somebody wrote to it meanwhile.
    if (info !== undefined && info.size > 0) return this.get(key, options);
    return info === undefined ? undefined : { ...info, body: new Uint8Array() };
  }

  async #head(operation: string, key: string) {
    try {
      return await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }));
    } catch (error) {
      // An answer to HEAD has no body that could name the error.
      if (isAnswer(error, 404)) return undefined;
      throw new StoreError(operation, key, { cause: error });
    }
  }
}

/** The chunks of a stream. Where it breaks, the request is given up: the client would wait for the rest, or throw out of turn. */
async function* untilBroken(
  chunks: AsyncIterable<Uint8Array>,
  broken: AbortController,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    broken.abort(error);
  }
}

async function* readStream(key: string, stream: ReadableStream): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw new StoreError('read', key, { cause: error });
  }
}

function infoOf(
  key: string,
  answer: { readonly ETag?: string | undefined; readonly LastModified?: Date | undefined },
  size: number,
): ObjectInfo {
  const modified = Math.floor((answer.LastModified?.getTime() ?? 0) / 1000) * 1000;
  return { key, version: answer.ETag ?? '', modified, size };
}

/**
 * The bytes before encoding, of an object that was stored gzip-encoded. Of a text that expands without end, or that was cut
 * short, no more than `first` bytes are made, and its size is told to be above that. What only claims to be gzip is
 * given as it is: whoever reads it can tell better what is wrong with it.
 */
async function decode(
  stored: Uint8Array,
  storedSize: number,
  encoding: string | undefined,
  first: number | undefined,
): Promise<{ readonly body: Uint8Array; readonly size: number }> {
  const encodings = (encoding ?? '').split(',').map((name) => name.trim());
  if (!encodings.includes('gzip')) return { body: stored, size: storedSize };
  const limit = first ?? Number.POSITIVE_INFINITY;
  const cut = storedSize > stored.length;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const decoder = createGunzip(cut ? { finishFlush: constants.Z_SYNC_FLUSH } : {});
    decoder.end(stored);
    for await (const chunk of decoder) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) break;
    }
  } catch {
    return { body: stored, size: storedSize };
  }
  return {
    body: Buffer.concat(chunks).subarray(0, first),
    size: cut || length > limit ? Math.max(storedSize, limit + 1) : length,
  };
}

function sha256(body: Body): string {
  const hash = createHash('sha256');
  for (const piece of piecesOf(body)) hash.update(piece);
  return hash.digest('hex');
}

function isAnswer(error: unknown, status: number, name?: string): boolean {
  return (
    error instanceof S3ServiceException &&
    error.$metadata.httpStatusCode === status &&
    (name === undefined || error.name === name)
  );
}

/** The condition did not hold, another request was faster, or what `If-Match` names is gone. */
function isConflict(error: unknown): boolean {
  return (
    isAnswer(error, 412) ||
    isAnswer(error, 409, 'ConditionalRequestConflict') ||
    isAnswer(error, 404, 'NoSuchKey')
  );
}
