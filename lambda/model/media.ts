/** A file of the uploaders that is published beside their articles: a picture, a recording, a document. */
export interface MediaFile {
  /** Where it is published: `media/<hash of its bytes>.<type>`. */
  readonly path: string;
  /** Its media type: `image/png`. */
  readonly type: string;
  /** In bytes, as it is published. */
  readonly length: number;
  /** In pixels, where it is a picture whose size can be read. */
  readonly width?: number;
  readonly height?: number;
}

/** A file whose bytes are at hand. */
export interface MediaContent extends MediaFile {
  readonly body: Uint8Array;
}

/** What becomes of an uploaded file that an article names: a file to publish, or why there is none; `problem` is a clause. */
export type Companion = MediaFile | { readonly problem: string };

/** The prefix of all published files of uploaders. */
export const MEDIA = 'media/';

/** A picture is read as a whole; larger ones are not published. */
export const MAX_PICTURE_BYTES = 20 * 1000 * 1000;

/** Recordings and documents are copied and never held in memory; larger ones are not published. */
export const MAX_RECORDING_BYTES = 500 * 1000 * 1000;

/** The media types of published files of uploaders, by the endings of their addresses. */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  ogv: 'video/ogg',
  pdf: 'application/pdf',
  zip: 'application/zip',
  epub: 'application/epub+zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** Other endings of recordings of the same formats, and what `file-type` calls these. */
const SAME_FORMAT: Readonly<Record<string, string>> = { m4b: 'm4a', oga: 'ogg', m4v: 'mp4' };

/** What the public address of a file ends with, by how its name ends or by what its format is called. */
export function publicEndingOf(ending: string): string {
  return (Object.hasOwn(SAME_FORMAT, ending) ? SAME_FORMAT[ending] : undefined) ?? ending;
}

/** The element that plays files of a media type; undefined for what is neither sound nor video. */
export function playerOf(type: string): 'audio' | 'video' | undefined {
  if (type.startsWith('audio/')) return 'audio';
  return type.startsWith('video/') ? 'video' : undefined;
}

/** How many bytes of a recording or a document tell its type. */
export const OPENING_BYTES = 8192;

/** What the names of pictures end with. */
const PICTURE = /\.(?:png|jpe?g|jfif|gif|webp|avif|svg)$/i;

/** What a file is by its name: a picture, or one that may be large; undefined for articles and what is not published. */
export function mediaKindOf(key: string): 'picture' | 'bulky' | undefined {
  if (PICTURE.test(key)) return 'picture';
  const [, ending = ''] = /\.([a-z\d]{1,5})$/i.exec(key) ?? [];
  return Object.hasOwn(MEDIA_TYPES, publicEndingOf(ending.toLowerCase())) ? 'bulky' : undefined;
}

/** The hash in the path of a published file; undefined for any other path. */
export function mediaPathHash(path: string): string | undefined {
  return /^media\/([0-9a-z]{20})\.[a-z0-9]{1,5}$/.exec(path)?.[1];
}
