import type { MarkdownIt, StateInline } from 'markdown-it';

/** Obsidian's pictures and links: `![[a.png|text]]`, `[[page|text]]`. */
const EMBED = /(!?)\[\[([^[\]|\n]{1,200})(?:\|([^[\]\n]{0,200}))?\]\]/y;

const PICTURE = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i;

/** Reads pictures and links in double brackets. Links lead to notes that are not here: their words stay. */
export function supportEmbeds(renderer: MarkdownIt): void {
  renderer.inline.ruler.before('link', 'embed', readEmbed);
}

function readEmbed(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[[', state.pos) && !state.src.startsWith('![[', state.pos)) return false;
  EMBED.lastIndex = state.pos;
  const [written = '', mark = '', target = '', text] = EMBED.exec(state.src) ?? [];
  const isPicture = mark !== '' && PICTURE.test(target.trim());
  if (written === '' || state.pos + written.length > state.posMax || !(isPicture || (mark === '' && text)))
    return false;
  if (!silent && isPicture) {
    const token = state.push('image', 'img', 0);
    const alt = new state.Token('text', '', 0);
    // A number after the bar is a width.
    alt.content = /^\d+(?:x\d+)?$/.test(text ?? '') ? '' : (text ?? '');
    token.attrs = [
      ['src', state.md.normalizeLink(target.trim())],
      ['alt', ''],
    ];
    token.children = [alt];
    token.content = alt.content;
  } else if (!silent) {
    state.push('text', '', 0).content = text ?? '';
  }
  state.pos += written.length;
  return true;
}
