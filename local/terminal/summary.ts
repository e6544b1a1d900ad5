import type { RepairReport } from '../../lambda/maintenance/repair.ts';
import { mediaKindOf } from '../../lambda/model/media.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { isSetAside } from '../publish/failure.ts';
import type { Pass } from '../publish/publisher.ts';
import type { Totals } from '../publish/totals.ts';
import { describeRejected, describeWarning, placeOf } from './file-text.ts';
import { formatCount, padColumns, paint, showText, widest } from './terminal.ts';

/** How many skipped files and warnings are listed unless all are asked for. */
const SHOWN = 20;

/** How many examples are given of what was repaired. */
const FEW = 5;

export interface SummaryOptions {
  /** Lists every skipped file and every warning. */
  readonly verbose?: boolean;
}

/** What a pass did, as a table with the files that need somebody's attention below it. */
export function summarise(pass: Pass, totals: Totals, { verbose = false }: SummaryOptions = {}): string {
  const most = verbose ? Number.POSITIVE_INFINITY : SHOWN;
  // Files beside articles are as they should be.
  const skipped = pass.reports.filter(
    (report) => report.status === 'skipped' && (verbose || mediaKindOf(report.key) === undefined),
  );
  const warned = pass.reports.flatMap((report) =>
    'warnings' in report ? report.warnings.map((warning) => ({ key: report.key, warning })) : [],
  );
  const sections = [
    pass.repair === undefined ? '' : describeRepair(pass.repair, { verbose }),
    renderTable(pass, totals),
    renderSection(
      'Rejected',
      totals.rejected.map((report) => describeRejected(report)),
      Number.POSITIVE_INFINITY,
    ),
    renderSection(
      'Skipped',
      skipped.flatMap((report) =>
        report.status === 'skipped' ? [`${placeOf(report.key)}  ${showText(report.reason)}`] : [],
      ),
      most,
    ),
    renderSection(
      'Warnings',
      warned.map(({ key, warning }) => describeWarning(key, warning)),
      most,
    ),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** What a repair found and mended, by kind. */
export function describeRepair(repair: RepairReport, { verbose = false }: SummaryOptions = {}): string {
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['Files whose record was missing or out of date', repair.findings.record],
    ['Files whose index entries were missing', repair.findings.entries],
    ['Files whose page was missing or out of date', repair.findings.page],
    ['Files that are gone', [...repair.gone, ...repair.unreadable]],
    ['Index entries that belonged to no file', repair.garbage],
    ['Pages of articles that are not published, and files that no article names', repair.orphans],
    ['Documents that were missing or out of date', repair.documents],
    ['Feed folders of unknown categories, left as they are', repair.unknown],
  ];
  const sections = kinds
    .map(([title, found]) =>
      renderSection(title, found.map(showText), verbose ? Number.POSITIVE_INFINITY : FEW),
    )
    .filter((section) => section !== '');
  if (repair.rebuilt)
    sections.unshift('What was known of the categories was lost, and has been rebuilt from the articles.');
  return sections.length === 0 ? 'Everything was checked, and nothing was wrong.' : sections.join('\n');
}

function renderTable(pass: Pass, totals: Totals): string {
  const count = (status: KeyReport['status']): number =>
    pass.reports.filter((report) => report.status === status).length;
  const setAside = pass.reports.filter(
    (report) => report.status === 'failed' && isSetAside(report.error),
  ).length;
  const rows: readonly (readonly [string, number, number | undefined])[] = [
    ['Published', count('published'), totals.published],
    ['Rejected', count('rejected'), totals.rejected.length],
    ['Other files', count('skipped'), totals.skipped],
    ['Held', count('held'), totals.held],
    ['Withdrawn', count('deleted'), undefined],
    ['Set aside', setAside, undefined],
    ['Not done', count('failed') - setAside, undefined],
  ];
  const always = ['Published', 'Rejected', 'Other files'];
  const shown = rows.filter(([name, now, all = 0]) => now > 0 || all > 0 || always.includes(name));
  const cells = [
    ['', 'this run', 'in all'],
    ...shown.map(([name, now, all]) => [name, formatCount(now), all === undefined ? '' : formatCount(all)]),
  ];
  const widths = [0, 1, 2].map((column) => widest(cells.map((row) => row[column] ?? '')));
  return cells
    .map((row, i) => {
      const [name = '', now = '', all = ''] = row.map((cell, column) =>
        padColumns(cell, widths[column] ?? 0, column === 0 ? 'right' : 'left'),
      );
      const line = `  ${name}  ${now}  ${all}`.trimEnd();
      return i === 0 ? paint('dim', line) : line;
    })
    .join('\n');
}

function renderSection(title: string, lines: readonly string[], most: number): string {
  if (lines.length === 0) return '';
  const more = lines.length - most;
  const shown = lines.slice(0, most).map((line) => `  ${line}`);
  const rest = more > 0 ? [`  … and ${formatCount(more)} more (--verbose lists all)`] : [];
  return [paint('bold', `${title}: ${formatCount(lines.length)}`), ...shown, ...rest].join('\n');
}
