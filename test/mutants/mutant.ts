/** A change of the code that takes a safeguard out of it. */
export interface Mutant {
  /** What the code does no more. */
  readonly name: string;
  /** Below `lambda/`. */
  readonly file: string;
  /** What the code says, once in its file. */
  readonly says: string;
  readonly becomes: string;
  /** Why nobody would notice, where that is so: then no test has to. */
  readonly harmless?: string;
}
