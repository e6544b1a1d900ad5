import type { WebArchive } from './web-archive.ts';

/**
 * What is read of an upload: a web archive's page and the pictures that were saved with it, of all else the bytes as they
 * are. Undefined for a web archive without a page.
 */
export async function unpack(bytes: Uint8Array): Promise<WebArchive | undefined> {
  if (!isWebArchive(bytes)) return { page: bytes };
  const { readWebArchive } = await import('./web-archive.ts');
  return readWebArchive(bytes);
}

/** Whether bytes are a page that a browser has saved as one file, MHTML (RFC 2557): a message of related parts. */
function isWebArchive(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  return (
    /^[a-z-]{2,40}:/i.test(head) &&
    /^MIME-Version:/im.test(head) &&
    /^Content-Type:\s{0,100}multipart\/related/im.test(head)
  );
}

const HEAD_BYTES = 4_000;
