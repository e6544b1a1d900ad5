import type { RepairReport } from '../../lambda/maintenance/repair.ts';
import { mediaKindOf } from '../../lambda/model/media.ts';
import type { Site } from '../../lambda/model/site.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { formatCount } from '../../lib/words/count.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { isSetAside } from '../publish/failure.ts';
import type { Pass } from '../publish/publisher.ts';
import type { Totals } from '../publish/totals.ts';
import { describeRejected, describeWarning, placeOf } from './file-text.ts';
import { padColumns, paint, showText, widest } from './terminal.ts';
import { timeOf } from './warning-times.ts';

/** How many held and skipped files and warnings are listed unless all are asked for. */
const SHOWN = 20;

/** How many examples are given of what was repaired. */
const FEW = 5;

/** How much a summary lists. */
export interface SummaryOptions {
  /** Lists every held and every skipped file, and every warning. */
  readonly verbose?: boolean;
  /** The site is served with a report, which lists what is left out. */
  readonly hasReport?: boolean;
}

/** What a pass did, as a table with the files that need somebody's attention below it. */
export function summarise(
  pass: Pass,
  totals: Totals,
  site: Site,
  { verbose = false, hasReport = false }: SummaryOptions = {},
): string {
  const tellMore = hasReport ? words.site.moreInReport : words.site.moreListed;
  const most = verbose ? Number.POSITIVE_INFINITY : SHOWN;
  // Files beside articles are as they should be.
  const skipped = pass.reports.filter(
    (report) => report.status === 'skipped' && (verbose || mediaKindOf(report.key) === undefined),
  );
  const held = pass.reports.filter((report) => report.status === 'held');
  const warned = pass.reports.flatMap((report) =>
    'warnings' in report ? report.warnings.map((warning) => ({ key: report.key, warning })) : [],
  );
  const sections = [
    pass.repair === undefined ? '' : describeRepair(pass.repair, { verbose, hasReport }),
    renderTable(pass, totals),
    renderSection(
      words.site.sections.rejected,
      totals.rejected.map((report) => describeRejected(report)),
      Number.POSITIVE_INFINITY,
    ),
    renderSection(
      words.site.sections.held,
      held.map(({ key, until }) => `${placeOf(key)}  ${words.site.until(timeOf(until, site))}`),
      most,
      tellMore,
    ),
    renderSection(
      words.site.sections.skipped,
      skipped.flatMap((report) =>
        report.status === 'skipped' ? [`${placeOf(report.key)}  ${showText(inWords(report.reason))}`] : [],
      ),
      most,
      tellMore,
    ),
    renderSection(
      words.site.sections.warnings,
      warned.map(({ key, warning }) => describeWarning(key, warning, site)),
      most,
      tellMore,
    ),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** What a repair found and mended, by kind. */
export function describeRepair(
  repair: RepairReport,
  { verbose = false, hasReport = false }: SummaryOptions = {},
): string {
  const { found } = words.site;
  // The report lists what became of files, not what was repaired.
  const tellMore = hasReport ? words.site.moreUnlisted : words.site.moreListed;
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    [found.record, repair.findings.record],
    [found.entries, repair.findings.entries],
    [found.page, repair.findings.page],
    [found.gone, [...repair.gone, ...repair.unreadable]],
    [found.garbage, repair.garbage],
    [found.orphans, repair.orphans],
    [found.documents, repair.documents],
    [found.unknown, repair.unknown],
  ];
  const sections = kinds
    .map(([title, names]) =>
      renderSection(title, names.map(showText), verbose ? Number.POSITIVE_INFINITY : FEW, tellMore),
    )
    .filter((section) => section !== '');
  if (repair.rebuilt) sections.unshift(words.site.rebuilt);
  return sections.length === 0 ? words.site.nothingWrong : sections.join('\n');
}

function renderTable(pass: Pass, totals: Totals): string {
  const count = (status: KeyReport['status']): number =>
    pass.reports.filter((report) => report.status === status).length;
  const setAside = pass.reports.filter(
    (report) => report.status === 'failed' && isSetAside(report.error),
  ).length;
  const { table } = words.site;
  const rows: readonly (readonly [string, number, number | undefined])[] = [
    [table.published, count('published'), totals.published],
    [table.rejected, count('rejected'), totals.rejected.length],
    [table.skipped, count('skipped'), totals.skipped],
    [table.held, count('held'), totals.held],
    [table.withdrawn, count('deleted'), undefined],
    [table.setAside, setAside, undefined],
    [table.failed, count('failed') - setAside, undefined],
  ];
  const always = [table.published, table.rejected, table.skipped];
  const shown = rows.filter(([name, now, all = 0]) => now > 0 || all > 0 || always.includes(name));
  const cells = [
    ['', table.now, table.all],
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

function renderSection(
  title: string,
  lines: readonly string[],
  most: number,
  tellMore: (count: number) => string = words.site.moreListed,
): string {
  if (lines.length === 0) return '';
  const more = lines.length - most;
  const shown = lines.slice(0, most).map((line) => `  ${line}`);
  const rest = more > 0 ? [`  ${tellMore(more)}`] : [];
  return [paint('bold', `${title}${words.site.colon}${formatCount(lines.length)}`), ...shown, ...rest].join(
    '\n',
  );
}
