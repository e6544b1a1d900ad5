import { isSetAside, reasonOf } from '../publish/failure.ts';
import type { Pass } from '../publish/publisher.ts';
import { countOf, showText } from './terminal.ts';

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
      'Not done',
      all.filter(([, error]) => !isSetAside(error)),
    ),
    setAside: describeReasons(
      'Set aside',
      all.filter(([, error]) => isSetAside(error)),
    ),
  };
}

/** A few names, and how many more there are. */
function describeNames(names: readonly string[]): string {
  const others = names.length - MAX_NAMES;
  const last = others > 0 ? countOf(others, 'other') : names.at(-1);
  const before = names.slice(0, others > 0 ? MAX_NAMES : -1);
  return before.length === 0 ? `${last}` : `${before.join(', ')} and ${last}`;
}

function describeReasons(
  title: string,
  failures: readonly (readonly [string, unknown])[],
): readonly string[] {
  const reasons = Map.groupBy(failures, ([, error]) => reasonOf(error));
  const lines = [...reasons].map(([reason, group]) => {
    const names = group.map(([what]) => showText(what));
    return `${title}: ${describeNames(names)}: ${showText(reason)}`;
  });
  const rest = lines.length - MAX_REASONS;
  if (rest <= 0) return lines;
  return [...lines.slice(0, MAX_REASONS), `… and for ${countOf(rest, 'other reason')}`];
}
