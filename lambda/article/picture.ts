import { isUnfilled, resolvePicture } from '../clean/image-addresses.ts';
import { isOnHost } from '../clean/links.ts';

/** What is known of an article's pictures. */
export interface Pictures {
  /** Addresses as front matter has them, the likeliest first. */
  readonly named: readonly string[];
  /** Addresses of those in the cleaned body, in order. */
  readonly kept: readonly string[];
  /** Addresses of those that cleaning removed as promotion, QR code, tracking or placeholder. */
  readonly removed: readonly string[];
}

/** The absolute http(s) addresses of the pictures that front matter names, image proxies looked through. */
export function resolvePictures(named: readonly string[], base?: string): readonly string[] {
  return named.flatMap((address) => {
    const picture = resolvePicture(address, base);
    return picture !== undefined && isWebAddress(picture) ? [picture] : [];
  });
}

/**
 * The picture that stands for an article: the first that front matter names, else the first of the body. Never one on
 * a placeholder host, nor one that cleaning removed from the body, nor one whose address nobody filled in.
 */
export function choosePicture(
  { named, kept, removed }: Pictures,
  placeholderHosts: readonly string[],
): string | undefined {
  const unwanted = new Set(removed.map(identify));
  return [...named, ...kept.filter(isWebAddress)].find(
    (address) =>
      !isUnfilled(address) && !isOnHost(address, placeholderHosts) && !unwanted.has(identify(address)),
  );
}

/** What is the same for two addresses of one picture: proxies, the scheme and the fragment make no other. */
function identify(address: string): string {
  return (resolvePicture(address, undefined) ?? address).replace(/^https?:/, '').replace(/#.*$/s, '');
}

function isWebAddress(address: string): boolean {
  return /^https?:/i.test(address);
}
