import { decodeHTML } from 'entities';
import type { CleanedBody } from '../../lambda/clean/clean.ts';

/** What rules can still find of a cleaned article; the keys are texts without white space. */
export interface CleanedLines {
  /** Every line. */
  readonly lines: ReadonlyMap<string, string>;
  /** Paragraphs, headings, and lines between breaks, that phrases are compared with. */
  readonly paragraphs: ReadonlyMap<string, string>;
  /** Lists that phrases are compared with, each item a line. */
  readonly lists: ReadonlyMap<string, string>;
  /** Items of lists that phrases are compared with one by one. */
  readonly items: ReadonlyMap<string, string>;
  /** The addresses of its pictures. */
  readonly pictures: ReadonlySet<string>;
}

/** Blocks longer than this hold no phrase. */
const MAX_BLOCK = 4_000;

/** Reads what cleaning has left of an article: a fragment with a line feed between its blocks. */
export function readCleanedLines({ text, html }: Pick<CleanedBody, 'text' | 'html'>): CleanedLines {
  const lines = new Map<string, string>();
  const paragraphs = new Map<string, string>();
  const lists = new Map<string, string>();
  const items = new Map<string, string>();
  for (const line of text.split('\n')) lines.set(squeeze(line), line);
  for (const block of html.split('\n')) {
    if (block.length > MAX_BLOCK || !/^<(?:p|ul|blockquote|h[1-6])>/.test(block)) continue;
    const isShown = /<(?:img|video|audio) /.test(block);
    if (block.startsWith('<blockquote>')) {
      if (!isShown && !block.includes('</p><p>')) addText(paragraphs, block);
      for (const part of block.split('</p>')) {
        const start = part.lastIndexOf('<p>');
        if (start !== -1) addLines(paragraphs, `${part.slice(start)}</p>`);
      }
    } else if (!block.startsWith('<ul>')) {
      addLines(paragraphs, block);
    } else if (!isShown) {
      addText(lists, withLines(block));
    }
    for (const item of readItems(block)) if (isWhole(item)) addText(items, withLines(item));
  }
  return { lines, paragraphs, lists, items, pictures: readPictures(html) };
}

/** The markup of a list, or of an item, with each of its lines on one. */
function withLines(markup: string): string {
  return markup.replace(/<\/(?:li|p)>|<br>/g, '\n');
}

/** The items of the lists of a block that stand within no other list, and are not numbered. */
function readItems(block: string): readonly string[] {
  const items: string[] = [];
  const open: string[] = [];
  let start = 0;
  for (const { 0: tag, 1: end, 2: name = '', index } of block.matchAll(/<(\/?)(ul|ol|li)(?: [^<>]*)?>/g)) {
    if (end === '') {
      open.push(name);
      start = open.length === 2 ? index + tag.length : start;
    } else {
      if (open.length === 2 && open[0] === 'ul') items.push(block.slice(start, index));
      open.pop();
    }
  }
  return items;
}

/** Adds a paragraph, or the lines of one that has several. */
function addLines(paragraphs: Map<string, string>, block: string): void {
  for (const part of unwrap(block).split('<br>')) if (isWhole(part)) addText(paragraphs, part);
}

/** What stands within the elements around all of a block. */
function unwrap(block: string): string {
  const [, name, inner = ''] = /^<(\w+)>(.*)<\/\w+>$/s.exec(block) ?? [];
  return name !== undefined && block.endsWith(`</${name}>`) && !inner.includes(`</${name}>`)
    ? unwrap(inner)
    : block;
}

/** Whether the markup of a line holds no picture, and every element that it begins. */
function isWhole(line: string): boolean {
  if (/<(?:img|video|audio) /.test(line)) return false;
  return line.match(/<\w/g)?.length === line.match(/<\//g)?.length;
}

function addText(texts: Map<string, string>, markup: string): void {
  const text = decodeHTML(markup.replace(/<[^<>]*>/g, ''))
    .replace(/\n+/g, '\n')
    .trim();
  texts.set(squeeze(text), text);
}

function readPictures(html: string): ReadonlySet<string> {
  const pictures = new Set<string>();
  for (const [, address = ''] of html.matchAll(/<img [^<>]*?\bsrc="([^"]*)"/g))
    pictures.add(decodeHTML(address));
  return pictures;
}

/** Text without white space. */
export function squeeze(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, '');
}
