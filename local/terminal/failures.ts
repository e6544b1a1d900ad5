import { inWords, words } from '../../lib/words/spoken.ts';
import { isSetAside, reasonOf } from '../publish/failure.ts';
import type { Pass } from '../publish/publisher.ts';
import { showText } from './terminal.ts';

/** So many reasons are told of; more of them hide what they have in common. */
const MAX_REASONS = 20;

/** So many files are named for each reason. */
const MAX_NAMES = 5;

/** What a pass could not do, a line for each reason. */
export interface Failures {
  /** To be tried again. */
  readonly failed: readonly string[];
  /** Not to be tried again before the file or the program changes. */
  readonly setAside: readonly string[];
}

/** What a pass could not do and why; a reason that many files share, such as a full disk, is told once. */
export function describeFailures(pass: Pick<Pass, 'reports' | 'repair'>): Failures {
  const failures = new Map(pass.repair?.failed.map(({ what, error }) => [what, error]));
  for (const report of pass.reports) if (report.status === 'failed') failures.set(report.key, report.error);
  const all = [...failures];
  return {
    failed: describeReasons(
      words.site.table.failed,
      all.filter(([, error]) => !isSetAside(error)),
    ),
    setAside: describeReasons(
      words.site.table.setAside,
      all.filter(([, error]) => isSetAside(error)),
    ),
  };
}

/** A few names, and how many more there are. */
function describeNames(names: readonly string[]): string {
  return words.site.names(names.slice(0, MAX_NAMES), Math.max(0, names.length - MAX_NAMES));
}

function describeReasons(
  title: string,
  failures: readonly (readonly [string, unknown])[],
): readonly string[] {
  const reasons = Map.groupBy(failures, ([, error]) => reasonOf(error));
  const lines = [...reasons].map(([reason, group]) => {
    const names = group.map(([what]) => showText(what));
    return [title, describeNames(names), showText(inWords(reason))].join(words.site.colon);
  });
  const rest = lines.length - MAX_REASONS;
  if (rest <= 0) return lines;
  return [...lines.slice(0, MAX_REASONS), words.site.otherReasons(rest)];
}
