import { isHostWithin, PLAYERS } from './hosts.ts';

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
