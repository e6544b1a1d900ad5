/**
 * The storage port: all that the core asks of a place where objects stand. Adapters: S3 (`s3.ts`), a folder
 * (`folder.ts`), memory (`memory.ts`); one contract suite holds for the three of them.
 *
 * A missing object and a failed condition are values. Everything else that goes wrong is a {@link StoreError}.
 */
export interface Store {
  /**
   * Reads an object. With `first`, `body` holds at most that many bytes of its beginning, while `size` still
   * tells how many there are.
   */
  get(key: string, options?: { readonly first?: number }): Promise<StoredObject | undefined>;

  /** Tells what stands at a key without reading it. */
  head(key: string): Promise<ObjectInfo | undefined>;

  /** Whether exactly this content stands at the key, bytes and headers both, as far as the adapter keeps headers. */
  holds(key: string, content: Content): Promise<boolean>;

  /** Writes an object as a whole, or nothing when the condition does not hold. Readers never see half of it. */
  put(key: string, content: Content, condition?: PutCondition): Promise<PutResult>;

  /** Removes an object; removing one that is not there succeeds. */
  delete(key: string, condition?: DeleteCondition): Promise<DeleteResult>;

  /** The objects whose keys begin with `prefix` and come after `after`, in the order of their keys' UTF-8 bytes. */
  list(prefix: string, options?: ListOptions): Promise<Listing>;
}

/** The reading half of the port: all that the core may do to the articles. */
export type ReadableStore = Pick<Store, 'get' | 'head' | 'list'>;

export interface ObjectInfo {
  readonly key: string;
  /** Opaque; two reads with the same version saw the same bytes. On S3 the ETag. */
  readonly version: string;
  /** When the object was last written, in milliseconds since the epoch, cut to whole seconds as HTTP does. */
  readonly modified: number;
  /** In bytes as stored; of an object that is stored gzip-encoded, `get` tells the size of what it decoded. */
  readonly size: number;
}

export interface StoredObject extends ObjectInfo {
  readonly body: Uint8Array;
}

export interface Content {
  readonly body: Uint8Array;
  /** A media type with its charset, such as `application/atom+xml; charset=utf-8`. */
  readonly contentType: string;
  /** The value of the `Cache-Control` header, where the object is served to the public. */
  readonly cacheControl?: string;
}

/** `ifVersion`: the object is still this version. `ifAbsent`: nothing stands there. */
export type PutCondition = { readonly ifVersion: string } | { readonly ifAbsent: true };

export interface DeleteCondition {
  readonly ifVersion: string;
}

/** `conflict`: the condition did not hold, and nothing was written. */
export type PutResult =
  | { readonly outcome: 'written'; readonly version: string }
  | { readonly outcome: 'conflict' };

export type DeleteResult = 'gone' | 'conflict';

export interface ListOptions {
  /** Only keys greater than this one. */
  readonly after?: string;
  /** At most this many objects; the adapter may return fewer, and at most 1,000. */
  readonly limit?: number;
}

export interface Listing {
  readonly objects: readonly ObjectInfo[];
  /** Whether more objects may follow the last one. */
  readonly more: boolean;
}

/** A request to a store failed for another reason than a missing object or a failed condition. */
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

/** Every object below a prefix, page by page; no further page is asked for once the signal is aborted. */
export async function* listAll(
  store: Pick<Store, 'list'>,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  let after: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const page = await store.list(prefix, after === undefined ? {} : { after });
    yield* page.objects;
    const last = page.objects.at(-1);
    if (!page.more || last === undefined) return;
    after = last.key;
  }
}
