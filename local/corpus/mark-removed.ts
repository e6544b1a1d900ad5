import { decodeHTML } from 'entities';
import { CLOSE, OPEN } from './marks.ts';

/** So far ahead a short text is looked for in the article: farther away, it is another one that reads the same. */
const SHORT_REACH = 40;

/** A text of so many letters does not stand twice by chance. */
const LONG = 12;

/** A part of a body that may be text, from `from` up to, and without, `to`. */
interface Chunk {
  readonly from: number;
  readonly to: number;
}

/**
 * Marks what of an upload's body is not in the text that cleaning makes of it, as a beginning for a person to go on
 * from. `body` is the end of the upload.
 */
export function markRemoved(upload: string, body: string, cleaned: string): string {
  if (!upload.endsWith(body)) return upload;
  const shown = lettersOf(cleaned);
  const chunks = /<\/(?:p|div|span|section|article|li|td)>/i.test(body) ? findTexts(body) : findLines(body);
  const removed: Chunk[] = [];
  // Signs such as ">" go with the texts on both sides.
  let between: Chunk[] = [];
  let isAfterRemoved = false;
  let at = 0;
  for (const chunk of chunks) {
    const letters = lettersOf(readChunk(body.slice(chunk.from, chunk.to)));
    if (letters === '') {
      if (isAfterRemoved && chunk.to > chunk.from) between.push(chunk);
      continue;
    }
    const found = shown.indexOf(letters, at);
    isAfterRemoved = found < 0 || (letters.length < LONG && found - at > SHORT_REACH);
    if (isAfterRemoved) removed.push(...between, chunk);
    else at = found + letters.length;
    between = [];
  }
  const start = upload.length - body.length;
  let marked = upload.slice(0, start);
  let end = 0;
  for (const { from, to } of removed) {
    marked += `${body.slice(end, from)}${OPEN}${body.slice(from, to)}${CLOSE}`;
    end = to;
  }
  return marked + body.slice(end);
}

/** Texts between tags; nothing of comments, scripts and styles. */
function* findTexts(html: string): Generator<Chunk> {
  let at = 0;
  while (at < html.length) {
    if (html[at] !== '<') {
      const next = html.indexOf('<', at);
      const to = next < 0 ? html.length : next;
      yield trim(html, at, to);
      at = to;
      continue;
    }
    const [hidden] = /^<(?:!--|(?:script|style|template)\b)/i.exec(html.slice(at, at + 12)) ?? [];
    const ending = hidden === undefined ? '>' : hidden === '<!--' ? '-->' : `</${hidden.slice(1)}`;
    const end = indexOfEnding(html, ending, at + 1);
    if (end < 0) return;
    at = end + ending.length;
  }
}

function indexOfEnding(html: string, ending: string, from: number): number {
  const exact = html.indexOf(ending, from);
  return exact >= 0 ? exact : html.indexOf(ending.toUpperCase(), from);
}

function* findLines(text: string): Generator<Chunk> {
  let at = 0;
  for (const line of text.split('\n')) {
    yield trim(text, at, at + line.length);
    at += line.length + 1;
  }
}

function trim(text: string, from: number, to: number): Chunk {
  const part = text.slice(from, to);
  const start = from + part.length - part.trimStart().length;
  return { from: start, to: Math.max(start, from + part.trimEnd().length) };
}

/** The text of a chunk, without what Markdown begins lines with, and without where its links lead. */
function readChunk(chunk: string): string {
  if (/^(?:```|~~~)/.test(chunk)) return '';
  const text = chunk.replace(/^(?:\d{1,9}[.)]\s|\[\^[^\]]*\]:|[-*+>#|]+\s)/, '');
  return decodeHTML(text.replace(/\]\([^()\s]*\)/g, ' '));
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
