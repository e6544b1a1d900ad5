import { findAll, isText, removeNodes, type SourceElement } from '../parse/tree.ts';
import type { SourceCode } from './source.ts';

/** What only code can do about DockOne. */
export const dockone: SourceCode = {
  rewrites: [{ selector: 'pre', rewrite: dropLineBreakPairs }],
};

/** Its editor writes a `<br>` at the end of each line of code, which has a line feed already. */
function dropLineBreakPairs(code: SourceElement): void {
  const doubled = findAll(
    code,
    ({ name, next }) => name === 'br' && next !== null && isText(next) && /^\r?\n/.test(next.data),
  );
  removeNodes(new Set(doubled));
}
