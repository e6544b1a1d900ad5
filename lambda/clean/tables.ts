import { isEmpty } from './blocks.ts';
import { findCodeCell } from './code.ts';
import { NO_ATTRIBUTES } from './fragment.ts';
import { isHidden } from './furniture.ts';
import { isElement, type SourceElement } from './parse/tree.ts';
import type { Reader } from './reader.ts';

/**
 * Adds a table. One of a single cell only lays out what is in it, and one that sets numbers of lines beside code is
 * code; one without content goes.
 */
export function readTable(reader: Reader, table: SourceElement): void {
  const code = findCodeCell(table);
  if (code !== undefined) {
    reader.readPre(code);
    return;
  }
  const parts = collectTable(table);
  const cells = parts.sections.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const [only] = cells;
  if (only === undefined || cells.length === 1) {
    reader.composer.endLine();
    if (parts.caption !== undefined) reader.readNodes(parts.caption.children);
    reader.composer.endLine();
    if (only !== undefined) reader.readNodes(only.children);
    reader.composer.endLine();
    return;
  }
  const composer = reader.composer;
  const kept = composer.block('table', reader.readBlockAttributes(table), 'item', () => {
    if (parts.caption !== undefined) reader.readBlock(parts.caption, 'caption', 'line');
    for (const section of parts.sections) {
      composer.block(section.name, NO_ATTRIBUTES, 'item', () => {
        for (const row of section.rows) {
          composer.block('tr', reader.readId(row.element), 'item', () => {
            for (const cell of row.cells) reader.readBlock(cell, cell.name, 'item', readSpans(cell));
          });
        }
      });
    }
  });
  if (kept !== undefined && isEmpty(kept.children)) composer.dropLast(kept);
}

interface TableRow {
  readonly element: SourceElement;
  readonly cells: readonly SourceElement[];
}

interface TableParts {
  readonly caption?: SourceElement;
  readonly sections: readonly { readonly name: string; readonly rows: readonly TableRow[] }[];
}

/** The rows and cells of a table itself, not of those within it. */
function collectTable(table: SourceElement): TableParts {
  const children = table.children.filter(isElement);
  const caption = children.find(({ name }) => name === 'caption');
  const sections = children
    .filter(({ name }) => /^t(?:head|body|foot)$/.test(name))
    .map((section) => ({
      name: section.name,
      rows: section.children
        .filter(isElement)
        .filter((row) => row.name === 'tr' && !isHidden(row))
        .map((element) => ({ element, cells: element.children.filter(isElement).filter(isCell) })),
    }));
  return { ...(caption !== undefined && { caption }), sections };
}

function isCell({ name }: SourceElement): boolean {
  return name === 'td' || name === 'th';
}

/** The columns and rows that a cell spans, and what a heading cell is the heading of. */
function readSpans({ name, attribs }: SourceElement): Readonly<Record<string, string>> {
  const { colspan, rowspan, scope } = attribs;
  const columns = readSpan(colspan);
  const rows = readSpan(rowspan);
  return {
    ...(columns !== undefined && { colspan: columns }),
    ...(rows !== undefined && { rowspan: rows }),
    ...(name === 'th' &&
      scope !== undefined &&
      /^(?:col|row|colgroup|rowgroup)$/i.test(scope) && { scope: scope.toLowerCase() }),
  };
}

/** A span of at least two and at most 999 columns or rows; browsers stop at 1,000 columns. */
function readSpan(value: string | undefined): string | undefined {
  const span = value === undefined ? undefined : /^\s*(\d{1,3})/.exec(value)?.[1];
  return span === undefined || Number(span) < 2 ? undefined : String(Number(span));
}
