import type { MarkdownIt, StateInline } from 'markdown-it';

/** `H~2~O` and `x^2^`: right after a letter or a bracket, and short, unlike the tildes that end a friendly sentence. */
const INDEX = /([~^])([\p{L}\p{N}+\-−*()=.,]{1,20})\1(?!\1)/uy;

const BASE = /[A-Za-z0-9)\]}]/;

/** Reads lowered and raised characters as Pandoc writes them. */
export function supportIndexes(renderer: MarkdownIt): void {
  renderer.inline.ruler.before('strikethrough', 'index', readIndex);
}

function readIndex(state: StateInline, silent: boolean): boolean {
  const mark = state.src.charAt(state.pos);
  if ((mark !== '~' && mark !== '^') || !BASE.test(state.src.charAt(state.pos - 1))) return false;
  INDEX.lastIndex = state.pos;
  const [written = '', , content = ''] = INDEX.exec(state.src) ?? [];
  if (written === '' || state.pos + written.length > state.posMax) return false;
  if (!silent) {
    const name = mark === '~' ? 'sub' : 'sup';
    state.push(`${name}_open`, name, 1);
    state.push('text', '', 0).content = content;
    state.push(`${name}_close`, name, -1);
  }
  state.pos += written.length;
  return true;
}
