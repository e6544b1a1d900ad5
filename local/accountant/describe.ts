import { formatCount } from '../../lib/words/count.ts';
import { words } from '../../lib/words/spoken.ts';
import { padColumns, showText } from '../terminal/terminal.ts';
import type { Balance, Sum } from './balance.ts';
import { KINDS, type Kind } from './reading.ts';

/** What each kind is counted in. */
const UNITS: Readonly<Record<Kind, string>> = words.site.kinds;

const COLUMNS: readonly (readonly [string, keyof Sum])[] = (
  ['source', 'result', 'removals', 'warnings', 'unexplained'] as const
).map((name) => [words.site.columns[name], name]);

const NAME_WIDTH = 18;
const COLUMN_WIDTH = 13;

/** A balance as a table for the terminal, and below it what is unexplained, a line for each. */
export function describeBalance({ sums, losses }: Balance): string {
  const head = row(
    '',
    COLUMNS.map(([title]) => title),
  );
  const rows = KINDS.filter((kind) => sums[kind].source > 0).map((kind) =>
    row(
      UNITS[kind],
      COLUMNS.map(([, name]) => formatCount(sums[kind][name])),
    ),
  );
  const lines = losses.map(({ kind, amount, excerpt, line }) =>
    words.site.unexplained(amount, UNITS[kind], line, showText(excerpt)),
  );
  return [head, ...rows, ...lines].join('\n');
}

function row(name: string, cells: readonly string[]): string {
  return padColumns(name, NAME_WIDTH) + cells.map((cell) => padColumns(cell, COLUMN_WIDTH, 'left')).join('');
}
