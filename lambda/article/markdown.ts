import Markdown, { type MarkdownIt, type StateBlock } from 'markdown-it';
import supportChineseEmphasis from 'markdown-it-cjk-friendly';
import supportFootnotes from 'markdown-it-footnote';

/** Footnotes cost the square of their number; a text that has more of them keeps their marks. */
const MAX_FOOTNOTES = 2_000;

/**
 * CommonMark with tables, strikethrough and footnotes as HTML. HTML within it stays as it is. Emphasis works beside
 * Chinese punctuation, and a paragraph may begin with `　　` instead of a blank line.
 */
export function renderMarkdown(text: string): string {
  const footnotes = text.split('[^', MAX_FOOTNOTES + 2).length - 1;
  return (footnotes > MAX_FOOTNOTES ? withoutFootnotes : withFootnotes).render(text);
}

const withoutFootnotes = createRenderer();
const withFootnotes = createRenderer().use(supportFootnotes);

function createRenderer(): MarkdownIt {
  const renderer = new Markdown({ html: true }).use(supportChineseEmphasis);
  renderer.block.ruler.before('paragraph', 'ideographic_indent', endsParagraph, { alt: ['paragraph'] });
  return renderer;
}

/** Asked whether a line ends the paragraph above it: yes, if it is indented as Chinese paragraphs are. */
function endsParagraph(state: StateBlock, line: number, _endLine: number, silent: boolean): boolean {
  return silent && state.src.startsWith('\u3000\u3000', state.bMarks[line]);
}
