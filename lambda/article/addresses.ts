/** A web address in a text that nobody marked as a link. */
export interface Address {
  readonly start: number;
  readonly end: number;
  /** Where it leads, with a scheme. */
  readonly href: string;
}

/** What an address begins with, in a text that may stand right before it: Chinese has no spaces. */
const BEGINNING = /(?<![A-Za-z0-9@._/-])(?:https?:\/\/|www\.)/gi;

const HOST =
  /[a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9_-]{1,63}){1,20}(?::\d{1,5})?(?![a-z0-9])(?![a-z0-9_.:-]{0,300}@)/iy;

/** Characters that an address is made of once its host has ended. Letters of other scripts come apart. */
const PART = /[!#-;=?-Z_a-z~[\]]/;

/** What an address hardly ends with, but a sentence does. */
const TRAILING = /[!'*,.:;?_~([]/;

/** A name in another script within an address, after a mark; after a word of Latin, the sentence goes on. */
const NAME = /(?<=[#&/=_-])[\p{L}\p{M}\p{N}]{1,40}/uy;

/** Words of Chinese that sentences hold, and hardly any names. */
const SENTENCE = /[的是了在里和有到看可]/;

/** Longer ones are no addresses. */
const MAX_LENGTH = 2_000;

/** The addresses that stand bare in a text, in order. */
export function* findAddresses(text: string): Generator<Address, undefined> {
  BEGINNING.lastIndex = 0;
  let at = 0;
  for (;;) {
    BEGINNING.lastIndex = at;
    const beginning = BEGINNING.exec(text);
    if (beginning === null) return;
    const end = endOfAddress(text, beginning.index);
    if (end !== undefined) {
      const written = text.slice(beginning.index, end);
      yield { start: beginning.index, end, href: /^www/i.test(written) ? `http://${written}` : written };
    }
    at = end ?? beginning.index + beginning[0].length;
  }
}

/**
 * The end of the address that begins at `start`: it stops before white space, quotes, brackets that it has not opened, and
 * Chinese punctuation and prose. Undefined if no address begins there.
 */
export function endOfAddress(text: string, start: number): number | undefined {
  const beginning = /^(?:https?:\/\/|(?=www\.))/i.exec(text.slice(start, start + 8))?.[0];
  if (beginning === undefined) return undefined;
  HOST.lastIndex = start + beginning.length;
  if (!HOST.test(text)) return undefined;
  const hostEnd = HOST.lastIndex;
  if (!/[#/?]/.test(text.charAt(hostEnd))) return hostEnd;
  let end = hostEnd;
  let open = 0;
  for (const last = Math.min(text.length, start + MAX_LENGTH); end < last; ) {
    const next = endOfPart(text, end);
    open += BRACKETS[text.charAt(end)] ?? 0;
    // A bracket that the address has not opened closes what it stands in.
    if (next === end || open < 0) break;
    end = next;
  }
  while (end > hostEnd && TRAILING.test(text.charAt(end - 1))) end--;
  return end;
}

/** The place after a character of an address, or after a name in it; the same place where it does not go on. */
function endOfPart(text: string, at: number): number {
  if (text.charCodeAt(at) < 128) return PART.test(text.charAt(at)) ? at + 1 : at;
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[0] ?? '';
  return SENTENCE.test(name) ? at : at + name.length;
}

const BRACKETS: Readonly<Record<string, number>> = { '(': 1, '[': 1, ')': -1, ']': -1 };
