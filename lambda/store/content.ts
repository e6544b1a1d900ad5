import type { Content } from './store.ts';

/** A content that is plain text. */
export function textContent(text: string): Content {
  return { body: Buffer.from(text), contentType: 'text/plain; charset=utf-8' };
}

/** A content that is JSON: equal values in equal order have equal bytes. */
export function jsonContent(value: object): Content {
  return { body: Buffer.from(JSON.stringify(value)), contentType: 'application/json; charset=utf-8' };
}
