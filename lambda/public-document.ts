import { cacheControlOf, contentTypeOf } from './model/serving.ts';
import type { PublicDocument } from './protocol/derivations.ts';

/** A document as it is published at a path. */
export function document(path: string, text: string | Uint8Array): PublicDocument {
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  return { path, content: { contentType: contentTypeOf(path), cacheControl: cacheControlOf(path), body } };
}
