import type { Measurements } from '../parse/measure.ts';
import { readSource, type SourceElement } from '../parse/tree.ts';

/** Classes of the lines below pictures. */
const CAPTION_CLASS =
  /(?:^|[\s_-])(?:img|imgs|image|images|pic|photo|picture|figure|wp)[-_]?(?:caption(?:-text)?|desc|descr|description|tit|title|note|text|txt|info|intro)(?=$|\s)|(?:^|\s)(?:f_)?caption(?=$|\s)/i;

/** Elements that mean something of their own, whatever their class. */
const NO_CAPTIONS: ReadonlySet<string> = new Set(
  'a audio caption dd dt h1 h2 h3 h4 h5 h6 iframe li math object rp rt summary tbody td tfoot th thead tr video'.split(
    ' ',
  ),
);

const LONGEST_CAPTION = 200;

/** Whether an element is the caption of a picture by its class. */
export function isCaption(element: SourceElement, measurements: Measurements): boolean {
  const { class: classes } = element.attribs;
  if (classes === undefined || !CAPTION_CLASS.test(classes) || NO_CAPTIONS.has(element.name)) return false;
  const { text, images } = measurements.of(element);
  return images === 0 && text > 0 && text <= LONGEST_CAPTION;
}

const FILE_NAME = /^[^\s/\\:*?"<>|][^/\\:*?"<>|\n]{0,60}\.(?:avif|bmp|gif|jpe?g|png|webp)$/i;

/** Whether a caption is nothing but the name of a file: editors fill in what nobody has written. */
export function isFileName(caption: SourceElement, measurements: Measurements): boolean {
  return measurements.of(caption).text <= LONGEST_CAPTION && FILE_NAME.test(readSource(caption).trim());
}
