import { decodeHTML } from 'entities';
import { findMediaAddresses, isAbsolute, isFetched, isMedia, resolve } from './addresses.ts';
import { CodeReader } from './code.ts';
import { ElementStack } from './element-stack.ts';
import { BLOCKS, CODE, KNOWN, PLAYERS, UNSEEN, VOID } from './elements.ts';
import { splitFormulas } from './formulas.ts';
import { type MarkupHandler, scanMarkup, type Tag } from './markup.ts';
import { readBackground, readFormulaPicture, readPicture } from './pictures.ts';
import type { Label, Reading } from './reading.ts';
import { type Finish, RenderedFormulas } from './rendered-formulas.ts';
import { Tables } from './tables.ts';

/** How much of the text of a link, a heading or a cell is compared. */
const MAX_LABEL = 2_000;

/** Elements that end a drawing or a formula in which they stand. */
const BREAKOUT = /^(?:p|div|h[1-6]|ul|ol|dl|table|pre|blockquote|hr)$/;

/** Reads what HTML shows, as a tolerant reader sees it, and adds it to a reading. Relative addresses are completed by `base`. */
export function readHtml(source: string, reading: Reading, base?: string): void {
  const reader = new HtmlReader(source, reading, base);
  scanMarkup(source, reader);
  reader.finish();
}

class HtmlReader implements MarkupHandler {
  readonly #source: string;
  readonly #reading: Reading;
  readonly #code: CodeReader;
  readonly #formulas: RenderedFormulas;
  readonly #tables: Tables;
  readonly #stack = new ElementStack();
  /** The names of all end tags: a tag of an unknown name without one was perhaps never meant as one. */
  readonly #endTags: ReadonlySet<string>;
  #base: string | undefined;
  #line = 0;
  #lineEnd: number;
  /** How many elements are open whose text is not seen. */
  #unseen = 0;
  #drawing: { text: string; isText: boolean } | undefined;
  #player: { readonly addresses: string[] } | undefined;

  constructor(source: string, reading: Reading, base: string | undefined) {
    this.#source = source;
    this.#reading = reading;
    this.#base = base;
    this.#lineEnd = source.indexOf('\n');
    this.#code = new CodeReader(source);
    this.#formulas = new RenderedFormulas(reading);
    this.#tables = new Tables(reading.cells);
    const endTags = source.matchAll(/<\/([a-z][^\s/>]*)/gi);
    this.#endTags = new Set(Array.from(endTags, ([, name = '']) => name.toLowerCase()));
  }

  /** Ends whatever is still open. */
  finish(): void {
    this.#code.finish();
    this.#stack.closeAll();
  }

  isVerbatim(at: number): boolean {
    return this.#code.isInside(at);
  }

  isForeign(): boolean {
    return this.#drawing !== undefined || this.#formulas.isOpen;
  }

