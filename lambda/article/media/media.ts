import { createHash } from 'node:crypto';
import { cleanDrawing } from '../../clean/drawings.ts';
import { hash20 } from '../../model/identity.ts';
import { type Companion, MEDIA, MEDIA_TYPES, type MediaContent, publicEndingOf } from '../../model/media.ts';
import { stripAvif } from './avif.ts';
import { countGifFrames, stripPng, stripWebp } from './chunks.ts';
import { stripJpeg } from './jpeg.ts';

/** The pictures that browsers show, by the endings of their addresses. */
const PICTURES = ['png', 'jpg', 'gif', 'webp', 'avif'];

/** Formats that are a zip file of certain parts: their beginning may tell no more than that. */
const ZIPPED = /\.(epub|docx|xlsx|pptx)$/i;

/** A browser takes four bytes for each pixel. */
const MAX_PIXELS = 100_000_000;

/** Of all frames of an animation together. */
const MAX_ANIMATED_PIXELS = 2_000_000_000;

/** A drawing that is larger takes a browser long. */
const MAX_DRAWING_BYTES = 2_000_000;

/**
 * Makes of the bytes of a picture the file that is published, without what they tell of a place, a camera or an author; or
 * says why there is none. Depends on nothing but its arguments.
 *
 * @param name the picture's name, for the reason.
 */
export async function readPicture(name: string, body: Uint8Array): Promise<MediaContent | Companion> {
  const { fileTypeFromBuffer } = await import('file-type/core');
  const type = await fileTypeFromBuffer(body);
  if (type === undefined || type.mime === 'application/xml') {
    return looksLikeDrawing(body) ? readDrawingFile(body) : { problem: noPicture(name) };
  }
  const mime = type.mime === 'image/apng' ? 'image/png' : type.mime;
  const ending = PICTURES.find((each) => MEDIA_TYPES[each] === mime);
  if (ending === undefined) return { problem: `${noPicture(name)}: it is ${type.mime}` };
  const stripped = strip(type.mime, body);
  if (typeof stripped === 'string') return { problem: stripped };
  const size = await measure(stripped.body);
  if (size === undefined) return { problem: 'the picture is damaged: it tells no size' };
  const pixels = size.width * size.height;
  if (pixels > MAX_PIXELS) {
    return { problem: `the picture has ${size.width} × ${size.height} pixels, which is too many to show` };
  }
  if (ending === 'gif' && pixels * countGifFrames(body) > MAX_ANIMATED_PIXELS) {
    return { problem: 'the animation has more frames than browsers can show' };
  }
  const isTurned = stripped.orientation > 4;
  return contentOf(stripped.body, mime, ending, {
    width: isTurned ? size.height : size.width,
    height: isTurned ? size.width : size.height,
  });
}

/** The public file of a recording or a document, which is published as it is; or why there is none. */
export async function readRecording(
  name: string,
  file: { readonly length: number; readonly sha256: string; readonly opening: Uint8Array },
): Promise<Companion> {
  const { fileTypeFromBuffer } = await import('file-type/core');
  const found = (await fileTypeFromBuffer(file.opening))?.ext;
  const written = found === 'zip' ? ZIPPED.exec(name)?.[1]?.toLowerCase() : undefined;
  const ending = publicEndingOf(written ?? found ?? '');
  const type = Object.hasOwn(MEDIA_TYPES, ending) ? MEDIA_TYPES[ending] : undefined;
  if (type === undefined || type.startsWith('image/')) {
    const what = found === undefined ? '' : `: it is a ".${found}" file`;
    return { problem: `the file is not what its name says${what}` };
  }
  return { path: pathOf(file.sha256, ending), type, length: file.length };
}

function noPicture(name: string): string {
  return `the file is no picture, though its name ends in "${name.slice(name.lastIndexOf('.'))}"`;
}

/** The picture without what it says of its author, or why it cannot be published. */
function strip(
  type: string,
  body: Uint8Array,
): { readonly body: Uint8Array; readonly orientation: number } | string {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(body) ?? DAMAGED;
    case 'image/png':
    case 'image/apng': {
      const stripped = stripPng(body);
      return stripped === undefined ? DAMAGED : { body: stripped, orientation: 1 };
    }
    case 'image/webp': {
      const stripped = stripWebp(body);
      return stripped === undefined ? DAMAGED : { body: stripped, orientation: 1 };
    }
    case 'image/avif': {
      const stripped = stripAvif(body);
      return stripped === undefined
        ? 'the picture holds data of its camera that cannot be taken out: save it without'
        : { body: stripped, orientation: 1 };
    }
    default:
      return { body, orientation: 1 };
  }
}

const DAMAGED = 'the picture is damaged or cut short';

async function measure(
  body: Uint8Array,
): Promise<{ readonly width: number; readonly height: number } | undefined> {
  const { imageSize } = await import('image-size');
  try {
    const { width, height } = imageSize(body);
    return width >= 1 && height >= 1 ? { width: Math.round(width), height: Math.round(height) } : undefined;
  } catch {
    return undefined;
  }
}

function looksLikeDrawing(body: Uint8Array): boolean {
  return /<svg[\s>]/i.test(Buffer.from(body.subarray(0, 4096)).toString());
}

/** A drawing without anything that runs or leads away. */
async function readDrawingFile(body: Uint8Array): Promise<MediaContent | Companion> {
  if (body.length > MAX_DRAWING_BYTES) {
    return { problem: `the drawing has more than ${MAX_DRAWING_BYTES / 1e6} MB` };
  }
  const source = cleanDrawing(Buffer.from(body).toString());
  if (source === undefined) return { problem: 'the drawing shows nothing once what may run in it is gone' };
  const clean = Buffer.from(source);
  return contentOf(clean, 'image/svg+xml', 'svg', await measure(clean));
}

function contentOf(
  body: Uint8Array,
  type: string,
  ending: string,
  size: { readonly width: number; readonly height: number } | undefined,
): MediaContent {
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { path: pathOf(sha256, ending), type, length: body.length, ...size, body };
}

function pathOf(sha256: string, ending: string): string {
  return `${MEDIA}${hash20(`media\n${sha256}`)}.${ending}`;
}
