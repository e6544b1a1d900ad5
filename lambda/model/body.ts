/** The bytes of a document, joined or in pieces. */
export type Body = Uint8Array | SharedPieces;

/** Bytes in pieces that documents share, such as the items of feeds: to join them anew takes as long as to write them. */
export class SharedPieces {
  readonly pieces: readonly Uint8Array[];
  /** In bytes, all together. */
  readonly length: number;

  constructor(pieces: readonly Uint8Array[]) {
    this.pieces = pieces;
    this.length = pieces.reduce((sum, { length }) => sum + length, 0);
  }

  /** As text in UTF-8. */
  toString(): string {
    return Buffer.concat(this.pieces).toString();
  }
}

/** The pieces of a body, in order. */
export function piecesOf(body: Body): readonly Uint8Array[] {
  return body instanceof SharedPieces ? body.pieces : [body];
}

/** A body as bytes in one place. */
export function joinBody(body: Body): Uint8Array {
  return body instanceof SharedPieces ? Buffer.concat(body.pieces, body.length) : body;
}
