import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { MAX_INLINE_IMAGE } from '../../clean/allow-list.ts';
import type { SourceElement, SourceParent } from '../../clean/parse/tree.ts';
import type { Upload, Warning } from '../../model/article.ts';
import { type MediaContent, type MediaFile, playerOf } from '../../model/media.ts';
import { publicUrl } from '../../model/paths.ts';
import type { Site } from '../../model/site.ts';
import { quote } from '../../model/text.ts';
import { visitAddresses } from './addresses.ts';
import type { SavedPictures } from './saved-pictures.ts';

/** The files of an article, and what it says where they are. */
export interface Files {
  /** The relative addresses that may lead to files, as they are written. */
  readonly references: readonly string[];
  /** The pictures that stand in the article itself. */
  readonly embedded: readonly MediaContent[];
  /** All that are known, by their public addresses. */
  readonly byAddress: ReadonlyMap<string, MediaFile>;
  /** The public address in place of one that leads to a file. */
  readonly addressOf: (written: string) => string | undefined;
  /** Addresses that lead to files which are not published, each with a warning of its own. */
  readonly refused: ReadonlySet<string>;
}

/** Where an article names files. */
export interface Named {
  /** Its body. */
  readonly root: SourceParent;
  /** The addresses of pictures and of recordings in its front matter. */
  readonly images: readonly string[];
  readonly recordings: readonly string[];
  /** Pictures that stood in its text, which names their public addresses by now. */
  readonly lifted: readonly MediaContent[];
  /** Pictures that were saved with it. */
  readonly parts: SavedPictures | undefined;
}

/** The addresses of an article that may lead to files. */
interface Addresses {
  /** Those of other uploads, as they are written. */
  readonly references: ReadonlySet<string>;
  /** Those that hold a picture, or lead to one that was saved with the article. */
  readonly data: ReadonlySet<string>;
  /** Where an address led before the article was saved. */
  readonly locate: (address: string) => string;
}

/** So many addresses of an article are looked for, and so many pictures in it become files. */
const MAX_FILES = 500;

/** Makes the files of an article, and has its body name them by their public addresses. */
export async function attachFiles(
  { root, recordings, lifted, parts }: Named,
  { references, data, locate }: Addresses,
  companions: NonNullable<Upload['companions']>,
  site: Pick<Site, 'baseUrl'>,
  warnings: Warning[],
): Promise<Files> {
  warnings.push(...warnOfMany(references.size, 'files'), ...warnOfMany(data.size, 'pictures in itself'));

  const files = new Map<string, MediaFile>();
  const refused = new Set<string>();
  for (const reference of references) {
    const file = Object.hasOwn(companions, reference) ? companions[reference] : undefined;
    if (file === undefined) continue;
    if ('path' in file) files.set(reference, file);
    else {
      refused.add(reference.trim());
      warnings.push({ message: `${quote(reference)} is not published: ${file.problem}` });
    }
  }
  for (const { body: _, ...file } of lifted) files.set(publicUrl(site, file.path), file);
  const embedded = await readEmbedded([...data].slice(0, MAX_FILES), parts, files, warnings);
  const addressOf = (address: string): string | undefined => {
    const file = files.get(locate(address));
    return file && publicUrl(site, file.path);
  };
  const shown = new Set<string>();
  visitAddresses(root, (address, element) => {
    const file = files.get(locate(address));
    if (file === undefined) return undefined;
    describe(element, file);
    shown.add(file.path);
    return addressOf(address);
  });
  for (const address of recordings) {
    const file = files.get(address);
    if (file !== undefined && !shown.has(file.path)) addPlayer(root, file, publicUrl(site, file.path));
  }
  const byAddress = new Map([...files.values()].map((file) => [publicUrl(site, file.path), file]));
  return {
    references: [...references].slice(0, MAX_FILES),
    embedded: [...lifted, ...embedded],
    byAddress,
    addressOf,
    refused,
  };
}

/** Has a body begin with the player of a recording that only front matter names, or with a link to another file. */
function addPlayer(root: SourceParent, { type, path }: MediaFile, address: string): void {
  const kind = playerOf(type);
  const [name, attribute] = kind === undefined ? ['a', 'href'] : [kind, 'src'];
  const element = adapter.createElement(name, html.NS.HTML, [{ name: attribute, value: address }]);
  if (kind === undefined) adapter.insertText(element, path.slice(path.lastIndexOf('/') + 1));
  const paragraph = adapter.createElement('p', html.NS.HTML, []);
  adapter.appendChild(paragraph, element);
  const [first] = root.children;
  if (first === undefined) adapter.appendChild(root, paragraph);
  else adapter.insertBefore(root, paragraph, first);
}

function warnOfMany(count: number, what: string): readonly Warning[] {
  if (count <= MAX_FILES) return [];
  return [
    {
      message: `the article names ${count} ${what}; those after the first ${MAX_FILES} are left as they are`,
    },
  ];
}

/** Makes files of the pictures that stand in addresses, or were saved with the page that has these. */
async function readEmbedded(
  addresses: readonly string[],
  parts: Named['parts'],
  files: Map<string, MediaFile>,
  warnings: Warning[],
): Promise<readonly MediaContent[]> {
  const embedded = new Map<string, MediaContent>();
  for (const address of addresses) {
    // Small drawings stay where they are: cleaning knows them.
    if (/^\s*data:image\/svg/i.test(address) && address.length <= MAX_INLINE_IMAGE) continue;
    const body = parts?.get(address) ?? decodeData(address);
    const { readPicture } = await import('./media.ts');
    const picture = await readPicture('picture.data', body);
    if ('body' in picture) {
      const { body: _, ...file } = picture;
      files.set(address, file);
      embedded.set(file.path, picture);
    } else if ('problem' in picture) {
      warnings.push({ message: `a picture within the article is not published: ${picture.problem}` });
    }
  }
  return [...embedded.values()];
}

function decodeData(address: string): Uint8Array {
  return Buffer.from(address.slice(address.indexOf(',') + 1).replace(/%2b/gi, '+'), 'base64');
}

/** Has an element say how large its picture is, or play its recording. */
function describe(element: SourceElement, { type, width, height }: MediaFile): void {
  if (element.name !== 'img') return;
  const kind = playerOf(type);
  if (kind !== undefined) {
    element.name = kind;
    return;
  }
  if (width === undefined || height === undefined) return;
  const { attribs } = element;
  if (/(?:^|[;\s])(?:width|height)\s*:/i.test(attribs.style ?? '')) return;
  const [across, down] = [readSide(attribs.width), readSide(attribs.height)];
  if (across === 'other' || down === 'other' || (across !== undefined && down !== undefined)) return;
  const scale = across !== undefined ? across / width : down !== undefined ? down / height : 1;
  attribs.width = String(Math.max(1, Math.round(width * scale)));
  attribs.height = String(Math.max(1, Math.round(height * scale)));
}

/** The pixels that an attribute names; `other` where it names something else. */
function readSide(value: string | undefined): number | 'other' | undefined {
  if (value === undefined || value.trim() === '' || value.trim() === 'auto') return undefined;
  return /^\s*[1-9]\d{0,4}(?:px)?\s*$/.test(value) ? Number.parseInt(value, 10) : 'other';
}
