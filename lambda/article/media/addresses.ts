import { type SourceElement, type SourceParent, walk } from '../../clean/parse/tree.ts';
import { decodePercents } from '../../model/addresses.ts';
import { mediaKindOf } from '../../model/media.ts';
import { isRelative } from '../../model/references.ts';

/** Attributes that hold the address of what an element shows or leads to. */
const ADDRESS =
  /^(?:src|href|poster|xlink:href|real_src|zoomfile|file|data-(?!.*(?:title|caption|alt|desc)).+)$/;

/** Attributes that hold a set of addresses, each with its size. */
const ADDRESSES = /srcset$/;

/** Longer ones are no addresses of files: keys of S3 have 1,024 bytes, each of which may be written with three characters. */
const MAX_REFERENCE = 3_100;

/** Whether an address is a relative one, by its ending that of a file which may be published. */
export function isReference(address: string): boolean {
  if (address.length > MAX_REFERENCE || !address.includes('.') || !isRelative(address)) return false;
  return mediaKindOf(decodePercents(address.trim().replace(/[?#].*$/s, ''))) !== undefined;
}

/** Whether an address holds a picture itself that is more than a sign. */
export function isEmbedded(address: string): boolean {
  return address.length > MIN_EMBEDDED && EMBEDDED.test(address.slice(0, 100));
}

const EMBEDDED = /^\s*data:image\/[\w.+-]{1,30}(?:;[\w=.-]{1,40}){0,3};base64,/i;
const MIN_EMBEDDED = 400;

/** Visits the addresses in a tree in order; what `visit` gives takes the place of one. */
export function visitAddresses(
  root: SourceParent,
  visit: (address: string, element: SourceElement) => string | undefined,
): void {
  walk(root, (element) => {
    for (const [name, value] of Object.entries(element.attribs)) {
      if (ADDRESSES.test(name))
        element.attribs[name] = replaceInSet(value, (address) => visit(address, element));
      else if (ADDRESS.test(name)) element.attribs[name] = visit(value, element) ?? value;
    }
  });
}

/** A set of addresses with some of them replaced. One that holds a picture itself has a comma, and no white space. */
function replaceInSet(value: string, visit: (address: string) => string | undefined): string {
  return value
    .split(/(\s+)/)
    .map((word) => {
      const address = word.replace(/,$/, '');
      return address === '' ? word : (visit(address) ?? address) + word.slice(address.length);
    })
    .join('');
}
