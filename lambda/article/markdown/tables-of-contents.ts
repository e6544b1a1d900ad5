import type { MarkdownIt, StateCore } from 'markdown-it';

/** Marks that generators put a table of contents in place of; readers of feeds have none. */
const MARK = /^(?:@?\[{1,2}_{0,2}toc_{0,2}\]{1,2}|\$\{toc\}|\{\{ *toc *\}\})$/i;

/** Leaves out the marks of tables of contents. */
export function supportTablesOfContents(renderer: MarkdownIt): void {
  renderer.core.ruler.before('inline', 'tables_of_contents', dropMarks);
}

function dropMarks(state: StateCore): void {
  state.tokens = state.tokens.filter((_token, index, tokens) => {
    // A paragraph is three tokens: its beginning, its text, its end.
    return ![index, index - 1, index + 1].some(
      (middle) =>
        tokens[middle]?.type === 'inline' &&
        MARK.test(tokens[middle].content) &&
        tokens[middle - 1]?.type === 'paragraph_open',
    );
  });
}
