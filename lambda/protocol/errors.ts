/** An object of the state bucket cannot be read: it is cut short, not JSON, or not of a shape that we write. */
export class CorruptStateError extends Error {
  override readonly name = 'CorruptStateError';
  /** Where the object stands. */
  readonly key: string;

  constructor(key: string, what: string, options?: { cause: unknown }) {
    super(
      `the state object ${JSON.stringify(key)} ${what}: repair it by processing every article again`,
      options,
    );
    this.key = key;
  }
}

/** An object of the state bucket was written by a newer version of this software. */
export class NewerStateError extends Error {
  override readonly name = 'NewerStateError';

  constructor(key: string, format: unknown) {
    super(
      `the state object ${JSON.stringify(key)} has format ${String(format)}, which this version cannot read: run the newer version`,
    );
  }
}

/** There is a public site, but the state that it was made from is gone: publishing now would nearly empty its feeds. */
export class LostStateError extends Error {
  override readonly name = 'LostStateError';

  constructor() {
    super(
      'the public site has feeds, but the state that they were made from is gone: process every article again before publishing',
    );
  }
}

/** A sweep ran out of time; the message is for the maintainer, who can give it more. */
export class UnfinishedSweepError extends Error {
  override readonly name = 'UnfinishedSweepError';

  constructor(compared: number, queued: number, options: { cause: unknown }) {
    super(
      `the sweep ran out of time after it had compared ${compared} articles: what it removed stays removed, and the ${queued} keys that it queued are processed, but it did not look at the rest; give its function more time (see docs/aws.md)`,
      options,
    );
  }
}

/** There are more articles than one invocation sweeps: the sweep has to be divided into steps. */
export class TooManyArticlesError extends Error {
  override readonly name = 'TooManyArticlesError';

  constructor(limit: number) {
    super(`there are more than ${limit} articles, too many for a sweep in one go`);
  }
}

/** Other workers were faster at every try; a later delivery will do. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';

  constructor(what: string, tries: number) {
    super(`${what} was changed by other workers during each of ${tries} tries: try again`);
  }
}

/** What is read from the state, or undefined where that is corrupt. */
export function unlessCorrupt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CorruptStateError) return undefined;
    throw error;
  }
}
