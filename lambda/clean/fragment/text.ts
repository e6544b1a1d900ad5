import type { Child, Tag } from './tag.ts';

/** Elements whose text stands on lines of its own. */
const LINE_TAGS: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd figure figcaption table caption thead tbody tfoot tr details summary hr br'.split(
    ' ',
  ),
);

/** The text of nodes as a reader sees it: one line for each block, row and list item. */
export function readText(nodes: readonly Child[]): string {
  const lines = [''];
  collectText(nodes, lines, false);
  let text = '';
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed !== '') text += text === '' ? trimmed : `\n${trimmed}`;
  }
  return text;
}

/**
 * The text of nodes except for what is no prose: tables, code, formulas on lines of their own, and how characters
 * are read. Undefined where all of it is prose.
 */
export function readProse(nodes: readonly Child[]): string | undefined {
  return nodes.some(holdsAside) ? readText(withoutAsides(nodes)) : undefined;
}

const ASIDES: ReadonlySet<string> = new Set(['table', 'pre', 'rp', 'rt']);

function isAside({ name, attributes }: Tag): boolean {
  return ASIDES.has(name) || (name === 'math' && attributes.display === 'block');
}

function holdsAside(node: Child): boolean {
  return typeof node !== 'string' && (isAside(node) || node.children.some(holdsAside));
}

function withoutAsides(nodes: readonly Child[]): Child[] {
  return nodes
    .filter((node) => typeof node === 'string' || !isAside(node))
    .map((node) => (typeof node === 'string' ? node : { ...node, children: withoutAsides(node.children) }));
}

/** All text of nodes, to the byte. */
export function readVerbatim(nodes: readonly Child[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : readVerbatim(node.children))).join('');
}

function collectText(nodes: readonly Child[], lines: string[], verbatim: boolean): void {
  for (const node of nodes) {
    if (typeof node === 'string') {
      if (verbatim) addVerbatim(node, lines);
      else lines[lines.length - 1] += node;
      continue;
    }
    if (node.name === 'math' && node.attributes.alttext !== undefined) {
      // Side by side, the parts of a fraction or a root would say something else.
      lines[lines.length - 1] += node.attributes.alttext.replace(/\s+/g, ' ').trim();
      continue;
    }
    const line = LINE_TAGS.has(node.name);
    if (line && lines.at(-1) !== '') lines.push('');
    if (node.name === 'td' || node.name === 'th') {
      collectCell(node, lines);
    } else {
      collectText(node.children, lines, verbatim || node.name === 'pre');
    }
    if (line && lines.at(-1) !== '') lines.push('');
  }
}

function addVerbatim(text: string, lines: string[]): void {
  const [first = '', ...rest] = text.split('\n');
  lines[lines.length - 1] += first;
  for (const line of rest) lines.push(line);
}

/** Cells of a row share a line, a tab between them. */
function collectCell(cell: Tag, lines: string[]): void {
  const inner = readText(cell.children).replaceAll('\n', ' ');
  const last = lines.at(-1);
  lines[lines.length - 1] = last === '' || last === undefined ? inner : `${last}\t${inner}`;
}
