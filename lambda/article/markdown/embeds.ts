import type { MarkdownIt, StateInline } from 'markdown-it';
import { PICTURE_FILE } from '../../model/pictures.ts';

/** Obsidian's pictures and links: `![[a.png|text]]`, `[[page|text]]`. */
const EMBED = /(!?)\[\[([^[\]|\n]{1,200})(?:\|([^[\]\n]{0,200}))?\]\]/y;

/** A picture whose address has spaces that nobody encoded: `![text](图 1.png)`. CommonMark takes it for prose. */
const SPACED = /!\[([^[\]\n]{0,200})\]\(([^()<>"'\n]{1,300})\)/y;

/**
 * Reads pictures and links in double brackets, and pictures whose addresses have spaces. Links lead to notes that are not
 * here: their words stay.
 */
export function supportEmbeds(renderer: MarkdownIt): void {
  renderer.inline.ruler.before('link', 'embed', readEmbed);
  renderer.inline.ruler.after('image', 'spaced_picture', readSpaced);
}

function readSpaced(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('![', state.pos)) return false;
  SPACED.lastIndex = state.pos;
  const [written = '', text = '', target = ''] = SPACED.exec(state.src) ?? [];
  if (!PICTURE_FILE.test(target.trim()) || state.pos + written.length > state.posMax) return false;
  if (!silent) pushPicture(state, target, text);
  state.pos += written.length;
  return true;
}

function pushPicture(state: StateInline, target: string, text: string): void {
  const token = state.push('image', 'img', 0);
  const alt = new state.Token('text', '', 0);
  alt.content = text;
  token.attrs = [
    ['src', state.md.normalizeLink(target.trim())],
    ['alt', ''],
  ];
  token.children = [alt];
  token.content = alt.content;
}

function readEmbed(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[[', state.pos) && !state.src.startsWith('![[', state.pos)) return false;
  EMBED.lastIndex = state.pos;
  const [written = '', mark = '', target = '', text] = EMBED.exec(state.src) ?? [];
  const isPicture = mark !== '' && PICTURE_FILE.test(target.trim());
  if (written === '' || state.pos + written.length > state.posMax || !(isPicture || (mark === '' && text)))
    return false;
  if (!silent && isPicture) {
    // A number after the bar is a width.
    pushPicture(state, target, /^\d+(?:x\d+)?$/.test(text ?? '') ? '' : (text ?? ''));
  } else if (!silent) {
    state.push('text', '', 0).content = text ?? '';
  }
  state.pos += written.length;
  return true;
}
