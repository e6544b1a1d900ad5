import { decodePercents, resolveAddress } from '../model/addresses.ts';
import { LINK_SCHEMES } from './allow-list.ts';
import {
  HOST_TRACKING_PARAMETERS,
  IMAGE_PROXIES,
  isHostWithin,
  PLAIN_LINKS,
  REDIRECT_PATH,
  REDIRECT_WRAPPERS,
  type RedirectWrapper,
  SIGNATURE_PARAMETERS,
  TRACKING_PARAMETERS,
  TRACKING_VALUES,
} from './hosts.ts';

/** Wrappers within wrappers are unwrapped this far. */
const MAX_WRAPPERS = 8;

/**
 * Where a link leads once redirects are unwrapped and tracking parameters are gone: an absolute address, a fragment
 * of the same document (`#…`), or undefined, which makes the link plain text. `page` is the address of the document,
 * where that is not the base of relative addresses.
 */
export function cleanLink(
  value: string,
  base: string | undefined,
  page: string | undefined = base,
): string | undefined {
  const raw = value.trim();
  if (raw.startsWith('#')) return raw.length > 1 ? raw : undefined;
  const address = resolveAddress(raw, base, LINK_SCHEMES);
  if (address === undefined) return undefined;
  if (!address.startsWith('http')) return address;
  const target = dropTracking(unwrap(address, sendOn));
  if (isPlain(target)) return undefined;
  return readOwnFragment(address, page) ?? readOwnFragment(target, page) ?? target;
}

/** The fragment of an address that leads into the article itself. */
function readOwnFragment(address: string, page: string | undefined): string | undefined {
  if (page === undefined) return undefined;
  const own = withoutFragment(page);
  return address.startsWith(`${own}#`) && address.length > own.length + 1
    ? address.slice(own.length)
    : undefined;
}

/** The address of a picture itself, behind the servers that hand it on. */
export function lookThroughProxies(address: string): string {
  let current = address;
  for (let round = 0; round < MAX_WRAPPERS; round++) {
    const behind = /^https?:\/\/[^/?#]+\/?\?(https?:\/\/.+)$/.exec(current)?.[1];
    const next = behind === undefined ? undefined : resolveAddress(behind, undefined);
    if (next === undefined) break;
    current = next;
  }
  return unwrap(current, handOn);
}

/** Whether an http(s) address is on one of the hosts or their subdomains. */
export function isOnHost(address: string, hosts: readonly string[]): boolean {
  if (hosts.length === 0) return false;
  const host = readHost(address);
  return hosts.some((known) => isHostWithin(host, known));
}

function readHost(address: string): string {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]*)/i.exec(address)?.[1]?.toLowerCase() ?? '';
}

function withoutFragment(address: string): string {
  const hash = address.indexOf('#');
  return hash < 0 ? address : address.slice(0, hash);
}

/** What an address with a query hands a reader on to; undefined where it does not. */
type Step = (address: string, query: string) => string | undefined;

function unwrap(address: string, step: Step): string {
  let current = address;
  for (let round = 0; round < MAX_WRAPPERS; round++) {
    const start = current.indexOf('?');
    const next = start < 0 ? undefined : step(current, withoutFragment(current).slice(start + 1));
    if (next === undefined) break;
    current = next;
  }
  return current;
}

/** Where a page that only sends a reader on leads: one that is known, or one whose path and only parameter tell. */
function sendOn(address: string, query: string): string | undefined {
  const wrapper = findWrapper(address, REDIRECT_WRAPPERS);
  if (wrapper !== undefined) return readTargets(query, wrapper);
  if (query.includes('&') || !REDIRECT_PATH.test(readPath(address))) return undefined;
  return readTarget(query, query.slice(0, Math.max(0, query.indexOf('='))));
}

function handOn(address: string, query: string): string | undefined {
  const proxy = findWrapper(address, IMAGE_PROXIES);
  return proxy === undefined ? undefined : readTargets(query, proxy);
}

function findWrapper(address: string, wrappers: readonly RedirectWrapper[]): RedirectWrapper | undefined {
  const host = readHost(address);
  return wrappers.find(
    (known) => isHostWithin(host, known.host) && readPath(address).startsWith(known.path ?? '/'),
  );
}

function readTargets(query: string, wrapper: RedirectWrapper): string | undefined {
  for (const parameter of wrapper.parameters) {
    const target = readTarget(query, parameter);
    if (target !== undefined) return target;
  }
  return undefined;
}

/** An http(s) address in a parameter. If it was not encoded and has a query of its own, it takes the rest of the query. */
function readTarget(query: string, parameter: string): string | undefined {
  const pairs = query.split('&');
  const index = pairs.findIndex((pair) => pair.startsWith(`${parameter}=`));
  const pair = pairs[index];
  if (pair === undefined) return undefined;
  const value = pair.slice(parameter.length + 1);
  if (/^https?:\/\//i.test(value) && value.includes('?')) {
    return resolveAddress([value, ...pairs.slice(index + 1)].join('&'), undefined);
  }
  const decoded = decodePercents(value);
  return /^https?:\/\//i.test(decoded) ? resolveAddress(decoded, undefined) : undefined;
}

function readPath(address: string): string {
  return /^https?:\/\/[^/?#]*([^?#]*)/i.exec(address)?.[1] || '/';
}

function isPlain(address: string): boolean {
  const host = readHost(address);
  return PLAIN_LINKS.some(
    (known) => isHostWithin(host, known.host) && readPath(address).startsWith(known.path),
  );
}

/** The address without its tracking parameters; the order and the bytes of all others stay. */
export function dropTracking(address: string): string {
  const start = address.indexOf('?');
  if (start < 0) return address;
  const hash = address.indexOf('#', start);
  const query = address.slice(start + 1, hash < 0 ? undefined : hash);
  const pairs = query.split('&');
  const names = pairs.map((pair) => decodePercents(pair.split('=', 1)[0] ?? '').replace(/^(?:amp;)+/, ''));
  if (names.some((name) => SIGNATURE_PARAMETERS.includes(name.toLowerCase()))) return address;
  const patterns = trackingOn(readHost(address));
  const kept = pairs.filter((pair, index) => !isTracking(names[index] ?? '', pair, patterns));
  if (kept.length === pairs.length) return address;
  const rest = hash < 0 ? '' : address.slice(hash);
  return address.slice(0, start) + (kept.length === 0 ? '' : `?${kept.join('&')}`) + rest;
}

function trackingOn(host: string): readonly string[] {
  for (const [known, parameters] of Object.entries(HOST_TRACKING_PARAMETERS)) {
    if (isHostWithin(host, known)) return [...TRACKING_PARAMETERS, ...parameters];
  }
  return TRACKING_PARAMETERS;
}

function isTracking(name: string, pair: string, patterns: readonly string[]): boolean {
  if (name === '') return false;
  const values = Object.hasOwn(TRACKING_VALUES, name) ? TRACKING_VALUES[name] : undefined;
  if (values?.includes(pair.slice(pair.indexOf('=') + 1))) return true;
  return patterns.some((pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
}
