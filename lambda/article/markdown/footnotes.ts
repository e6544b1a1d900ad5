import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it';
import readFootnotes from 'markdown-it-footnote';

/** Footnotes within footnotes are text from here on. */
const MAX_NESTED = 8;

/** What the plug-in notes down of the footnotes of a text. */
interface Footnotes {
  /** By `:label`: the number of a footnote, or -1 for one that nothing refers to yet. */
  readonly refs?: Record<string, number>;
  list?: Footnote[];
}

interface Footnote {
  readonly label?: string;
  readonly content?: string;
  readonly tokens?: Token[];
  /** How often a labelled footnote is referred to. */
  readonly count?: number;
}

/**
 * Footnotes, those included that nothing refers to: their references may stand in HTML. Each reference shows the number
 * of its footnote.
 */
export function supportFootnotes(renderer: MarkdownIt): void {
  renderer.use(readFootnotes);
  renderer.inline.ruler.at('footnote_inline', readInline);
  renderer.core.ruler.at('footnote_tail', appendFootnotes);
  renderer.renderer.rules.footnote_caption = (tokens, index) => `[${Number(tokens[index]?.meta?.id) + 1}]`;
}

const depths = new WeakMap<StateInline['env'], number>();

/** Reads a footnote that is written where it is referred to: `^[text]`. */
function readInline(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax, md, env } = state;
  const depth = depths.get(env) ?? 0;
  if (!src.startsWith('^[', pos) || depth >= MAX_NESTED) return false;
  const end = md.helpers.parseLinkLabel(state, pos + 1);
  if (end < 0) return false;
  if (!silent) {
    const footnotes = footnotesOf(env);
    const list = footnotes.list ?? [];
    footnotes.list = list;
    const content = src.slice(pos + 2, end);
    const tokens: Token[] = [];
    const id = list.push({ content, tokens }) - 1;
    state.push('footnote_ref', '', 0).meta = { id };
    depths.set(env, depth + 1);
    md.inline.parse(content, md, env, tokens);
    depths.set(env, depth);
  }
  state.pos = end + 1;
  state.posMax = posMax;
  return true;
}

function footnotesOf(env: StateInline['env']): Footnotes {
  const footnotes = isFootnotes(env.footnotes) ? env.footnotes : {};
  env.footnotes = footnotes;
  return footnotes;
}

function isFootnotes(value: unknown): value is Footnotes {
  return typeof value === 'object' && value !== null;
}

/** Takes the footnotes out of the text, and puts them at its end. */
function appendFootnotes(state: StateCore): void {
  const { refs, list: referred = [] } = footnotesOf(state.env);
  if (refs === undefined && referred.length === 0) return;
  const contents = takeContents(state);
  const unreferred = Object.entries(refs ?? {}).filter(([, number]) => number < 0);
  const list: readonly Footnote[] = [
    ...referred,
    ...unreferred.map(([key]) => ({ label: key.slice(1), count: 0 })),
  ];
  if (list.length === 0) return;
  const { tokens, Token } = state;
  tokens.push(new Token('footnote_block_open', '', 1));
  list.forEach(({ label, content, tokens: written, count = 1 }, id) => {
    const open = new Token('footnote_open', '', 1);
    open.meta = { id, label };
    tokens.push(open);
    const held =
      written === undefined ? (contents.get(label ?? '') ?? []) : asParagraph(state, content ?? '', written);
    const last = held.at(-1)?.type === 'paragraph_close' ? held.at(-1) : undefined;
    for (const token of last === undefined ? held : held.slice(0, -1)) tokens.push(token);
    for (let subId = 0; subId < count; subId++) {
      const anchor = new Token('footnote_anchor', '', 0);
      anchor.meta = { id, subId, label };
      tokens.push(anchor);
    }
    if (last !== undefined) tokens.push(last);
    tokens.push(new Token('footnote_close', '', -1));
  });
  tokens.push(new Token('footnote_block_close', '', -1));
}

/** Takes the contents of labelled footnotes out of the tokens of a text. */
function takeContents(state: StateCore): ReadonlyMap<string, readonly Token[]> {
  const contents = new Map<string, Token[]>();
  let current: Token[] | undefined;
  state.tokens = state.tokens.filter((token) => {
    if (token.type === 'footnote_reference_open') {
      const label = String(token.meta?.label);
      // What is defined twice has both contents.
      current = contents.get(label) ?? [];
      contents.set(label, current);
    } else if (token.type === 'footnote_reference_close') {
      current = undefined;
    } else {
      current?.push(token);
      return current === undefined;
    }
    return false;
  });
  return contents;
}

function asParagraph({ Token }: StateCore, content: string, children: Token[]): readonly Token[] {
  const inline = new Token('inline', '', 0);
  inline.content = content;
  inline.children = children;
  return [new Token('paragraph_open', 'p', 1), inline, new Token('paragraph_close', 'p', -1)];
}
