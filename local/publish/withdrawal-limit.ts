/** So many files may be withdrawn without a word, however few there are. */
const FEW = 10;

/** And so large a share of all files. */
const SHARE = 1 / 5;

/** Withdrawals count together when they come within this time, in milliseconds: folders vanish file by file. */
const WINDOW_MS = 60_000;

/** Withdrawals that wait for somebody to say that they are meant. */
export interface MassWithdrawal {
  /** How many files would be withdrawn. */
  readonly files: number;
  /** How many files the site is made of. */
  readonly of: number;
}

/**
 * Tells when so many files are gone that a mistake is more likely than a wish: the folder is not mounted, was moved or
 * emptied, or another one was named.
 */
export class WithdrawalLimit {
  #recent: { readonly time: number; readonly files: number }[] = [];

  /** Whether so many withdrawals are few, whatever the size of the site. */
  areFew(files: number): boolean {
    return files + this.#countRecent() <= FEW;
  }

  /** Whether so many withdrawals from a site of so many files need a word. */
  isExceeded({ files, of }: MassWithdrawal): boolean {
    const recent = this.#countRecent();
    return !this.areFew(files) && files + recent > (of + recent) * SHARE;
  }

  /** Takes note of withdrawals that were not asked about. */
  add(files: number): void {
    if (files > 0) this.#recent.push({ time: performance.now(), files });
  }

  #countRecent(): number {
    const start = performance.now() - WINDOW_MS;
    this.#recent = this.#recent.filter(({ time }) => time >= start);
    return this.#recent.reduce((sum, { files }) => sum + files, 0);
  }
}
