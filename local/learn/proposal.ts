/** Something that a rule could take, with what speaks for and against it. */
export interface Proposal {
  /** The key of a rule that it stands under. */
  readonly key: 'promotion' | 'furniture' | 'phrases';
  /** A selector, or the source of a regular expression for phrases. */
  readonly value: string;
  /** Of a phrase: a line that it finds, without anybody's names and numbers. */
  readonly sample?: string;
  /** In how many articles it was found. */
  readonly articles: number;
  /** What it takes that repeats: the beginning of it, different ones. */
  readonly examples: readonly string[];
  /** What else it takes: characters, and the beginning of some of it. */
  readonly others: { readonly ink: number; readonly examples: readonly string[] };
  /** Why a person should decide. */
  readonly doubt?: string;
}
