import { Pieces } from './pieces.ts';

/** Chunks of a PNG that tell of its author, its camera or its place (PNG, third edition, section 11.3). */
const PNG_PERSONAL: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

/** Chunks of a WebP that do, and the bits of its head that announce them (RFC 9649, section 2.7). */
const WEBP_PERSONAL: ReadonlySet<string> = new Set(['EXIF', 'XMP ']);
const WEBP_FLAGS = 0x0c;

/** A PNG without what it says of its author, camera and place. Undefined where it is cut short or damaged. */
export function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept = new Pieces(file);
  kept.add(0, 8);
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (end > file.length) return undefined;
    if (!PNG_PERSONAL.has(type)) kept.add(at, end);
    if (type === 'IEND') return kept.bytes;
    at = end;
  }
  return undefined;
}

/** A WebP without what it says of its author, camera and place. Undefined where it is cut short or damaged. */
export function stripWebp(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < 20) return undefined;
  const limit = 8 + file.readUInt32LE(4);
  if (limit > file.length + 1) return undefined;
  const kept = new Pieces(file);
  for (let at = 12; at + 8 <= limit; ) {
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    const type = file.toString('latin1', at, at + 4);
    if (at + 8 + size > file.length) return undefined;
    if (!WEBP_PERSONAL.has(type)) {
      const start = kept.length;
      kept.add(at, end);
      if (type === 'VP8X' && size > 0) kept.maskAt(start + 8, ~WEBP_FLAGS);
    }
    at = end;
  }
  const body = kept.bytes;
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(4 + body.length, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.concat([head, body]);
}

/** How many frames a GIF has (GIF89a, sections 20 to 26), up to where it is cut short. */
export function countGifFrames(bytes: Uint8Array): number {
  const skipTable = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  const skipBlocks = (from: number): number => {
    let at = from;
    for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) at += size + 1;
    return at + 1;
  };
  let frames = 0;
  for (let at = 13 + skipTable(bytes[10] ?? 0); at < bytes.length; ) {
    const kind = bytes[at];
    if (kind === 0x21) at = skipBlocks(at + 2);
    else if (kind === 0x2c) {
      frames++;
      at = skipBlocks(at + 11 + skipTable(bytes[at + 9] ?? 0));
    } else break;
  }
  return frames;
}
