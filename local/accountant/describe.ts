import { formatCount, padColumns, showText } from '../terminal/terminal.ts';
import type { Balance, Sum } from './balance.ts';
import { KINDS, type Kind } from './reading.ts';

/** What each kind is counted in. */
const UNITS: Readonly<Record<Kind, string>> = {
  words: 'characters',
  pictures: 'pictures',
  players: 'players and frames',
  links: 'links',
  headings: 'headings',
  code: 'bytes of code',
  cells: 'table cells',
  formulas: 'formulas',
};

const COLUMNS: readonly (readonly [string, keyof Sum])[] = [
  ['in the file', 'source'],
  ['published', 'result'],
  ['removed', 'removals'],
  ['warned of', 'warnings'],
  ['unexplained', 'unexplained'],
];

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
  const lines = losses.map(
    ({ kind, amount, excerpt, line }) =>
      `Unexplained: ${formatCount(amount)} of the ${UNITS[kind]}, line ${line}: ${showText(excerpt)}`,
  );
  return [head, ...rows, ...lines].join('\n');
}

function row(name: string, cells: readonly string[]): string {
  return padColumns(name, NAME_WIDTH) + cells.map((cell) => padColumns(cell, COLUMN_WIDTH, 'left')).join('');
}
