import { readPreformatted, wrapsProse } from './code.ts';
import { Composer, type Mode } from './composer.ts';
import { readDetails } from './details.ts';
import { CAPTION_CLASS, CONTAINERS, CONTROL_TEXT, CONTROLS, DROPPED, FORMATS } from './elements.ts';
import { readFigure } from './figures.ts';
import { readFormatAttributes, readStyles } from './formats.ts';
import { type Child, createTag, NO_ATTRIBUTES, type Tag } from './fragment.ts';
import { findFurniture, isHidden, measureElement } from './furniture.ts';
import { readPicture } from './images.ts';
import { cleanLink } from './links.ts';
import { readDefinitions, readList } from './lists.ts';
import { addEmbed, readEmbed, readImage, readMath, readMedia, readNoscript } from './media.ts';
import type { ParsedBody } from './parse/body.ts';
import { CleaningLimitError } from './parse/parser.ts';
import {
  findImages,
  isComment,
  isElement,
  isText,
  readSource,
  type SourceElement,
  type SourceNode,
} from './parse/tree.ts';
import { Places } from './places.ts';
import { excerpt, type Removal } from './removals.ts';
import { readRuby } from './ruby.ts';
import type { SourceRules } from './sources/sources.ts';
import { readTable } from './tables.ts';

/** What the reader has to know of an article. */
export interface ReadingContext {
  readonly id: string;
  readonly link?: string;
  readonly placeholderHosts: readonly string[];
}

/** A body as the reader leaves it: nothing but clean blocks, which the rules about text then judge. */
export interface Reading {
  readonly blocks: Child[];
  readonly removals: Removal[];
  /** Addresses of pictures that went as promotion, QR code, tracking or placeholder. */
  readonly removedImages: string[];
}

/** Enough text of what is removed for an excerpt of it, however much white space there is. */
const EXCERPT_SOURCE = 400;

/** Deeper than any tree that the parser hands out, even where it moved parts of it around. */
const MAX_RECURSION = 1_000;

type Attributes = Readonly<Record<string, string>>;

/** Reads a parsed body into clean blocks. Throws {@link CleaningLimitError}. */
export function readBody(body: ParsedBody, rules: readonly SourceRules[], context: ReadingContext): Reading {
  const reader = new Reader(body, rules, context);
  reader.readNodes(body.root.children);
  return reader.finish();
}

/** Reads one body. What tables, lists, figures and media come to stands in files of their own; they call back for what is in them. */
export class Reader {
  /** How the elements with a meaning of their own are read; those within a line are told apart later. */
  static readonly #BY_NAME: Readonly<
    Record<string, (reader: Reader, element: SourceElement, name: string) => void>
  > = {
    p: (reader, element, name) => reader.#readLine(element, name),
    h1: (reader, element, name) => reader.#readLine(element, name),
    h2: (reader, element, name) => reader.#readLine(element, name),
    h3: (reader, element, name) => reader.#readLine(element, name),
    h4: (reader, element, name) => reader.#readLine(element, name),
    h5: (reader, element, name) => reader.#readLine(element, name),
    h6: (reader, element, name) => reader.#readLine(element, name),
    br: (reader) => reader.composer.addBreak(),
    hr: (reader) => reader.composer.addBlock(createTag('hr')),
    a: (reader, element) => reader.#readLink(element),
    img: (reader, element) => readImage(reader, element),
    ul: (reader, element) => readList(reader, element, 'ul'),
    menu: (reader, element) => readList(reader, element, 'ul'),
    ol: (reader, element) => readList(reader, element, 'ol'),
    dl: (reader, element) => readDefinitions(reader, element),
    table: (reader, element) => readTable(reader, element),
    pre: (reader, element) => reader.readPre(element),
    blockquote: (reader, element) => reader.readBlock(element, 'blockquote', 'flow'),
    figure: (reader, element) => readFigure(reader, element),
    figcaption: (reader, element) => reader.#readCaption(element),
    details: (reader, element) => readDetails(reader, element),
    ruby: (reader, element) => readRuby(reader, element),
    noscript: (reader, element) => readNoscript(reader, element),
    math: (reader, element) => readMath(reader, element),
    iframe: (reader, element) => readEmbed(reader, element),
    embed: (reader, element) => readEmbed(reader, element),
    object: (reader, element) => readEmbed(reader, element),
    audio: (reader, element) => readMedia(reader, element, 'audio'),
    video: (reader, element) => readMedia(reader, element, 'video'),
  };

  readonly #body: ParsedBody;
  readonly #rules: readonly SourceRules[];
  readonly context: ReadingContext;
  readonly composer = new Composer();
  readonly removals: Removal[] = [];
  readonly removedImages: string[] = [];
  readonly #places: Places;
  #depth = 0;