  accepts(tag: Tag): boolean {
    if (this.#code.isInside(tag.start)) return this.#code.accepts(tag);
    const { name, attributes } = tag;
    if (KNOWN.has(name) || this.isForeign()) return true;
    if (!/^[a-z][a-z0-9:._-]*$/.test(name)) return false;
    if (/[:-]/.test(name) || this.#endTags.has(name)) return true;
    if (tag.source.endsWith('/>')) return true;
    return [...attributes.values()].some((value) => value !== '');
  }

  acceptsEnd(name: string, at: number): boolean {
    return this.#code.isInside(at) ? this.#code.acceptsEnd(name) : true;
  }

  open(tag: Tag): void {
    if (this.#code.isInside(tag.start)) {
      this.#code.open(tag);
      return;
    }
    const { name } = tag;
    if (BREAKOUT.test(name) && this.isForeign() && !this.#stack.has('foreignobject')) {
      this.#stack.close('svg');
      this.#stack.close('math');
    }
    if (BLOCKS.has(name)) this.#break();
    this.#stack.closeBefore(name);
    const isEmpty = VOID.has(name) || (tag.source.endsWith('/>') && !KNOWN.has(name));
    const finish = this.#begin(tag);
    if (isEmpty) finish?.();
    else this.#stack.push(name, finish);
  }

  close(name: string, at: number): void {
    if (this.#code.isInside(at)) {
      this.#code.close(name);
      return;
    }
    if (BLOCKS.has(name)) this.#break();
    this.#stack.close(name);
  }

  text(text: string, at: number): void {
    if (this.#code.isInside(at)) this.#code.add(text);
    else if (this.#drawing !== undefined) this.#drawing.text += this.#drawing.isText ? text : '';
    else if (this.#formulas.isOpen) this.#formulas.addText(text);
    else if (this.#unseen === 0) this.#addText(text, at);
  }

  raw({ name, attributes }: Tag, content: string, at: number): void {
    const line = this.#lineOf(at);
    if (name === 'script' && /^math\/tex/i.test(attributes.get('type') ?? '')) {
      this.#formulas.addScript(content, line);
    } else if (name === 'textarea') {
      this.text(decodeHTML(content), at);
    } else if (name === 'xmp') {
      this.#reading.code.push({ text: content, isBlock: true, isLoose: true, line });
    }
  }

  #addText(text: string, at: number): void {
    for (const stretch of splitFormulas(text)) {
      let line = this.#lineOf(at + stretch.start);
      if (stretch.isFormula) {
        this.#reading.formulas.push({ tex: [stretch.text], addresses: [], line });
        continue;
      }
      for (const each of stretch.text.split(/(?<=\n)/))
        this.#reading.pieces.push({ text: each, line: line++ });
    }
  }

  /** Reads an element apart from its content, and returns what to do at its end. */
  #begin(tag: Tag): Finish | undefined {
    const { name } = tag;
    const line = this.#lineOf(tag.start);
    if (CODE.has(name) && this.#beginCode(tag, line)) return undefined;
    if (name === 'base') this.#base = resolve(tag.attributes.get('href') ?? '', this.#base) || this.#base;
    if (this.#unseen > 0 && this.#player === undefined) return undefined;
    const finishFormula = this.#formulas.begin(tag, line);
    if (finishFormula !== undefined) return finishFormula;
    if (PLAYERS.has(name)) return this.#beginPlayer(tag, line);
    switch (name) {
      case 'img':
      case 'image':
        return this.#readPicture(tag, line);
      case 'input':
        return /^image$/i.test(tag.attributes.get('type') ?? '') ? this.#readPicture(tag, line) : undefined;
      case 'source':
      case 'param':
        return this.#readSource(tag);
      case 'abbr':
        this.#reading.asides.push(tag.attributes.get('title') ?? '');
        return undefined;
      case 'a':
        return this.#beginLink(tag, line);
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.#beginLabel(this.#reading.headings, line);
      case 'figcaption':
        return this.#beginLabel(this.#reading.captions, line);
      case 'td':
      case 'th':
        return this.#beginLabel(this.#tables.beginCell(), line);
      case 'tr':
        this.#tables.beginRow();
        return undefined;
      case 'table':
        this.#tables.begin();
        return () => this.#tables.end();
      case 'svg':
      case 'text':
      case 'foreignobject':
        return this.#beginDrawing(name, line);
    }
    return UNSEEN.has(name) && this.#endTags.has(name) ? this.#hide() : this.#beginOther(tag, line);
  }

  #beginCode(tag: Tag, line: number): boolean {
    if (!this.#isReadable) return false;
    const isLoose = tag.name === 'listing';
    return this.#code.begin(tag, (text, isBlock) =>
      this.#reading.code.push({ text, isBlock, isLoose, line }),
    );
  }

  #hide(): Finish {
    this.#unseen++;
    return () => this.#unseen--;
  }

  #readPicture(tag: Tag, line: number): undefined {
    const { alt, title } = Object.fromEntries(tag.attributes);
    this.#reading.asides.push(alt ?? '', title ?? '');
    if (this.#unseen > 0 || this.#player !== undefined || this.#formulas.isOpen) return;
    if (this.#drawing !== undefined && tag.name !== 'image') return;
    const formula = readFormulaPicture(tag, this.#base, line);
    const picture = readPicture(tag, this.#base, this.#stack.has('noscript'), line);
    if (formula !== undefined) this.#reading.formulas.push(formula);
    else if (picture !== undefined) this.#reading.pictures.push(picture);
  }

  /** Reads an address that stands within the element that plays it. */
  #readSource(tag: Tag): undefined {
    for (const address of findMediaAddresses(tag, this.#base)) this.#player?.addresses.push(address);
    const { name = '', value = '' } = Object.fromEntries(tag.attributes);
    if (tag.name !== 'param' || !/^(?:src|movie|url)$/i.test(name)) return;
    const address = resolve(value, this.#base);
    if (isFetched(address)) this.#player?.addresses.push(address);
  }

  #beginPlayer(tag: Tag, line: number): Finish | undefined {
    const addresses = findMediaAddresses(tag, this.#base);
    const title = tag.attributes.get('title') ?? '';
    this.#reading.asides.push(title);
    const outer = this.#player;
    for (const address of addresses) outer?.addresses.push(address);
    if (outer !== undefined || isInvisible(tag)) return undefined;
    const player = { addresses };
    const isMediaElement = tag.name === 'video' || tag.name === 'audio';
    const show = tag.name === 'iframe' ? undefined : this.#hide();
    this.#player = player;
    return () => {
      show?.();
      this.#player = undefined;
      if (addresses.length === 0) return;
      const isRecording = isMediaElement || addresses.some(isMedia);
      this.#reading.players.push({ addresses, title, isRecording, line });
    };
  }

  /** Reads what any element may show: a recording that a script plays, a picture behind it where nothing else is in it. */
  #beginOther(tag: Tag, line: number): Finish | undefined {
    const values = [...tag.attributes].flatMap(([name, value]) => (name.startsWith('data-') ? [value] : []));
    const addresses = values.filter(isMedia).map((value) => resolve(value, this.#base));
    if (addresses.length > 0) this.#reading.players.push({ addresses, title: '', isRecording: true, line });
    const own = KNOWN.has(tag.name) ? undefined : readPicture(tag, this.#base, true, line);
    const background = readBackground(tag, line) ?? own;
    if (background === undefined) return undefined;
    const { pieces, pictures } = this.#reading;
    const [text, picture] = [pieces.length, pictures.length];
    return () => {
      const isBare = pictures.length === picture && this.#textSince(text).trim() === '';
      if (isBare) pictures.push(background);
    };
  }

  #beginLink({ attributes }: Tag, line: number): Finish | undefined {
    const href = attributes.get('href') ?? '';
    const address = resolve(href, this.#base);
    if (!isFollowed(href, address)) return undefined;
    const { pieces, pictures, links } = this.#reading;
    const [start, picture] = [pieces.length, pictures.length];
    return () => {
      const text = this.#textSince(start);
      if (saysSomething(text) || pictures.length > picture) links.push({ address, text, line });
    };
  }

  #beginLabel(labels: Label[] | undefined, line: number): Finish | undefined {
    if (labels === undefined) return undefined;
    const start = this.#reading.pieces.length;
    return () => {
      const text = this.#textSince(start);
      if (text.trim() !== '') labels.push({ text, line });
    };
  }

  /** Reads a drawing by the words in it: it is a picture that says them. */
  #beginDrawing(name: string, line: number): Finish | undefined {
    const outer = this.#drawing;
    if (outer !== undefined) {
      if (name === 'svg') return undefined;
      outer.isText = true;
      return () => {
        outer.isText = false;
      };
    }
    if (name !== 'svg') return undefined;
    const drawing = { text: '', isText: false };
    this.#drawing = drawing;
    return () => {
      this.#drawing = undefined;
      const alt = drawing.text.trim();
      if (alt === '' || this.#formulas.isOpen) return;
      this.#reading.pictures.push({
        addresses: ['data:image/svg+xml'],
        alt,
        isSmall: true,
        isTwin: true,
        line,
      });
    };
  }

  get #isReadable(): boolean {
    return !this.isForeign() && this.#unseen === 0;
  }

  #break(): void {
    if (this.#isReadable) this.#reading.pieces.push({ text: '\n', line: this.#line });
  }

  #textSince(start: number): string {
    const { pieces } = this.#reading;
    let text = '';
    for (let index = start; index < pieces.length && text.length < MAX_LABEL; index++) {
      text += pieces[index]?.text ?? '';
    }
    return text.slice(0, MAX_LABEL);
  }

  /** The line of a place, counted from 0; places come in order. */
  #lineOf(at: number): number {
    while (this.#lineEnd >= 0 && this.#lineEnd < at) {
      this.#line++;
      this.#lineEnd = this.#source.indexOf('\n', this.#lineEnd + 1);
    }
    return this.#line;
  }
}

/** Frames of a pixel or none are there to count readers. */
function isInvisible({ name, attributes }: Tag): boolean {
  if (name !== 'iframe') return false;
  const isTiny = ['width', 'height'].some((side) => /^[01](?:px)?$/.test(attributes.get(side)?.trim() ?? ''));
  return isTiny || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.get('style') ?? '');
}

/** Whether somebody could follow a link by its text: the marks of Markdown alone may be none. */
function saysSomething(text: string): boolean {
  return /[^\s*_~`]/.test(text);
}

/** Whether a reader could go there: not within the page, not a script, and not where nobody knows what it is relative to. */
function isFollowed(href: string, address: string): boolean {
  return !/^\s*(?:#|$)/.test(href) && isAbsolute(address) && /^(?:https?:|mailto:|tel:)/i.test(address);
}
