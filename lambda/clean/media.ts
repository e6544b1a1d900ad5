import { MEDIA_SCHEMES } from './allow-list.ts';
import { CONTROL_TEXT } from './elements.ts';
import { type Embed, readPlayer } from './embeds.ts';
import { createTag, NO_ATTRIBUTES } from './fragment.ts';
import { measureElement } from './furniture.ts';
import { type Picture, readPicture, resolvePicture } from './images.ts';
import { resolveAddress } from './links.ts';
import {
  findAll,
  findImages,
  isElement,
  previousElement,
  readSource,
  type SourceElement,
} from './parse/tree.ts';
import type { Reader } from './reader.ts';
import { excerpt } from './removals.ts';
import { dropForbidden } from './typography.ts';

/** Adds a picture, or notes why it goes. */
export function readImage(reader: Reader, element: SourceElement): void {
  const { link, placeholderHosts } = reader.context;
  const reading = readPicture(element, link, placeholderHosts);
  if (reading === undefined) return;
  if ('reason' in reading) {
    if (reading.reason !== 'spacer') reader.removedImages.push(reading.address);
    reader.removals.push({ rule: reading.reason, excerpt: excerpt(reading.address) });
    return;
  }
  addPicture(reader, reading.picture);
}

function addPicture(reader: Reader, { src, alt, title, width, height }: Picture): void {
  reader.composer.addInline(
    createTag('img', {
      src,
      alt,
      ...(title !== undefined && { title }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
      loading: 'lazy',
      referrerpolicy: 'no-referrer',
    }),
  );
}

/** Without scripts a browser shows the picture that a `noscript` holds; often it is the twin of one beside it. */
export function readNoscript(reader: Reader, noscript: SourceElement): void {
  const images = findImages(noscript);
  if (images.length === 0) {
    if (measureElement(noscript).text > CONTROL_TEXT) {
      reader.readNodes(noscript.children);
      return;
    }
    reader.remove(noscript, '<noscript>', false);
    return;
  }
  const before = previousElement(noscript);
  const twin = before === undefined ? undefined : before.name === 'img' ? before : findImages(before).at(-1);
  const shown = twin && readPicture(twin, reader.context.link, []);
  if (shown !== undefined && 'picture' in shown) {
    reader.remove(noscript, '<noscript>', false);
    return;
  }
  reader.readNodes(noscript.children);
}

/** A formula as its source, where it has one. */
export function readMath(reader: Reader, math: SourceElement): void {
  const source = math.attribs.alttext ?? findAnnotation(math);
  if (source === undefined || source.trim() === '') {
    reader.remove(math, '<math>', false);
    return;
  }
  reader.composer.format({ name: 'code', attributes: NO_ATTRIBUTES }, () => reader.composer.addText(source));
}

/** The TeX of a formula, where it carries it along. */
function findAnnotation(math: SourceElement): string | undefined {
  const [annotation] = findAll(
    math,
    ({ name, attribs }) => name === 'annotation' && attribs.encoding === 'application/x-tex',
  );
  return annotation === undefined ? undefined : readSource(annotation);
}

/** Adds what a frame or a plug-in plays, when its player is known; other frames go. */
export function readEmbed(reader: Reader, element: SourceElement): void {
  const address = element.attribs.src ?? element.attribs['data-src'] ?? element.attribs.data;
  const embed = address === undefined ? undefined : readPlayer(address, reader.context.link);
  if (embed !== undefined) {
    const { title } = element.attribs;
    addEmbed(reader, title === undefined ? embed : { ...embed, title });
    return;
  }
  if (element.name === 'object') {
    reader.readNodes(element.children);
    return;
  }
  reader.removals.push({ rule: `<${element.name}>`, excerpt: excerpt(address ?? '') });
}

/** Adds a video as its still picture and its title, both links to where it plays. */
export function addEmbed(reader: Reader, embed: Embed): void {
  const { link, poster } = embed;
  const title = embed.title === undefined ? '' : dropForbidden(embed.title).replace(/\s+/g, ' ').trim();
  const href = reader.readHref(link);
  if (href === undefined || href.startsWith('#')) return;
  const composer = reader.composer;
  const src = resolvePicture(poster, reader.context.link);
  const label = title || href.replace(/^https?:\/\/(?:www\.)?/, '');
  const anchor = { name: 'a', attributes: { href } };
  if (src === undefined) {
    composer.within('p', NO_ATTRIBUTES, () => composer.format(anchor, () => composer.addText(label)));
    return;
  }
  composer.block('figure', NO_ATTRIBUTES, 'item', () => {
    composer.format(anchor, () => addPicture(reader, { src, alt: title }));
    composer.block('figcaption', NO_ATTRIBUTES, 'line', () =>
      composer.format(anchor, () => composer.addText(label)),
    );
  });
}

/** Adds a sound or a video that the browser plays itself, where its address is http(s). */
export function readMedia(reader: Reader, element: SourceElement, name: 'audio' | 'video'): void {
  const { link } = reader.context;
  const sources = element.children.filter(isElement).filter((child) => child.name === 'source');
  const src = [element, ...sources]
    .map(({ attribs }) => resolveAddress(attribs.src ?? attribs['data-src'] ?? '', link, MEDIA_SCHEMES))
    .find((address) => address !== undefined);
  if (src === undefined) {
    reader.readOther(element, name);
    return;
  }
  const poster = resolvePicture(element.attribs.poster, link);
  reader.composer.addInline(
    createTag(name, {
      src,
      controls: '',
      preload: 'none',
      ...(name === 'video' && poster?.startsWith('http') && { poster }),
      ...(name === 'video' && readSize(element.attribs)),
    }),
  );
  if (measureElement(element).text > CONTROL_TEXT) reader.readNodes(element.children);
}

function readSize({ width, height }: SourceElement['attribs']): Readonly<Record<string, string>> {
  return {
    ...(width !== undefined && /^[1-9]\d{0,3}$/.test(width) && { width }),
    ...(height !== undefined && /^[1-9]\d{0,3}$/.test(height) && { height }),
  };
}
