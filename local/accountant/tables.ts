import type { Label } from './reading.ts';

interface OpenTable {
  readonly cells: Label[];
  rows: number;
  columns: number;
  widest: number;
  isLayout: boolean;
}

/** Follows tables, and tells the cells of those that hold data: several rows and columns, and no table within. */
export class Tables {
  readonly #open: OpenTable[] = [];
  readonly #cells: Label[];

  constructor(cells: Label[]) {
    this.#cells = cells;
  }

  begin(): void {
    const outer = this.#open.at(-1);
    if (outer !== undefined) outer.isLayout = true;
    this.#open.push({ cells: [], rows: 0, columns: 0, widest: 0, isLayout: false });
  }

  beginRow(): void {
    const table = this.#open.at(-1);
    if (table === undefined) return;
    table.rows++;
    table.columns = 0;
  }

  /** Where to add the cell that begins; undefined where no table is open. */
  beginCell(): Label[] | undefined {
    const table = this.#open.at(-1);
    if (table === undefined) return undefined;
    table.widest = Math.max(table.widest, ++table.columns);
    return table.cells;
  }

  end(): void {
    const table = this.#open.pop();
    if (table === undefined || table.isLayout || table.rows < 2 || table.widest < 2) return;
    for (const cell of table.cells) this.#cells.push(cell);
  }
}
