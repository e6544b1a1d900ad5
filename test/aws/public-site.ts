import { createServer } from 'node:http';
import { GetObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type LoopbackServer, listenOnLoopback } from '../support/loopback.ts';
import type { Moto } from '../support/moto.ts';
import { type Credentials, clientFor } from './deployment.ts';

/** Serves a bucket to everybody, as its policy has S3 do, and moto, blind to policies, does not. */
export async function servePublic(
  moto: Moto,
  credentials: Credentials,
  bucket: string,
): Promise<LoopbackServer> {
  const client = new S3Client({ ...clientFor(moto, credentials), forcePathStyle: true });
  const server = createServer(async (request, response) => {
    const Key = decodeURIComponent((request.url ?? '').slice(1));
    const IfNoneMatch = request.headers['if-none-match'];
    try {
      const object = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key, ...(IfNoneMatch !== undefined && { IfNoneMatch }) }),
      );
      const { ContentType = '', ContentEncoding, ETag = '' } = object;
      response.setHeader('content-type', ContentType).setHeader('etag', ETag);
      if (ContentEncoding !== undefined) response.setHeader('content-encoding', ContentEncoding);
      response.end(await object.Body?.transformToByteArray());
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      response.writeHead(status ?? 500).end();
    }
  });
  const { endpoint, stop } = await listenOnLoopback(server);
  return {
    endpoint,
    async stop() {
      await stop();
      client.destroy();
    },
  };
}
