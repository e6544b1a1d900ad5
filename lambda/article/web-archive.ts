import type { Email } from 'postal-mime';

/** Whether bytes are a page that a browser has saved as one file, MHTML (RFC 2557): a message of related parts. */
export function isWebArchive(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  return (
    /^[a-z-]{2,40}:/i.test(head) &&
    /^MIME-Version:/im.test(head) &&
    /^Content-Type:\s{0,100}multipart\/related/im.test(head)
  );
}

const HEAD_BYTES = 4_000;

/**
 * The page in a web archive as HTML in UTF-8, below a comment that says where it is from; undefined when there is none. Its
 * other parts are not read: the page names its pictures by their addresses.
 */
export async function readWebArchive(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const message = await parseMessage(bytes);
  const html = message?.html ?? '';
  if (html.trim() === '') return undefined;
  const address = message?.headers.find(({ key }) => key === 'snapshot-content-location')?.value ?? '';
  // Frames follow the page itself.
  const end = /<\/html\s{0,100}>/i.exec(html);
  const page = end === null ? html : html.slice(0, end.index + end[0].length);
  const origin = /^https?:[^\s<>]+$/.test(address) ? `<!-- saved from url=(0)${address} -->\n` : '';
  return Buffer.from(origin + page);
}

async function parseMessage(bytes: Uint8Array): Promise<Email | undefined> {
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 10 });
  } catch {
    return undefined;
  }
}

/** A page without what its style elements hold: SingleFile inlines fonts there, and nothing reads them. */
export function withoutStyles(text: string): string {
  if (!/<(?:!doctype html|html)[\s>]/i.test(text.slice(0, HEAD_BYTES))) return text;
  const pieces: string[] = [];
  const opening = /<style(?=[\s>])[^>]{0,1000}>/gi;
  const closing = /<\/style/gi;
  let written = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(text);
    if (end === null) break;
    pieces.push(text.slice(written, opening.lastIndex));
    written = end.index;
    opening.lastIndex = closing.lastIndex;
  }
  return pieces.join('') + text.slice(written);
}
