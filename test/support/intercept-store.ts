import type { DeleteCondition, PutCondition, Store } from '../../lambda/store/store.ts';

/** A call of the storage port; `key` is the prefix of a listing. */
export interface InterceptedRequest {
  readonly operation: keyof Store;
  readonly key: string;
  readonly condition?: PutCondition | DeleteCondition | undefined;
}

/** Stands around a request: waits, fails or counts, and applies it once, again, or never. */
export type Around = <Answer>(request: InterceptedRequest, apply: () => Promise<Answer>) => Promise<Answer>;

/** A store each of whose requests goes through `around`. */
export function interceptStore(store: Store, around: Around): Store {
  return {
    get: (key, options) => around({ operation: 'get', key }, () => store.get(key, options)),
    read: (key) => around({ operation: 'read', key }, () => store.read(key)),
    head: (key) => around({ operation: 'head', key }, () => store.head(key)),
    compare: (key, content) => around({ operation: 'compare', key }, () => store.compare(key, content)),
    put: (key, content, condition) =>
      around({ operation: 'put', key, condition }, () => store.put(key, content, condition)),
    write: (key, content) => around({ operation: 'write', key }, () => store.write(key, content)),
    delete: (key, condition) =>
      around({ operation: 'delete', key, condition }, () => store.delete(key, condition)),
    list: (prefix, options) => around({ operation: 'list', key: prefix }, () => store.list(prefix, options)),
  };
}
