import { html as names, type Parser, Token, TokenizerMode } from 'parse5';
import type { Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { isHtmlSpace } from '../../model/characters.ts';
import { OTHER_TEXT, RAW_TEXT } from './swallowed.ts';

type TreeParser = Parser<Htmlparser2TreeAdapterMap>;

const { TokenType } = Token;

/**
 * Builds a parser's tree from a whole text, which holds no NUL. The parser's tokenizer goes through a text character by
 * character, but most of an article is text, comments and tags that are plainly written: these are cut out here, and only the
 * rest goes through it. The tree is the same, but for what `shorten` leaves of comments.
 */
export function buildTree(parser: TreeParser, source: string, shorten: (comment: string) => string): void {
  const html = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  parser.tokenizer.preprocessor.bufferWaterline = 0;
  let at = 0;
  let tag = -1;
  while (at < html.length) {
    if (tag < at) tag = findTag(html, at);
    at =
      addText(parser, html.slice(at, tag), at) ??
      addTag(parser, html, at) ??
      addComment(parser, html, at, shorten) ??
      tokenize(parser, html, at);
  }
  parser.tokenizer.write('', true);
}

function findTag(html: string, from: number): number {
  const tag = html.indexOf('<', from);
  return tag < 0 ? html.length : tag;
}

/**
 * Adds the text that stands here, up to a character reference. White space at its beginning is a token of its own, as it
 * decides where in a table or page the text belongs; the rest follows what stands before it.
 */
function addText(parser: TreeParser, text: string, at: number): number | undefined {
  const reference = text.indexOf('&');
  const length = reference < 0 ? text.length : reference;
  if (length === 0) return undefined;
  const space = Math.min(skipSpace(text, 0), length);
  if (space > 0) {
    const chars = copied(text.slice(0, space));
    parser.onWhitespaceCharacter({ type: TokenType.WHITESPACE_CHARACTER, chars, location: null });
  }
  if (space < length) {
    const chars = copied(text.slice(space, length));
    parser.onCharacter({ type: TokenType.CHARACTER, chars, location: null });
  }
  return at + length;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isHtmlSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The names of elements by themselves: V8 compares and looks up one string faster than many that are cut out. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.values(names.TAG_NAMES).map((name) => [name.toLowerCase(), name.toLowerCase()]),
);

const ATTRIBUTE = /([a-z][\w:.-]*)(?:="([^"&]*)"|='([^'&]*)')?(?=[ \n\t\f/>])/iy;

const RAW_TEXT_END = new RegExp(`</(${RAW_TEXT.join('|')})(?=[ \\n\\t\\f/>])`, 'gi');

/** Tags with more attributes are left to the tokenizer, which finds those that stand there twice in less time. */
const MOST_ATTRIBUTES = 16;

/** Adds a tag if it is plainly written and the tokenizer reads on behind it as before. */
function addTag(parser: TreeParser, html: string, at: number): number | undefined {
  if (!html.startsWith('<', at)) return undefined;
  const isEnd = html.startsWith('/', at + 1);
  const nameStart = isEnd ? at + 2 : at + 1;
  const nameEnd = findNameEnd(html, nameStart);
  if (nameEnd === nameStart) return undefined;
  const written = html.slice(nameStart, nameEnd);
  const name = NAMES.get(written) ?? written.toLowerCase();
  return isEnd ? addEndTag(parser, html, nameEnd, name) : addStartTag(parser, html, at, nameEnd, name);
}

function addEndTag(parser: TreeParser, html: string, nameEnd: number, name: string): number | undefined {
  const end = skipSpace(html, nameEnd);
  if (!html.startsWith('>', end)) return undefined;
  parser.onEndTag(tagToken(TokenType.END_TAG, name, [], false));
  return end + 1;
}

