/** What stands in the state bucket cannot be read: cut short, not JSON, or not of a shape that we write. */
export class CorruptStateError extends Error {
  override readonly name = 'CorruptStateError';

  constructor(key: string, what: string, options?: { cause: unknown }) {
    super(
      `the state object ${JSON.stringify(key)} ${what}: repair it by processing every article again`,
      options,
    );
  }
}

/** What stands in the state bucket was written by a newer version of this software. */
export class NewerStateError extends Error {
  override readonly name = 'NewerStateError';

  constructor(key: string, format: unknown) {
    super(
      `the state object ${JSON.stringify(key)} has format ${String(format)}, which this version cannot read: run the newer version`,
    );
  }
}

/** The public site is there but its state is not: publishing now would put nearly empty feeds over full ones. */
export class LostStateError extends Error {
  override readonly name = 'LostStateError';

  constructor() {
    super(
      'the public site has feeds, but the state that they were made from is gone: process every article again before publishing',
    );
  }
}

/** A sweep did not come to its end; the message is for the maintainer, who can give it more time. */
export class UnfinishedSweepError extends Error {
  override readonly name = 'UnfinishedSweepError';

  constructor(compared: number, queued: number, options: { cause: unknown }) {
    super(
      `the sweep ran out of time when it had compared ${compared} articles: the ${queued} keys that it queued are worked on and what it removed stays removed, but the rest was not looked at; give its function more time (see docs/aws.md)`,
      options,
    );
  }
}

/** Others changed the same thing again and again while we tried; the work is worth another delivery. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';

  constructor(what: string, tries: number) {
    super(`${what} was changed by others during each of ${tries} tries: try again`);
  }
}
