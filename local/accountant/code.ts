import { CODE, CODE_LINES, CODE_MARKUP, VOID } from './elements.ts';
import type { Tag } from './markup.ts';

/** How far into a `pre` it is looked for what tells code from prose. */
const MAX_LOOK = 20_000;

/** Prose in a `pre` whose writer merely kept white space. */
const PROSE = /<(?:p|h[1-6]|img|blockquote|section|figure|video|ul|table)[\s>]/i;
const HAS_CODE = /<code[\s>]/i;
const CODE_CLASS = /brush|lang|prettyprint|highlight|hljs|code|syntax/i;

/** What highlighters alone write into code. */
const HIGHLIGHTED =
  /<span[\s>]|<(?:div|li|ol|td|tr|table|p) class=["']?(?:[\w-]{1,30} ){0,3}[\w-]{0,20}(?:line|hljs|token|code|alt|L\d)/i;

/** Blocks on lines of their own, as who writes a page sets them; highlighters that show one write other classes. */
const WRITTEN_BLOCKS =
  /<(?:div|p|ul|ol|table|section|template|form|nav|main|h[1-6])\b[^<>]{0,300}>[ \t]*\n[ \t]*</i;
const HIGHLIGHTER_CLASS = /class=["']?[^"'<>]{0,100}(?:hljs|token|line|gutter|\bL\d|\bpl-|\bcm-|\bkwd\b)/i;

/** What is beside code: numbers of lines, buttons. */
const BESIDE =
  /(?:^|[\s_-])(?:gutter|line-?num(?:ber)?s?(?:-rows)?|line-index|linenos?|lineno|ln-n\w*|pre-numbering|copy(?:code\w*|btn|button)?|toolbar|extension)(?=$|[\s_-])/i;
const BESIDE_LENGTH = 12;

const BLOCK_END = /<(\/?)(?:p|div|li|td|section|h[1-6])[\s>]/i;

interface Region {
  readonly end: number;
  readonly source: string;
  /** Whether its lines are told apart: in a `pre`, or by breaks. */
  isBlock: boolean;
  readonly isHighlighted: boolean;
  /** Whether it is the source of a page, and all tags in it are. */
  readonly isWritten: boolean;
  readonly endTags: ReadonlySet<string>;
  readonly opened: Map<string, number>;
  readonly add: (text: string, isBlock: boolean) => void;
  readonly parts: string[];
  /** Whether an element with code has just ended: another one right behind it is another line. */
  hasEndedCode: boolean;
  /** The element beside the code that is open, and the part that it begins with. */
  beside: { readonly name: string; readonly from: number; readonly depth: number } | undefined;
}

/**
 * Reads code from its start tag to the first end tag of that name. In between, what is no highlighter's markup is text:
 * scrapers write the tags that an article shows as tags.
 */
export class CodeReader {
  readonly #source: string;
  readonly #ends = new Map<string, readonly number[]>();
  #region: Region | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** Whether a place is within the code that was begun; places come in order. */
  isInside(at: number): boolean {
    if (this.#region !== undefined && at >= this.#region.end) this.#finish(this.#region);
    return this.#region !== undefined;
  }

  /** Begins code where an element holds some; `add` is told of it at its end. */
  begin(tag: Tag, add: (text: string, isBlock: boolean) => void): boolean {
    const { name, end: start, attributes } = tag;
    const end = this.#findEnd(name, start);
    if (end === undefined) return false;
    const source = this.#source.slice(start, end);
    const isPre = name === 'pre' || name === 'listing';
    if (isPre ? isProse(source, attributes.get('class') ?? '') : breaksOff(source)) return false;
    const isNamed = /lang|code-|brush/i.test(
      `${[...attributes.keys()].join(' ')} ${attributes.get('class') ?? ''}`,
    );
    this.#region = {
      end,
      source: source.trim(),
      isBlock: isPre || isNamed,
      isHighlighted: HIGHLIGHTED.test(source),
      isWritten:
        isPre && WRITTEN_BLOCKS.test(source) && !/&lt;/.test(source) && !HIGHLIGHTER_CLASS.test(source),
      endTags: new Set(
        Array.from(source.matchAll(/<\/([a-z][^\s/>]*)/gi), ([, each = '']) => each.toLowerCase()),
      ),
      opened: new Map(),
      add,
      parts: [],
      beside: undefined,
      hasEndedCode: false,
    };
    return true;
  }

  /** Whether a tag within code is markup. */
  accepts({ name, source }: Tag): boolean {
    const region = this.#region;
    if (region === undefined || region.source === source) return false;
    if (region.isWritten && !CODE.has(name)) return false;
    if (CODE_LINES.has(name)) return region.isHighlighted;
    if (!CODE_MARKUP.has(name) && !CODE.has(name)) return false;
    return VOID.has(name) || CODE.has(name) || region.endTags.has(name);
  }

  /** Whether an end tag within code ends what began there. */
  acceptsEnd(name: string): boolean {
    return (this.#region?.opened.get(name) ?? 0) > 0;
  }

  open({ name, attributes }: Tag): void {
    const region = this.#region;
    if (region === undefined) return;
    if (name === 'br') {
      region.parts.push('\n');
      region.isBlock = true;
    }
    if (VOID.has(name)) return;
    if (CODE_LINES.has(name) || (name === 'code' && region.hasEndedCode)) breakLine(region);
    const depth = (region.opened.get(name) ?? 0) + 1;
    region.opened.set(name, depth);
    const isBeside =
      (name !== 'code' && BESIDE.test(attributes.get('class') ?? '')) || attributes.has('data-line-number');
    if (isBeside) region.beside ??= { name, from: region.parts.length, depth };
  }

  close(name: string): void {
    const region = this.#region;
    if (region === undefined) return;
    const depth = region.opened.get(name) ?? 0;
    region.opened.set(name, depth - 1);
    region.hasEndedCode = name === 'code';
    const { beside } = region;
    if (beside?.name === name && beside.depth === depth) {
      region.beside = undefined;
      const text = region.parts.slice(beside.from).join('');
      if (text.length <= BESIDE_LENGTH || /^[\d\s]*$/.test(text)) region.parts.length = beside.from;
    }
    if (CODE_LINES.has(name)) breakLine(region);
  }

  add(text: string): void {
    if (this.#region === undefined) return;
    this.#region.parts.push(text);
    this.#region.hasEndedCode = false;
  }

  /** Ends what is still open. */
  finish(): void {
    if (this.#region !== undefined) this.#finish(this.#region);
  }

  #finish({ parts, isBlock, add }: Region): void {
    this.#region = undefined;
    const text = parts.join('');
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const isGutter = lines.length > 1 && lines.every((line, index) => line.trim() === String(index + 1));
    if (lines.length > 0 && !isGutter) add(text, isBlock || lines.length > 2);
  }

  #findEnd(name: string, from: number): number | undefined {
    let ends = this.#ends.get(name);
    if (ends === undefined) {
      ends = Array.from(
        this.#source.matchAll(new RegExp(`</${name}(?=[\\s/>])`, 'gi')),
        ({ index }) => index,
      );
      this.#ends.set(name, ends);
    }
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return ends[low];
  }
}

function breakLine(region: Region): void {
  const last = region.parts.at(-1);
  if (last !== undefined && !last.endsWith('\n')) region.parts.push('\n');
}

function isProse(source: string, className: string): boolean {
  const start = source.slice(0, MAX_LOOK);
  return PROSE.test(start) && !HAS_CODE.test(start) && !CODE_CLASS.test(className);
}

/** Whether inline code was never ended in its paragraph. */
function breaksOff(source: string): boolean {
  const [tag, slash] = BLOCK_END.exec(source.slice(0, MAX_LOOK)) ?? [];
  return tag !== undefined && slash === '/' && !source.trim().startsWith(tag.trim());
}
