import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { areWrapped, findWrapWidth } from '../../model/lines.ts';

/** How paragraphs of Chinese begin where no blank line stands before them. */
const INDENT = '\u3000\u3000';

/**
 * Takes a line break for what its writer meant by it: a break, unless the lines are one text that was wrapped. A line
 * that is indented as Chinese paragraphs are begins a paragraph.
 */
export function supportLineBreaks(renderer: MarkdownIt): void {
  renderer.block.ruler.before(
    'paragraph',
    'ideographic_indent',
    (state, line, _endLine, silent) => silent && state.src.startsWith(INDENT, state.bMarks[line]),
    { alt: ['paragraph'] },
  );
  renderer.core.ruler.push('line_breaks', breakLines);
}

interface Paragraph {
  readonly token: Token;
  readonly lines: readonly string[];
}

function breakLines({ tokens }: StateCore): void {
  const paragraphs: Paragraph[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') continue;
    if (token.content.includes('\n')) paragraphs.push({ token, lines: token.content.split('\n') });
  }
  const width = findWrapWidth(paragraphs.map(({ lines }) => lines));
  for (const { token, lines } of paragraphs) {
    if (!areWrapped(lines, width)) breakWithin(token.children ?? []);
  }
}

function breakWithin(tokens: readonly Token[]): void {
  tokens.forEach((token, index) => {
    if (token.type !== 'softbreak') return;
    // A break that HTML makes is one already.
    if (isBreak(tokens[index - 1]) || isBreak(tokens[index + 1])) return;
    token.type = 'hardbreak';
  });
}

function isBreak(token: Token | undefined): boolean {
  return token?.type === 'html_inline' && /^<br[\s/>]/i.test(token.content);
}
