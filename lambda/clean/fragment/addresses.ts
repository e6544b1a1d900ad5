import { type Child, walkTags } from './tag.ts';

/** Addresses of the pictures in nodes, in order; those that stand in the document itself have none. */
export function readImages(nodes: readonly Child[]): string[] {
  const images: string[] = [];
  walkTags(nodes, ({ name, attributes }) => {
    if (name === 'img' && attributes.src?.startsWith('http')) images.push(attributes.src);
  });
  return images;
}

/** Everything that nodes lead to: pictures, recordings, links. */
export function readAddresses(nodes: readonly Child[]): string[] {
  const addresses: string[] = [];
  walkTags(nodes, ({ attributes: { src, href, poster } }) => {
    for (const address of [src, href, poster]) if (address !== undefined) addresses.push(address);
  });
  return addresses;
}
