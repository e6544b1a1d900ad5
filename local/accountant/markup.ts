import { decodeHTML, decodeHTMLAttribute } from 'entities';

/** A start tag. Names of elements and attributes are in lower case, values decoded. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The tag as it is written. */
  readonly source: string;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/** What is told of a text, from its beginning to its end. */
export interface MarkupHandler {
  /** Whether this place holds code, where comments and declarations are text. */
  isVerbatim(at: number): boolean;
  /** Whether this place is within a drawing or a formula, which may hold sections of text. */
  isForeign(): boolean;
  /** Whether a tag is markup; else it is text that looks like it. */
  accepts(tag: Tag): boolean;
  /** Whether the end tag of this name is markup. */
  acceptsEnd(name: string, at: number): boolean;
  open(tag: Tag): void;
  close(name: string, at: number): void;
  /** Text with its references decoded. */
  text(text: string, at: number): void;
  /** The content of an element that holds no markup, as it is written. */
  raw(tag: Tag, content: string, at: number): void;
}

/** Elements whose content is text to browsers, whatever it looks like. */
const RAW: ReadonlySet<string> = new Set(
  'script style textarea title xmp iframe noembed noframes'.split(' '),
);

/** Those of them whose content is shown. */
const SHOWN_RAW: ReadonlySet<string> = new Set(['textarea', 'xmp']);

const BLOCK = /<\/?(?:p|div|h[1-6]|ul|ol|li|table|section|article|blockquote|pre)[\s>]/gi;

/** Where one tag has turned out never to end, others are not looked for further than this: that would take too long. */
export const MAX_TAG_AFTER_FAILURE = 200;

const NAME_START = /[A-Za-z]/;
const NAME = /[^\s/>]*/y;
const SPACE = /[\s/]*/y;
const ATTRIBUTE_NAME = /[^\s/>=]+|=[^\s/>=]*/y;
const ASSIGNMENT = /\s*=\s*/y;
const BARE_VALUE = /[^\s>]*/y;

/** Tells a handler what a text holds, as browsers see it: tolerant, in one pass, never further back than a tag. */
export function scanMarkup(source: string, handler: MarkupHandler): void {
  new Scanner(source, handler).run();
}

class Scanner {
  readonly #source: string;
  readonly #handler: MarkupHandler;
  /** Where the text begins that the handler has not been told of. */
  #from = 0;
  #maxTag = Number.POSITIVE_INFINITY;
  /** Ends that are not there any more: looking for them again and again would take too long. */
  readonly #missing = new Set<string>();

  constructor(source: string, handler: MarkupHandler) {
    this.#source = source;
    this.#handler = handler;
  }

  run(): void {
    let at = this.#source.indexOf('<');
    while (at >= 0) {
      const end = this.#readMark(at);
      if (end !== undefined) this.#from = end;
      at = this.#source.indexOf('<', end ?? at + 1);
    }
    this.#flush(this.#source.length);
  }

  #flush(end: number): void {
    if (end > this.#from) this.#handler.text(decodeHTML(this.#source.slice(this.#from, end)), this.#from);
    this.#from = end;
  }

