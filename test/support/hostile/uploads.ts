import { ATTRIBUTE_SHAPES } from './attributes.ts';
import { ELEMENT_SHAPES, PAGE_SHAPES } from './elements.ts';
import { HOSTILE_CATEGORIES, HOSTILE_NAMES } from './files.ts';
import { FRONT_MATTER_SHAPES } from './front-matter.ts';
import { MARKDOWN_SHAPES } from './markdown.ts';
import { asBodies, many, type Shapes } from './shape.ts';

/** Sizes of hostile uploads in bytes; the largest is just below what an upload may have. */
export const HOSTILE_SIZES = { small: 64_000, large: 1_000_000, largest: 5_000_000 } as const;

/** Every shape of text that is made to be slow, large or misread, as a whole file. Add what has been found once. */
export const HOSTILE_SHAPES: Shapes = {
  ...asBodies({ ...ELEMENT_SHAPES, ...ATTRIBUTE_SHAPES }, '<p>正文。</p>'),
  ...asBodies(MARKDOWN_SHAPES, '正文。'),
  ...PAGE_SHAPES,
  ...FRONT_MATTER_SHAPES,
  'plain text': many('词\n', '题\n\n'),
  'carriage returns': many('\r'),
  'control characters': many('\x01'),
};

/** Bytes that are no UTF-8, by what they are. */
const ENCODED: Readonly<Record<string, (bytes: number) => Uint8Array>> = {
  'bytes of GBK': (bytes) => Buffer.alloc(bytes, 0x81),
  'bytes of Latin-1': (bytes) => Buffer.from('\xe9a '.repeat(bytes / 3), 'latin1'),
  'bytes of UTF-16': (bytes) => Buffer.from(`\ufeff${'词'.repeat(bytes / 2)}`, 'utf16le'),
  'bytes of zero': (bytes) => Buffer.alloc(bytes),
  'bytes of every kind': (bytes) => Buffer.from(Array.from({ length: bytes }, (_, i) => (i * 7919) % 256)),
  'broken UTF-8': (bytes) => Buffer.alloc(bytes, Buffer.from([0xe8, 0xaf])),
};

/** A file for a folder of articles. */
export interface HostileUpload {
  /** What it aims at. */
  readonly name: string;
  readonly key: string;
  readonly content: Uint8Array;
}

/** Names of all shapes, of bytes too. */
export const HOSTILE_UPLOADS: readonly string[] = [...Object.keys(HOSTILE_SHAPES), ...Object.keys(ENCODED)];

/** The upload of a shape, so large. */
export function hostileUpload(name: string, bytes: number): HostileUpload {
  const shape = HOSTILE_SHAPES[name];
  const content = shape === undefined ? ENCODED[name]?.(bytes) : Buffer.from(shape(bytes));
  if (content === undefined) throw new Error(`there is no hostile upload ${name}`);
  return { name, key: `hostile/${HOSTILE_UPLOADS.indexOf(name)}.md`, content };
}

/** Small uploads whose names, or those of whose categories, are hard to write down. */
export function hostileNames(): readonly HostileUpload[] {
  const named = HOSTILE_NAMES.map((key) => ({ name: key, key, content: '---\ntitle: 题\n---\n正文。' }));
  const filed = HOSTILE_CATEGORIES.map((category, i) => ({
    name: `a category ${category}`,
    key: `categories/${i}.md`,
    content: `---\ntitle: 题\ncategories: [${JSON.stringify(category)}]\n---\n正文。`,
  }));
  return [...named, ...filed].map((upload) => ({ ...upload, content: Buffer.from(upload.content) }));
}
