import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { MarkdownLimitError } from '../markdown-limit.ts';

const DEFINITION = /^\*\[([^\]\n]{1,60})\]:[ \t]*(\S.*)$/;

/** Abbreviations are words of Latin, with what signs they may have. */
const WORD = /[A-Za-z0-9](?:[A-Za-z0-9+#&/.-]*[A-Za-z0-9+#])?/g;

/** An article has no more of them; what is defined beyond is text. */
const MAX_ABBREVIATIONS = 100;

/** Nor are they used more often. */
const MAX_USES = 100_000;

type Abbreviations = Map<string, string>;

/** Which abbreviations a text has used so far, and how often it has used any. */
interface Uses {
  readonly words: Set<string>;
  count: number;
}

const abbreviations = new WeakMap<StateBlock['env'], Abbreviations>();

/** Reads the meanings of abbreviations, `*[RSS]: Really Simple Syndication`, and gives them to where those stand. */
export function supportAbbreviations(renderer: MarkdownIt): void {
  renderer.block.ruler.before('reference', 'abbreviation', readDefinition, {
    alt: ['paragraph', 'reference'],
  });
  renderer.core.ruler.after('inline', 'abbreviations', explain);
}

function readDefinition(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!state.src.startsWith('*[', start)) return false;
  const [, word = '', meaning = ''] = DEFINITION.exec(state.src.slice(start, state.eMarks[startLine])) ?? [];
  const known = abbreviations.get(state.env) ?? new Map<string, string>();
  if (word === '' || (known.size >= MAX_ABBREVIATIONS && !known.has(word))) return false;
  if (silent) return true;
  abbreviations.set(state.env, known.set(word, meaning.trim()));
  state.line = startLine + 1;
  return true;
}

function explain(state: StateCore): void {
  const known = abbreviations.get(state.env);
  if (known === undefined) return;
  const used: Uses = { words: new Set(), count: 0 };
  for (const token of state.tokens) {
    if (token.type !== 'inline' || token.children === null) continue;
    token.children = token.children.flatMap((child) =>
      child.type === 'text' ? splitText(child, known, used, state) : [child],
    );
  }
  appendUnused(state, known, used.words);
}

function splitText(token: Token, known: Abbreviations, used: Uses, state: StateCore): readonly Token[] {
  const parts: Token[] = [];
  let at = 0;
  const addText = (content: string) => {
    if (content === '') return;
    const part = new state.Token('text', '', 0);
    part.content = content;
    part.level = token.level;
    parts.push(part);
  };
  for (const { 0: word, index } of token.content.matchAll(WORD)) {
    const meaning = known.get(word);
    if (meaning === undefined) continue;
    addText(token.content.slice(at, index));
    const open = new state.Token('abbr_open', 'abbr', 1);
    open.attrSet('title', meaning);
    parts.push(open);
    addText(word);
    parts.push(new state.Token('abbr_close', 'abbr', -1));
    used.words.add(word);
    if (++used.count > MAX_USES) {
      throw new MarkdownLimitError('it has more abbreviations than an article can have');
    }
    at = index + word.length;
  }
  if (at === 0) return [token];
  addText(token.content.slice(at));
  return parts;
}

/** Keeps the meanings of what stands nowhere else. */
function appendUnused(state: StateCore, known: Abbreviations, used: ReadonlySet<string>): void {
  for (const [word, meaning] of known) {
    if (used.has(word)) continue;
    const text = new state.Token('text', '', 0);
    text.content = `${word}: ${meaning}`;
    const inline = new state.Token('inline', '', 0);
    inline.children = [text];
    state.tokens.push(
      new state.Token('paragraph_open', 'p', 1),
      inline,
      new state.Token('paragraph_close', 'p', -1),
    );
  }
}