  /** Reads what begins with `<`, and tells where it ends; undefined where it is text. */
  #readMark(at: number): number | undefined {
    const next = this.#source.charAt(at + 1);
    if (next === '!' || next === '?') {
      if (this.#handler.isVerbatim(at)) return undefined;
      this.#flush(at);
      if (this.#source.startsWith('<![CDATA[', at) && this.#handler.isForeign()) {
        const end = endAfter(this.#source, ']]>', at);
        this.#handler.text(this.#source.slice(at + 9, end).replace(/]]>$/, ''), at);
        return end;
      }
      return this.#findDeclarationEnd(at);
    }
    if (next === '/') return this.#readEndTag(at);
    return NAME_START.test(next) ? this.#readStartTag(at) : undefined;
  }

  #readEndTag(at: number): number | undefined {
    this.#flush(at);
    const isNamed = NAME_START.test(this.#source.charAt(at + 2));
    const name = isNamed ? match(NAME, this.#source, at + 2).toLowerCase() : '';
    const isMarkup = isNamed ? this.#handler.acceptsEnd(name, at) : !this.#handler.isVerbatim(at);
    if (!isMarkup) return undefined;
    if (isNamed) this.#handler.close(name, at);
    return endAfter(this.#source, '>', at);
  }

  #readStartTag(at: number): number | undefined {
    // What has another tag in its name, its writer did not mean as one tag.
    if (match(NAME, this.#source, at + 1).includes('<')) return undefined;
    const tag = readStartTag(this.#source, at, this.#maxTag);
    if (tag === undefined) {
      // A tag that never ends is nothing to browsers; in code it is text.
      if (this.#handler.isVerbatim(at)) {
        this.#maxTag = MAX_TAG_AFTER_FAILURE;
        return undefined;
      }
      this.#flush(at);
      return this.#source.length;
    }
    this.#flush(at);
    if (!this.#handler.accepts(tag)) {
      this.#handler.text(decodeHTML(tag.source), at);
      return tag.end;
    }
    const end = RAW.has(tag.name) ? this.#findRawEnd(tag) : undefined;
    this.#handler.open(tag);
    if (end === undefined) return tag.end;
    this.#handler.raw(tag, this.#source.slice(tag.end, end), tag.end);
    return end;
  }

  #findDeclarationEnd(at: number): number {
    const source = this.#source;
    if (!source.startsWith('<!--', at)) return endAfter(source, '>', at);
    if (source.startsWith('>', at + 4)) return at + 5;
    if (source.startsWith('->', at + 4)) return at + 6;
    // A comment that never ends hides nothing: the article goes on behind its mark.
    return this.#search(/--!?>/g, at + 4)?.end ?? at + 4;
  }

  /** Where the content of an element ends that holds no markup; undefined where it was perhaps never meant as one. */
  #findRawEnd({ name, end: start }: Tag): number | undefined {
    const found = this.#search(new RegExp(`</${name}(?=[\\s/>])`, 'gi'), start)?.start;
    if (found !== undefined || SHOWN_RAW.has(name)) return found;
    // To browsers it would swallow the rest; where that was never hidden, the article goes on with the next block.
    return this.#search(BLOCK, start)?.start ?? this.#source.length;
  }

  /** Looks for a pattern behind a place; places come in order. */
  #search(pattern: RegExp, from: number): { readonly start: number; readonly end: number } | undefined {
    if (this.#missing.has(pattern.source)) return undefined;
    pattern.lastIndex = from;
    const found = pattern.exec(this.#source);
    if (found === null) this.#missing.add(pattern.source);
    return found === null ? undefined : { start: found.index, end: pattern.lastIndex };
  }
}

/** Reads a start tag; undefined where it does not end, or not within `maxLength` characters. */
export function readStartTag(source: string, start: number, maxLength: number): Tag | undefined {
  const name = match(NAME, source, start + 1);
  const attributes = new Map<string, string>();
  const limit = Math.min(source.length, start + maxLength);
  let at = start + 1 + name.length;
  while (at < limit) {
    at += match(SPACE, source, at).length;
    if (source.charAt(at) === '>') {
      const end = at + 1;
      return { name: name.toLowerCase(), attributes, source: source.slice(start, end), start, end };
    }
    const attribute = match(ATTRIBUTE_NAME, source, at);
    if (attribute === '') return undefined;
    at += attribute.length;
    const assignment = match(ASSIGNMENT, source, at);
    let value = '';
    if (assignment !== '') {
      at += assignment.length;
      const quote = source.charAt(at);
      if (quote === '"' || quote === "'") {
        const end = source.indexOf(quote, at + 1);
        if (end < 0) return undefined;
        value = source.slice(at + 1, end);
        at = end + 1;
      } else {
        value = match(BARE_VALUE, source, at);
        at += value.length;
      }
    }
    const key = attribute.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeHTMLAttribute(value));
  }
  return undefined;
}

function endAfter(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from);
  return end < 0 ? source.length : end + mark.length;
}

function match(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}
