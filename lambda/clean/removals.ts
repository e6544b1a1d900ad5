/** Something that a rule took out of a body. */
export interface Removal {
  /** The rule's name, as `npm run clean -- FILE --explain` prints it. */
  readonly rule: string;
  /** The beginning of what was removed: its text, or the address of a picture. */
  readonly excerpt: string;
}

const EXCERPT_LENGTH = 80;

/** The beginning of a text on one line, without half a character at its end. */
export function excerpt(text: string): string {
  const line = text
    .slice(0, EXCERPT_LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH)}…`.toWellFormed();
}
