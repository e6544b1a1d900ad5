import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/** A size behind an address, as editors write it that have pictures of several widths: ` =300x200`, ` =300x`, ` =50%x`. */
const SIZE = /\s*=(\d{0,5})(%?)(?:x(\d{0,5})%?|(?:px)?)(?=\s*\))/y;

/** Stands between a title and the size behind it; nobody writes it. */
const MARK = '\ue000=';

/** Reads the size of a picture that stands behind its address or its title: `![](a.png =300x200)`. */
export function supportImageSizes(renderer: MarkdownIt): void {
  const { parseLinkTitle } = renderer.helpers;
  renderer.helpers.parseLinkTitle = (text, start, max, previous) => {
    const bare = previous === undefined ? readSize(text, start, max) : undefined;
    if (bare !== undefined) return { ok: true, can_continue: false, marker: 0, ...bare };
    const title = parseLinkTitle(text, start, max, previous);
    const size = title.ok ? readSize(text, title.pos, max) : undefined;
    return size === undefined ? title : { ...title, pos: size.pos, str: title.str + size.str };
  };
  renderer.core.ruler.after('inline', 'image_sizes', takeSizes);
}

function readSize(text: string, start: number, max: number): { pos: number; str: string } | undefined {
  SIZE.lastIndex = start;
  const match = SIZE.exec(text);
  if (match === null || SIZE.lastIndex > max) return undefined;
  const [, width = '', percent, height = ''] = match;
  return { pos: SIZE.lastIndex, str: `${MARK}${percent === '' ? `${width}x${height}` : 'x'}` };
}

function takeSizes({ tokens }: StateCore): void {
  for (const { children } of tokens) for (const token of children ?? []) takeSize(token);
}

function takeSize(token: Token): void {
  const title = String(token.attrGet('title') ?? '');
  const at = title.indexOf(MARK);
  if (at < 0) return;
  const [width, height] = title.slice(at + MARK.length).split('x');
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'title');
  if (at > 0) token.attrSet('title', title.slice(0, at));
  if (token.type !== 'image') return;
  if (width) token.attrSet('width', width);
  if (height) token.attrSet('height', height);
}
