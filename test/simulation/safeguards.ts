import { type Body, joinBody } from '../../lambda/model/body.ts';
import { mediaKindOf } from '../../lambda/model/media.ts';
import { LEASE_KEY } from '../../lambda/protocol/archive/lease.ts';
import { MARKS } from '../../lambda/protocol/archive/marks.ts';
import { recordId } from '../../lambda/protocol/record.ts';
import { WATCHES } from '../../lambda/protocol/watches.ts';
import type { Content, ObjectInfo, Store } from '../../lambda/store/store.ts';
import type { Tamper } from './worker.ts';

/** Workers whose records are put whatever stands there meanwhile. */
export const withoutRecordSwap: Tamper = (store, bucket) =>
  bucket === 'state' ? putUnconditionally(store, isRecord) : store;

/** Workers whose heads are put whatever stands there meanwhile. */
export const withoutHeadSwap: Tamper = (store, bucket) =>
  bucket === 'state' ? putUnconditionally(store, (key) => key.startsWith('heads/')) : store;

/** Workers that believe at the second look at an article what they saw at the first. */
export const withoutLookAtArticle: Tamper = (store, bucket) => {
  if (bucket !== 'articles') return store;
  const seen = new Map<string, ObjectInfo | undefined>();
  return {
    ...store,
    get: async (key, options) => {
      const object = await store.get(key, options);
      seen.set(key, object);
      return object;
    },
    head: async (key) => seen.get(key),
  };
};

/** Workers that believe, once the page is put, that the record is the one that they saw last. */
export const withoutLookAtRecord: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  const seen = new Map<string, ObjectInfo | undefined>();
  return {
    ...store,
    get: async (key, options) => {
      const object = await store.get(key, options);
      seen.set(key, object);
      return object;
    },
    put: async (key, content, condition) => {
      const put = await store.put(key, content, condition);
      if (put.outcome === 'written') seen.set(key, { key, version: put.version, modified: 0, size: 0 });
      return put;
    },
    head: (key) => (isRecord(key) ? Promise.resolve(seen.get(key)) : store.head(key)),
  };
};

/** Workers whose records forget which lists the article was in. */
export const withoutMemory: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  return {
    ...store,
    put: (key, content, condition) => {
      if (!isRecord(key)) return store.put(key, content, condition);
      const record = { ...JSON.parse(Buffer.from(joinBody(content.body)).toString()), left: [], former: [] };
      return store.put(key, { ...content, body: Buffer.from(JSON.stringify(record)) }, condition);
    },
  };
};

/** Workers that put and delete documents whatever stands there meanwhile. */
export const withoutDocumentConditions: Tamper = (store, bucket) => {
  if (bucket !== 'publicSite') return store;
  return { ...putUnconditionally(store, () => true), delete: (key) => store.delete(key) };
};

function putUnconditionally(store: Store, covers: (key: string) => boolean): Store {
  return {
    ...store,
    put: (key, content, condition) => store.put(key, content, covers(key) ? undefined : condition),
  };
}

function isRecord(key: string): boolean {
  return recordId(key) !== undefined;
}

/** Workers that look for files without telling anybody. */
export const withoutWatches: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  return {
    ...store,
    put: (key, content, condition) =>
      key.startsWith(WATCHES)
        ? Promise.resolve({ outcome: 'written', version: '' })
        : store.put(key, content, condition),
  };
};

/** Workers that believe at the second look at a file what they saw at the first. */
export const withoutLookAtFiles: Tamper = (store, bucket) => {
  if (bucket !== 'articles') return store;
  const seen = new Map<string, ObjectInfo | undefined>();
  let isSecond = false;
  return {
    ...store,
    get: async (key, options) => {
      if (mediaKindOf(key) === undefined) isSecond = false;
      return store.get(key, options);
    },
    head: async (key) => {
      // The article is looked at again right before its files are.
      if (mediaKindOf(key) === undefined) isSecond = true;
      else if (isSecond) return seen.get(key);
      const info = await store.head(key);
      if (mediaKindOf(key) !== undefined) seen.set(key, info);
      return info;
    },
  };
};

/** Workers that mark the days of the first article that they change, and no others. */
export const withoutMarks: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  let marks = 0;
  return {
    ...store,
    put: (key, content, condition) =>
      key.startsWith(MARKS) && marks++ > 0
        ? Promise.resolve({ outcome: 'written', version: '' })
        : store.put(key, content, condition),
  };
};

/** Ticks that take every mark for one whose worker is gone. */
export const withoutPatience: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  return {
    ...store,
    list: async (prefix, options) => {
      const { objects, more } = await store.list(prefix, options);
      return {
        objects: prefix === MARKS ? objects.map((mark) => ({ ...mark, modified: 0 })) : objects,
        more,
      };
    },
  };
};

/** Ticks that work on archives while others do, and replace their trees whatever stands there. */
export const withoutLease: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  return {
    ...store,
    put: (key, content, condition) =>
      key === LEASE_KEY
        ? Promise.resolve({ outcome: 'written', version: '' })
        : store.put(key, content, key.startsWith(TREES) ? undefined : condition),
  };
};

/** Ticks whose trees stand only once all documents do. */
export const withoutTreeFirst: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  return {
    ...store,
    put: (key, content, condition) => {
      if (!key.startsWith(TREES)) return store.put(key, content, condition);
      const isFirst = treeIn(content).leaves.some(({ documents }) => documents === undefined);
      if (isFirst) return Promise.resolve({ outcome: 'written', version: '' });
      return store.put(key, content);
    },
  };
};

/** Ticks whose site tree forgets which categories have changed. */
export const withoutOwed: Tamper = (store, bucket) => {
  if (bucket !== 'state') return store;
  return {
    ...store,
    put: (key, content, condition) => {
      if (!key.startsWith(TREES)) return store.put(key, content, condition);
      const body = Buffer.from(JSON.stringify({ ...treeIn(content), owed: {} }));
      return store.put(key, { ...content, body }, condition);
    },
  };
};

const TREES = 'archive/trees/';

function treeIn({ body }: Content<Body>): { readonly leaves: readonly { readonly documents?: unknown }[] } {
  return JSON.parse(Buffer.from(joinBody(body)).toString());
}
