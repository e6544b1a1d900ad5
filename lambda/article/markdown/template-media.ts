import { escapeAttribute, escapeText } from '../../model/markup.ts';
import { PICTURE_FILE } from '../../model/pictures.ts';
import { AUDIO_FILE, VIDEO_FILE } from '../../model/recordings.ts';

/** What of a page a tag shows or leads to. */
export interface Media {
  readonly pictures: readonly string[];
  readonly recordings: readonly string[];
  /** Where players that are known by a name and a number play. */
  readonly frames: readonly string[];
  readonly links: readonly string[];
}

const ADDRESS = /^(?:(?:https?:)?\/\/[^\s/]|mailto:)\S*$/i;

/** What makes an address in a page of a name that a generator knows. */
interface Player {
  readonly name: RegExp;
  readonly id: RegExp;
  readonly address: (id: string) => string;
  readonly isFrame: boolean;
}

const YOUTUBE = /(?:^|[^a-z])(?:youtube|yt)(?:$|[^a-z])/i;
const BILIBILI = /(?:^|[^a-z])(?:bili|bilibili|bvideo)(?:$|[^a-z])/i;
const TWITTER = /(?:^|[^a-z])(?:tweet|twitter|x)(?:$|[^a-z])/i;

const PLAYERS: readonly Player[] = [
  { name: YOUTUBE, id: /^[\w-]{11}$/, address: (id) => `https://www.youtube.com/embed/${id}`, isFrame: true },
  {
    name: BILIBILI,
    id: /^BV\w{10}$/i,
    address: (id) => `https://player.bilibili.com/player.html?bvid=${id}`,
    isFrame: true,
  },
  {
    name: BILIBILI,
    id: /^(?:av)?\d{4,12}$/i,
    address: (id) => `https://player.bilibili.com/player.html?aid=${id.replace(/\D/g, '')}`,
    isFrame: true,
  },
  {
    name: /vimeo/i,
    id: /^\d{5,12}$/,
    address: (id) => `https://player.vimeo.com/video/${id}`,
    isFrame: true,
  },
  { name: TWITTER, id: /^\d{8,20}$/, address: (id) => `https://twitter.com/i/status/${id}`, isFrame: false },
  {
    name: /instagram/i,
    id: /^[\w-]{8,14}$/,
    address: (id) => `https://www.instagram.com/p/${id}/`,
    isFrame: false,
  },
  {
    name: /gist/i,
    id: /^(?:[\w-]{1,40}\/)?[0-9a-f]{5,40}$/,
    address: (id) => `https://gist.github.com/${id}`,
    isFrame: false,
  },
  {
    name: /(?:netease|163).{0,20}song/i,
    id: /^\d{4,12}$/,
    address: (id) => `https://music.163.com/song?id=${id}`,
    isFrame: false,
  },
  {
    name: /(?:netease|163).{0,20}playlist/i,
    id: /^\d{4,12}$/,
    address: (id) => `https://music.163.com/playlist?id=${id}`,
    isFrame: false,
  },
  {
    name: /tencent.{0,20}song/i,
    id: /^[\dA-Za-z]{8,16}$/,
    address: (id) => `https://y.qq.com/n/ryqq/songDetail/${id}`,
    isFrame: false,
  },
  { name: /asciinema/i, id: /^\w{4,32}$/, address: (id) => `https://asciinema.org/a/${id}`, isFrame: false },
];

/** An address without its query and fragment. */
function pathOf(address: string): string {
  return address.split(/[?#]/, 1)[0] ?? '';
}

/** Sorts what the values of a tag show or lead to; `names` are words that tell what plays. */
export function sortMedia(values: readonly string[], names: string): Media {
  const pictures: string[] = [];
  const recordings: string[] = [];
  const frames: string[] = [];
  const links: string[] = [];
  for (const value of new Set(values)) {
    if (/\s/.test(value) && !ADDRESS.test(value)) continue;
    const path = pathOf(value);
    if (PICTURE_FILE.test(path)) pictures.push(value);
    else if (AUDIO_FILE.test(path) || VIDEO_FILE.test(path)) recordings.push(value);
    else if (ADDRESS.test(value)) links.push(value);
    else {
      const known = PLAYERS.find(({ name, id }) => name.test(names) && id.test(value));
      if (known !== undefined) (known.isFrame ? frames : links).push(known.address(value));
    }
  }
  return { pictures, recordings, frames, links };
}

/** Media as HTML within a line. `label` names them; it is the text of a link, and of pictures where they have none. */
export function renderMedia({ pictures, recordings, frames, links }: Media, label: string): string {
  const [link] = links;
  const shown = [
    ...(recordings.length === 0 ? pictures : []).map(
      (src) => `<img src="${escapeAttribute(src)}" alt="${escapeAttribute(label)}">`,
    ),
    ...recordings.map((src) => {
      const element = AUDIO_FILE.test(pathOf(src)) ? 'audio' : 'video';
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
