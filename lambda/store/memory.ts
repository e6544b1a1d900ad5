import { hash } from 'node:crypto';
import { type Body, joinBody } from '../model/body.ts';
import { checkKey, compareKeys, keyAlone } from './key.ts';
import { SortedKeys } from './sorted-keys.ts';
import type {
  Comparison,
  Content,
  DeleteCondition,
  DeleteResult,
  Listing,
  ListOptions,
  ObjectInfo,
  OpenedObject,
  PutCondition,
  PutResult,
  Store,
  StoredObject,
  StreamedContent,
} from './store.ts';

/** A method of the port. */
export type Operation = keyof Store;

/** A call of the port; for `list`, `key` is the prefix. */
export interface StoreRequest {
  readonly operation: Operation;
  readonly key: string;
}

/** What a test does to requests. */
export interface MemoryStoreOptions {
  /** The time that written objects get, in milliseconds since the epoch. */
  readonly clock?: () => number;
  /** Runs before a request is applied: wait to delay or reorder it, throw to fail it. */
  readonly before?: (request: StoreRequest) => Promise<void>;
  /** Runs after a request was applied: throw to lose its answer. */
  readonly after?: (request: StoreRequest) => Promise<void>;
  /** Objects in a page of a listing, 1,000 by default. */
  readonly pageSize?: number;
}

interface Entry {
  readonly info: ObjectInfo;
  readonly content: Content;
}

/**
 * The storage port in memory, for tests and benchmarks: every request is counted and can be delayed, reordered,
 * failed, or applied with its answer lost. Requests are applied atomically.
 */
export class MemoryStore implements Store {
  /** How many requests there were of each operation, failed ones included. */
  readonly requests: Record<Operation, number> = {
    get: 0,
    read: 0,
    head: 0,
    compare: 0,
    put: 0,
    write: 0,
    delete: 0,
    list: 0,
  };
  bytesRead = 0;
  bytesWritten = 0;
  readonly #entries = new Map<string, Entry>();
  readonly #keys = new SortedKeys();
  readonly #options: MemoryStoreOptions;

  constructor(options: MemoryStoreOptions = {}) {
    this.#options = options;
  }

  get(key: string, options: { readonly first?: number } = {}): Promise<StoredObject | undefined> {
    return this.#request('get', key, () => {
      const entry = this.#entries.get(key);
      if (entry === undefined) return undefined;
      const body = entry.content.body.subarray(0, options.first);
      this.bytesRead += body.length;
      return { ...entry.info, body };
    });
  }

  read(key: string): Promise<OpenedObject | undefined> {
    return this.#request('read', key, () => {
      const entry = this.#entries.get(key);
      if (entry === undefined) return undefined;
      const { body } = entry.content;
      this.bytesRead += body.length;
      return { ...entry.info, chunks: chunksOf(body) };
    });
  }

  head(key: string): Promise<ObjectInfo | undefined> {
    return this.#request('head', key, () => this.#entries.get(key)?.info);
  }

  compare(key: string, content: Content<Body>): Promise<Comparison> {
    return this.#request('compare', key, () => {
      const held = this.#entries.get(key);
      if (held === undefined) return { ifAbsent: true };
      const isSame =
        held.content.contentType === content.contentType &&
        held.content.cacheControl === content.cacheControl &&
        Buffer.compare(held.content.body, joinBody(content.body)) === 0;
      return isSame ? 'same' : { ifVersion: held.info.version };
    });
  }

  put(key: string, content: Content<Body>, condition?: PutCondition): Promise<PutResult> {
    return this.#request('put', key, () => {
      const version = this.#entries.get(key)?.info.version;
      const holds =
        condition === undefined ||
        ('ifVersion' in condition ? version === condition.ifVersion : version === undefined);
      return holds ? { outcome: 'written', version: this.#write(key, content) } : { outcome: 'conflict' };
    });
  }

  async write(key: string, { chunks, size: _, ...serving }: StreamedContent): Promise<PutResult> {
    const pieces: Uint8Array[] = [];
    for await (const chunk of chunks) pieces.push(chunk);
    return this.#request('write', key, () => {
      if (this.#entries.has(key)) return { outcome: 'conflict' };
      return { outcome: 'written', version: this.#write(key, { ...serving, body: Buffer.concat(pieces) }) };
    });
  }

  delete(key: string, condition?: DeleteCondition): Promise<DeleteResult> {
    return this.#request('delete', key, () => {
      const version = this.#entries.get(key)?.info.version;
      if (version === undefined) return 'gone';
      if (condition !== undefined && version !== condition.ifVersion) return 'conflict';
      this.#entries.delete(key);
      this.#keys.delete(key);
      return 'gone';
    });
  }

  list(prefix: string, options: ListOptions = {}): Promise<Listing> {
    return this.#request('list', prefix, () => {
      const pageSize = this.#options.pageSize ?? 1000;
      const limit = Math.min(options.limit ?? pageSize, pageSize);
      const objects: ObjectInfo[] = [];
      for (const info of this.#infos(prefix, options.after)) {
        if (objects.length === limit) return { objects, more: true };
        objects.push(options.keysOnly === true ? keyAlone(info.key) : info);
      }
      return { objects, more: false };
    });
  }

  /** The contents of all objects whose keys begin with `prefix`, in order. Not a request: neither counted nor failed. */
  contents(prefix = ''): Map<string, Content> {
    const contents = new Map<string, Content>();
    for (const { key } of this.#infos(prefix)) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) contents.set(key, entry.content);
    }
    return contents;
  }

  *#infos(prefix: string, after?: string): Generator<ObjectInfo> {
    const start = after !== undefined && compareKeys(after, prefix) > 0 ? after : prefix;
    for (const key of this.#keys.from(start)) {
      if (!key.startsWith(prefix)) return;
      const info = this.#entries.get(key)?.info;
      if (key !== after && info !== undefined) yield info;
    }
  }

  #write(key: string, content: Content<Body>): string {
    const bytes = joinBody(content.body);
    // MD5, as S3's ETags: the same bytes put again have the same version again.
    const version = hash('md5', bytes);
    const modified = Math.floor((this.#options.clock ?? Date.now)() / 1000) * 1000;
    const body = new Uint8Array(bytes);
    this.bytesWritten += body.length;
    this.#entries.set(key, {
      info: { key, version, modified, size: body.length },
      content: { ...content, body },
    });
    this.#keys.add(key);
    return version;
  }

  async #request<Answer>(operation: Operation, key: string, apply: () => Answer): Promise<Answer> {
    if (operation !== 'list') checkKey(operation, key);
    this.requests[operation]++;
    await this.#options.before?.({ operation, key });
    const answer = apply();
    await this.#options.after?.({ operation, key });
    return answer;
  }
}

async function* chunksOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 65_536;
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}
