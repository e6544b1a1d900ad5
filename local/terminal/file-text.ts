import type { Warning } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { type CommandWords, translate } from '../../lib/words/words.ts';
import { reasonOf } from '../publish/failure.ts';
import type { RejectedReport } from '../publish/totals.ts';
import { paint, showText } from './terminal.ts';
import { onClock, timeOf } from './warning-times.ts';

const { became } = words.site;

/** One line on what became of a file that changed. `link` gives the address of a page by the article's id. */
export function describeChange(report: KeyReport, site: Site, link: (id: string) => string): string {
  const file = showText(report.key);
  switch (report.status) {
    case 'published':
      return `${paint('green', became.published)}  ${file}  ${paint('dim', link(report.id))}`;
    case 'deleted':
      return `${paint('yellow', became.withdrawn)}  ${file}`;
    case 'withheld':
      return `${paint('yellow', became.gone)}  ${file}  ${words.site.goneSince(report.since)}`;
    case 'held':
      return `${paint('dim', became.held)}  ${file}  ${words.site.until(timeOf(report.until, site))}`;
    case 'skipped':
      return `${paint('dim', became.skipped)}  ${file}  ${showText(inWords(report.reason))}`;
    case 'rejected':
      return `${paint('red', became.rejected)}  ${describeRejected(report)}`;
    case 'failed':
      return `${paint('red', became.failed)}  ${file}  ${showText(inWords(reasonOf(report.error)))}`;
  }
}

/** Where a file is rejected, why, and what to do about it. */
export function describeRejected({ key, rejection }: Pick<RejectedReport, 'key' | 'rejection'>): string {
  return `${placeOf(key, rejection.line)}  ${showText(rejectionText(rejection))}`;
}

/** A warning with the place it is about. */
export function describeWarning(key: string, warning: Warning, site: Site): string {
  return `${placeOf(key, warning.line)}  ${showText(inWords(onClock(warning.message, site)))}`;
}

/** `folder/file.md:3`, as editors and terminals understand it. */
export function placeOf(key: string, line?: number): string {
  return paint('bold', line === undefined ? showText(key) : `${showText(key)}:${line}`);
}

/** Why a file is rejected, and what to do about it, as sentences. */
export function rejectionText(
  { reason, advice }: Pick<RejectedReport['rejection'], 'reason' | 'advice'>,
  as: CommandWords = words,
): string {
  return `${sentence(reason, as)}${as.site.space}${translate(advice, as)}`;
}

/** A sentence of a clause. */
export function sentence(clause: string, as: CommandWords = words): string {
  const told = translate(clause, as);
  const text = as.reasons === undefined ? told.charAt(0).toUpperCase() + told.slice(1) : told;
  return /[.!?。！？][”」]?$/.test(text) ? text : `${text}${as.site.stop}`;
}
