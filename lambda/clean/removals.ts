import { findImageAddress, resolvePicture } from './image-addresses.ts';
import { findAddresses, findAll, findImages, readSource, type SourceElement } from './parse/tree.ts';

/** Something that a rule took out of a body. */
export interface Removal {
  /** The rule's name, as `npm run clean -- FILE --explain` prints it. */
  readonly rule: string;
  /** All of its text, as long as the upload at most. */
  readonly text: string;
  /** Everything that its attributes lead to: pictures, players, links. */
  readonly addresses: readonly string[];
  /** What it was, where that was no text of the article. */
  readonly note?: string;
}

/** Notes what a rule removed. */
export function createRemoval(rule: string, text: string, addresses: readonly string[] = []): Removal {
  return { rule, text, addresses };
}

/** What was removed from a body so far. */
export class RemovalLog {
  readonly removals: Removal[] = [];
  /** Addresses of the pictures that went as promotion, QR code, tracking or placeholder. */
  readonly images: string[] = [];
  /** Addresses of pictures that stay and stand for nothing: avatars, logos, signs. */
  readonly icons = new Set<string>();
  /** Addresses of the pictures of persons among them. */
  readonly avatars = new Set<string>();
  readonly #unresolved = new Map<string, string>();
  readonly #base: string | undefined;

  /** `base` is the address that relative ones of the body lead from. */
  constructor(base: string | undefined) {
    this.#base = base;
  }

  add(removal: Removal): void {
    this.removals.push(removal);
  }

  /** Relative addresses that lead nowhere, as the article names no original; without those of links whose text went. */
  unresolvedOf(text: string): readonly string[] {
    if (this.#unresolved.size === 0) return [];
    const shown = squeeze(text);
    return [...this.#unresolved].flatMap(([address, label], index) =>
      index >= MAX_LOOKED_UP || shown.includes(label) ? [address] : [],
    );
  }

  /** Notes a relative address that cannot be resolved, as the original's address is unknown; `label` is the link's text. */
  addUnresolved(address: string | undefined, label = ''): void {
    const raw = address?.trim() ?? '';
    if (this.#base === undefined && raw !== '' && !raw.startsWith('#') && !LEADS_AWAY.test(raw))
      this.#unresolved.set(raw, squeeze(label));
  }

  /** Notes an address that leads nowhere: an unresolved one or, as a removal, one that pages may not hold (`cid:`, `file:`). */
  addDeadAddress(address: string | undefined, rule: string, label = ''): void {
    this.addUnresolved(address, label);
    const raw = address?.trim() ?? '';
    if (LEADS_AWAY.test(raw) && !CODE_SCHEME.test(raw)) this.add(createRemoval(rule, '', [raw]));
  }

  /** Notes that an element was removed; the pictures of promotion are remembered. */
  addElement(element: SourceElement, rule: string, isPromotion: boolean): void {
    const isImage = element.name === 'img' || element.name === 'image';
    const images = isImage ? [element] : findImages(element);
    const text = readSource(element);
    if (isPromotion) for (const image of images) this.#rememberImage(image);
    if (
      text.trim() !== '' ||
      images.length > 0 ||
      isPlayer(element) ||
      holdsMedia(element) ||
      findAll(element, (inner) => isPlayer(inner) || holdsMedia(inner)).length > 0
    ) {
      this.removals.push(createRemoval(rule, text, findAddresses(element)));
    }
  }

  #rememberImage(image: SourceElement): void {
    const address =
      findImageAddress(image, this.#base)?.address ?? resolvePicture(image.attribs.src, this.#base);
    if (address !== undefined) this.images.push(address);
  }
}

/** What is not relative. */
const LEADS_AWAY = /^[a-z][a-z\d+.-]*:|^\/\//i;

/** What runs, or holds a document itself, leads nobody anywhere. */
const CODE_SCHEME = /^(?:javascript|vbscript|data|about):/i;

/** The text of so many links is looked for in an article; the others count as if it stood there. */
const MAX_LOOKED_UP = 100;

function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

function isPlayer({ name }: SourceElement): boolean {
  return name === 'audio' || name === 'video' || name === 'iframe' || name === 'embed' || name === 'object';
}

const MEDIA_FILE = /\.(?:avif|gif|jpe?g|m4a|m4v|mp3|mp4|png|svg|webm|webp)(?:[?#!]|$)/i;

/** Whether an element names a picture or a recording in an attribute of its own, as components do. */
function holdsMedia({ attribs }: SourceElement): boolean {
  return Object.entries(attribs).some(([name, value]) => name.startsWith('data-') && MEDIA_FILE.test(value));
}

const EXCERPT_LENGTH = 80;

/** The beginning of what was removed, on one line: its text, what it was, or the address of a picture. */
export function excerptOf({ text, addresses: [address = ''], note = address }: Removal): string {
  const line = (text === '' ? note : text)
    .slice(0, EXCERPT_LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH)}…`.toWellFormed();
}
