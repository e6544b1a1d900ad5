import { hostname } from 'node:os';

/** Addresses that stand for all of this computer's. */
const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** A name under which browsers on other computers find this one, for a server that listens on this address. */
export function nameOfHost(host: string): string {
  if (ANY_ADDRESS.has(host)) return hostname();
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Tells whether a request is meant for a server, by its Host header. A page of somebody else's can have its own name
 * lead to this computer (DNS rebinding), and would then read what is served here: so the server answers to its own
 * names alone, which are those of the loopback interface, the address that it listens on, and the site's own domain. A
 * server for other computers also answers to addresses, which nobody can rebind.
 */
export function hostFilter(host: string, baseUrl: string): (header: string | undefined) => boolean {
  const names = new Set([...LOOPBACK, nameOfHost(host), new URL(baseUrl).hostname].map(normalize));
  return (header) => {
    if (header === undefined) return false;
    const name = normalize(header.replace(/:\d{1,5}$/, ''));
    return names.has(name) || (ANY_ADDRESS.has(host) && isAddress(name));
  };
}

function normalize(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function isAddress(name: string): boolean {
  return /^\[[0-9a-f:.]+\]$|^\d{1,3}(?:\.\d{1,3}){3}$/.test(name);
}
