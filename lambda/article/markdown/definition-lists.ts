import { dl as readDefinitionLists } from '@mdit/plugin-dl';
import type { MarkdownIt, StateBlock } from 'markdown-it';

/** Reads lists of definitions, whose mark is a colon: a tilde often begins a row of a table, or a friendly line. */
export function supportDefinitionLists(renderer: MarkdownIt): void {
  const { ruler } = renderer.block;
  const others = new Set(ruler.getRules(''));
  renderer.use(readDefinitionLists);
  const rule = ruler.getRules('').find((one) => !others.has(one));
  if (rule === undefined) return;
  ruler.at(
    'dl',
    (state, startLine, endLine, silent) =>
      (silent ? isMarked(state, startLine) : isMarked(state, nextLine(state, startLine))) &&
      rule(state, startLine, endLine, silent),
    { alt: ['paragraph', 'reference', 'blockquote'] },
  );
}

/** The line that the first definition of a term stands in. */
function nextLine(state: StateBlock, line: number): number {
  return state.isEmpty(line + 1) ? line + 2 : line + 1;
}

function isMarked(state: StateBlock, line: number): boolean {
  return state.src.charAt((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)) === ':';
}
