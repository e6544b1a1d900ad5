import type { MarkdownIt, StateBlock, StateCore, StateInline } from 'markdown-it';

/** What attributes tell that is kept: the place that links lead to, and whether a table of contents stands here. */
interface Attributes {
  readonly id: string | undefined;
  /** How wide and high a picture is. */
  readonly size: readonly (readonly [name: string, value: string])[];
  readonly isContents: boolean;
  /** Whether all that they say is in ASCII: only headings have ids in other scripts, elsewhere those are words. */
  readonly isPlain: boolean;
}

/** One attribute: `.class`, `#id`, `a="b"`, `a=b`, and kramdown's names of lists of them. */
const ATTRIBUTE =
  /\s*(?:\.[\p{L}\p{N}_-]+|#[\p{L}\p{N}\p{Pd}_.:]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)|[a-z][\w-]*(?=[\s}]))/uy;

/** A side of a picture, in pixels. */
const SIDE = /^(width|height)=["']?(\d{1,5})(?:px)?["']?$/;

/** Settings of kramdown, and the beginnings and ends of its blocks. */
const SETTINGS = /^\{:(?::(?:options|comment|nomarkdown)[^{}]{0,200}|\/(?:comment|nomarkdown)?)\}$/;

const LONGEST = 500;

/**
 * Reads attributes that stand beside what they are of, as kramdown (`{: .a}`), Pandoc and generators with plug-ins
 * (`{#a .b}`) write them. The ids of headings are kept; what is left says nothing to a reader.
 */
export function supportAttributes(renderer: MarkdownIt): void {
  renderer.block.ruler.before('paragraph', 'attributes', readLine, { alt: ['paragraph'] });
  renderer.inline.ruler.after('text', 'attributes', readAfterElement);
  renderer.core.ruler.before('inline', 'attributes', readAfterText);
}

/** The attributes that begin at a place, and the place after them. */
function parseAttributes(text: string, start: number): (Attributes & { readonly end: number }) | undefined {
  const isKramdown = text.charAt(start + 1) === ':';
  let at = start + (isKramdown ? 2 : 1);
  let id: string | undefined;
  const size: [string, string][] = [];
  let isContents = false;
  let isBare = true;
  while (at - start < LONGEST) {
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(text)?.[0].trim();
    if (attribute === undefined) break;
    at = ATTRIBUTE.lastIndex;
    if (attribute.startsWith('#')) id = attribute.slice(1);
    const [, side, length] = SIDE.exec(attribute) ?? [];
    if (side !== undefined && length !== undefined) size.push([side, length]);
    if (attribute === 'toc') isContents = true;
    if (/^[.#]|=/.test(attribute)) isBare = false;
  }
  const end = at + (/^\s*\}/.exec(text.slice(at, at + 20))?.[0].length ?? Number.NaN);
  // Words alone are prose, unless kramdown's colon stands before them.
  return Number.isNaN(end) || (isBare && !isKramdown)
    ? undefined
    : { id, size, isContents, isPlain: /^\p{ASCII}*$/u.test(text.slice(start, end)), end };
}

/** Attributes in a line of their own belong to the block before it, or after it. */
function readLine(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!/^\{[.#:]/.test(state.src.slice(start, start + 2))) return false;
  const line = state.src.slice(start, Math.min(state.eMarks[startLine] ?? start, start + LONGEST)).trim();
  const attributes = parseAttributes(line, 0);
  if (attributes?.end !== line.length && !SETTINGS.test(line)) return false;
  const heading = state.tokens.at(-1)?.type === 'heading_close' ? state.tokens.at(-3) : undefined;
  if (attributes?.isPlain === false && heading === undefined) return false;
  if (silent) return true;
  state.line = startLine + 1;
  // Below a blank line it is about nothing, and the list is the text's own.
  if (attributes?.isContents === true && startLine > 0 && !state.isEmpty(startLine - 1)) dropList(state);
  if (attributes?.id !== undefined) heading?.attrSet('id', attributes.id);
  return true;
}

/** Takes back the list that kramdown puts a table of contents in place of. */
function dropList({ tokens }: StateBlock): void {
  const closing = tokens.at(-1);
  if (closing === undefined || !/^(?:bullet|ordered)_list_close$/.test(closing.type)) return;
  const type = closing.type.replace('close', 'open');
  // Only its first item is there, which is to be replaced.
  for (let open = tokens.length - 1; open >= Math.max(0, tokens.length - 8); open--) {
    if (tokens[open]?.type !== type || tokens[open]?.level !== closing.level) continue;
    tokens.length = open;
    return;
  }
}

/** Attributes that stand right after a link, a picture, emphasis or code. */
function readAfterElement(state: StateInline, silent: boolean): boolean {
  if (state.src.charAt(state.pos) !== '{' || !/[)*_`\]>~=]/.test(state.src.charAt(state.pos - 1)))
    return false;
  if (!silent && state.pending !== '') return false;
  const attributes = parseAttributes(state.src, state.pos);
  if (attributes?.isPlain !== true || attributes.end > state.posMax) return false;
  state.pos = attributes.end;
  const element = silent ? undefined : state.tokens.at(-1);
  if (element?.type === 'image') for (const [name, value] of attributes.size) element.attrSet(name, value);
  return true;
}

/** Attributes at the end of a heading, and of kramdown's paragraphs. */
function readAfterText({ tokens }: StateCore): void {
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index];
    const before = tokens[index - 1];
    if (token?.type !== 'inline' || before === undefined || !token.content.endsWith('}')) continue;
    const isHeading = before.type === 'heading_open';
    const brace = token.content.lastIndexOf('{');
    if (!(isHeading ? /^\{[.#:]/ : /^\{[.:]/).test(token.content.slice(brace, brace + 2))) continue;
    if (!isHeading && !/\s/.test(token.content.charAt(brace - 1))) continue;
    const attributes = parseAttributes(token.content, brace);
    if (attributes?.end !== token.content.length || !(isHeading || attributes.isPlain)) continue;
    token.content = token.content.slice(0, brace).trimEnd();
    if (isHeading && attributes.id !== undefined) before.attrSet('id', attributes.id);
  }
}