  constructor(body: ParsedBody, rules: readonly SourceRules[], context: ReadingContext) {
    this.#body = body;
    this.#rules = rules;
    this.context = context;
    this.#places = new Places(body.root, context);
  }

  /** What the body came to. */
  finish(): Reading {
    return {
      blocks: this.composer.finish(),
      removals: this.removals,
      removedImages: this.removedImages,
    };
  }

  /** Reads nodes into the place that the composer is at. */
  readNodes(nodes: readonly SourceNode[]): void {
    if (++this.#depth > MAX_RECURSION) throw new CleaningLimitError('its elements are nested too deep');
    for (const node of nodes) {
      if (isText(node)) this.composer.addText(node.data);
      else if (isElement(node)) this.#readElement(node);
      else if (isComment(node)) this.#readComment(node.data);
    }
    this.#depth--;
  }

  #readElement(element: SourceElement): void {
    const { name } = element;
    if (DROPPED.has(name)) {
      if (name !== 'rp') this.remove(element, `<${name}>`, false);
      return;
    }
    // Only an element with attributes can be hidden or styled, but a rule may name any by its surroundings.
    if (this.#rules.length > 0 || hasAttributes(element)) {
      this.#readNamed(element);
      return;
    }
    this.#readByName(element, name);
  }

  #readNamed(element: SourceElement): void {
    let { name } = element;
    let bare = false;
    for (const rules of this.#rules) {
      const rule = findRule(rules.promotion, element);
      if (rule !== undefined) {
        this.remove(element, `${rules.name}: ${rule}`, true);
        return;
      }
      const furniture = findRule(rules.furniture, element);
      if (furniture !== undefined) {
        this.remove(element, `${rules.name}: ${furniture}`, false);
        return;
      }
      this.#rewrite(element, rules);
      for (const [test, renamed] of rules.rename) if (test(element)) name = renamed;
      bare ||= rules.unwrap.some((test) => test(element));
    }
    if (!hasAttributes(element)) {
      if (bare) this.readNodes(element.children);
      else this.#readByName(element, name);
      return;
    }
    if (isHidden(element) && this.#isMinor(element)) {
      this.remove(element, 'hidden', false);
      return;
    }
    const rule = findFurniture(element, () => this.#length);
    if (rule !== undefined) {
      this.remove(element, rule, true);
      return;
    }
    if (bare) {
      this.readNodes(element.children);
      return;
    }
    if (element.attribs.class !== undefined && isCaption(element, name)) {
      this.#readCaption(element);
      return;
    }
    const formats = readStyles(element, name).filter(([, unless]) => !this.composer.hasFormat(...unless));
    this.#withFormats(formats, () => this.#readByName(element, name));
  }

  #rewrite(element: SourceElement, rules: SourceRules): void {
    for (const [test, rewrite] of rules.rewrites) {
      if (test(element)) rewrite(element, this.#body.document);
    }
  }

