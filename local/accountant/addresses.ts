import type { Tag } from './markup.ts';

/** Longer ones are no addresses, pictures within the document apart. */
const MAX_ADDRESS = 8_192;

/** A picture within the document is told by its beginning; shorter than this it is a spacer. */
const MIN_DATA = 400;
const DATA_KEY = 120;

const PICTURE_NAME = /\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|heic|tiff?)(?:$|[?#!@])/i;
const MEDIA_NAME = /\.(?:mp4|m4v|mov|webm|ogv|flv|m3u8|mpd|mp3|m4a|aac|ogg|oga|opus|wav|flac|swf)(?:$|[?#])/i;
const ABSOLUTE = /^(?:https?:)?\/\/[^\s"'<>]+$/i;

/** Pictures that stand where another one is still to come. */
const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|dot|default|empty|gr[ae]y|lazy(?:load)?|load(?:ing)?\d*|pixel|placeholder|space|spacer|transparent|x|1x1|white)\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#])/i;

/** Attributes that hold text, code or a name, whatever it looks like. */
const NO_ADDRESS =
  /^(?:alt|title|class|id|name|style|type|href|rel|role|target|sizes|width|height|srcdoc|value|xmlns|aria-.*|on.*|data-(?:link|href|page|ref|referer|title|alt|headimg|avatar|logo))$/;

/** Where an address that is written in a text leads: absolute where it is or where the base is known, else as written. */
export function resolve(raw: string, base: string | undefined): string {
  const address = raw.trim();
  if (address.startsWith('data:')) return address.slice(0, DATA_KEY);
  if (address === '' || address.length > MAX_ADDRESS) return '';
  const fallback = address.startsWith('//') ? 'https://a.invalid/' : undefined;
  return URL.parse(address, base ?? fallback)?.href ?? address;
}

/** Whether an address tells where it leads without a base. */
export function isAbsolute(address: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address);
}

/** Every address that the picture of a tag may have, whatever the attribute; placeholders only where nothing else is there. */
export function findPictureAddresses(tag: Tag, base: string | undefined): string[] {
  const found: string[] = [];
  for (const [name, value] of tag.attributes) {
    if (NO_ADDRESS.test(name) && !(name === 'href' && tag.name === 'image')) continue;
    const candidates = /srcset|-set$/.test(name) ? splitSourceSet(value) : [value.trim()];
    for (const candidate of candidates) {
      if (isPictureAddress(name, candidate)) found.push(resolve(candidate, base));
    }
  }
  const sound = found.filter((address) => !address.startsWith('data:') && !PLACEHOLDER.test(address));
  return [...new Set(sound.length > 0 ? sound : found)].filter((address) => address !== '');
}

/** Every address of a recording that a tag names. */
export function findMediaAddresses({ attributes }: Tag, base: string | undefined): string[] {
  const found: string[] = [];
  for (const [name, value] of attributes) {
    if (/^(?:src|data|data-src|movie)$/.test(name) || (!NO_ADDRESS.test(name) && isMedia(value))) {
      const address = resolve(value, base);
      if (isFetched(address)) found.push(address);
    }
  }
  return [...new Set(found)];
}

/** Whether something may be fetched from an address: http(s), or relative to nobody knows what. */
export function isFetched(address: string): boolean {
  return /^https?:/i.test(address) || (address !== '' && !isAbsolute(address));
}

/** Whether a value is the address of a recording by its file's name. */
export function isMedia(value: string): boolean {
  return value.length < MAX_ADDRESS && MEDIA_NAME.test(value) && /^(?:https?:|\/|\.)/i.test(value.trim());
}

function isPictureAddress(name: string, value: string): boolean {
  if (value.startsWith('data:image/')) return value.length >= MIN_DATA;
  if (value === '' || value.length > MAX_ADDRESS || /^(?:data|javascript|blob|about):/i.test(value))
    return false;
  if (name === 'src') return true;
  return ABSOLUTE.test(value) || (PICTURE_NAME.test(value) && !/[\s"'<>{}]/.test(value));
}

function splitSourceSet(value: string): string[] {
  if (value.length > MAX_ADDRESS) return [];
  // An address may hold commas, but only a space behind one parts two candidates.
  return value.split(/,\s|\s\d[\d.]{0,6}[wxh],/).map((candidate) => candidate.trim().split(/\s/, 1)[0] ?? '');
}

/** An address by what tells it from others: its host and path, and its parameters. */
interface AddressKey {
  readonly place: string;
  readonly parameters: readonly string[];
}

const MAX_QUERIES = 50;

/** Addresses that can be asked for, however they were rewritten: without tracking, out of a redirect, over https. */
export class AddressBook {
  /** The parameters that each place was met with. */
  readonly #places = new Map<string, (readonly string[])[]>();
  readonly #files = new Set<string>();
  readonly #words = new Set<string>();
  readonly #domains = new Set<string>();

  constructor(addresses: Iterable<string>) {
    for (const address of addresses) this.#add(address);
  }

  #add(address: string): void {
    for (const each of [address, ...findEmbedded(address)]) {
      const { place, parameters } = keyOf(each);
      const known = this.#places.get(place) ?? [];
      if (known.length < MAX_QUERIES) known.push(parameters);
      this.#places.set(place, known);
      const file = fileOf(place);
      if (file !== undefined) this.#files.add(file);
      for (const word of wordsOf(each)) this.#words.add(word);
      const domain = domainOf(each);
      if (domain !== undefined) this.#domains.add(domain);
    }
  }

  /** Whether an address, or one that it wraps, is there; parameters may have gone. */
  has(address: string): boolean {
    return [address, ...findEmbedded(address)].some((each) => {
      const { place, parameters } = keyOf(each);
      const own = new Set(parameters);
      return (
        this.#places.get(place)?.some((known) => known.every((parameter) => own.has(parameter))) ?? false
      );
    });
  }

  /** Whether a picture of the same telling name is there, from whatever host. */
  hasFile(address: string): boolean {
    return [address, ...findEmbedded(address)].some((each) => {
      const file = fileOf(keyOf(each).place);
      return file !== undefined && this.#files.has(file);
    });
  }

  /** Whether something by one of the telling names in the address is there: the id of a video, the name of a programme. */
  hasNameOf(address: string): boolean {
    return wordsOf(address).some((word) => this.#words.has(word));
  }

  /** Whether the site of an address is there. */
  hasSiteOf(address: string): boolean {
    const domain = domainOf(address);
    return domain !== undefined && this.#domains.has(domain);
  }
}

function keyOf(address: string): AddressKey {
  const [plain = ''] = decode(address).replace(/&amp;/g, '&').split('#', 1);
  const query = plain.indexOf('?');
  const place = (query < 0 ? plain : plain.slice(0, query))
    .replace(/^(?:https?:)?\/\/(?:www\.)?/i, '')
    .replace(/\/$/, '');
  const parameters =
    query < 0
      ? []
      : plain
          .slice(query + 1)
          .split('&')
          .filter((pair) => pair !== '');
  return { place, parameters };
}

/** The addresses that stand whole within another: behind a proxy, in a parameter of a redirect. */
function findEmbedded(address: string): string[] {
  const found: string[] = [];
  let rest = address;
  for (let round = 0; round < 4; round++) {
    const next = rest.slice(1).search(/https?(?::|%3A|%253A)/i);
    if (next < 0) break;
    rest = rest.slice(next + 1);
    const isEncoded = /^https?%/i.test(rest);
    const [own = ''] = isEncoded ? rest.split('&', 1) : [rest];
    found.push(decode(decode(own)));
    if (!isEncoded) found.push(rest.split('&', 1)[0] ?? '');
  }
  return found;
}

/** The last part of a path, where it tells one picture from others. */
function fileOf(place: string): string | undefined {
  const file = place.slice(place.lastIndexOf('/') + 1);
  return file.length >= 10 ? file : undefined;
}

/** The names in an address that hardly another one has: long, with digits or in mixed case. */
function wordsOf(address: string): string[] {
  return (decode(address).match(/[A-Za-z0-9_-]{6,}/g) ?? []).filter(
    (word) => /\d/.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word)) || word.length >= 16,
  );
}

/** The name under which somebody registered the host of an address, as far as its form tells. */
export function domainOf(address: string): string | undefined {
  const host = /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase();
  const labels = host?.split('.') ?? [];
  const tail = labels.at(-2) ?? '';
  const isShort = /^(?:com|net|org|gov|edu|co|ac)$/.test(tail) && labels.length > 2;
  return labels.length < 2 ? host : labels.slice(isShort ? -3 : -2).join('.');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
