import type { Difference } from './difference.ts';

/** So many different lines are counted; those that first stand after them are told as a number. */
const MAX_LINES = 50_000;

/** A line, and in how many articles. */
export interface Counted {
  readonly text: string;
  readonly articles: number;
}

/** What other settings would change of many articles. */
export class Effects {
  /** How many articles were compared, and how many of them would differ. */
  articles = 0;
  changed = 0;
  readonly #gone = new Map<string, number>();
  readonly #come = new Map<string, number>();
  readonly #rules = new Map<string, number>();
  readonly #removed = new Map<string, number>();
  readonly #statuses = new Map<string, number>();
  readonly #files: { readonly key: string; readonly difference: Difference }[] = [];
  readonly #maxFiles: number;

  /** The differences of so many articles are kept one by one. */
  constructor(maxFiles = 0) {
    this.#maxFiles = maxFiles;
  }

  add(key: string, difference: Difference): void {
    this.articles++;
    if (!difference.isChanged) return;
    this.changed++;
    if (this.#files.length < this.#maxFiles) this.#files.push({ key, difference });
    countUp(this.#gone, difference.gone);
    countUp(this.#come, difference.come);
    countUp(
      this.#rules,
      difference.removals.map(({ rule }) => rule),
    );
    countUp(
      this.#removed,
      difference.removals.flatMap(({ rule, text }) => (rule === 'phrase' ? [text] : [])),
    );
    if (difference.status !== undefined)
      countUp(this.#statuses, [`${difference.status.before} now, ${difference.status.after} then`]);
  }

  /** Lines and addresses of pictures that would go, those of most articles first; and those that would come. */
  get gone(): readonly Counted[] {
    return sorted(this.#gone);
  }

  get come(): readonly Counted[] {
    return sorted(this.#come);
  }

  /** Rules that would take something which they do not take now. */
  get rules(): readonly Counted[] {
    return sorted(this.#rules);
  }

  /** What would become of files that is not the same as now. */
  get statuses(): readonly Counted[] {
    return sorted(this.#statuses);
  }

  /** The articles that differ, as many as are kept. */
  get files(): readonly { readonly key: string; readonly difference: Difference }[] {
    return this.#files;
  }

  /** In how many articles a rule would take something: one of selectors by its name, one of phrases by what it finds. */
  articlesOf(rule: string | RegExp): number {
    if (typeof rule === 'string') return this.#rules.get(rule) ?? 0;
    let articles = 0;
    for (const [text, count] of this.#removed) if (rule.test(text)) articles += count;
    return articles;
  }
}

function countUp(counts: Map<string, number>, values: readonly string[]): void {
  for (const value of new Set(values)) {
    const count = counts.get(value);
    if (count !== undefined || counts.size < MAX_LINES) counts.set(value, (count ?? 0) + 1);
  }
}

function sorted(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts].map(([text, articles]) => ({ text, articles })).sort((a, b) => b.articles - a.articles);
}