function addStartTag(
  parser: TreeParser,
  html: string,
  at: number,
  nameEnd: number,
  name: string,
): number | undefined {
  // Of text between frames or the columns of a template, only white space is kept, wherever it stands.
  if (name === 'frameset' || name === 'template') return tokenizeRest(parser, html, at);
  if (OTHER_TEXT.includes(name)) return undefined;
  const attributes: Token.Attribute[] = [];
  let end = skipSpace(html, nameEnd);
  while (!html.startsWith('>', end) && !html.startsWith('/>', end)) {
    const attribute = matchAt(ATTRIBUTE, html, end);
    if (attribute === null || attributes.length === MOST_ATTRIBUTES) return undefined;
    const [, written = '', value = attribute[3] ?? ''] = attribute;
    const attributeName = /[A-Z]/.test(written) ? written.toLowerCase() : written;
    if (attributes.some((other) => other.name === attributeName)) return undefined;
    attributes.push({ name: attributeName, value: copied(value) });
    end = skipSpace(html, ATTRIBUTE.lastIndex);
  }
  const isSelfClosing = html.startsWith('/', end);
  end += isSelfClosing ? 2 : 1;
  parser.onStartTag(tagToken(TokenType.START_TAG, name, attributes, isSelfClosing));
  return parser.tokenizer.state === TokenizerMode.RAWTEXT ? addRawText(parser, html, end, name) : end;
}

/** Where a name of ASCII letters and digits ends, or where it would begin if there is none. */
function findNameEnd(html: string, start: number): number {
  let end = start;
  while (isLetter(html.charCodeAt(end)) || (end > start && isDigit(html.charCodeAt(end)))) end++;
  return end;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Adds the text of an element that ends at its own end tag and nowhere else. */
function addRawText(parser: TreeParser, html: string, at: number, name: string): number {
  RAW_TEXT_END.lastIndex = at;
  let end = RAW_TEXT_END.exec(html);
  while (end !== null && end[1]?.toLowerCase() !== name) end = RAW_TEXT_END.exec(html);
  if (end === null) {
    parser.tokenizer.lastStartTagName = name;
    return tokenizeRest(parser, html, at);
  }
  if (end.index > at) {
    const chars = copied(html.slice(at, end.index));
    parser.onCharacter({ type: TokenType.CHARACTER, chars, location: null });
  }
  parser.tokenizer.state = TokenizerMode.DATA;
  return end.index;
}

function tagToken(
  type: Token.TagToken['type'],
  tagName: string,
  attrs: Token.Attribute[],
  selfClosing: boolean,
): Token.TagToken {
  const tagID = names.getTagID(tagName);
  return { type, tagName, tagID, selfClosing, ackSelfClosing: false, attrs, location: null };
}

function addComment(
  parser: TreeParser,
  html: string,
  at: number,
  shorten: (comment: string) => string,
): number | undefined {
  const start = at + 4;
  if (!html.startsWith('<!--', at) || html.startsWith('>', start) || html.startsWith('->', start))
    return undefined;
  const end = findCommentEnd(html, start);
  if (end < 0) return undefined;
  const data = copied(shorten(html.slice(start, end)));
  parser.onComment({ type: TokenType.COMMENT, data, location: null });
  return end + (html.startsWith('!', end + 2) ? 4 : 3);
}

/** Where the next `-->` or `--!>` begins. */
function findCommentEnd(html: string, from: number): number {
  let at = html.indexOf('--', from);
  while (at >= 0 && !html.startsWith('>', at + 2) && !html.startsWith('!>', at + 2))
    at = html.indexOf('--', at + 1);
  return at;
}

const REFERENCES = /(?:&#?[a-z\d]{1,32};)+/iy;

/** What the tokenizer gets where the first `>` was not the end: twice as much each time, so that its pieces are few. */
const FIRST_PIECE = 256;

/** Gives the tokenizer what stands here, up to where it is in text again. */
function tokenize({ tokenizer }: TreeParser, html: string, at: number): number {
  const isReference = matchAt(REFERENCES, html, at) !== null;
  let end = isReference ? REFERENCES.lastIndex : findPieceEnd(html, at);
  tokenizer.write(html.slice(at, end), false);
  for (let size = FIRST_PIECE; tokenizer.state !== TokenizerMode.DATA && end < html.length; size *= 2) {
    const from = end;
    end = findPieceEnd(html, from + size);
    tokenizer.write(html.slice(from, end), false);
  }
  if (tokenizer.state === TokenizerMode.DATA) {
    tokenizer.flushCharacters();
    tokenizer.preprocessor.dropParsedChunk();
  }
  return end;
}

function tokenizeRest({ tokenizer }: TreeParser, html: string, at: number): number {
  tokenizer.write(html.slice(at), false);
  return html.length;
}

function findPieceEnd(html: string, from: number): number {
  const close = html.indexOf('>', from);
  return close < 0 ? html.length : close + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** V8 lets a part of a text share the memory of the whole, which would be kept as long as the part is. */
function copied(part: string): string {
  return part.length < 13 ? part : ` ${part}`.slice(1);
}
