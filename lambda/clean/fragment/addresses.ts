import { type Child, walkTags } from './tag.ts';

/** Addresses of the pictures in nodes, in order; those that stand in the document itself have none. */
export function readImages(nodes: readonly Child[]): string[] {
  const images: string[] = [];
  for (const { name, attributes } of walkTags(nodes)) {
    if (name === 'img' && attributes.src?.startsWith('http')) images.push(attributes.src);
  }
  return images;
}

/** Everything that nodes lead to: pictures, recordings, links. */
export function readAddresses(nodes: readonly Child[]): string[] {
  const addresses: string[] = [];
  for (const { attributes } of walkTags(nodes)) {
    const { src, href, poster } = attributes;
    for (const address of [src, href, poster]) if (address !== undefined) addresses.push(address);
  }
  return addresses;
}
