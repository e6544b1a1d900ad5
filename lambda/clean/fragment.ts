/** An element of a cleaned fragment. Attributes are written in the order in which they stand here. */
export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Child[];
}

/** A node of a cleaned fragment; a string is text. */
export type Child = Tag | string;

/** What most elements have. */
export const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

const VOID_TAGS: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'source']);

/** A new element without children. */
export function createTag(name: string, attributes: Readonly<Record<string, string>> = NO_ATTRIBUTES): Tag {
  return { name, attributes, children: [] };
}

/** Writes a fragment as the HTML standard's fragment serialisation does, with a line feed between its blocks. */
export function serialize(blocks: readonly Child[]): string {
  let html = '';
  for (const block of blocks) html += html === '' ? serializeChild(block) : `\n${serializeChild(block)}`;
  return html;
}

function serializeChild(child: Child): string {
  if (typeof child === 'string') return escapeText(child);
  let html = `<${child.name}`;
  for (const [name, value] of Object.entries(child.attributes))
    html += ` ${name}="${escapeAttribute(value)}"`;
  html += '>';
  if (VOID_TAGS.has(child.name)) return html;
  for (const grandchild of child.children) html += serializeChild(grandchild);
  return `${html}</${child.name}>`;
}

function escapeText(text: string): string {
  return /[&<>\u00a0]/.test(text) ? text.replace(/[&<>\u00a0]/g, escapeCharacter) : text;
}

function escapeAttribute(value: string): string {
  return /[&<>"\u00a0]/.test(value) ? value.replace(/[&<>"\u00a0]/g, escapeCharacter) : value;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    default:
      return '&nbsp;';
  }
}

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
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function collectText(nodes: readonly Child[], lines: string[], verbatim: boolean): void {
  for (const node of nodes) {
    if (typeof node === 'string') {
      const [first = '', ...rest] = verbatim ? node.split('\n') : [node];
      lines[lines.length - 1] += first;
      for (const line of rest) lines.push(line);
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

/** Cells of a row share a line, a tab between them. */
function collectCell(cell: Tag, lines: string[]): void {
  const inner = readText(cell.children).replaceAll('\n', ' ');
  const last = lines.at(-1);
  lines[lines.length - 1] = last === '' || last === undefined ? inner : `${last}\t${inner}`;
}

/** Every element of the nodes, in document order. */
export function* walkTags(nodes: readonly Child[]): Generator<Tag, undefined> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    yield node;
    yield* walkTags(node.children);
  }
}
