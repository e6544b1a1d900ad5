import type { Requests } from './result.ts';

/**
 * List prices of AWS in us-east-1 in US dollars, without what a free tier gives: S3 Standard, Lambda on ARM, SQS
 * standard queues. They have stood for years; other regions cost up to half as much again.
 */
export const PRICES = {
  /** A request of S3 that writes: PUT, COPY, POST; LIST costs as much. */
  s3Put: 0.005 / 1000,
  s3List: 0.005 / 1000,
  /** A request of S3 that reads: GET, HEAD. */
  s3Get: 0.0004 / 1000,
  s3Delete: 0,
  /** A gigabyte stored for a month. */
  s3Storage: 0.023,
  /** A second of a function with a gigabyte of memory. */
  lambdaSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  /** Up to ten messages that are sent, received or deleted at once. */
  sqsRequest: 0.4 / 1e6,
} as const;

/** What requests of S3 cost, in US dollars. */
export function priceOf({ get, put, list, delete: deletions }: Requests): number {
  return get * PRICES.s3Get + put * PRICES.s3Put + list * PRICES.s3List + deletions * PRICES.s3Delete;
}
