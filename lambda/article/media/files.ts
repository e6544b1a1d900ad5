import type { Upload, Warning } from '../../model/article.ts';
import type { MediaFile } from '../../model/media.ts';
import type { Site } from '../../model/site.ts';
import { isEmbedded, isReference, visitAddresses } from './addresses.ts';
import type { Files, Named } from './attach-files.ts';
import { showSaved } from './saved-pictures.ts';

/**
 * Finds the files that a body and some addresses of its front matter name, and has the body name them by their public
 * addresses, with the sizes of pictures. The body then reads as one whose pictures are published already.
 */
export async function resolveFiles(
  named: Named,
  { companions = {} }: Pick<Upload, 'companions'>,
  site: Pick<Site, 'baseUrl'>,
  warnings: Warning[],
): Promise<Files> {
  const { root, images, recordings, lifted, parts } = named;
  if (parts !== undefined) showSaved(root, parts);
  const references = new Set<string>();
  const data = new Set<string>();
  const locate = (address: string): string => parts?.locate(address) ?? address;
  const note = (address: string): undefined => {
    const location = locate(address);
    if (isEmbedded(address) || parts?.get(location) !== undefined) data.add(location);
    else if (isReference(address)) references.add(address);
  };
  for (const address of [...images, ...recordings]) note(address);
  visitAddresses(root, note);
  if (references.size === 0 && data.size === 0 && lifted.length === 0) return NO_FILES;
  const { attachFiles } = await import('./attach-files.ts');
  return attachFiles(named, { references, data, locate }, companions, site, warnings);
}

const NO_FILES: Files = {
  references: [],
  embedded: [],
  byAddress: new Map(),
  addressOf: () => undefined,
  refused: new Set(),
};

/** The files that a cleaned article names, in the order in which it does; its own picture first where it is not in it. */
export function usedFiles(
  { byAddress }: Files,
  content: string,
  image: string | undefined,
): readonly MediaFile[] {
  if (byAddress.size === 0) return [];
  const used = [...byAddress].flatMap(([address, file]) => {
    const at = image === address && !content.includes(address) ? -1 : content.indexOf(address);
    return at >= 0 || image === address ? [{ at, file }] : [];
  });
  return used.toSorted((a, b) => a.at - b.at).map(({ file }) => file);
}
