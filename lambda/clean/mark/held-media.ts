import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { AUDIO_FILE, VIDEO_FILE } from '../../model/recordings.ts';
import { holdsPicture } from '../image-addresses.ts';
import { isElementName } from '../parse/code-source.ts';
import type { Measurements } from '../parse/measure.ts';
import { findAll, type SourceElement } from '../parse/tree.ts';
import { SHOWING, type ShownAddresses } from './shown-addresses.ts';

/** Elements that hold nothing that a reader sees, or whose attributes are about something else. */
const OTHER: ReadonlySet<string> = new Set(
  'area base body form head html link meta param script style template title track'.split(' '),
);

/** Elements that play something; beside a picture, which may be the poster of a recording, one is missing. */
const PLAYING: ReadonlySet<string> = new Set('audio embed iframe object source video'.split(' '));

/** Components that play a video or show a post of a site that their name has, by its id. */
const SITE_PLAYERS: readonly (readonly [site: RegExp, address: string])[] = [
  [/youtube/, 'https://www.youtube.com/embed/'],
  [/vimeo/, 'https://player.vimeo.com/video/'],
  [/bilibili/, 'https://player.bilibili.com/player.html?bvid='],
  [/dailymotion/, 'https://www.dailymotion.com/embed/video/'],
  [/twitter|tweet/, 'https://platform.twitter.com/embed/Tweet.html?id='],
  [/instagram/, 'https://www.instagram.com/p/'],
];

/** What boxes are called that scripts fill with a page from elsewhere, and where they keep its address. */
const FRAMED = /embed|video|player|post|tweet|media|card/i;
const FRAME_ADDRESS = /^(?:cite|data-(?:\w+-)*(?:href|permalink|url|src))$/i;

/** Attributes that are about something else than what an element shows. */
const NO_SOURCE =
  /^(?:alt|class|id|style|href|title|rel|target|on\w+|aria-.*|data-(?:clipboard.*|share.*|link|href))$/i;

/** Attributes that name what an element shows. */
const LABELS = [
  'title',
  'alt',
  'aria-label',
  'data-title',
  'data-desc',
  'data-name',
  'name',
  'label',
] as const;

const POSTER = /poster|cover|thumb/i;
const SOURCE = /^(?:data-)?(?:\w+-)*(?:src|url|image|img|original|lazy|bg|background)$/i;

/** Longer ones are no addresses, and no settings of a player. */
const MAX_VALUE = 4_000;

/** Text beside a picture that an element loads itself; more of it is an article, and the picture its ornament. */
const MAX_CAPTION = 100;

/**
 * Pictures, recordings and frames that only the attributes of an element name, which a script or a system of components
 * shows: `<div data-video="….mp4">`, `<amp-img src="…">`, `<v-card title="…">`.
 */
export class HeldMedia {
  readonly #shown: ShownAddresses;
  readonly #measurements: Measurements;

  constructor(shown: ShownAddresses, measurements: Measurements) {
    this.#shown = shown;
    this.#measurements = measurements;
  }

  /** Gives an element that shows nothing what its attributes name, as an element of HTML within it. */
  show(element: SourceElement): void {
    const { name, attribs } = element;
    if (name === 'img') showRecording(element);
    if (name === 'script') showScript(element);
    if (SHOWING.has(name) || OTHER.has(name)) return;
    const isForeign = !isElementName(name);
    if (!isForeign && !mayHoldAddress(attribs)) return;
    const found = findHeld(attribs, isForeign ? name : '') ?? findFrame(attribs);
    const title = labelOf(attribs);
    if (found === undefined && (!isForeign || title === '')) return;
    const { text } = this.#measurements.of(element);
    if (text > (found?.mostText ?? 0)) return;
    const isRecording = found?.name === 'video' || found?.name === 'audio';
    const rivals = isRecording ? PLAYING : SHOWING;
    if (findAll(element, (each) => rivals.has(each.name)).length > 0) return;
    if (found === undefined) {
      adapter.insertText(element, title);
      return;
    }
    if (this.#shown.isLinked(found.src) || !this.#shown.add(found.src)) return;
    const { width, height } = attribs;
    const poster = Object.entries(attribs).find(
      ([key, value]) => POSTER.test(key) && holdsPicture(value),
    )?.[1];
    const held = { src: found.src, width, height, poster, [found.name === 'img' ? 'alt' : 'title']: title };
    const attributes = Object.entries(held).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [{ name: key, value }],
    );
    adapter.appendChild(element, adapter.createElement(found.name, html.NS.HTML, attributes));
  }
}

/**
 * Makes a picture that leads to a recording what it is, as Markdown has no other notation for one: `![](a.mp4)`. What a
 * query asks for may be a still picture of it.
 */
