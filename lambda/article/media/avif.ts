/** A box of a file in the ISO base media format (ISO/IEC 14496-12): where its content begins and ends. */
interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes of the file that belong to an item. */
interface Extent {
  readonly start: number;
  readonly length: number;
}

/** A box that holds more others than this is no picture's. */
const MAX_BOXES = 10_000;

/** What the metadata of XMP is declared as. */
const XMP = 'application/rdf+xml';

/**
 * An AVIF in which spaces stand for what it says of its author, camera and place (MIAF, ISO/IEC 23000-22, holds that as
 * items of Exif and XMP): nothing moves, so all offsets hold. Undefined where that cannot be done.
 */
export function stripAvif(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes);
  try {
    for (const meta of boxesIn(file, 0, file.length)) if (meta.type === 'meta') blank(file, meta);
    return namesPerson(file) ? undefined : file;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return namesPerson(bytes) ? undefined : bytes;
  }
}

/** Whether items of Exif or XMP are declared, which comes before the picture. */
function namesPerson(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1');
  return head.includes('Exif') || head.includes(XMP);
}

/** Blanks the personal items that a box of metadata declares. @throws RangeError where that cannot be done. */
function blank(file: Buffer, meta: Box): void {
  const boxes = boxesIn(file, meta.start + 4, meta.end);
  const find = (type: string): Box | undefined => boxes.find((box) => box.type === type);
  const [infos, locations] = [find('iinf'), find('iloc')];
  const personal = infos === undefined ? new Set<number>() : personalItems(file, infos);
  if (personal.size === 0) return;
  if (locations === undefined) throw new RangeError('items nowhere');
  let left = file.length;
  for (const { start, length } of extentsOf(file, locations, personal, find('idat'))) {
    left -= length;
    if (length === 0 || left < 0 || start + length > file.length) throw new RangeError('not an extent');
    file.fill(0x20, start, start + length);
  }
}

/** The boxes that follow each other from one offset to another. */
function boxesIn(file: Buffer, from: number, to: number): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = file.readUInt32BE(at);
    const head = size === 1 ? 16 : 8;
    const end = size === 0 ? to : at + (size === 1 ? readNumber(file, at + 8, 8) : size);
    if (end < at + head || end > to || boxes.length >= MAX_BOXES) throw new RangeError('not a box');
    boxes.push({ type: file.toString('latin1', at + 4, at + 8), start: at + head, end });
    at = end;
  }
  return boxes;
}

/** The items of Exif and XMP among those that a box declares, which get a type that no reader knows. */
function personalItems(file: Buffer, { start, end }: Box): ReadonlySet<number> {
  const items = new Set<number>();
  const countLength = file[start] === 0 ? 2 : 4;
  for (const info of boxesIn(file, start + 4 + countLength, end)) {
    const version = file[info.start] ?? 0;
    if (version < 2) throw new RangeError('an item without a type');
    const idLength = version === 2 ? 2 : 4;
    const id = readNumber(file, info.start + 4, idLength);
    const typeAt = info.start + 4 + idLength + 2;
    const declared = file.toString('latin1', typeAt, info.end);
    if (!declared.startsWith('Exif') && !(declared.startsWith('mime') && declared.includes(XMP))) continue;
    file.fill(0, typeAt, info.end).write('free', typeAt, 'latin1');
    items.add(id);
  }
  return items;
}

/** Where the content of some items stands in the file. */
function extentsOf(
  file: Buffer,
  { start, end }: Box,
  items: ReadonlySet<number>,
  data: Box | undefined,
): readonly Extent[] {
  const version = file[start] ?? 0;
  const [sizes = 0, moreSizes = 0] = file.subarray(start + 4, start + 6);
  const [offsetLength, lengthLength, baseLength] = [sizes >> 4, sizes & 15, moreSizes >> 4];
  const indexLength = version === 0 ? 0 : moreSizes & 15;
  const idLength = version < 2 ? 2 : 4;
  const extentLength = indexLength + offsetLength + lengthLength;
  const extents: Extent[] = [];
  const found = new Set<number>();
  for (let at = start + 6 + idLength; at < end; ) {
    const id = readNumber(file, at, idLength);
    at += idLength;
    const method = version === 0 ? 0 : file.readUInt16BE(at) & 15;
    at += version === 0 ? 2 : 4;
    const base = readNumber(file, at, baseLength);
    at += baseLength;
    const count = file.readUInt16BE(at);
    at += 2;
    if (items.has(id)) {
      const origin = method === 0 ? 0 : method === 1 ? data?.start : undefined;
      if (origin === undefined || lengthLength === 0) throw new RangeError('an item elsewhere');
      for (let i = 0; i < count; i++) {
        const offsetAt = at + i * extentLength + indexLength;
        const offset = readNumber(file, offsetAt, offsetLength);
        const length = readNumber(file, offsetAt + offsetLength, lengthLength);
        extents.push({ start: origin + base + offset, length });
      }
      found.add(id);
    }
    at += count * extentLength;
  }
  if (found.size < items.size) throw new RangeError('an item nowhere');
  return extents;
}

/** A number of 0, 2, 4 or 8 bytes. @throws RangeError beyond the file, and for more than a file can have. */
function readNumber(file: Buffer, at: number, length: number): number {
  if (length === 0) return 0;
  if (length < 8) return file.readUIntBE(at, length);
  if (length > 8 || file.readUInt16BE(at) !== 0) throw new RangeError('not a number of bytes');
  return file.readUIntBE(at + 2, 6);
}
