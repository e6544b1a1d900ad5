import { isElement, type SourceElement } from './parse/tree.ts';
import { readPixels } from './pixels.ts';
import { readStyle } from './style.ts';
import { readLabel } from './typography.ts';

/** Faces are lines high; a picture wider than this is none. */
const MAX_EMOJI = 80;

/** Pictures smaller than this are signs beside something, and never what an article shows. */
const MAX_ICON = 64;

/** Pictures up to this size are signs where the text flows around them, or where they stand for a section of the site. */
const MAX_SIGN = 128;
const SECTION_PATH = /\/(?:categor(?:y|ies)|channels?|columns?|forums?|sections?|topics?|tags?)\//i;

const EMOJI_CLASS =
  /(?:^|[\s_-])(?:tw)?(?:emojis?|emoticons?|emotion|smiley|smilies|faces?|expressions?|biaoqing)(?=$|[\s_-])/i;
const EMOJI_PATH =
  /\/(?:tw)?(?:emojis?|emoticons?|emotions?|smileys?|smilies|faces?|expressions?|biaoqing)(?:[/_-]|\d)/i;

/** `[笑哭]`, `:smile:`: how platforms write a face that cannot be shown. */
const WRITTEN_FACE = /^(?:\[[^[\]]{1,12}\]|:[\w+-]{1,30}:|[【〔][^【】〔〕]{1,12}[】〕])$/;

/** Characters of emoji, and what tells that they are not digits alone. */
const PICTOGRAPHS = /^(?:\p{Emoji}|\p{Emoji_Component}){1,24}$/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

function isPictographs(text: string): boolean {
  return PICTOGRAPHS.test(text) && PICTOGRAPH.test(text);
}

/** The file of a face that is named after its code points, as Twemoji and WordPress have it. */
const CODE_POINTS = /(?:^|\/|[_-]u?)((?:[0-9a-f]{4,6})(?:[-_][0-9a-f]{4,6}){0,8})\.(?:png|svg|gif|webp)$/i;

const ICON_NAME =
  /(?:^|[\s/_.-])(?:avatars?|gravatar|favicon|icons?|logos?|head(?:img|pic|icon)|portrait|touxiang)(?=$|[\s/_.\d-])/i;

/** The text that an emoji or a platform's face stands for; undefined for any other picture. */
export function readEmoji(image: SourceElement, address: string): string | undefined {
  const alt = readLabel(image.attribs.alt);
  const isSmall = isWithin(image, MAX_EMOJI);
  if (isPictographs(alt)) return isSmall === false ? undefined : alt;
  const path = URL.parse(address)?.pathname ?? '';
  const isNamed = EMOJI_CLASS.test(image.attribs.class ?? '');
  if (!isNamed && !EMOJI_PATH.test(path)) return undefined;
  if (isSmall === false) return undefined;
  const label = alt || readLabel(image.attribs.title);
  if (WRITTEN_FACE.test(label)) return label;
  const character = readCodePoints(path);
  if (character !== undefined) return character;
  return (isNamed || isSmall === true) && label !== '' && label.length <= 12 ? label : undefined;
}

/** Whether a picture is a sign beside something, such as an avatar, a logo or a favicon. */
export function isIcon(image: SourceElement, address: string): boolean {
  if (isWithin(image, MAX_ICON) === true) return true;
  if (isWithin(image, MAX_SIGN) === true && (isFloated(image) || SECTION_PATH.test(address))) return true;
  const { class: classes = '', alt = '' } = image.attribs;
  if (ICON_NAME.test(classes) || /^(?:avatar|logo|icon|头像|图标|标志)$/i.test(alt.trim())) return true;
  return isIconAddress(address);
}

/** Whether the file name of a picture is that of an icon, a logo or an avatar. */
export function isIconAddress(address: string): boolean {
  return ICON_NAME.test(URL.parse(address)?.pathname ?? '');
}

const AVATAR_NAME = /(?:^|[\s/_.-])(?:avatars?|gravatar|head(?:img|pic)|portrait|touxiang)(?=$|[\s/_.\d-])/i;

/** Whether a sign shows a person. */
export function isAvatar({ attribs }: SourceElement, address: string): boolean {
  const { class: classes = '', alt = '' } = attribs;
  return (
    AVATAR_NAME.test(classes) ||
    /^(?:avatar|头像)$/i.test(alt.trim()) ||
    AVATAR_NAME.test(URL.parse(address)?.pathname ?? '')
  );
}

/** Whether the address of a sign says that it stands for a section of a site. */
export function isSectionAddress(address: string): boolean {
  return SECTION_PATH.test(URL.parse(address)?.pathname ?? '');
}

/** Whether text flows around a picture, or around the box that holds it. */
function isFloated({ attribs, parent }: SourceElement): boolean {
  const around = parent !== null && isElement(parent) ? parent.attribs : {};
  return (
    /^(?:left|right)$/i.test(attribs.align ?? '') ||
    [attribs.style, around.style].some(
      (style) => style !== undefined && /^(?:left|right)/.test(readStyle(style).get('float') ?? ''),
    )
  );
}

/** Whether a picture is shown at most so many pixels wide and high; undefined where nothing tells. */
function isWithin({ attribs }: SourceElement, pixels: number): boolean | undefined {
  const style = attribs.style === undefined ? undefined : readStyle(attribs.style);
  const sizes = [
    attribs.width,
    attribs.height,
    style?.get('width'),
    style?.get('height'),
    style?.get('max-height'),
  ]
    .map((size) => readPixels(size))
    .filter((size) => size !== undefined)
    // The size of a placeholder says nothing of the picture.
    .filter((size) => size > 2);
  return sizes.length === 0 ? undefined : sizes.every((size) => size <= pixels);
}

function readCodePoints(path: string): string | undefined {
  const codes =
    CODE_POINTS.exec(path)?.[1]
      ?.split(/[-_]/)
      .map((code) => Number.parseInt(code, 16)) ?? [];
  if (codes.length === 0 || codes.some((code) => code > 0x10ffff)) return undefined;
  const character = String.fromCodePoint(...codes);
  return isPictographs(character) ? character : undefined;
}
