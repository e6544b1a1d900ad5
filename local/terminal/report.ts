import type { RepairReport } from '../../lambda/maintenance/repair.ts';
import type { Warning } from '../../lambda/model/article.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { StoreError } from '../../lambda/store/store.ts';
import type { Pass } from '../publish/publisher.ts';
import { countOf, formatCount, padColumns, paint, showText, widest } from './terminal.ts';

/** What stands after a pass, whether it worked on it or not. */
export interface Standing {
  readonly published: number;
  readonly skipped: number;
  /** Dated ahead, and published when their time comes. */
  readonly held: number;
  readonly rejected: readonly RejectedReport[];
}

export type RejectedReport = KeyReport & { readonly status: 'rejected' };

/** So many skipped files and warnings are told of one by one, unless all are asked for. */
const SHOWN = 20;

/** Of what was repaired fewer examples will do. */
const FEW = 5;

export interface SummaryOptions {
  /** Tells of every skipped file and every warning. */
  readonly verbose?: boolean;
}

/** What a pass did, as a table with the files that need somebody's attention below it. */
export function summarise(pass: Pass, standing: Standing, { verbose = false }: SummaryOptions = {}): string {
  const most = verbose ? Number.POSITIVE_INFINITY : SHOWN;
  const skipped = pass.reports.filter((report) => report.status === 'skipped');
  const warned = pass.reports.flatMap((report) =>
    'warnings' in report ? report.warnings.map((warning) => ({ key: report.key, warning })) : [],
  );
  const sections = [
    pass.repair === undefined ? '' : describeRepair(pass.repair, { verbose }),
    renderTable(pass, standing),
    renderSection(
      'Rejected',
      standing.rejected.map((report) => describeRejected(report)),
      Number.POSITIVE_INFINITY,
    ),
    renderSection(
      'Skipped',
      skipped.map((report) => `${placeOf(report.key)}  ${showText(report.reason)}`),
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

/** What could not be done and why, the same reason once; empty when nothing failed. */
export function describeFailures(pass: Pass): string {
  const failures = new Map(pass.repair?.failed.map(({ what, error }) => [what, error]));
  for (const report of pass.reports) if (report.status === 'failed') failures.set(report.key, report.error);
  const reasons = new Map<string, string[]>();
  for (const [what, error] of failures) {
    const reason = reasonOf(error);
    const known = reasons.get(reason);
    if (known === undefined) reasons.set(reason, [what]);
    else known.push(what);
  }
  const lines = [...reasons].map(([reason, [first = '', ...others]]) => {
    const more = others.length === 0 ? '' : ` and ${countOf(others.length, 'other')}`;
    return `Not done: ${showText(first)}${more}: ${showText(reason)}`;
  });
  const rest = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN), ...(rest > 0 ? [`… and for ${countOf(rest, 'other reason')}`] : [])].join(
    '\n',
  );
}

/** What a repair found and mended, by kind. */
export function describeRepair(repair: RepairReport, { verbose = false }: SummaryOptions = {}): string {
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['Files whose record was missing or out of date', repair.findings.record],
    ['Files whose entries in the index were missing', repair.findings.entries],
    ['Files whose page was missing or out of date', repair.findings.page],
    ['Files that were gone', [...repair.gone, ...repair.unreadable]],
    ['Entries of the index that belonged to nothing', repair.garbage],
    ['Pages of articles that are not published', repair.orphans],
    ['Documents that were missing or out of date', repair.documents],
    ['Folders that belong to no known category, left as they are', repair.unknown],
  ];
  const sections = kinds
    .map(([title, found]) =>
      renderSection(title, found.map(showText), verbose ? Number.POSITIVE_INFINITY : FEW),
    )
    .filter((section) => section !== '');
  if (repair.rebuilt) sections.unshift('What is known of the categories was missing, and was made again.');
  return sections.length === 0 ? 'Everything was looked at, and nothing was wrong.' : sections.join('\n');
}

/** What went wrong, without which of our own files it was about: a full disk fails for each of them. */
function reasonOf(error: unknown): string {
  const cause = error instanceof StoreError ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** One line on what became of a file that changed. `link` gives the address of a page by the article's id. */
export function describeChange(report: KeyReport, link: (id: string) => string): string {
  const file = showText(report.key);
  switch (report.status) {
    case 'published':
      return `${paint('green', 'published')}  ${file}  ${paint('dim', link(report.id))}`;
    case 'deleted':
      return `${paint('yellow', 'withdrawn')}  ${file}`;
    case 'held':
      return `${paint('dim', 'held     ')}  ${file}  until ${report.until}`;
    case 'skipped':
      return `${paint('dim', 'skipped  ')}  ${file}  ${showText(report.reason)}`;
    case 'rejected':
      return `${paint('red', 'rejected ')}  ${describeRejected(report)}`;
    case 'failed':
      return `${paint('red', 'failed   ')}  ${file}  ${showText(reasonOf(report.error))}`;
  }
}

/** A warning with the place it is about. */
export function describeWarning(key: string, warning: Warning): string {
  return `${placeOf(key, warning.line)}  ${showText(warning.message)}`;
}

/** A sentence of a clause. */
export function sentence(clause: string): string {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?。！？]$/.test(text) ? text : `${text}.`;
}

function describeRejected({ key, rejection }: RejectedReport): string {
  const { reason, advice, line } = rejection;
  return `${placeOf(key, line)}  ${showText(sentence(reason))} ${showText(advice)}`;
}

/** `folder/file.md:3`, as editors and terminals understand it. */
function placeOf(key: string, line?: number): string {
  return paint('bold', line === undefined ? showText(key) : `${showText(key)}:${line}`);
}

function renderTable(pass: Pass, standing: Standing): string {
  const count = (status: KeyReport['status']): number =>
    pass.reports.filter((report) => report.status === status).length;
  const rows: readonly (readonly [string, number, number | undefined])[] = [
    ['Published', count('published'), standing.published],
    ['Rejected', count('rejected'), standing.rejected.length],
    ['Skipped', count('skipped'), standing.skipped],
    ['Held', count('held'), standing.held],
    ['Withdrawn', count('deleted'), undefined],
    ['Not done', count('failed'), undefined],
  ];
  const always = ['Published', 'Rejected', 'Skipped'];
  const shown = rows.filter(([name, now, all = 0]) => now > 0 || all > 0 || always.includes(name));
  const cells = [
    ['', 'now', 'in all'],
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
  const rest = more > 0 ? [`  … and ${formatCount(more)} more: --verbose shows all`] : [];
  return [paint('bold', `${title}: ${formatCount(lines.length)}`), ...shown, ...rest].join('\n');
}
