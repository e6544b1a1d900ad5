import { directionOf } from '../../../model/article-language.ts';
import { pickAllowed } from '../../allowed.ts';
import { isEmpty } from '../../fragment/content.ts';
import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { isElement, readSource, type SourceElement, type SourceParent } from '../../parse/tree.ts';
import { readStyle } from '../../style.ts';
import { type Attributes, readBlockAttributes, readId } from '../attributes.ts';
import { findCodeCell } from '../code.ts';
import type { Handler } from '../state.ts';
import { readBlock } from './blocks.ts';
import { readPre } from './pre.ts';

/**
 * Reads a table. One of a single cell only lays out what is in it, and one that sets numbers of lines beside code is
 * code; one without content goes.
 */
export const readTable: Handler = (state, table) => {
  const { composer } = state;
  const code = findCodeCell(table);
  if (code !== undefined) {
    readPre(state, code);
    return;
  }
  const { caption, sections } = collectTable(table);
  const cells = sections.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const [only] = cells;
  if (only === undefined || cells.length === 1) {
    for (const part of [caption, only]) {
      composer.endLine();
      state.readNodes(part?.children ?? []);
    }
    composer.endLine();
    return;
  }
  const kept = composer.block('table', readBlockAttributes(state, table, 'table'), 'item', () => {
    if (caption !== undefined) readBlock(state, caption, 'caption', 'line');
    for (const section of sections) {
      composer.block(section.name, NO_ATTRIBUTES, 'item', () => {
        for (const row of section.rows) {
          composer.block('tr', readId(state, row.element), 'item', () => {
            for (const cell of row.cells) {
              readBlock(state, cell, cell.name, 'item', readCell(cell, row.element, table));
            }
          });
        }
      });
    }
  });
  if (kept !== undefined && isEmpty(kept.children)) composer.dropLast(kept);
};

interface Row {
  readonly element: SourceElement;
  readonly cells: readonly SourceElement[];
}

interface TableParts {
  readonly caption: SourceElement | undefined;
  readonly sections: readonly { readonly name: string; readonly rows: readonly Row[] }[];
}

/** The rows and cells of a table itself, not of those within it. */
function collectTable(table: SourceElement): TableParts {
  const children = table.children.filter(isElement);
  const sections = children.filter(isSection).map((section) => ({
    name: section.name,
    rows: section.children
      .filter(isElement)
      .filter(isRow)
      .map((element) => ({ element, cells: element.children.filter(isElement).filter(isCell) })),
  }));
  return { caption: children.find(({ name }) => name === 'caption'), sections };
}

function isSection({ name }: SourceElement): boolean {
  return name === 'tbody' || name === 'thead' || name === 'tfoot';
}

function isRow({ name }: SourceElement): boolean {
  return name === 'tr';
}

function isCell({ name }: SourceElement): boolean {
  return name === 'td' || name === 'th';
}

/** The columns and rows that a cell spans, what a heading cell is the heading of, and the side that its text keeps to. */
function readCell({ name, attribs }: SourceElement, row: SourceElement, table: SourceElement): Attributes {
  const { colspan, rowspan, scope, dir = table.attribs.dir } = attribs;
  const side = readAlignment(attribs) ?? readAlignment(row.attribs);
  // The text of a cell begins at the left where nothing is said; browsers differ about that of a heading cell.
  const isUsual = name === 'td' && side === 'left' && !isRightToLeft(dir, table);
  const align = isUsual ? undefined : side;
  if ((colspan ?? rowspan ?? scope ?? align) === undefined) return NO_ATTRIBUTES;
  return pickAllowed(name, {
    align,
    colspan: readSpan(colspan),
    rowspan: readSpan(rowspan),
    scope: scope?.toLowerCase(),
  });
}

/** The side that the text of an element keeps to, as its style or its attribute has it. */
function readAlignment({ style, align }: SourceElement['attribs']): string | undefined {
  const styled =
    style !== undefined && /text-align/i.test(style) ? readStyle(style).get('text-align') : undefined;
  return (styled ?? align)?.trim().toLowerCase();
}

/** Whether text begins at the right: as an attribute has it, else by the first letters of the body. */
function isRightToLeft(dir: string | undefined, { parent }: SourceElement): boolean {
  if (dir !== undefined) return dir.toLowerCase() === 'rtl';
  let root: SourceParent | null = parent;
  while (root !== null && isElement(root) && root.parent !== null) root = root.parent;
  if (root === null) return false;
  const known = directions.get(root) ?? directionOf('', readSource(root, ENOUGH));
  directions.set(root, known ?? 'ltr');
  return known === 'rtl';
}

/** How bodies are written: every cell of a table asks. */
const directions = new WeakMap<SourceParent, 'ltr' | 'rtl'>();

/** So many characters tell how a text is written. */
const ENOUGH = 1_000;

/** A span of at least two and at most 999 columns or rows; browsers stop at 1,000 columns. */
function readSpan(value: string | undefined): string | undefined {
  const span = value === undefined ? undefined : /^\s*(\d{1,3})/.exec(value)?.[1];
  return span === undefined || Number(span) < 2 ? undefined : String(Number(span));
}
