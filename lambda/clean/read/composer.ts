import { isHtmlSpace, legalText } from '../../model/characters.ts';
import { areSentences, areWrapped } from '../../model/lines.ts';
import type { SizeBudget } from '../budget.ts';
import { append, isEmpty, trimEnd } from '../fragment/content.ts';
import { isCode, isMerged } from '../fragment/formats.ts';
import { type Child, createTag, NO_ATTRIBUTES, type Tag, walkTags } from '../fragment/tag.ts';
import { readVerbatim } from '../fragment/text.ts';
import { areApart, collapseSpace, isWordsOnly, joinsWithoutSpace, trimLeadingBlank } from '../typography.ts';
import {
  arrangeFigure,
  asParagraph,
  isCaption,
  isPicture,
  LINE,
  showsSomething,
  wrapLines,
} from './blocks.ts';

/** How a block takes text: into paragraphs; straight, as a list item does; or into its only line, as a caption does. */
export type Mode = 'flow' | 'item' | 'line';

/** An element around text that is repeated in every paragraph that it spans. */
export interface Format {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface OpenBlock {
  readonly tag: Tag;
  readonly mode: Mode;
  readonly isCell: boolean;
}

interface OpenFormat {
  readonly format: Format;
  readonly tag: Tag;
}

/** Blocks that are nested deeper are unwrapped, so that the result can be parsed again within the same limits. */
const MAX_BLOCKS = 64;

/** Blocks that only stand within certain others. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  li: ['ul', 'ol'],
  dt: ['dl'],
  dd: ['dl'],
  caption: ['table'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  tr: ['thead', 'tbody', 'tfoot'],
  td: ['tr'],
  th: ['tr'],
  figcaption: ['figure'],
  summary: ['details'],
};

/** Formats whose nesting means something, up to MAX_NESTED levels. */
const NESTED: ReadonlySet<string> = new Set(['sub', 'sup']);
const MAX_NESTED = 3;

/**
 * Puts a body together so that it parses to itself, whatever the order of the calls: blocks never stand in
 * paragraphs, formats are properly nested within one block, white space is collapsed, and nothing is empty.
 */
export class Composer {
  readonly #budget: SizeBudget;
  readonly #root = createTag('#root');
  #blocks: OpenBlock[] = [{ tag: this.#root, mode: 'flow', isCell: false }];
  #block: OpenBlock = { tag: this.#root, mode: 'flow', isCell: false };
  #formats: Format[] = [];
  #open: OpenFormat[] = [];
  #line: Tag | undefined;
  /** The name of the paragraphs or headings that text goes into; undefined where none has been asked for. */
  #lineName: string | undefined;
  #lineAttributes: Readonly<Record<string, string>> = NO_ATTRIBUTES;
  #anchors: string[] = [];
  /** White space that is still to be added: a space, a line feed that may be one, a line feed that is shown. */
  #space: '' | ' ' | '\n' | 'break' = '';
  #breaks = 0;
  #lastCode = 0;
  #keepsLines = false;

  constructor(budget: SizeBudget) {
    this.#budget = budget;
  }

  /** Ends everything and hands out the blocks. */
  finish(): Child[] {
    this.endLine();
    return this.#root.children;
  }

  get mode(): Mode {
    return this.#block.mode;
  }

  /** Adds text; white space is that of the document's source. */
  addText(data: string): void {
    // Half the texts of a body are the line feed between two elements; most others are words.
    if (data === '\n') this.#addSpace(true);
    else if (isWordsOnly(data)) this.#addWords(data, false);
    else this.#addMixed(legalText(data));
  }

  /** Adds words with white space before, behind and among them. */
  #addMixed(text: string): void {
    let start = 0;
    let end = text.length;
    let wrapped = false;
    for (; start < end && isHtmlSpace(text.charCodeAt(start)); start++)
      wrapped ||= isLineEnd(text.charCodeAt(start));
    if (start === end) {
      if (start > 0) this.#addSpace(wrapped);
      return;
    }
    if (start > 0) this.#addSpace(wrapped, this.#keepsLines);
    wrapped = false;
    for (; isHtmlSpace(text.charCodeAt(end - 1)); end--) wrapped ||= isLineEnd(text.charCodeAt(end - 1));
    const inner = start === 0 && end === text.length ? text : text.slice(start, end);
    if (inner.includes('\n') && this.#holdsProse && this.#areLines(inner.split('\n'))) this.#addLines(inner);
    else if (!this.#addWords(collapseSpace(inner))) return;
    if (end < text.length) this.#addSpace(wrapped, this.#keepsLines);
  }

  /** Reads what a style keeps the lines of. */
  keepLines(read: () => void): void {
    const before = this.#keepsLines;
    this.#keepsLines = true;
    read();
    this.#keepsLines = before;
  }

  #areLines(lines: readonly string[]): boolean {
    return this.#keepsLines ? !areWrapped(lines) : areSentences(lines) || areApart(lines);
  }

