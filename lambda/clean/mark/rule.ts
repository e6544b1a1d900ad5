/** Why an element goes. */
export interface Rule {
  /** As `npm run clean -- FILE --explain` prints it. */
  readonly name: string;
  /** Whether the pictures in the element are never the article's. */
  readonly isPromotion: boolean;
}
