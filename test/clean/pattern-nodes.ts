/** A part of a regular expression, so far as it tells what its matches hold. */
export type PatternNode =
  | { readonly type: 'text'; readonly text: string }
  /** One character of several, as it is written. */
  | { readonly type: 'set'; readonly source: string }
  | { readonly type: 'any-of'; readonly branches: readonly PatternNode[] }
  | { readonly type: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number }
  | { readonly type: 'look'; readonly isNegative: boolean; readonly part: PatternNode }
  | { readonly type: 'edge' };

/** Reads the source of a regular expression without back references and named groups. */
export function parsePattern(source: string): PatternNode {
  const reader = new PatternReader(source);
  const node = reader.readBranches();
  if (!reader.isAtEnd) throw new SyntaxError(`not read to its end: ${source}`);
  return node;
}

class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  readBranches(): PatternNode {
    const branches = [this.#readSequence()];
    while (this.#take(/\|/y) !== undefined) branches.push(this.#readSequence());
    const [only] = branches;
    return only !== undefined && branches.length === 1 ? only : { type: 'any-of', branches };
  }

  #readSequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.isAtEnd && !/[|)]/.test(this.#source.charAt(this.#at))) parts.push(this.#readRepeat());
    return { type: 'sequence', parts };
  }

  #readRepeat(): PatternNode {
    const part = this.#readAtom();
    const quantifier = this.#take(/(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y);
    if (quantifier === undefined) return part;
    const [, sign, least = '0', comma, most = ''] = quantifier;
    if (sign !== undefined)
      return { type: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    const unbounded = most === '' ? Infinity : Number(most);
    return { type: 'repeat', part, min: Number(least), max: comma === '' ? Number(least) : unbounded };
  }

  #readAtom(): PatternNode {
    const look = this.#take(/\(\?<?([=!])/y);
    if (look !== undefined) return { type: 'look', isNegative: look[1] === '!', part: this.#readGroup() };
    if (this.#take(/\((?:\?:)?/y) !== undefined) return this.#readGroup();
    if (this.#take(/[$^]|\\[bB]/y) !== undefined) return { type: 'edge' };
    const set = this.#take(/\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\[dDsSwW]|\./uy);
    if (set !== undefined) return { type: 'set', source: set[0] };
    const code = this.#take(/\\u([\da-f]{4})/iy)?.[1];
    if (code !== undefined) return { type: 'text', text: String.fromCharCode(Number.parseInt(code, 16)) };
    const text = this.#take(/\\?(.)/suy)?.[1];
    if (text === undefined) throw new SyntaxError(`an atom is missing: ${this.#source}`);
    return { type: 'text', text };
  }

  #readGroup(): PatternNode {
    const group = this.readBranches();
    if (this.#take(/\)/y) === undefined) throw new SyntaxError(`a group is open: ${this.#source}`);
    return group;
  }

  #take(token: RegExp): RegExpExecArray | undefined {
    token.lastIndex = this.#at;
    const match = token.exec(this.#source);
    if (match === null) return undefined;
    this.#at = token.lastIndex;
    return match;
  }
}
