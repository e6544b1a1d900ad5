import type { MediaContent } from '../../model/media.ts';
import { publicUrl } from '../../model/paths.ts';
import type { Site } from '../../model/site.ts';
import { readPicture } from './media.ts';

/** A text whose large pictures have become files. */
export interface LiftedText {
  readonly text: string;
  readonly pictures: readonly MediaContent[];
}

const HEAD = /data:image\/(?:png|jpe?g|gif|webp|avif)$/i;
const NO_DIGIT = /[^A-Za-z0-9+/]/g;
const MARK = ';base64,';

/** The pictures after so many stay in the text. */
const MAX_PICTURES = 500;

/** In characters: what is smaller does not make a text large. */
const MIN_LENGTH = 2_000;

/**
 * Has the pictures that stand in a text be files, and the text name their public addresses. So a saved page that is large
 * because of its pictures is read as one that links to them.
 */
export async function liftPictures(text: string, site: Pick<Site, 'baseUrl'>): Promise<LiftedText> {
  const pieces: string[] = [];
  const pictures = new Map<string, MediaContent>();
  let written = 0;
  for (
    let at = text.indexOf(MARK);
    at >= 0 && pictures.size < MAX_PICTURES;
    at = text.indexOf(MARK, at + 1)
  ) {
    const head = HEAD.exec(text.slice(Math.max(0, at - 20), at))?.[0];
    if (head === undefined) continue;
    const digits = digitsAt(text, at + MARK.length);
    if (digits.length < MIN_LENGTH) continue;
    const picture = await readPicture('picture', Buffer.from(digits, 'base64'));
    if (!('body' in picture)) continue;
    pieces.push(text.slice(written, at - head.length), publicUrl(site, picture.path));
    written = at + MARK.length + digits.length;
    pictures.set(picture.path, picture);
  }
  return { text: pieces.join('') + text.slice(written), pictures: [...pictures.values()] };
}

/** The Base64 digits from a place on: a search for their end takes no stack, however many there are. */
function digitsAt(text: string, from: number): string {
  NO_DIGIT.lastIndex = from;
  const end = NO_DIGIT.exec(text)?.index ?? text.length;
  const padding = text.startsWith('==', end) ? 2 : text.startsWith('=', end) ? 1 : 0;
  return text.slice(from, end + padding);
}

/** A page without what its style elements hold: SingleFile inlines fonts there, and nothing reads them. */
export function withoutStyles(text: string): string {
  if (!/<(?:!doctype html|html)[\s>]/i.test(text.slice(0, OPENING))) return text;
  const pieces: string[] = [];
  const opening = /<style(?=[\s>])[^>]{0,1000}>/gi;
  const closing = /<\/style/gi;
  let written = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(text);
    if (end === null) break;
    pieces.push(text.slice(written, opening.lastIndex));
    written = end.index;
    opening.lastIndex = closing.lastIndex;
  }
  return pieces.join('') + text.slice(written);
}

/** Where a whole document says that it is one, in characters. */
const OPENING = 4_000;
