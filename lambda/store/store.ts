import type { Body } from '../model/body.ts';

/**
 * The storage port: everything that the core needs of a place that holds objects. The adapters, S3 (`s3.ts`), a folder
 * (`folder.ts`) and memory (`memory.ts`), pass the same contract tests.
 *
 * A missing object and a failed condition are values. Everything else that goes wrong is a {@link StoreError}.
 */
export interface Store {
  /**
   * Reads an object. With `first`, `body` holds no more than its first so many bytes, while `size` is that of the whole
   * object.
   */
  get(key: string, options?: { readonly first?: number }): Promise<StoredObject | undefined>;

  /** Opens an object that may be too large for memory. To be read to its end, or not at all. */
  read(key: string): Promise<OpenedObject | undefined>;

  /** Looks at an object without reading it. */
  head(key: string): Promise<ObjectInfo | undefined>;

  /**
   * Whether the object has exactly this content: its bytes, and its headers where the adapter keeps them. If not, the
   * condition under which a put replaces what was seen, and nothing that came later.
   */
  compare(key: string, content: Content<Body>): Promise<Comparison>;

  /** Writes an object, or nothing when the condition does not hold. Readers never see a part of it. */
  put(key: string, content: Content<Body>, condition?: PutCondition): Promise<PutResult>;

  /** Writes an object that may be too large for memory, unless there is one. Readers never see a part of it. */
  write(key: string, content: StreamedContent): Promise<PutResult>;

  /** Deletes an object; deleting one that is not there succeeds. */
  delete(key: string, condition?: DeleteCondition): Promise<DeleteResult>;

  /** The objects whose keys begin with `prefix` and come after `after`, in the order of their keys' UTF-8 bytes. */
  list(prefix: string, options?: ListOptions): Promise<Listing>;
}

/** The reading half of the port: the core never writes articles. */
export type ReadableStore = Pick<Store, 'get' | 'read' | 'head' | 'list'>;

/** What is known of an object without reading it. */
export interface ObjectInfo {
  readonly key: string;
  /** Opaque; two reads with the same version saw the same bytes. On S3 the ETag. */
  readonly version: string;
  /** When the object was last written, in milliseconds since the epoch, cut to whole seconds as HTTP does. */
  readonly modified: number;
  /** In bytes as stored; of an object that is stored gzip-encoded, `get` tells the size of what it decoded. */
  readonly size: number;
}

/** An object that was read. */
export interface StoredObject extends ObjectInfo {
  readonly body: Uint8Array;
}

/** An object whose content is yet to be read. */
export interface OpenedObject extends ObjectInfo {
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** How an object is served. */
export interface Serving {
  /** A media type with its charset: `application/atom+xml; charset=utf-8`. */
  readonly contentType: string;
  /** The value of the `Cache-Control` header, where the object is served to the public. */
  readonly cacheControl?: string;
}

/** What is stored under a key. */
export interface Content<Bytes extends Body = Uint8Array> extends Serving {
  readonly body: Bytes;
}

/** A content that comes in pieces. */
export interface StreamedContent extends Serving {
  /** In bytes: that of all chunks together. */
  readonly size: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** `ifVersion`: the object still has this version. `ifAbsent`: there is no object. */
export type PutCondition = { readonly ifVersion: string } | { readonly ifAbsent: true };

/** The object still has this version. */
export interface DeleteCondition {
  readonly ifVersion: string;
}

/** What is there compared with a content. */
export type Comparison = 'same' | PutCondition;

/** `conflict`: the condition did not hold, and nothing was written. */
export type PutResult =
  | { readonly outcome: 'written'; readonly version: string }
  | { readonly outcome: 'conflict' };

/** `conflict`: the condition did not hold, and nothing was deleted. */
export type DeleteResult = 'gone' | 'conflict';

/** Which part of a listing is wanted. */
export interface ListOptions {
  /** Only keys greater than this one. */
  readonly after?: string;
  /** At most this many objects; the adapter may return fewer, and at most 1,000. */
  readonly limit?: number;
  /** Nothing but the keys is asked for: what else is said of the objects may be empty. */
  readonly keysOnly?: boolean;
}

/** A page of a listing. */
export interface Listing {
  readonly objects: readonly ObjectInfo[];
  /** Whether more objects may follow the last one. */
  readonly more: boolean;
}

/** A request to a store failed for any reason but a missing object or a failed condition. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly operation: string;
  readonly key: string;

  constructor(operation: string, key: string, options: { cause: unknown }) {
    const { cause } = options;
    super(
      `${operation} ${JSON.stringify(key)} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    );
    this.operation = operation;
    this.key = key;
  }
}

/** Every object whose key begins with `prefix`, page by page; no other page is requested once the signal is aborted. */
export function listAll(
  store: Pick<Store, 'list'>,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  return listPages(store, prefix, {}, signal);
}

/** The keys of the same objects: where they are files, nobody has to look at each. */
export async function* listKeys(
  store: Pick<Store, 'list'>,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  for await (const { key } of listPages(store, prefix, { keysOnly: true }, signal)) yield key;
}

async function* listPages(
  store: Pick<Store, 'list'>,
  prefix: string,
  options: ListOptions,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  let after: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const page = await store.list(prefix, after === undefined ? options : { ...options, after });
    yield* page.objects;
    const last = page.objects.at(-1);
    if (!page.more || last === undefined) return;
    after = last.key;
  }
}