  #withFormats(formats: readonly (readonly [string, readonly string[]])[], content: () => void): void {
    const [first, ...rest] = formats;
    if (first === undefined) {
      content();
      return;
    }
    this.composer.format({ name: first[0], attributes: NO_ATTRIBUTES }, () =>
      this.#withFormats(rest, content),
    );
  }

  #readByName(element: SourceElement, name: string): void {
    const read = Object.hasOwn(Reader.#BY_NAME, name) ? Reader.#BY_NAME[name] : undefined;
    if (read === undefined) {
      this.readOther(element, name);
    } else {
      read(this, element, name);
    }
  }

  #readCaption(element: SourceElement): void {
    this.anchor(element);
    this.composer.caption(() => this.readNodes(element.children));
  }

  #readLine(element: SourceElement, name: string): void {
    this.composer.within(name, this.readBlockAttributes(element), () => this.readNodes(element.children));
  }

  /** Reads an element within a line, or one whose tags say nothing. */
  readOther(element: SourceElement, name: string): void {
    if (CONTROLS.has(name) && measureElement(element).text <= CONTROL_TEXT) {
      this.remove(element, `<${name}>`, false);
      return;
    }
    const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
    this.anchor(element);
    if (format !== undefined) {
      this.composer.format({ name: format, attributes: readFormatAttributes(element, format) }, () =>
        this.readNodes(element.children),
      );
    } else if (CONTAINERS.has(name) || isBlockStyle(element)) {
      this.composer.endLine();
      this.readNodes(element.children);
      this.composer.endLine();
    } else {
      this.readNodes(element.children);
    }
  }

  /** Reads an element as a block of its own. */
  readBlock(
    element: SourceElement,
    name: string,
    mode: Mode,
    more: Attributes = NO_ATTRIBUTES,
  ): Tag | undefined {
    const own = this.readBlockAttributes(element);
    const attributes = more === NO_ATTRIBUTES ? own : { ...own, ...more };
    return this.composer.block(name, attributes, mode, () => this.readNodes(element.children));
  }

  #readLink(element: SourceElement): void {
    this.anchor(element, element.attribs.name);
    const href = this.readHref(element.attribs.href);
    if (href === undefined) {
      this.readNodes(element.children);
      return;
    }
    this.composer.format({ name: 'a', attributes: { href } }, () => this.readNodes(element.children));
  }

  /** Where a link leads; undefined makes it text. */
  readHref(value: string | undefined): string | undefined {
    const link = value === undefined ? undefined : cleanLink(value, this.context.link);
    return link?.startsWith('#') ? this.#places.find(link) : link;
  }

  /** Reads code or other preformatted text. */
  readPre(pre: SourceElement): void {
    if (wrapsProse(pre)) {
      this.composer.endLine();
      this.readNodes(pre.children);
      this.composer.endLine();
      return;
    }
    const block = readPreformatted(pre);
    if (block === undefined) return;
    block.attributes = this.readId(pre);
    this.composer.addBlock(block);
  }

  #readComment(data: string): void {
    for (const rules of this.#rules) {
      const reader = rules.comments.find(({ pattern }) => pattern.test(data));
      if (reader === undefined) continue;
      for (const embed of reader.read(decodeBraces(data))) addEmbed(this, embed);
      return;
    }
    this.removals.push({ rule: 'comment', excerpt: excerpt(data) });
  }

  /** What a block keeps of its attributes: its place, its language, its direction. */
  readBlockAttributes(element: SourceElement): Attributes {
    const { id, lang, dir } = element.attribs;
    if (id === undefined && lang === undefined && dir === undefined) return NO_ATTRIBUTES;
    return {
      ...this.readId(element),
      ...(lang !== undefined && /^[A-Za-z0-9-]{1,35}$/.test(lang) && { lang }),
      ...(dir !== undefined && /^(?:ltr|rtl|auto)$/i.test(dir) && { dir: dir.toLowerCase() }),
    };
  }

  /** The id of an element, where a link leads to it. */
  readId(element: SourceElement): Attributes {
    const id = this.#places.claim(element.attribs.id);
    return id === undefined ? NO_ATTRIBUTES : { id };
  }

  /** Keeps the place of an element that is not kept itself. */
  anchor(element: SourceElement, name?: string): void {
    const id = this.#places.claim(element.attribs.id) ?? this.#places.claim(name);
    if (id !== undefined) this.composer.addAnchor(id);
  }

  #isMinor(element: SourceElement): boolean {
    return measureElement(element).text * 2 < this.#length;
  }

  get #length(): number {
    return measureElement(this.#body.root).text;
  }

  /** Whether a rule removes an element that its parent reads itself. */
  isRemoved(element: SourceElement): boolean {
    const rule =
      isHidden(element) && this.#isMinor(element) ? 'hidden' : findFurniture(element, () => this.#length);
    if (rule !== undefined) {
      this.remove(element, rule, rule !== 'hidden');
      return true;
    }
    for (const { name, promotion, furniture } of this.#rules) {
      const promoted = findRule(promotion, element);
      const selector = promoted ?? findRule(furniture, element);
      if (selector === undefined) continue;
      this.remove(element, `${name}: ${selector}`, promoted !== undefined);
      return true;
    }
    return false;
  }

  /** Notes that an element was removed; the pictures of promotion are remembered. */
  remove(element: SourceElement, rule: string, isPromotion: boolean): void {
    const images = findImages(element);
    const text = excerpt(readSource(element, EXCERPT_SOURCE));
    if (isPromotion) {
      for (const image of images) {
        const reading = readPicture(image, this.context.link, []);
        if (reading !== undefined)
          this.removedImages.push('picture' in reading ? reading.picture.src : reading.address);
      }
    }
    if (text !== '' || images.length > 0) this.removals.push({ rule, excerpt: text });
  }
}

function hasAttributes({ attribs }: SourceElement): boolean {
  for (const name in attribs) if (name !== '') return true;
  return false;
}

function findRule(
  rules: readonly (readonly [string, (element: SourceElement) => boolean])[],
  element: SourceElement,
): string | undefined {
  for (const [selector, test] of rules) if (test(element)) return selector;
  return undefined;
}

/** Comments keep the braces of an upload as character references, which the parser decodes only elsewhere. */
function decodeBraces(data: string): string {
  return data.replaceAll('&#123;', '{').replaceAll('&#125;', '}');
}

function isCaption(element: SourceElement, name: string): boolean {
  if (!CAPTION_CLASS.test(element.attribs.class ?? '') || /^h\d$/.test(name)) return false;
  const { text, images } = measureElement(element);
  return images === 0 && text > 0 && text <= 200;
}

function isBlockStyle({ attribs }: SourceElement): boolean {
  return attribs.style !== undefined && /(?:^|[;\s])display\s*:\s*(?:block|flex|grid)/i.test(attribs.style);
}
