import { decodePercents } from '../model/addresses.ts';
import { isHostWithin, PLAYERS } from './hosts.ts';
import { readLabel } from './typography.ts';

/** A video or the like as it is shown instead of a player: a picture and a title, both leading to where it plays. */
export interface Embed {
  readonly link: string;
  readonly title?: string;
  readonly poster?: string;
}

/** What a frame with an absolute address plays; undefined when it is not that of a known player. */
export function readPlayer(address: string): Embed | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  for (const player of PLAYERS) {
    if (!isHostWithin(url.hostname, player.host)) continue;
    const match = player.path.exec(url.pathname);
    const link = match === null ? undefined : player.page(match, url.searchParams);
    if (match === null || link === undefined) continue;
    const poster = player.poster?.(match);
    return { link, ...(poster !== undefined && { poster }) };
  }
  return undefined;
}

/** Parameters whose value is what a reader sees of a frame. */
const NAMES = /^(?:title|name|q|query|place|text|caption|daddr)$/i;

/** Words of a path that say what is there, joined as addresses join them. */
const WORDS = /^(?!.*\.\w{2,4}$)(?:\p{L}{1,40}[-_ ]){2,20}[\p{L}\p{N}]{1,40}$/u;

/**
 * What the address of an unknown frame calls it: by a parameter, by the place on a map, by the words of its path; else its
 * host.
 */
export function nameFrame(address: string): string {
  const url = URL.parse(address);
  if (url === null) return '';
  const named = [...url.searchParams].find(([name, value]) => NAMES.test(name) && isName(value));
  const place = readPlace(url.search);
  const word = url.pathname.split('/').findLast((part) => isPathName(decodePercents(part)));
  const name = [named?.[1], place, word && readWords(decodePercents(word))].find(
    (each) => each !== undefined && isName(each),
  );
  return readLabel(name ?? '') || url.hostname;
}

/** The name of a place in the address of a map, as Google writes it: plain, or in base64 where it is not ASCII. */
function readPlace(query: string): string | undefined {
  const [, notation, name = ''] = /!2([sz])([^!&]{3,400})/.exec(query) ?? [];
  if (notation === 's') return decodePercents(name.replaceAll('+', ' '));
  return notation === 'z' ? Buffer.from(decodePercents(name), 'base64url').toString() : undefined;
}

/** Whether a value is a name and not an id, an address, a code or a language. */
function isName(value: string): boolean {
  const text = value.trim();
  if (text.length > 200 || /^\w+:|^0x/i.test(text)) return false;
  return /[\p{Script=Han}\p{Script=Kana}\p{Script=Hangul}]{2}|\p{L}{2}[\s,，]{1,3}[\p{L}\p{N}]/u.test(text);
}

function isPathName(part: string): boolean {
  return WORDS.test(part) || /^[\p{Script=Han}]{2,60}$/u.test(part);
}

function readWords(part: string): string {
  return part.replace(/[-_]/g, ' ');
}
