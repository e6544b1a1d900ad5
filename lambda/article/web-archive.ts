import type { Attachment, Email } from 'postal-mime';
import type { SavedPictures } from './media/saved-pictures.ts';

/** A page with the pictures that were saved with it. */
export interface WebArchive {
  /** HTML in UTF-8, below a comment that says where it is from. */
  readonly page: Uint8Array;
  readonly pictures?: PictureParts;
  /** Its last line is missing, as after a download that broke off. */
  readonly isCut?: boolean;
}

/** The page in a web archive and its pictures; undefined when there is no page. Its other parts are not read. */
export async function readWebArchive(bytes: Uint8Array): Promise<WebArchive | undefined> {
  const { archive, base, isCut } = withLocations(bytes);
  const message = await parseMessage(archive);
  const html = message?.html ?? '';
  if (html.trim() === '') return undefined;
  const address = message?.headers.find(({ key }) => key === 'snapshot-content-location')?.value ?? '';
  // Frames follow the page itself.
  const end = /<\/html\s{0,100}>/i.exec(html);
  const page = end === null ? html : html.slice(0, end.index + end[0].length);
  const origin = /^https?:[^\s<>]+$/.test(address) ? `<!-- saved from url=(0)${address} -->\n` : '';
  const pictures = new PictureParts(message?.attachments ?? [], base);
  return { page: Buffer.from(origin + page), pictures, isCut };
}

/** The pictures of a web archive, by where they were before. */
export class PictureParts implements SavedPictures {
  readonly #pictures = new Map<string, Uint8Array>();
  readonly #base: string | undefined;

  /** `base` is the address of the page. */
  constructor(parts: readonly Attachment[], base?: string) {
    this.#base = base;
    for (const { mimeType, content, description: location, contentId } of parts) {
      if (!mimeType.startsWith('image/') || typeof content === 'string') continue;
      const picture = content instanceof Uint8Array ? content : new Uint8Array(content);
      if (picture.length < MIN_PICTURE_BYTES) continue;
      const addresses = [location?.replaceAll(/\s/g, ''), contentId?.replace(/^<(.*)>$/, 'cid:$1')];
      for (const address of addresses) {
        const resolved = address === undefined ? undefined : this.#resolve(address);
        if (resolved !== undefined && !this.#pictures.has(resolved)) this.#pictures.set(resolved, picture);
      }
    }
  }

  /** All of them with their locations. */
  [Symbol.iterator](): IterableIterator<[string, Uint8Array]> {
    return this.#pictures[Symbol.iterator]();
  }

  locate(address: string): string | undefined {
    if (this.#pictures.size === 0) return undefined;
    const location = this.#resolve(address);
    return location !== undefined && this.#pictures.has(location) ? location : undefined;
  }

  get(location: string): Uint8Array | undefined {
    return this.#pictures.get(location);
  }

  #resolve(address: string): string | undefined {
    if (address.length > MAX_LOCATION) return undefined;
    return URL.parse(address.trim(), this.#base)?.href.replace(/#.*$/s, '');
  }
}

/** Smaller pictures are signs, or count visits. */
const MIN_PICTURE_BYTES = 300;

const MAX_LOCATION = 8_192;

async function parseMessage(archive: Uint8Array): Promise<Email | undefined> {
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(archive, { maxNestingDepth: 10 });
  } catch {
    return undefined;
  }
}

/** In bytes: the headers of a part are shorter. */
const MAX_PART_HEAD = 16_384;

/**
 * A web archive in which the location of each part is its description, too, as the library reports only the latter; the
 * location of the first page; and whether the line that ends the parts is missing.
 */
function withLocations(bytes: Uint8Array): {
  readonly archive: Uint8Array;
  readonly base?: string;
  readonly isCut: boolean;
} {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const text = withoutEndlessParts(whole);
  const boundaries = new Set<string>();
  const pieces: string[] = [];
  let base: string | undefined;
  let written = 0;
  // What was taken for a head is not looked at again, so that this takes linear time.
  for (let at = 0; at >= 0 && at < text.length; at = endOfBoundary(text, written, boundaries)) {
    const [head = ''] = text.slice(at, at + MAX_PART_HEAD).split(/\r?\n\r?\n/, 1);
    const [, boundary] = /\bboundary="?([^"\s;]{1,100})/i.exec(head) ?? [];
    if (boundary !== undefined) boundaries.add(boundary);
    if (/^Content-Type:\s{0,100}text\/html/im.test(head))
      base ??= /^Content-Location:\s{0,100}(\S+)/im.exec(head)?.[1];
    pieces.push(text.slice(written, at), head.replace(/^Content-Location:/im, 'Content-Description:'));
    written = at + head.length;
  }
  const archive = Buffer.from(pieces.join('') + text.slice(written), 'latin1');
  // The first boundary is that of the archive itself.
  const [outermost] = boundaries;
  const isCut = outermost !== undefined && !whole.includes(`\n--${outermost}--`);
  return { archive, isCut, ...(base !== undefined && { base }) };
}

/** Lines that may begin a part, as those of styles do, too: the library takes a kilobyte and more for each part. */
const MAX_DASHED_LINES = 50_000;

/** A web archive up to where it has more lines that may begin a part than one that was saved. */
function withoutEndlessParts(text: string): string {
  let at = -1;
  for (let lines = 0; lines <= MAX_DASHED_LINES; lines++) {
    at = text.indexOf('\n--', at + 1);
    if (at < 0) return text;
  }
  return text.slice(0, at + 1);
}

/** Where the line after the next boundary begins; -1 where there is none. */
function endOfBoundary(text: string, from: number, boundaries: ReadonlySet<string>): number {
  for (let at = text.indexOf('\n--', from); at >= 0; at = text.indexOf('\n--', at + 1)) {
    const line = text.slice(at + 3, at + 110);
    const end = line.indexOf('\n');
    if (end >= 0 && boundaries.has(line.slice(0, end).trimEnd())) return at + 3 + end + 1;
  }
  return -1;
}
