import type { Warning } from '../../lambda/model/article.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { reasonOf } from '../publish/failure.ts';
import type { RejectedReport } from '../publish/totals.ts';
import { paint, showText } from './terminal.ts';

/** One line on what became of a file that changed. `link` gives the address of a page by the article's id. */
export function describeChange(report: KeyReport, link: (id: string) => string): string {
  const file = showText(report.key);
  switch (report.status) {
    case 'published':
      return `${paint('green', 'published')}  ${file}  ${paint('dim', link(report.id))}`;
    case 'deleted':
      return `${paint('yellow', 'withdrawn')}  ${file}`;
    case 'withheld':
      return `${paint('yellow', 'gone     ')}  ${file}  since ${report.since}, not withdrawn yet`;
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

/** Where a file is rejected, why, and what to do about it. */
export function describeRejected({ key, rejection }: RejectedReport): string {
  const { reason, advice, line } = rejection;
  return `${placeOf(key, line)}  ${showText(sentence(reason))} ${showText(advice)}`;
}

/** A warning with the place it is about. */
export function describeWarning(key: string, warning: Warning): string {
  return `${placeOf(key, warning.line)}  ${showText(warning.message)}`;
}

/** `folder/file.md:3`, as editors and terminals understand it. */
export function placeOf(key: string, line?: number): string {
  return paint('bold', line === undefined ? showText(key) : `${showText(key)}:${line}`);
}

/** A sentence of a clause. */
export function sentence(clause: string): string {
  const text = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?。！？]$/.test(text) ? text : `${text}.`;
}
