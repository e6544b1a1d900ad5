import { escapeAttribute, escapeText } from '../../model/markup.ts';

/** What of a page a tag shows or leads to. */
export interface Media {
  readonly pictures: readonly string[];
  readonly recordings: readonly string[];
  /** Where players that are known by a name and a number play. */
  readonly frames: readonly string[];
  readonly links: readonly string[];
}

const PICTURE = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp|ico|tiff?|heic)(?:[?#!@]\S*)?$/i;
const SOUND = /\.(?:mp3|m4a|aac|flac|og[ga]|wav|opus)(?:[?#]\S*)?$/i;
const FILM = /\.(?:mp4|webm|mov|m4v|ogv|mkv|m3u8)(?:[?#]\S*)?$/i;
const ADDRESS = /^(?:(?:https?:)?\/\/[^\s/]|mailto:)\S*$/i;

/** What makes an address in a page of a name that a generator knows. */
interface Player {
  readonly name: RegExp;
  readonly id: RegExp;
  readonly address: (id: string) => string;
  readonly isFrame: boolean;
}

const PLAYERS: readonly Player[] = [
  player('youtube|yt', /^[\w-]{11}$/, (id) => `https://www.youtube.com/embed/${id}`),
  player('bili(?:bili)?|bvideo', /^BV\w{10}$/i, (id) => `https://player.bilibili.com/player.html?bvid=${id}`),
  player(
    'bili(?:bili)?|bvideo',
    /^(?:av)?\d{4,12}$/i,
    (id) => `https://player.bilibili.com/player.html?aid=${id.replace(/\D/g, '')}`,
  ),
  player('vimeo', /^\d{5,12}$/, (id) => `https://player.vimeo.com/video/${id}`),
  page('tweet|twitter|x', /^\d{8,20}$/, (id) => `https://twitter.com/i/status/${id}`),
  page('instagram', /^[\w-]{8,14}$/, (id) => `https://www.instagram.com/p/${id}/`),
  page('gist', /^[0-9a-f]{5,40}$/, (id) => `https://gist.github.com/${id}`),
  page('asciinema', /^\w{4,32}$/, (id) => `https://asciinema.org/a/${id}`),
];

function player(name: string, id: RegExp, address: (id: string) => string): Player {
  return { name: new RegExp(`(?:^|[^a-z])(?:${name})(?:$|[^a-z])`, 'i'), id, address, isFrame: true };
}

function page(name: string, id: RegExp, address: (id: string) => string): Player {
  return { ...player(name, id, address), isFrame: false };
}

/** Sorts what the values of a tag show or lead to; `names` are words that tell what plays. */
export function sortMedia(values: readonly string[], names: string): Media {
  const pictures: string[] = [];
  const recordings: string[] = [];
  const frames: string[] = [];
  const links: string[] = [];
  for (const value of new Set(values)) {
    if (/\s/.test(value) && !ADDRESS.test(value)) continue;
    if (PICTURE.test(value)) pictures.push(value);
    else if (SOUND.test(value) || FILM.test(value)) recordings.push(value);
    else if (ADDRESS.test(value)) links.push(value);
    else {
      const known = PLAYERS.find(({ name, id }) => name.test(names) && id.test(value));
      if (known !== undefined) (known.isFrame ? frames : links).push(known.address(value));
    }
  }
  return { pictures, recordings, frames, links };
}

/** Whether a value is that of something to see, to hear or to follow. */
export function isMedia(value: string, names: string): boolean {
  const { pictures, recordings, frames, links } = sortMedia([value], names);
  return pictures.length + recordings.length + frames.length + links.length > 0;
}

/** Media as HTML within a line. `label` names them; it is the text of a link, and of pictures where they have none. */
export function renderMedia({ pictures, recordings, frames, links }: Media, label: string): string {
  const [link] = links;
  const shown = [
    ...(recordings.length === 0 ? pictures : []).map(
      (src) => `<img src="${escapeAttribute(src)}" alt="${escapeAttribute(label)}">`,
    ),
    ...recordings.map((src) => {
      const element = SOUND.test(src) ? 'audio' : 'video';
      const poster =
        element === 'video' && pictures[0] !== undefined ? ` poster="${escapeAttribute(pictures[0])}"` : '';
      return `<${element} src="${escapeAttribute(src)}"${poster} title="${escapeAttribute(label)}" controls></${element}>`;
    }),
    ...frames.map(
      (src) => `<iframe src="${escapeAttribute(src)}" title="${escapeAttribute(label)}"></iframe>`,
    ),
  ].join('');
  if (link === undefined) return shown;
  if (shown !== '' && frames.length + recordings.length === 0) return renderLink(link, shown);
  return shown + links.map((href) => renderLink(href, escapeText(label === '' ? href : label))).join(' ');
}

function renderLink(href: string, content: string): string {
  return `<a href="${escapeAttribute(href)}">${content}</a>`;
}
