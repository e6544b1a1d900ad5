import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it';
import { endOfAddress, findAddresses } from '../addresses.ts';

/** Makes links of bare addresses, in text that is neither code nor within a link. */
export function supportAddresses(renderer: MarkdownIt): void {
  renderer.normalizeLinkText = (address) => address;
  renderer.inline.ruler.after('text', 'address', readAddress);
  renderer.core.ruler.after('inline', 'addresses', linkAddresses);
}

/** Reads an address with a scheme as a whole, so that nothing in it is taken for markup. */
function readAddress(state: StateInline, silent: boolean): boolean {
  if (state.linkLevel > 0 || !state.src.startsWith('://', state.pos)) return false;
  const scheme = /(?<![a-z0-9])https?$/i.exec(state.src.slice(Math.max(0, state.pos - 6), state.pos))?.[0];
  if (scheme === undefined || (!silent && state.pending.length < scheme.length)) return false;
  const start = state.pos - scheme.length;
  const end = endOfAddress(state.src.slice(0, state.posMax), start);
  if (end === undefined) return false;
  if (!silent) {
    state.pending = state.pending.slice(0, -scheme.length);
    const address = state.src.slice(start, end);
    state.push('link_open', 'a', 1).attrs = [['href', state.md.normalizeLink(address)]];
    state.push('text', '', 0).content = address;
    state.push('link_close', 'a', -1);
  }
  state.pos = end;
  return true;
}

function linkAddresses(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type === 'inline' && token.children !== null)
      token.children = linkWithin(token.children, state);
  }
}

function linkWithin(tokens: readonly Token[], state: StateCore): Token[] {
  let depth = 0;
  const linked: Token[] = [];
  for (const token of tokens) {
    depth += linkDepth(token);
    if (token.type === 'text' && depth <= 0) linked.push(...splitText(token, state));
    else linked.push(token);
  }
  return linked;
}

function linkDepth({ type, content }: Token): number {
  if (type === 'link_open' || (type === 'html_inline' && /^<a[\s>]/i.test(content))) return 1;
  return type === 'link_close' || (type === 'html_inline' && /^<\/a\s*>/i.test(content)) ? -1 : 0;
}

function splitText(token: Token, { md, Token }: StateCore): readonly Token[] {
  const { content, level } = token;
  const parts: Token[] = [];
  let at = 0;
  const addText = (text: string, depth: number) => {
    if (text === '') return;
    const part = new Token('text', '', 0);
    part.content = text;
    part.level = depth;
    parts.push(part);
  };
  for (const { start, end, href } of findAddresses(content)) {
    addText(content.slice(at, start), level);
    const open = new Token('link_open', 'a', 1);
    open.attrs = [['href', md.normalizeLink(href)]];
    open.level = level;
    const close = new Token('link_close', 'a', -1);
    close.level = level;
    parts.push(open);
    addText(content.slice(start, end), level + 1);
    parts.push(close);
    at = end;
  }
  if (at === 0) return [token];
  addText(content.slice(at), level);
  return parts;
}
