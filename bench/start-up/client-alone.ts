import { S3Client } from '@aws-sdk/client-s3';

/** A client that could not send anything. */
export const client = new S3Client({});
