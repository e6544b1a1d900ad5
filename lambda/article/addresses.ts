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
const TRAILING = /[!'*,.:;?_~]/;

/** Marks after which a name of another script goes on in an address; after a word of Latin, the sentence goes on. */
const BEFORE_NAME = /[#%&+/=_-]/;

const LETTER = /[\p{L}\p{M}\p{N}]/u;

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
 * Where the address ends that begins at a place in a text: before white space, quotes, brackets that it has not
 * opened, and the punctuation and prose of Chinese. Undefined where none begins.
 */
export function endOfAddress(text: string, start: number): number | undefined {
  const beginning = /^(?:https?:\/\/|(?=www\.))/i.exec(text.slice(start, start + 8))?.[0];
  if (beginning === undefined) return undefined;
  HOST.lastIndex = start + beginning.length;
  if (!HOST.test(text)) return undefined;
  const hostEnd = HOST.lastIndex;
  if (!/[#/?]/.test(text.charAt(hostEnd))) return hostEnd;
  let end = hostEnd;
  const last = Math.min(text.length, start + MAX_LENGTH);
  while (end < last && continues(text, end)) end++;
  return trimEnd(text, hostEnd, end);
}

function continues(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return PART.test(text.charAt(at));
  if (!LETTER.test(text.charAt(at))) return false;
  const before = text.charAt(at - 1);
  return BEFORE_NAME.test(before) || (before.charCodeAt(0) >= 128 && LETTER.test(before));
}

/** Takes back what belongs to the sentence: punctuation, and brackets that were opened before the address. */
function trimEnd(text: string, from: number, to: number): number {
  let open = 0;
  for (let at = from; at < to; at++) open += BRACKETS[text.charAt(at)] ?? 0;
  let end = to;
  for (; end > from; end--) {
    const last = text.charAt(end - 1);
    if (/[)\]]/.test(last)) {
      if (open >= 0) break;
      open++;
    } else if (/[([]/.test(last)) {
      open--;
    } else if (!TRAILING.test(last)) {
      break;
    }
  }
  return end;
}

const BRACKETS: Readonly<Record<string, number>> = { '(': 1, '[': 1, ')': -1, ']': -1 };
