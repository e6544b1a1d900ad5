import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one colour, with chunks of text if these are given. */
export function png(width: number, height: number, texts: readonly string[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const rows = Buffer.alloc(height * (width + 1), 0x40);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...texts.map((text) => chunk('tEXt', Buffer.from(text, 'latin1'))),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The segments of a JPEG of this size, without a picture that shows, with what a camera writes before it and behind. */
export function jpeg(width: number, height: number, orientation = 1): Buffer {
  const tiff = Buffer.alloc(26 + 20);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  tiff.write('GPS 31.23N', 26, 'latin1');
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])),
    segment(0xfe, Buffer.from('Zhang took this')),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from('a second picture with its own GPS'),
  ]);
}

function segment(marker: number, data: Buffer): Buffer {
  const length = data.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), data]);
}

/** The boxes of an AVIF of this size, without a picture that shows, with what a camera and an editor write. */
export function avif(width: number, height: number, { method = 0 } = {}): Buffer {
  const exif = Buffer.from('\0\0\0\0II*\0 GPS 31.23N', 'latin1');
  const xmp = Buffer.from('<x:xmpmeta>Zhang</x:xmpmeta>');
  const item = (id: number, type: string, rest = '') =>
    fullBox('infe', 2, Buffer.from([0, id, 0, 0]), Buffer.from(`${type}\0${rest}`, 'latin1'));
  const infos = fullBox(
    'iinf',
    0,
    Buffer.from([0, 3]),
    item(1, 'av01'),
    item(2, 'Exif'),
    item(3, 'mime', 'application/rdf+xml\0'),
  );
  const side = Buffer.alloc(8);
  side.writeUInt32BE(width, 0);
  side.writeUInt32BE(height, 4);
  const properties = box('iprp', box('ipco', fullBox('ispe', 0, side)));
  const head = (start: number) => {
    const location = (id: number, at: number, length: number) => {
      const entry = Buffer.alloc(16);
      entry.writeUInt16BE(id, 0);
      entry.writeUInt16BE(id === 1 ? 0 : method, 2);
      entry.writeUInt16BE(1, 6);
      entry.writeUInt32BE(at, 8);
      entry.writeUInt32BE(length, 12);
      return entry;
    };
    const places = [
      location(1, start, 4),
      location(2, start + 4, exif.length),
      location(3, start + 4 + exif.length, xmp.length),
    ];
    const locations = fullBox('iloc', 1, Buffer.from([0x44, 0, 0, 3]), ...places);
    const type = box('ftyp', Buffer.from('avif\0\0\0\0mif1avif', 'latin1'));
    return Buffer.concat([type, fullBox('meta', 0, infos, locations, properties)]);
  };
  return Buffer.concat([head(head(0).length + 8), box('mdat', Buffer.from('AV01'), exif, xmp)]);
}

function box(type: string, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), ...contents]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}

function fullBox(type: string, version: number, ...contents: readonly Buffer[]): Buffer {
  return box(type, Buffer.from([version, 0, 0, 0]), ...contents);
}
