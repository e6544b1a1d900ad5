import { isHtmlSpace } from '../../model/characters.ts';

/** A tag, comment or declaration in the source of a document, before anything has parsed it. */
export interface SourceTag {
  readonly kind: 'start' | 'end' | 'comment';
  /** As written; empty for a comment or a declaration. */
  readonly name: string;
  /** What is between the name and the end, attributes and all. */
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

const NAME = /[a-z][^\s/<>"'=]*/iy;

/**
 * Reads the tags of a source one after the other, in linear time. Unlike a parser of HTML it takes nothing for a tag that
 * never ends, or in which another one begins: `Map<String, List<User>>` has the tag `<User>` alone.
 */
export class SourceTags {
  readonly #source: string;
  /** Quotation marks that have no further one behind this position. */
  readonly #unclosed = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  /** The first tag that begins at or after a position and before `limit`. */
  next(from: number, limit = this.#source.length): SourceTag | undefined {
    for (
      let at = this.#source.indexOf('<', from);
      at >= 0 && at < limit;
      at = this.#source.indexOf('<', at + 1)
    ) {
      const tag = this.at(at, limit);
      if (tag !== undefined) return tag;
    }
    return undefined;
  }

  /** The tag that begins at a position and ends before `limit`; undefined for text. */
  at(start: number, limit = this.#source.length): SourceTag | undefined {
    const source = this.#source;
    const following = source.charAt(start + 1);
    if (following === '!' || following === '?') return this.#declarationAt(start, limit);
    const isEnd = following === '/';
    const nameStart = start + (isEnd ? 2 : 1);
    NAME.lastIndex = nameStart;
    if (!NAME.test(source)) return undefined;
    const attributesStart = NAME.lastIndex;
    const close = this.#endOfTag(attributesStart, limit);
    if (close === undefined) return undefined;
    return {
      kind: isEnd ? 'end' : 'start',
      name: source.slice(nameStart, attributesStart),
      attributes: source.slice(attributesStart, close),
      start,
      end: close + 1,
    };
  }

  #declarationAt(start: number, limit: number): SourceTag | undefined {
    const source = this.#source;
    const isComment = source.startsWith('<!--', start);
    if (!isComment && !/[a-z[]/i.test(source.charAt(start + 2))) return undefined;
    const ending = isComment ? '-->' : '>';
    const at = this.#find(ending, start + 2);
    if (at < 0 || at >= limit) return undefined;
    return { kind: 'comment', name: '', attributes: '', start, end: at + ending.length };
  }

  /** Where the `>` of a tag stands; undefined where the tag does not end before `limit` or the next `<`. */
  #endOfTag(from: number, limit: number): number | undefined {
    const source = this.#source;
    let at = from;
    while (at < limit) {
      const character = source.charAt(at);
      if (character === '>') return at;
      if (character === '<') return undefined;
      const quoted = character === '=' ? this.#endOfQuoted(at + 1) : undefined;
      at = quoted ?? at + 1;
    }
    return undefined;
  }

  /** The position behind a quoted value that begins at a position, white space aside; undefined where none does. */
  #endOfQuoted(from: number): number | undefined {
    let at = from;
    while (isHtmlSpace(this.#source.charCodeAt(at))) at++;
    const mark = this.#source.charAt(at);
    if (mark !== '"' && mark !== "'") return at > from ? at : undefined;
    const end = this.#find(mark, at + 1);
    return end < 0 ? undefined : end + 1;
  }

  /** Finds what ends something, and remembers where nothing does, so as not to search the rest again and again. */
  #find(text: string, from: number): number {
    if (from >= (this.#unclosed.get(text) ?? Number.POSITIVE_INFINITY)) return -1;
    const at = this.#source.indexOf(text, from);
    if (at < 0) this.#unclosed.set(text, from);
    return at;
  }
}

/** The end tags of one name of HTML in a source from a place on, in order; they are looked for as far as they are asked for. */
export class ClosingTags {
  readonly #source: string;
  readonly #name: string;
  readonly #tags: SourceTag[] = [];
  /** Where the next one is looked for. */
  #from: number;
  #isComplete = false;

  constructor(source: string, name: string, from: number) {
    this.#source = source;
    this.#name = name;
    this.#from = from;
  }

  /** The first one that begins at or after a position. */
  after(position: number): SourceTag | undefined {
    return this.#tags[this.#countBefore(position)];
  }

  /** The last one that begins before a position. */
  before(position: number): SourceTag | undefined {
    return this.#tags[this.#countBefore(position) - 1];
  }

  #countBefore(position: number): number {
    while (!this.#isComplete && (this.#tags.at(-1)?.start ?? -1) < position) this.#findNext();
    let low = 0;
    let high = this.#tags.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#tags[middle]?.start ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #findNext(): void {
    const pattern = endTagOf(this.#name);
    pattern.lastIndex = this.#from;
    const match = pattern.exec(this.#source);
    if (match === null) {
      this.#isComplete = true;
      return;
    }
    const { 0: text, index: start } = match;
    const end = start + text.length;
    this.#tags.push({ kind: 'end', name: this.#name, attributes: '', start, end });
    this.#from = end;
  }
}

/** What finds the end tags of the few elements that are asked for. */
const endTags = new Map<string, RegExp>();

function endTagOf(name: string): RegExp {
  let pattern = endTags.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`</${name}\\s*>`, 'gi');
    endTags.set(name, pattern);
  }
  return pattern;
}
