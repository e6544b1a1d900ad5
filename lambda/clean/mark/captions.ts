import type { Measurements } from '../parse/measure.ts';
import { adjacentElement, readSource, type SourceElement } from '../parse/tree.ts';
import { simplify } from '../simplified.ts';

/** Classes of the lines below pictures. */
const CAPTION_CLASS =
  /(?:^|[\s_-])(?:img|imgs|image|images|pic|photo|picture|figure|wp)[-_]?(?:caption(?:-text)?|desc|descr|description|tit|title|note|text|txt|info|intro)(?=$|\s)|(?:^|\s)(?:f_)?caption(?=$|\s)/i;

/** Elements that mean something of their own, whatever their class. */
const NO_CAPTIONS: ReadonlySet<string> = new Set(
  'a audio caption dd dt iframe li math object rp rt summary tbody td tfoot th thead tr video'.split(' '),
);

const HEADING = /^h[1-6]$/;

/** Classes that name nothing but what tells of a picture; a title may be that of what follows. */
const DESCRIPTION_CLASS = /(?:^|[\s_-])(?:caption|desc|descr|description)(?=$|\s)/i;

const LONGEST_CAPTION = 200;

/** Whether an element is the caption of a picture by its class. */
export function isCaption(element: SourceElement, measurements: Measurements): boolean {
  const { class: classes } = element.attribs;
  if (classes === undefined || !CAPTION_CLASS.test(classes) || NO_CAPTIONS.has(element.name)) return false;
  if (
    HEADING.test(element.name) &&
    !(DESCRIPTION_CLASS.test(classes) && isBelowPicture(element, measurements))
  )
    return false;
  const { text, images } = measurements.of(element);
  return images === 0 && text > 0 && text <= LONGEST_CAPTION;
}

/** Whether what stands above an element is a picture without words. */
function isBelowPicture(element: SourceElement, measurements: Measurements): boolean {
  const above = adjacentElement(element, 'prev');
  if (above === undefined) return false;
  const { text, images } = measurements.of(above);
  return above.name === 'img' || (images > 0 && text === 0);
}

/** What editors write below a picture until somebody writes a caption. */
const UNWRITTEN =
  /^(?:image|img|picture|pic|photo|untitled|图片|图片描述|图片说明|在这里插入图片描述|请输入图片描述)$/i;

const FILE_NAME = /^[^\s/\\:*?"<>|][^/\\:*?"<>|\n]{0,60}\.(?:avif|bmp|gif|jpe?g|png|webp)$/i;

/** Whether a caption is what an editor fills in where nobody writes one: a word for pictures, or the name of a file. */
export function isUnwritten(caption: SourceElement, measurements: Measurements): boolean {
  const { text, images } = measurements.of(caption);
  if (text > LONGEST_CAPTION || images > 0) return false;
  const words = simplify(readSource(caption)).trim();
  return UNWRITTEN.test(words) || FILE_NAME.test(words);
}
