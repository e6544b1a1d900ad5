/** What is counted, each kind in a unit of its own: characters, things, or bytes of code. */
export const KINDS = [
  'words',
  'pictures',
  'players',
  'links',
  'headings',
  'code',
  'cells',
  'formulas',
] as const;

/** One of these kinds. */
export type Kind = (typeof KINDS)[number];

/** Something that a reader saw, and the line of the text where it begins, counted from 0. */
interface Placed {
  readonly line: number;
}

/** A run of visible text; a line feed stands between blocks. */
export interface Piece extends Placed {
  readonly text: string;
}

/** A picture, by every address that might be its own: as written, or absolute where the base is known. */
export interface Picture extends Placed {
  readonly addresses: readonly string[];
  readonly alt: string;
  /** Drawn in the text's size, as emoji and faces are: its `alt` says as much. */
  readonly isSmall: boolean;
  /** Inside `noscript`, or in a style: often the twin of another one. */
  readonly isTwin: boolean;
}

/** A player, a frame or a recording, by all addresses that it names. */
export interface Player extends Placed {
  readonly addresses: readonly string[];
  readonly title: string;
  /** A sound or a video itself, rather than a page in a frame. */
  readonly isRecording: boolean;
}

/** A link, and the text that leads to it. */
export interface Link extends Placed {
  readonly address: string;
  readonly text: string;
}

/** The text of a heading or a table cell. */
export interface Label extends Placed {
  readonly text: string;
}

/** Code as its reader saw it, character references decoded. */
export interface Code extends Placed {
  readonly text: string;
  /** Whether its lines count: it stands in a `pre`, or has several lines. */
  readonly isBlock: boolean;
  /** In an element of old that may as well be shown as prose. */
  readonly isLoose: boolean;
}

/** A formula in whatever notations it comes: TeX, the leaves of MathML, the addresses of its picture. */
export interface Formula extends Placed {
  readonly tex: readonly string[];
  readonly leaves?: string;
  readonly addresses: readonly string[];
}

/** Everything that a text shows to its reader. */
export interface Reading {
  readonly pieces: Piece[];
  readonly pictures: Picture[];
  readonly players: Player[];
  readonly links: Link[];
  readonly headings: Label[];
  /** The texts below figures: where a source's heading that was one has gone to. */
  readonly captions: Label[];
  readonly code: Code[];
  readonly cells: Label[];
  readonly formulas: Formula[];
  /** What is in attributes. Nobody has to see it, but it may be where something has gone to. */
  readonly asides: string[];
}

/** A reading with nothing in it yet. */
export function createReading(): Reading {
  return {
    pieces: [],
    pictures: [],
    players: [],
    links: [],
    headings: [],
    captions: [],
    code: [],
    cells: [],
    formulas: [],
    asides: [],
  };
}

/** All that a reading shows in words. */
export function joinPieces({ pieces }: Reading): string {
  return pieces.map(({ text }) => text).join('');
}
