import { Pieces } from './pieces.ts';

/** Segments that a decoder needs, or that tell colours: everything else of APPn, and comments, may tell of the author. */
const KEPT_APPS: readonly { readonly marker: number; readonly name: string }[] = [
  { marker: 0xe0, name: 'JFIF' },
  { marker: 0xe2, name: 'ICC_PROFILE' },
  { marker: 0xee, name: 'Adobe' },
];

const EXIF = 'Exif\0\0';

/** A JPEG without what cameras and editors write into it, except for the way that it is turned. */
export interface StrippedJpeg {
  readonly body: Uint8Array;
  /** From 1 to 8, as Exif counts; 1 is upright. */
  readonly orientation: number;
}

/**
 * Takes everything out of a JPEG that does not show: places, times, names of cameras and people, thumbnails, and what stands
 * behind its end (JPEG, ITU-T T.81, annex B). Undefined where it is cut short or damaged.
 */
export function stripJpeg(bytes: Uint8Array): StrippedJpeg | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept = new Pieces(file);
  let orientation = 1;
  let at = 2;
  for (;;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at++;
    if (file[at] !== 0xff) return undefined;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xd9) break;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    if (at + 4 > file.length) return undefined;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length || end < at + 4) return undefined;
    if (marker === 0xe1 && holds(file, at + 4, EXIF)) {
      orientation = readOrientation(file.subarray(at + 4 + EXIF.length, end)) ?? orientation;
    }
    const next = marker === 0xda ? endOfScan(file, end) : end;
    if (next === undefined) return undefined;
    if (isKept(file, marker, at + 4)) kept.add(at, next);
    at = next;
  }
  const turned = orientation === 1 ? [] : [orientationSegment(orientation)];
  return { body: Buffer.concat([START, ...turned, kept.bytes, END]), orientation };
}

const START = Buffer.from([0xff, 0xd8]);
const END = Buffer.from([0xff, 0xd9]);

function isKept(file: Buffer, marker: number, at: number): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return KEPT_APPS.some((app) => app.marker === marker && holds(file, at, app.name));
}

function holds(file: Buffer, at: number, name: string): boolean {
  return file.toString('latin1', at, at + name.length) === name;
}

/** Where the marker after the data of a scan is. */
function endOfScan(file: Buffer, from: number): number | undefined {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) return undefined;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return undefined;
}

const ORIENTATION = 0x0112;

/** The orientation in a block of TIFF tags; undefined where it names none. */
function readOrientation(tiff: Buffer): number | undefined {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const read16 = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  if (tiff.length < 8) return undefined;
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = Math.min(read16(directory), 1000);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (read16(entry) !== ORIENTATION) continue;
    const value = read16(entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** A segment that says nothing but how the picture is turned. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, 2 + EXIF.length + tiff.length]);
  return Buffer.concat([head, Buffer.from(EXIF, 'latin1'), tiff]);
}