function showRecording(image: SourceElement): void {
  const { src = '', alt } = image.attribs;
  if (src.includes('?')) return;
  const name = VIDEO_FILE.test(src) ? 'video' : AUDIO_FILE.test(src) ? 'audio' : undefined;
  if (name === undefined) return;
  image.name = name;
  if (alt !== undefined) image.attribs.title ??= alt;
}

/** A script of GitHub's writes the code that its address is of. */
const WRITING_SCRIPT = /^(?:https?:)?\/\/gist\.github\.com\/[\w./-]{1,200}(?=\.js(?:[?#]|$))/i;

/** Puts a frame behind a script that writes a page where it stands. */
function showScript(script: SourceElement): void {
  const src = WRITING_SCRIPT.exec(script.attribs.src?.trim() ?? '')?.[0];
  if (src === undefined || script.parent === null) return;
  const attributes = [
    { name: 'src', value: src },
    { name: 'title', value: src.replace(/^(?:https?:)?\/\//, '') },
  ];
  const frame = adapter.createElement('iframe', html.NS.HTML, attributes);
  if (script.next === null) adapter.appendChild(script.parent, frame);
  else adapter.insertBefore(script.parent, frame, script.next);
}

interface Held {
  readonly name: 'video' | 'audio' | 'img' | 'iframe';
  readonly src: string;
  /** How much text may stand beside it: text is what the element shows otherwise. */
  readonly mostText: number;
}

/** Whether an attribute that few elements have may hold an address: a glance, as most elements hold none. */
function mayHoldAddress(attribs: SourceElement['attribs']): boolean {
  for (const name in attribs) {
    if (name === 'class' || name === 'style' || name === 'href' || name === 'id') continue;
    if (attribs[name]?.includes('/')) return true;
  }
  return false;
}

/** What attributes hold that is shown; `component` is the name of an element that HTML does not have. */
function findHeld(attribs: SourceElement['attribs'], component: string): Held | undefined {
  const [, site] = component === '' ? [] : (SITE_PLAYERS.find(([names]) => names.test(component)) ?? []);
  const id = Object.entries(attribs).find(([name]) =>
    /^(?:data-)?(?:(?:video-?|tweet-?)?id|bvid|shortcode)$/i.test(name),
  )?.[1];
  if (site !== undefined && /^[\w-]{5,20}$/.test(id ?? '')) {
    return { name: 'iframe', src: site + id, mostText: MAX_CAPTION };
  }
  let picture: Held | undefined;
  let frame: Held | undefined;
  for (const name in attribs) {
    const value = (attribs[name] ?? '').trim().replace(/^url\(["']?([^"'()]*)["']?\)$/i, '$1');
    if (value.length < 6 || value.length > MAX_VALUE || NO_SOURCE.test(name) || !/[./]/.test(value)) continue;
    for (const address of value.replaceAll('\\/', '/').split(/[\s"'<>{}\\]+/)) {
      if (!/^(?:https?:)?\/{1,2}[^/]/i.test(address)) continue;
      if (VIDEO_FILE.test(address))
        return { name: 'video', src: address, mostText: Number.POSITIVE_INFINITY };
      if (AUDIO_FILE.test(address))
        return { name: 'audio', src: address, mostText: Number.POSITIVE_INFINITY };
    }
    if (/[\s<>]/.test(value) || POSTER.test(name)) continue;
    const isSure = SOURCE.test(name);
    const isPicture = holdsPicture(value) || (isSure && /(?:^|-)(?:img|image|pic(?:ture)?)$/.test(component));
    if (isPicture && (isSure || component !== ''))
      picture ??= { name: 'img', src: value, mostText: isSure ? MAX_CAPTION : 0 };
    else if (component !== '' && isSure && /^(?:https?:)?\/\//i.test(value))
      frame ??= { name: 'iframe', src: value, mostText: 0 };
  }
  return picture ?? frame;
}

/** The page that a script puts into an empty box, by what the box is called. */
function findFrame(attribs: SourceElement['attribs']): Held | undefined {
  if (!FRAMED.test(attribs.class ?? '')) return undefined;
  for (const name in attribs) {
    const value = attribs[name]?.trim() ?? '';
    if (FRAME_ADDRESS.test(name) && /^https?:\/\/[^\s/]+\/[^\s<>]{2,2000}$/i.test(value))
      return { name: 'iframe', src: value, mostText: 0 };
  }
  return undefined;
}

/** The words that name what an element shows: not a key of a program. */
function labelOf(attribs: SourceElement['attribs']): string {
  for (const name of LABELS) {
    const value = attribs[name]?.trim() ?? '';
    if (/\p{Script=Han}|\p{L}\s\p{L}/u.test(value.slice(0, MAX_CAPTION))) return value;
  }
  return '';
}
