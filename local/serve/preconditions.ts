/** What a server knows of the document that is asked for. */
export interface Representation {
  /** A strong entity tag, in its quotes. */
  readonly etag: string;
  /** When the document was last written, in milliseconds since the epoch, whole seconds. */
  readonly modified?: number | undefined;
  /** In bytes. */
  readonly size: number;
}

/** Part of a document: offsets of its first byte and of the byte after its last. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** How a GET or HEAD is to be answered. */
export type Verdict =
  | { readonly status: 200 | 304 | 412 | 416 }
  | { readonly status: 206; readonly range: ByteRange };

/**
 * What the preconditions and the range of a request come to, in the order of RFC 9110, section 13.2.2. A request for several
 * ranges gets the whole document, as S3 does it.
 */
export function evaluateRequest({ method, headers }: Request, document: Representation): Verdict {
  const { etag, modified } = document;
  const ifMatch = headers.get('If-Match');
  if (ifMatch !== null) {
    if (!listsTag(ifMatch, etag, { weakly: false })) return { status: 412 };
  } else if (isBefore(parseTime(headers.get('If-Unmodified-Since')), modified)) {
    return { status: 412 };
  }
  const ifNoneMatch = headers.get('If-None-Match');
  if (ifNoneMatch !== null) {
    if (listsTag(ifNoneMatch, etag, { weakly: true })) return { status: 304 };
  } else if (isBefore(modified, (parseTime(headers.get('If-Modified-Since')) ?? Number.NaN) + 1)) {
    return { status: 304 };
  }
  const range = headers.get('Range');
  if (method !== 'GET' || range === null || !isStillThat(headers.get('If-Range'), document))
    return { status: 200 };
  return evaluateRange(range, document.size);
}

/** Whether a document has not changed since the client got the part that it wants to complete. */
function isStillThat(ifRange: string | null, { etag, modified }: Representation): boolean {
  return ifRange === null || ifRange.trim() === etag || parseTime(ifRange) === (modified ?? Number.NaN);
}

function evaluateRange(range: string, size: number): Verdict {
  const [, first, last] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(range) ?? [];
  if (first === undefined || last === undefined || first + last === '') return { status: 200 };
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? { status: 416 } : { status: 206, range: { start: size - length, end: size } };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  // A range that ends before it begins is none.
  if (last !== '' && Number(last) < start) return { status: 200 };
  return start >= size ? { status: 416 } : { status: 206, range: { start, end } };
}

/** Whether a list of entity tags names this one. Compared weakly, `W/"x"` names `"x"`, too. */
function listsTag(list: string, etag: string, { weakly }: { readonly weakly: boolean }): boolean {
  if (list.trim() === '*') return true;
  return list
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === etag || (weakly && tag === `W/${etag}`));
}

function isBefore(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && a < b;
}

/** An HTTP date in milliseconds since the epoch. */
function parseTime(text: string | null): number | undefined {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
