import { type InterceptedRequest, interceptStore } from '../support/intercept-store.ts';
import type { SmallSite } from './small-site.ts';
import type { BucketName } from './worker.ts';

/** A request of a worker to a bucket, and the way to have it applied. */
export type Around = <Answer>(
  request: InterceptedRequest & { readonly bucket: BucketName },
  apply: () => Promise<Answer>,
) => Promise<Answer>;

/** The context of a worker each of whose requests goes through `around`. */
export function interceptRequests({ buckets, context }: SmallSite, around: Around) {
  const intercept = (bucket: BucketName) =>
    interceptStore(buckets[bucket], (request, apply) => around({ bucket, ...request }, apply));
  return {
    ...context,
    articles: intercept('articles'),
    state: intercept('state'),
    publicSite: intercept('publicSite'),
  };
}
