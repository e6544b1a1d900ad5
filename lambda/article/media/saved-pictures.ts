import { isElement, type SourceElement, type SourceParent, walk } from '../../clean/parse/tree.ts';

/** Pictures that a page does not hold, but that were saved with it. */
export interface SavedPictures {
  /** Where a picture was before, by an address as the page writes it; undefined where it leads to none. */
  locate(address: string): string | undefined;
  /** The bytes of the picture from there. */
  get(location: string): Uint8Array | undefined;
}

/** Has each image show the one of its sources that was saved: a browser saves the one that it showed. */
export function showSaved(root: SourceParent, saved: Pick<SavedPictures, 'locate'>): void {
  const find = ({ attribs: { srcset = '' } }: SourceElement): string | undefined => {
    const addresses = srcset.split(/\s+/).map((word) => word.replace(/,$/, ''));
    return addresses.find((address) => address !== '' && saved.locate(address) !== undefined);
  };
  walk(root, (element) => {
    if (element.name !== 'img' && element.name !== 'picture') return;
    const sources = element.name === 'img' ? [element] : element.children.filter(isElement);
    const image = sources.find(({ name }) => name === 'img');
    if (image === undefined || saved.locate(image.attribs.src ?? '') !== undefined) return;
    const shown = sources.map(find).find((address) => address !== undefined);
    if (shown === undefined) return;
    image.attribs.src = shown;
    for (const source of sources) delete source.attribs.srcset;
  });
}
