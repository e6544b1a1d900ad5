import type { Warning } from '../model/article.ts';
import { formatDate } from './dates.ts';
import type { Instant } from './metadata.ts';

/** When an article was published and changed, in milliseconds since the epoch, whole seconds. */
export interface Chronology {
  readonly published: number;
  /** Later than `published`. */
  readonly updated?: number;
  readonly warnings: readonly Warning[];
}

/**
 * The dates of an article that was uploaded at `modified`: nothing happened to it later than that, and without a date
 * it was published then.
 */
export function settleDates(
  { published, updated }: { readonly published?: Instant; readonly updated?: Instant },
  modified: number,
): Chronology {
  const upload = Math.floor(modified / 1000) * 1000;
  const warnings: Warning[] = [];
  const settle = ({ time, line }: Instant): number => {
    if (time <= modified) return time;
    warnings.push({
      message: `${formatDate(time)} is later than the upload, whose time is taken instead`,
      ...(line !== undefined && { line }),
    });
    return upload;
  };
  const first = published ? settle(published) : upload;
  if (!published) {
    warnings.push({
      message: 'the article names no date; it is dated to its upload, and moves with the next one',
    });
  }
  const last = updated && settle(updated);
  return { published: first, ...(last !== undefined && last > first && { updated: last }), warnings };
}
