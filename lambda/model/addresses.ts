/** Longer addresses are not addresses; browsers and feed readers refuse them as well. */
const MAX_ADDRESS = 8_192;

/** The schemes of what pages and feeds link to and load. */
const WEB_SCHEMES: readonly string[] = ['http:', 'https:'];

const ORDINARY_ADDRESS = /^https?:\/\/[a-z0-9][a-z0-9.-]*[a-z0-9](?::\d{1,5})?(?:[/?#][!#-;=?-Z_a-z~[\]]*)?$/;

/**
 * The absolute address that an attribute means, its bytes kept where they are those of an address already; undefined
 * where it means none that a public document can hold. Relative ones need a base.
 */
export function resolveAddress(
  value: string,
  base: string | undefined,
  schemes: readonly string[] = WEB_SCHEMES,
): string | undefined {
  const raw = value.trim();
  if (raw === '' || raw.length > MAX_ADDRESS) return undefined;
  if (ORDINARY_ADDRESS.test(raw)) return raw;
  // Without a base, only an address without a scheme is completed: everything else relative has no meaning.
  const url = URL.parse(raw, base ?? (raw.startsWith('//') ? 'https://invalid.invalid/' : undefined));
  if (url === null || !schemes.includes(url.protocol)) return undefined;
  if (WEB_SCHEMES.includes(url.protocol)) return url.hostname === '' ? undefined : url.href;
  return url.href.replace(/["'<>`\s\\]/g, encodeURIComponent);
}

/** The host that a text names as browsers write it; undefined for a text that names anything else, or more. */
export function hostOf(text: string): string | undefined {
  const url = URL.parse(`http://${text}`);
  return url !== null && url.href === `http://${url.hostname}/` ? url.hostname : undefined;
}

/** A part of an address with its percent-encoding decoded; as it is where it is not encoded so. */
export function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address as browsers normalise it, where it is an absolute one of the web: http or https. */
export function webAddress(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && WEB_SCHEMES.includes(url.protocol) ? url.href : undefined;
}
