import type { Operation } from '../../lambda/store/memory.ts';
import type { Store } from '../../lambda/store/store.ts';
import type { SmallSite } from './small-site.ts';
import type { BucketName } from './world.ts';

/** A request of a worker, and the way to have it applied. */
export type Around = <Answer>(
  request: { readonly bucket: BucketName; readonly operation: Operation; readonly key: string },
  apply: () => Promise<Answer>,
) => Promise<Answer>;

/** The context of a worker each of whose requests goes through `around`. */
export function interceptRequests(site: SmallSite, around: Around) {
  const { articles, state, publicSite } = site.buckets;
  return {
    ...site.context,
    articles: interceptStore(articles, 'articles', around),
    state: interceptStore(state, 'state', around),
    publicSite: interceptStore(publicSite, 'publicSite', around),
  };
}

function interceptStore(store: Store, bucket: BucketName, around: Around): Store {
  const ask = <Answer>(operation: Operation, key: string, apply: () => Promise<Answer>): Promise<Answer> =>
    around({ bucket, operation, key }, apply);
  return {
    get: (key, options) => ask('get', key, () => store.get(key, options)),
    head: (key) => ask('head', key, () => store.head(key)),
    holds: (key, content) => ask('holds', key, () => store.holds(key, content)),
    put: (key, content, condition) => ask('put', key, () => store.put(key, content, condition)),
    delete: (key, condition) => ask('delete', key, () => store.delete(key, condition)),
    list: (prefix, options) => ask('list', prefix, () => store.list(prefix, options)),
  };
}
