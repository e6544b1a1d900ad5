/** What stands on a line of its own in an article's source and is still there once the article is cleaned. */
export interface Line {
  /** As readers see it. Empty where it is a picture, code, or too long for what stands there to be anything but prose. */
  readonly text: string;
  readonly kind: 'text' | 'heading' | 'cell' | 'link' | 'picture' | 'code';
  /** Of an `h1` to `h6`, which of them it is. */
  readonly level?: number;
  /** Of the summary of a box that unfolds (`<details>`), how many lines it unfolds to. */
  readonly unfolds?: number;
  /** Whether a rule (`<hr>`) stands above it. */
  readonly isBelowRule?: boolean;
  /** Whether it is a paragraph of the cleaned article, a line of one, or an item of a list, as phrases are compared with. */
  readonly isWhole: boolean;
  /** Of an item of a list, which of its article's lists that is. */
  readonly list?: number;
  /** Characters except for white space; of a picture, what it weighs beside text. */
  readonly ink: number;
  /** Where its links lead, if it is mostly links. */
  readonly links: readonly string[];
  /** Where its links lead, if it is mostly something else. */
  readonly refers?: readonly string[];
  /** What of a line that is mostly links is no link, without white space: what its links are, such as `Tags:`. */
  readonly label?: string;
  readonly picture?: PictureAddress;
}

/** The address of a picture, absolute, and where in its element it stands. */
export interface PictureAddress {
  readonly address: string;
  readonly attribute: string;
  readonly value: string;
}

/** An element that holds lines and that a rule may take: the lines from `from` up to, and without, `to`. */
export interface Box {
  /** What a selector may call it by: `#id`, `.class`, `name.class`, `[role="…"]`. */
  readonly signs: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Of a list that is still a list of its own once the article is cleaned: its text, each item a line. */
  readonly list?: string;
}

/** What is learned from of one article. */
export interface Profile {
  readonly key: string;
  /** The host of the original, without `www.`. */
  readonly host?: string;
  readonly lines: readonly Line[];
  readonly boxes: readonly Box[];
  /** The same for articles that tell the same story: of its longest lines. */
  readonly story: string;
}
