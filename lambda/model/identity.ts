import { hash } from 'node:crypto';
import { remember } from './memo.ts';

/** The namespace of the guids (RFC 9562, section 6.6): fixed for ever, as every published guid depends on it. */
const NAMESPACE = Buffer.from('6f0d8a3a5b1c5e0e9d4b1f2a7c3e8d90', 'hex');

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** Many more keys than are worked on at the same time: the id of each is asked for a dozen times. */
const ids = remember(1000, (key) => hash20(`article\n${key}`));

/** The name of an article's record and page: 20 characters (100 bits) of a hash of its key. */
export function articleId(key: string): string {
  return ids(key);
}

/** The item's guid, `urn:uuid:` and a version 5 UUID of the key: it outlives a new title, date, category or domain. */
export function articleGuid(key: string): string {
  const bytes = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(key)]), 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 20 characters of Crockford's base 32, 100 bits of SHA-256. */
export function hash20(text: string): string {
  const bytes = hash('sha256', text, 'buffer');
  let id = '';
  for (let i = 0; i < 20; i++) {
    const bit = i * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    id += BASE32[(pair >> (11 - (bit & 7))) & 31];
  }
  return id;
}
