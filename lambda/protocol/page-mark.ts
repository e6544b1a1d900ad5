import { hash, randomUUID } from 'node:crypto';
import { type Body, joinBody } from '../model/body.ts';
import { hash20 } from '../model/identity.ts';
import type { Content } from '../store/store.ts';

const WRITE_ID_LENGTH = 12;

/** 25 bits: one stale page in 30 million goes unnoticed. The other 35 only tell the tries of one article apart. */
const MARK_LENGTH = 5;

/**
 * An id that no other try to write a record has. That of a published article ends with the mark of its page: so whoever
 * lists the index and the pages sees which page is not the one of the record, without reading either.
 *
 * @param nonce gives a text that it has never given before.
 */
export function newWriteId(page?: Content, nonce: () => string = randomUUID): string {
  const id = hash20(nonce()).slice(0, WRITE_ID_LENGTH);
  return page === undefined ? id : id.slice(MARK_LENGTH) + markOf(hash('md5', page.body));
}

/** Whether a stored page, by its version, is the one that this write of the record comes to. */
export function isPageOf(writeId: string, version: string): boolean {
  return writeId.endsWith(markOf(version.replaceAll('"', '')));
}

/** The mark of a document, by which whoever lists the public bucket sees whether it is the one that was put. */
export function markOfDocument({ body }: Content<Body>): string {
  return markOf(hash('md5', joinBody(body)));
}

/** Whether a stored document, by its version, is the one of a mark. */
export function isDocumentOf(mark: string, version: string): boolean {
  return mark === markOf(version.replaceAll('"', ''));
}

/** The mark of a page, by the MD5 of its bytes, which is its version in S3. */
function markOf(md5: string): string {
  return hash20(`page\n${md5}`).slice(0, MARK_LENGTH);
}
