/**
 * Many patterns, tried as one without regard to case: one by one they take several times as long. They are made when the
 * first text is compared with them, so that no start of the function waits for them.
 */
export class AnyOf {
  readonly #patterns: () => readonly RegExp[];
  #joined: RegExp | undefined;

  constructor(patterns: () => readonly RegExp[]) {
    this.#patterns = patterns;
  }

  /** The text of all patterns. */
  get source(): string {
    return this.#join().source;
  }

  test(text: string): boolean {
    return this.#join().test(text);
  }

  #join(): RegExp {
    this.#joined ??= joinPatterns(this.#patterns());
    return this.#joined;
  }
}

function joinPatterns(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), 'iu');
}
