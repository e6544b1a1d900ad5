import { isElement, isText, type SourceNode, type SourceParent } from './tree.ts';

/** Elements within a line; all others begin and end one. */
const WITHIN_LINE: ReadonlySet<string> = new Set(
  'a abbr b bdi big cite code em font i mark s small span strong sub sup time tt u'.split(' '),
);
const UNSEEN: ReadonlySet<string> = new Set(
  'head script style template noscript textarea select title'.split(' '),
);

/** So many lines, and characters of each, are read. */
const MAX_LINES = 8;
const MAX_LINE = 400;

/** Nothing that begins an article is further from its beginning. */
const MAX_NODES = 2_000;

/** The first lines of a body as a reader sees them, their white space collapsed: heading, byline, first sentences. */
export function readOpeningLines(root: SourceParent): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const endLine = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  // Each element is visited twice: as it begins and as it ends.
  const pending: (SourceNode | 'end')[] = [...root.children].reverse();
  for (let count = 0; count < MAX_NODES && lines.length < MAX_LINES; count++) {
    const node = pending.pop();
    if (node === undefined) break;
    if (node === 'end') endLine();
    else if (isText(node)) line = (line + node.data.slice(0, MAX_LINE)).slice(0, MAX_LINE);
    else if (isElement(node) && !UNSEEN.has(node.name)) {
      if (!WITHIN_LINE.has(node.name)) {
        endLine();
        pending.push('end');
      }
      pending.push(...node.children.slice(0, MAX_NODES).reverse());
    }
  }
  endLine();
  return lines.slice(0, MAX_LINES);
}
