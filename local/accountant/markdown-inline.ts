import { escapeHtml } from './escape.ts';
import { FormulaFinder } from './formulas.ts';
import { MAX_TAG_AFTER_FAILURE, readStartTag } from './markup.ts';
import { readTemplateTag, showTemplateTag } from './templates.ts';

/** The longest address and title of a link. */
const MAX_DESTINATION = 4_000;
const MAX_PARENTHESES = 32;

const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/iy;
const BARE_ADDRESS =
  /https?:\/\/(?:[\w.~:/?#@!$&*+,;=%-]|\([\w.~:/?#@!$&*+,;=%-]{0,200}\))*(?:[\w/~=&#%-]|\([\w.~:/?#@!$&*+,;=%-]{0,200}\))/iy;
const END_TAG = /<\/[A-Za-z][^<>]{0,100}>/y;
const PICTURE = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/** What a paragraph has to know of the text that it stands in. */
export interface InlineContext {
  /** Addresses by the label that they are referred to with, in lower case. */
  readonly references: ReadonlyMap<string, string>;
  /** Whether addresses in prose are links: in Markdown they are, in HTML they are not. */
  readonly linksAddresses: boolean;
}

/**
 * What the lines of a paragraph of Markdown show, as HTML with as many lines: code, formulas, links, pictures. Marks of
 * emphasis are left as they stand.
 */
export function translateInline(text: string, context: InlineContext): string {
  return new Inline(text, context).translate();
}

/** TeX as the reader of HTML takes it, whatever stands in it. */
export function markTex(tex: string): string {
  return `<script type="math/tex">${tex.replaceAll('</', '< /')}</script>`;
}

interface Bracket {
  readonly close: number;
  readonly destination: string;
  readonly end: number;
}

class Inline {
  readonly #text: string;
  readonly #context: InlineContext;
  readonly #runs: ReadonlyMap<number, number>;
  readonly #brackets: ReadonlyMap<number, Bracket>;
  /** Where links end that were begun. */
  readonly #closing = new Map<number, Bracket>();
  readonly #formulas: FormulaFinder;
  #maxTag = Number.POSITIVE_INFINITY;
  /** Whether an element is open that is a link. */
  #isInAnchor = false;
  #out = '';

  constructor(text: string, context: InlineContext) {
    this.#text = text;
    this.#context = context;
    this.#runs = findLastRuns(text);
    this.#formulas = new FormulaFinder(text);
    this.#brackets = text.includes(']') ? this.#findBrackets() : new Map();
  }

  translate(): string {
    const text = this.#text;
    const special = /[\\$`<![\]{]|https?:\/\//gi;
    let from = 0;
    for (let match = special.exec(text); match !== null; match = special.exec(text)) {
      const at = match.index;
      this.#out += text.slice(from, at);
      from = this.#translateMark(at);
      special.lastIndex = from;
    }
    return this.#out + text.slice(from);
  }

  /** Translates what begins at a place, and tells where to go on. */
  #translateMark(at: number): number {
    const text = this.#text;
    const character = text.charAt(at);
    switch (character) {
      case '$':
      case '\\':
        if (this.#formulas.find(at) !== undefined) return this.#translateFormula(at);
        if (character === '$' || !ESCAPABLE.test(text.charAt(at + 1))) break;
        this.#out += escapeHtml(text.charAt(at + 1));
        return at + 2;
      case '`':
        return this.#translateCode(at);
      case '<':
        return this.#translateAngle(at);
      case '!':
        if (text.charAt(at + 1) === '[') return this.#translatePicture(at);
        break;
      case '[':
        return this.#beginLink(at);
      case ']':
        return this.#endLink(at);
      case '{': {
        // What is between `{{` and `}}` alone is shown as it is written: nobody here knows its value.
        const tag = /^\{\{(?![<%])/.test(text.slice(at, at + 3)) ? undefined : readTemplateTag(text, at);
        if (tag === undefined) break;
        this.#out += showTemplateTag(tag);
        return tag.end;
      }
      case 'h':
      case 'H':
        return this.#translateAddress(at);
    }
    this.#out += character;
    return at + 1;
  }

  #translateFormula(at: number): number {
    const found = this.#formulas.find(at);
    this.#out += markTex(found?.tex ?? '');
    return found?.end ?? at + 1;
  }

  #translateCode(at: number): number {
    const run = /`+/y;
    run.lastIndex = at;
    const length = run.exec(this.#text)?.[0].length ?? 1;
    const start = at + length;
    if ((this.#runs.get(length) ?? -1) >= start) {
      const next = /`+/g;
      next.lastIndex = start;
      for (let match = next.exec(this.#text); match !== null; match = next.exec(this.#text)) {
        if (match[0].length !== length) continue;
        this.#out += `<code>${escapeHtml(this.#text.slice(start, match.index))}</code>`;
        return match.index + length;
      }
    }
    this.#out += this.#text.slice(at, start);
    return start;
  }

  #translateAngle(at: number): number {
    AUTOLINK.lastIndex = at;
    const link = AUTOLINK.exec(this.#text);
    if (link !== null) {
      const address = escapeHtml(link[1] ?? '');
      this.#out += `<a href="${address}">${address}</a>`;
      return AUTOLINK.lastIndex;
    }
    END_TAG.lastIndex = at;
    const end = END_TAG.exec(this.#text)?.[0];
    const tag = end ?? this.#readTag(at);
    if (/^<\/?a[\s>]/i.test(tag)) this.#isInAnchor = end === undefined;
    this.#out += tag;
    return at + tag.length;
  }

  #readTag(at: number): string {
    if (!/[A-Za-z]/.test(this.#text.charAt(at + 1))) return '<';
    const tag = readStartTag(this.#text, at, this.#maxTag);
    if (tag === undefined) this.#maxTag = MAX_TAG_AFTER_FAILURE;
    return tag?.source ?? '<';
  }

  #translateAddress(at: number): number {
    BARE_ADDRESS.lastIndex = at;
    const [address = this.#text.charAt(at)] = BARE_ADDRESS.exec(this.#text) ?? [];
    const isText =
      !this.#context.linksAddresses || this.#isInAnchor || this.#closing.size > 0 || address.length < 10;
    this.#out += isText ? escapeHtml(address) : `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`;
    return at + address.length;
  }

  #translatePicture(at: number): number {
    const bracket = this.#brackets.get(at + 1);
    const wiki = /!\[\[([^[\]|\n]{1,200})(?:\|([^[\]\n]{1,200}))?\]\]/y;
    wiki.lastIndex = at;
    const [, file = '', label = ''] = (bracket === undefined && wiki.exec(this.#text)) || [];
    if (/\.\w{3,4}$/.test(file)) {
      this.#out += `<img alt="${escapeHtml(label)}" src="${escapeHtml(file)}">`;
      return wiki.lastIndex;
    }
    const spaced = /!\[([^[\]\n]{0,200})\]\(([^()<>"'\n]{1,300}\.\w{3,4})[ \t]*\)/y;
    spaced.lastIndex = at;
    const [, words = '', address = ''] = (bracket === undefined && spaced.exec(this.#text)) || [];
    if (PICTURE.test(address)) {
      this.#out += `<img alt="${escapeHtml(words)}" src="${escapeHtml(address.trim())}">`;
      return spaced.lastIndex;
    }
    if (bracket === undefined) {
      this.#out += '!';
      return at + 1;
    }
    const alt = this.#text.slice(at + 2, bracket.close);
    this.#out += `<img alt="${escapeHtml(alt)}" src="${escapeHtml(bracket.destination)}">`;
    // Pandoc's attributes say nothing to a reader.
    const attributes = /\{(?:[.#][\w-]+|\w+=[^\s{}]+)(?: [^{}\n]{0,200})?\}|/y;
    attributes.lastIndex = bracket.end;
    attributes.test(this.#text);
    return Math.max(bracket.end, attributes.lastIndex);
  }

  #beginLink(at: number): number {
    const bracket = this.#brackets.get(at);
    const note = /\[\^[^\]\s]{1,100}\]/y;
    note.lastIndex = at;
    if (bracket === undefined && note.test(this.#text)) {
      // The result has a number there.
      this.#out += '<br>';
      return note.lastIndex;
    }
    const wiki = /\[\[[^[\]|\n]{1,200}\|([^[\]|\n]{1,200})\]\]/y;
    wiki.lastIndex = at;
    const label = bracket === undefined ? wiki.exec(this.#text)?.[1] : undefined;
    if (label !== undefined) {
      this.#out += escapeHtml(label);
      return wiki.lastIndex;
    }
    if (bracket === undefined) {
      this.#out += '[';
    } else {
      this.#closing.set(bracket.close, bracket);
      this.#out += `<a href="${escapeHtml(bracket.destination)}">`;
    }
    return at + 1;
  }

  #endLink(at: number): number {
    const bracket = this.#closing.get(at);
    if (bracket === undefined) {
      this.#out += ']';
      return at + 1;
    }
    this.#closing.delete(at);
    this.#out += '</a>';
    return bracket.end;
  }

  /** The brackets that a destination follows or that a reference names, by where they open. */
  #findBrackets(): ReadonlyMap<number, Bracket> {
    const found = new Map<number, Bracket>();
    const open: number[] = [];
    const marks = /\\.|`+|[[\]]/gs;
    for (let match = marks.exec(this.#text); match !== null; match = marks.exec(this.#text)) {
      if (match[0] === '[') open.push(match.index);
      if (match[0] !== ']') continue;
      const start = open.pop();
      if (start === undefined) continue;
      const target = this.#readTarget(start, match.index);
      if (target !== undefined) found.set(start, { close: match.index, ...target });
    }
    return found;
  }

  #readTarget(start: number, close: number): { destination: string; end: number } | undefined {
    const text = this.#text;
    const next = text.charAt(close + 1);
    if (next === '(') return readDestination(text, close + 1);
    const own = text.slice(start + 1, Math.min(close, start + 1_000));
    let end = close + 1;
    let label = own;
    if (next === '[') {
      const window = text.slice(close + 2, close + 1_000);
      const length = window.indexOf(']');
      if (length < 0) return undefined;
      label = window.slice(0, length) || own;
      end = close + 2 + length + 1;
    }
    const destination = this.#context.references.get(label.toLowerCase().trim());
    return destination === undefined ? undefined : { destination, end };
  }
}

/** The address in parentheses, which may hold others in pairs; what follows a space is a title. */
function readDestination(text: string, open: number): { destination: string; end: number } | undefined {
  const window = text.slice(open + 1, open + MAX_DESTINATION);
  let depth = 0;
  for (let index = 0; index < window.length; index++) {
    const character = window.charAt(index);
    if (character === '\\') index++;
    else if (character === '{' && /[{%]/.test(window.charAt(index + 1))) {
      const tag = readTemplateTag(window, index);
      if (tag !== undefined) index = tag.end - 1;
    } else if (character === '(' && ++depth > MAX_PARENTHESES) return undefined;
    else if (character === '\n' && window.charAt(index + 1) === '\n') return undefined;
    else if (character === ')' && depth-- === 0) {
      const content = fillTemplates(window.slice(0, index)).trim();
      const [address = '', angled, plain] = /^(?:<([^<>]*)>|(\S*))/.exec(content) ?? [];
      // Anything else behind a space makes it prose.
      if (!/^(?:\s+["'(=]|\s*$)/.test(content.slice(address.length))) return undefined;
      return { destination: angled ?? plain ?? '', end: open + 1 + index + 1 };
    }
  }
  return undefined;
}

/** An address with the path that a template in it holds: `{{ "/a" | relative_url }}`; nobody here knows any other value. */
function fillTemplates(address: string): string {
  return address.includes('{')
    ? address.replace(/\{\{[<%]?[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}/g, (template) =>
        /^\{\{\s/.test(template) ? (/["']([^"']*)["']/.exec(template)?.[1] ?? '') : '',
      )
    : address;
}

/** Where the last run of so many backticks begins, by their number. */
function findLastRuns(text: string): ReadonlyMap<number, number> {
  const runs = new Map<number, number>();
  for (const match of text.matchAll(/`+/g)) runs.set(match[0].length, match.index);
  return runs;
}
