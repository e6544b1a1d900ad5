import type { Body } from './model/body.ts';
import { cacheControlOf, contentTypeOf } from './model/serving.ts';
import type { PublicDocument } from './protocol/derivations.ts';

/** A text as it is published at a path. */
export function document(path: string, text: string | Uint8Array): PublicDocument<Uint8Array> {
  return documentOf(path, typeof text === 'string' ? Buffer.from(text) : text);
}

/** A body as it is published at a path. */
export function documentOf<Bytes extends Body>(path: string, body: Bytes): PublicDocument<Bytes> {
  return { path, content: { contentType: contentTypeOf(path), cacheControl: cacheControlOf(path), body } };
}
