/** Something is wrong that the person at the terminal can put right. Both parts are sentences. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** What to do about it. */
  readonly advice: string;

  constructor(message: string, advice: string, options?: { cause: unknown }) {
    super(message, options);
    this.advice = advice;
  }
}