  /** Adds lines that stand apart by line feeds alone, as on sites whose style keeps these. */
  #addLines(text: string): void {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.addBreak();
      this.#addWords(collapseSpace(line.trim()));
    }
  }

  #addWords(text: string, mayBeEscaped = true): boolean {
    const words = this.#atLineStart && !this.#block.isCell ? trimLeadingBlank(text) : text;
    if (words === '') return false;
    const children = this.#prepare(words.charCodeAt(0));
    this.#budget.spend(words, mayBeEscaped);
    append(children, words);
    this.#lastCode = words.charCodeAt(words.length - 1);
    return true;
  }

  /** Whether text now goes into prose, and neither into a heading nor into code. */
  get #holdsProse(): boolean {
    return (this.#lineName === undefined || this.#lineName === 'p') && !this.#formats.some(isCode);
  }

  /** Adds an element that stands in a line like a word. */
  addInline(tag: Tag): void {
    const formats = this.#formats;
    // A picture never stands in code, which is taken up again behind it.
    this.#formats = formats.filter((format) => !isCode(format));
    this.#prepare(0).push(tag);
    walkTags([tag], (each) => this.#budget.spendTag(each));
    this.#formats = formats;
    this.#lastCode = 0;
  }

  addBreak(): void {
    this.#space = '';
    if (this.#line !== undefined) this.#breaks++;
  }

  /** Names an anchor that links of the document lead to, for an element that is not kept. */
  addAnchor(id: string): void {
    this.#anchors.push(id);
  }

  /** Ends the current paragraph; within a caption or the like, the line only breaks. */
  endLine(): void {
    if (this.#block.mode === 'line') {
      this.#space = '';
      if (this.#line !== undefined) this.#breaks = Math.max(this.#breaks, 1);
      return;
    }
    this.#closeLine();
  }

  /** Runs `content` with its text in paragraphs or headings of this name. */
  within(name: string, attributes: Readonly<Record<string, string>>, content: () => void): void {
    this.endLine();
    const outer = { name: this.#lineName, attributes: this.#lineAttributes };
    this.#lineName = name;
    this.#lineAttributes = attributes;
    content();
    this.endLine();
    this.#lineName = outer.name;
    this.#lineAttributes = outer.attributes;
  }

  /** Runs `content` with a format around its text. A format within itself adds nothing. */
  format(format: Format, content: () => void): void {
    const outer = this.#formats.filter(({ name }) => name === format.name).length;
    if (outer >= (NESTED.has(format.name) ? MAX_NESTED : 1)) {
      content();
      return;
    }
    this.#formats.push(format);
    content();
    this.#formats.pop();
  }

  /** Whether text now has a format of one of the names. */
  hasFormat(...names: readonly string[]): boolean {
    return this.#formats.some((format) => names.includes(format.name));
  }

  /**
   * Runs `content` within a block. Returns the block where it was kept: not when it stayed empty (unless it is a
   * cell), and not when blocks are too deep or the line around cannot hold one; then only its content is there.
   */
  block(
    name: string,
    attributes: Readonly<Record<string, string>>,
    mode: Mode,
    content: () => void,
  ): Tag | undefined {
    this.endLine();
    if (!this.#takes(name)) {
      content();
      this.endLine();
      return undefined;
    }
    const tag = createTag(name, attributes);
    this.#budget.spendTag(tag);
    const outer = { block: this.#block, name: this.#lineName, attributes: this.#lineAttributes };
    const isCell = name === 'td' || name === 'th';
    this.#block = { tag, mode, isCell: outer.block.isCell || isCell };
    this.#blocks.push(this.#block);
    this.#lineName = undefined;
    this.#lineAttributes = NO_ATTRIBUTES;
    content();
    this.#closeLine();
    this.#blocks.pop();
    this.#block = outer.block;
    this.#lineName = outer.name;
    this.#lineAttributes = outer.attributes;
    if (name === 'figure') {
      arrangeFigure(tag);
    } else {
      wrapLines(tag);
    }
    if (tag.children.length === 0 && !isCell) return undefined;
    if (name === 'figure' && !showsSomething(tag)) {
      for (const child of tag.children) this.#block.tag.children.push(asParagraph(child));
      return undefined;
    }
    this.#block.tag.children.push(tag);
    return tag;
  }

  /** Runs `content` as the caption of the picture before it; where there is none, in a paragraph. */
  caption(content: () => void): void {
    this.endLine();
    const { tag: holder, mode } = this.#block;
    if (holder.name === 'figure' && !holder.children.some(isCaption)) {
      this.block('figcaption', NO_ATTRIBUTES, 'line', content);
      return;
    }
    const before = holder.children.at(-1);
    const start = holder.children.length;
    this.within('p', NO_ATTRIBUTES, content);
    const [line, ...others] = holder.children.slice(start);
    if (mode === 'line' || typeof before !== 'object' || typeof line !== 'object') return;
    if (others.length > 0 || line.name !== 'p' || !isPicture(before)) return;
    line.name = 'figcaption';
    holder.children.pop();
    before.name = 'figure';
    before.children.push(line);
  }

  /** Takes the block back that was kept last. */
  dropLast(tag: Tag): void {
    if (this.#block.tag.children.at(-1) === tag) this.#block.tag.children.pop();
  }

  /** Adds a block that is ready as it is. Within a caption or the like, its text is added instead. */
  addBlock(tag: Tag): void {
    this.endLine();
    if (this.#block.mode === 'line') {
      if (tag.name === 'pre') this.addText(readVerbatim(tag.children));
      this.endLine();
      return;
    }
    this.#block.tag.children.push(tag);
  }

  /** Whether the current block can hold one of this name. */
  #takes(name: string): boolean {
    if (this.#block.mode === 'line') return false;
    const parents = Object.hasOwn(PARENTS, name) ? PARENTS[name] : undefined;
    return parents === undefined ? this.#blocks.length <= MAX_BLOCKS : parents.includes(this.#block.tag.name);
  }

  get #atLineStart(): boolean {
    return this.#line === undefined || this.#line.children.length === 0 || this.#breaks > 0;
  }

  #addSpace(wrapped: boolean, isShown = false): void {
    if (this.#atLineStart || this.#space === 'break') return;
    if (wrapped && isShown) this.#space = 'break';
    else if (this.#space !== ' ') this.#space = wrapped ? '\n' : ' ';
  }

  /** Makes the place ready to which content that begins with a character (0: none) is added. */
  #prepare(code: number): Child[] {
    if (this.#breaks > 1 && this.#splits) this.#closeLine();
    if (this.#line === undefined) this.#openLine();
    const kept = this.#closeFormats();
    if (this.#breaks > 0 || this.#space === 'break') {
      kept.push(createTag('br'));
      this.#breaks = 0;
    } else if (this.#space === ' ' || (this.#space === '\n' && !joinsWithoutSpace(this.#lastCode, code))) {
      append(kept, ' ');
    }
    this.#space = '';
    const children = this.#openFormats(kept);
    for (const id of this.#anchors) children.push(createTag('span', { id }));
    if (this.#anchors.length > 0) this.#anchors = [];
    return children;
  }

  /** Whether an empty line within the current block makes a new paragraph. */
  get #splits(): boolean {
    return this.#block.mode !== 'line' && (this.#lineName === undefined || this.#lineName === 'p');
  }

  #openLine(): void {
    const name =
      this.#block.mode === 'line' ? LINE : (this.#lineName ?? (this.#block.mode === 'flow' ? 'p' : LINE));
    this.#line = createTag(name, this.#lineAttributes);
    this.#budget.spendTag(this.#line);
    if (this.#lineAttributes.id !== undefined) {
      const { id: _used, ...others } = this.#lineAttributes;
      this.#lineAttributes = others;
    }
  }

  /** Closes the formats that have ended, and returns the place within those that go on. */
  #closeFormats(): Child[] {
    let common = 0;
    while (common < this.#open.length && this.#open[common]?.format === this.#formats[common]) common++;
    if (this.#open.length > common) this.#open.length = common;
    return this.#open.at(-1)?.tag.children ?? this.#line?.children ?? [];
  }

  #openFormats(outer: Child[]): Child[] {
    if (this.#open.length === this.#formats.length) return outer;
    let children = outer;
    for (const format of this.#formats.slice(this.#open.length)) {
      const last = children.at(-1);
      let tag: Tag;
      if (isMerged(format.name) && typeof last === 'object' && last.name === format.name) {
        tag = last;
      } else {
        tag = createTag(format.name, format.attributes);
        this.#budget.spendTag(tag);
        children.push(tag);
      }
      this.#open.push({ format, tag });
      children = tag.children;
    }
    return children;
  }

  #closeLine(): void {
    const line = this.#line;
    if (line === undefined) return;
    this.#line = undefined;
    if (this.#open.length > 0) this.#open = [];
    this.#breaks = 0;
    this.#space = '';
    this.#lastCode = 0;
    if (!this.#block.isCell) this.#anchors.unshift(...trimEnd(line.children));
    else if (isEmpty(line.children)) return;
    if (line.children.length > 0) this.#block.tag.children.push(line);
  }
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
