import { escapeHtml } from './escape.ts';
import { type InlineContext, markTex, translateInline } from './markdown-inline.ts';
import { codeEndOf, holdsMath, readTemplateTag, showTemplateTag, showTemplateTags } from './templates.ts';

const FENCE = /^ {0,3}(?:> ?){0,8} {0,20}(?:[-*+] {1,8}|\d{1,9}[.)] {1,8})?(`{3,20}|~{3,20})([^`]{0,500})$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})\s*$/;
const DELIMITERS = /^[|\s:-]+$/;
const REFERENCE = /^ {0,3}\[([^\]^][^\]]{0,500})\]:\s*<?([^\s<>]+)/;
const NOTE = /^ {0,3}\[\^[^\]\s]{1,100}\]:/;
const MARKER = /^\s*(?:>(?!\}\})\s?|[-*+]\s+(?:\[[ xX]\]\s)?|\d{1,9}[.)]\s+)/;
const CALLOUT = /^\s*\[![\p{L}\p{N}_-]+(?:\|[^\]]*)?\][+-]?/u;
/** A callout of Python's Markdown, by its title. */
const MARKED =
  /^ {0,3}(?:!!!|\?{3}\+?|={3}[!+]?)[ \t](?=[ \t]{0,20}[\w"])[\w \t-]{0,100}(?:"([^"]*)"[ \t]{0,20})?$/;
const CONTENTS = /^ {0,3}\[{1,2}toc\]{1,2}\s*$/i;
/** The code of MDX, and what a template leaves out. */
const MODULE = /^(?:import\s.*\sfrom\s+["'][^"']+["'];?|export\s+(?:const|default|function|let)\s.*)$/;
const UNSHOWN = /^\s*\{%-?\s*comment\s*-?%\}/;
const ABBREVIATION = /^\*\[[^\][]+\]:(.*)$/;
const CONTAINER = /^ {0,3}:{3,}[ \t]*[\w-]*/;
const RULE = /^ {0,3}(?:[-*_][ \t]*){3,}$/;
const MATH = /^\s*\$\$/;
const ENVIRONMENT = /^ {0,3}\\begin\{([a-z]+\*?)\}/i;

/** Elements that Markdown is not read in, and whose end tags are not left out. */
const CONTAINERS =
  /<(\/?)(?:div|section|article|main|header|footer|aside|nav|table|ul|ol|dl|pre|blockquote|figure|details|form|center|body|html|head|script|style|iframe|svg|math|video|audio|select|object)\b/gi;

const BLOCK_TAG =
  /^\s*<(?:[!?]|\/?(?:address|article|aside|audio|blockquote|body|center|details|div|dl|fieldset|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img|li|link|main|meta|nav|ol|p|pre|script|section|style|summary|table|ul|video)[\s/>])/i;

/**
 * What a text in Markdown shows, as HTML with as many lines. A lenient reading: a mark that is not understood stays as
 * text, and blocks of HTML stay as they are.
 */
export function translateMarkdown(source: string): string {
  return new Translator(source.split('\n')).translate();
}

class Translator {
  readonly #lines: readonly string[];
  readonly #context: InlineContext;
  readonly #out: string[] = [];
  #at = 0;
  /** How many elements are open around the line. */
  #depth = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
    const references = new Map<string, string>();
    for (const line of lines) {
      const [, label = '', address = ''] = REFERENCE.exec(line) ?? [];
      if (label !== '') references.set(label.toLowerCase().trim(), address);
    }
    this.#context = { references, linksAddresses: !lines.some((line) => BLOCK_TAG.test(line)) };
  }

  translate(): string {
    while (this.#at < this.#lines.length) this.#translateBlock(this.#lines[this.#at] ?? '');
    return this.#out.join('\n');
  }

  #translateBlock(line: string): void {
    if (this.#depth > 0) this.#passHtml();
    else if (line.trim() === '') this.#emit('');
    else if (FENCE.test(line)) this.#translateFence(line);
    else if (MATH.test(line)) this.#translateMath();
    else if (ENVIRONMENT.test(line)) this.#translateEnvironment(line);
    else if (this.#translateTemplateCode(line)) return;
    else if (/^\s*<!--/.test(line)) this.#passComment();
    else if (BLOCK_TAG.test(line)) this.#passHtml();
    else if (HEADING.test(line)) this.#translateHeading(line);
    else if (/^(?:[*+-]|\d\.)\s/.test(line) && /^\s*\{:\s*toc/.test(this.#lines[this.#at + 1] ?? ''))
      this.#emit('');
    else if (CONTENTS.test(line)) this.#emit('');
    else if (MODULE.test(line) && this.#isAfterBlank()) this.#passModule();
    else if (UNSHOWN.test(line)) this.#passUnshown();
    else if (MARKED.test(line)) this.#emit(`<p>${escapeHtml(MARKED.exec(line)?.[1] ?? '')}</p>`);
    else if (ABBREVIATION.test(line)) this.#translateAbbreviation(line);
    else if (REFERENCE.test(line) || RULE.test(line)) this.#emit('');
    else if (CONTAINER.test(line)) this.#translateContainer(line);
    else if (line.includes('|') && DELIMITERS.test(this.#lines[this.#at + 1] ?? '')) this.#translateTable();
    else if (/^(?: {4}|\t)/.test(line) && this.#isAfterBlank()) this.#translateIndented();
    else this.#translateParagraph();
  }

  #emit(html: string): void {
    this.#out.push(html);
    this.#at++;
  }

  /** Lines of HTML up to a blank line where all elements are closed. */
  #passHtml(): void {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      if (line.trim() === '' && this.#depth === 0) return;
      for (const [, slash] of line.matchAll(CONTAINERS))
        this.#depth = Math.max(0, this.#depth + (slash === '/' ? -1 : 1));
      this.#emit(showTemplateTags(line));
    }
  }

  /** A comment ends where it says so, whatever its line holds behind it. */
  #passComment(): void {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      this.#emit(line);
      if (line.includes('-->')) return;
    }
  }

  /** Lines of code that the components of a page come from, up to a blank one. */
  #passModule(): void {
    while (this.#at < this.#lines.length && (this.#lines[this.#at] ?? '').trim() !== '') this.#emit('');
  }

  #passUnshown(): void {
    const lines = this.#takeUntil(/\{%-?\s*endcomment\s*-?%\}/);
    this.#out.push('', ...lines.map(() => ''), '');
  }

  /** What an abbreviation stands for is shown where it is pointed at. */
  #translateAbbreviation(line: string): void {
    const [, meaning = ''] = ABBREVIATION.exec(line) ?? [];
    this.#emit(`<p>${escapeHtml(meaning)}</p>`);
  }

  #translateFence(line: string): void {
    const [, fence = '```', info = ''] = FENCE.exec(line) ?? [];
    const [language = ''] = info.trim().split(/[\s{]/, 1);
    const isMath = language === 'math';
    const closing = new RegExp(`^ {0,20}(?:> ?){0,8} {0,20}${fence.charAt(0)}{${fence.length},40}\\s{0,20}$`);
    const margin = line.slice(0, line.indexOf(fence));
    const code = this.#takeUntil(closing);
    if (isMath) {
      this.#out.push('', ...markTex(code.join('\n')).split('\n'), '');
      return;
    }
    this.#out.push(`<pre><code class="language-${escapeHtml(language)}">`);
    for (const each of code) this.#out.push(escapeHtml(dropMargin(each, margin)));
    this.#out.push('</code></pre>');
  }

  /** The lines behind this one, up to one that ends them or the end of the text; that one is passed over. */
  #takeUntil(closing: RegExp): readonly string[] {
    const start = this.#at + 1;
    let end = start;
    while (end < this.#lines.length && !closing.test(this.#lines[end] ?? '')) end++;
    this.#at = end + 1;
    return this.#lines.slice(start, end);
  }

  #translateMath(): void {
    const start = this.#at;
    let end = start;
    const first = (this.#lines[start] ?? '').trim();
    if (!/^\$\$.+\$\$/.test(first)) {
      end++;
      while (end < this.#lines.length && !(this.#lines[end] ?? '').includes('$$')) end++;
    }
    const text = this.#lines.slice(start, end + 1).join('\n');
    if (end >= this.#lines.length || /\n[ \t]*\n/.test(text)) {
      this.#emit(escapeHtml(this.#lines[start] ?? ''));
      return;
    }
    const [before = '', tex = '', ...after] = text.split('$$');
    this.#out.push(
      ...`${before}${markTex(tex)}${translateInline(after.join('$$'), this.#context)}`.split('\n'),
    );
    this.#at = end + 1;
  }

  /** A formula that an environment of TeX is by itself. */
  #translateEnvironment(line: string): void {
    const end = `\\end{${ENVIRONMENT.exec(line)?.[1] ?? ''}}`;
    const start = this.#at;
    let at = start;
    while (at < this.#lines.length && !(this.#lines[at] ?? '').includes(end)) at++;
    const lines = this.#lines.slice(start, at + 1);
    if (at >= this.#lines.length || lines.some((each) => each.trim() === '')) {
      this.#emit(translateInline(line, this.#context));
      return;
    }
    this.#out.push(...markTex(lines.join('\n')).split('\n'));
    this.#at = at + 1;
  }

  /** A template tag that holds code, from its line to the line that ends it. */
  #translateTemplateCode(line: string): boolean {
    const tag = readTemplateTag(line.trim(), 0);
    const closing = tag && codeEndOf(tag);
    if (tag === undefined || closing === undefined) return false;
    if (tag.end < line.trim().length) return false;
    const code = this.#takeUntil(closing);
    if (holdsMath(tag)) {
      this.#out.push('', ...markTex(code.join('\n')).split('\n'), '');
      return true;
    }
    this.#out.push(`<p>${showTemplateTag({ ...tag, name: '' })}</p><pre><code>`);
    for (const each of code) this.#out.push(escapeHtml(each));
    this.#out.push('</code></pre>');
    return true;
  }

  #translateHeading(line: string): void {
    const [start = '', marks = ''] = HEADING.exec(line) ?? [];
    const title = translateInline(dropClosingMarks(line.slice(start.length)), this.#context);
    this.#emit(`<h${marks.length}>${title}</h${marks.length}>`);
  }

  #translateContainer(line: string): void {
    this.#emit(`<p>${translateInline(readTitle(line.replace(CONTAINER, '')), this.#context)}</p>`);
  }

  #translateTable(): void {
    const rows: string[] = [];
    while (this.#at < this.#lines.length && (this.#lines[this.#at] ?? '').includes('|')) {
      rows.push(this.#lines[this.#at] ?? '');
      this.#at++;
    }
    for (const [index, row] of rows.entries()) {
      const cells = splitCells(row).map((cell) => `<td>${translateInline(cell, this.#context)}</td>`);
      const begins = index === 0 ? '<table>' : '';
      const ends = index === rows.length - 1 ? '</table>' : '';
      this.#out.push(`${begins}${index === 1 ? '' : `<tr>${cells.join('')}</tr>`}${ends}`);
    }
  }

  /** Indented lines are code to some and prose to others; their words are what counts. */
  #translateIndented(): void {
    while (this.#at < this.#lines.length && /^(?: {4}|\t)/.test(this.#lines[this.#at] ?? '')) {
      const line = this.#lines[this.#at] ?? '';
      if (/^\s*<[a-z!/]/i.test(line)) {
        this.#passHtml();
        return;
      }
      this.#emit(escapeHtml(line));
    }
  }

  #isAfterBlank(): boolean {
    return (this.#lines[this.#at - 1] ?? '').trim() === '';
  }

  /** Lines up to a blank one or one that begins something else. */
  #translateParagraph(): void {
    const start = this.#at;
    const lines: string[] = [];
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      if (line.trim() === '' || (this.#at > start && this.#interrupts(line))) break;
      lines.push(dropMarkers(line));
      this.#at++;
    }
    const isHeading = this.#at < this.#lines.length && UNDERLINE.test(this.#lines[this.#at] ?? '');
    const html = translateInline(lines.join('\n'), this.#context).split('\n');
    if (isHeading) {
      const last = html.length - 1;
      html[last] = `<h2>${html[last]}</h2>`;
      this.#at++;
      html.push('');
    }
    for (const each of html) this.#out.push(each);
  }

  #interrupts(line: string): boolean {
    return (
      FENCE.test(line) ||
      HEADING.test(line) ||
      UNDERLINE.test(line) ||
      MATH.test(line) ||
      CONTAINER.test(line) ||
      (BLOCK_TAG.test(line) && !/^\s*<(?:!|img)/i.test(line)) ||
      codeBegins(line) ||
      (line.includes('|') && DELIMITERS.test(this.#lines[this.#at + 1] ?? ''))
    );
  }
}

function codeBegins(line: string): boolean {
  const tag = readTemplateTag(line.trim(), 0);
  return tag !== undefined && codeEndOf(tag) !== undefined;
}

/** What a directive shows: its words, and those among its attributes. */
function readTitle(text: string): string {
  const brace = text.trimEnd().endsWith('}') ? text.lastIndexOf('{') : -1;
  if (brace < 0) return text;
  const values = text.slice(brace).match(/"[^"]*"|'[^']*'/g) ?? [];
  return `${text.slice(0, brace)} ${values.map((value) => value.slice(1, -1)).join(' ')}`;
}

/** A line without what marks it as part of a list, a quotation, a note or a callout. */
function dropMarkers(line: string): string {
  let rest = line.replace(NOTE, '').replace(/^ {0,3}: {1,3}/, '');
  for (let depth = 0; depth < 10 && MARKER.test(rest); depth++) rest = rest.replace(MARKER, '');
  return rest.replace(CALLOUT, '');
}

/** The text of a heading without the marks that end it. */
function dropClosingMarks(text: string): string {
  const trimmed = text.trimEnd();
  let end = trimmed.length;
  while (trimmed.charAt(end - 1) === '#') end--;
  return end === 0 || /\s/.test(trimmed.charAt(end - 1)) ? trimmed.slice(0, end) : trimmed;
}

function dropMargin(line: string, margin: string): string {
  if (margin.trim() !== '') return line.replace(/^\s*(?:>\s?)+/, '');
  return line.startsWith(margin) ? line.slice(margin.length) : line.trimStart();
}

/** The cells of a row; a bar within code or behind a backslash is text. */
function splitCells(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  for (const [part] of row.trim().matchAll(/\\.|`[^`]*`|[^\\`|]+|\||[\\`]/g)) {
    if (part !== '|') cell += part.replaceAll('\\|', '|');
    else {
      cells.push(cell);
      cell = '';
    }
  }
  cells.push(cell);
  const first = cells[0]?.trim() === '' ? 1 : 0;
  const last = cells.at(-1)?.trim() === '' ? cells.length - 1 : cells.length;
  return cells.slice(first, last).map((each) => each.trim());
}
