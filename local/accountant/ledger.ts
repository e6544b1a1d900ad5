import { AddressBook, domainOf, isAbsolute, resolve } from './addresses.ts';
import { FormulaStock } from './formulas.ts';
import { dropsMarks, type Fold, foldText, Passages } from './passages.ts';
import {
  type Code,
  type Formula,
  joinPieces,
  type Label,
  type Link,
  type Picture,
  type Player,
  type Reading,
} from './reading.ts';

/** What a rule took out of a body, in full. */
export interface Removed {
  readonly rule: string;
  readonly text: string;
  /** Everything that its attributes lead to: pictures, players, links. */
  readonly addresses: readonly string[];
}

/** Where something of the source has gone to. */
export type Fate = 'result' | 'removals' | 'warnings';

/** Texts and addresses that may explain where something has gone to, but show nothing themselves. */
class Notes {
  readonly words: Passages;
  readonly addresses: AddressBook;
  readonly #fold: Fold;

  constructor(texts: readonly string[], addresses: readonly string[], fold: Fold) {
    this.words = new Passages([...texts, ...addresses], fold);
    this.addresses = new AddressBook(addresses);
    this.#fold = fold;
  }

  /** Whether all of a text stands here. */
  says(text: string): boolean {
    return this.words.holds(foldText(text, this.#fold).text);
  }
}

/** Things of the result by their text, each of which stands for one of the source. */
class Stock {
  readonly #counts = new Map<string, number>();

  constructor(keys: Iterable<string>) {
    for (const key of keys) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  take(key: string): boolean {
    const left = this.#counts.get(key) ?? 0;
    if (left > 0) this.#counts.set(key, left - 1);
    return left > 0;
  }
}

/** A line of code, and how many of its bytes are nowhere. */
export interface CodeFate {
  readonly fate?: Fate;
  readonly lost: number;
}

/** Everywhere that something of a source may have gone to. */
export interface Destinations {
  readonly shown: Reading;
  readonly title: string;
  /** Where the article leads to apart from its content: its picture, its original. */
  readonly addresses: readonly string[];
  readonly removals: readonly Removed[];
  readonly warnings: readonly string[];
  /** Places within the article that its links lead to, by their names in the source. */
  readonly places: ReadonlySet<string>;
  /** What relative addresses lead from. */
  readonly base: string | undefined;
  readonly fold: Fold;
}

/** Tells of everything in a source where it has gone to, once for each thing. */
export class Ledger {
  /** Where words may have gone to, in the order in which that is looked up. */
  readonly words: readonly (readonly [Fate, Passages])[];
  readonly #result: Notes;
  readonly #removed: Notes;
  /** What went for a reason: an element that nobody knew what to do with did not. */
  readonly #removedForReason: Notes;
  readonly #warned: Notes;
  /** Where the result leads to, pictures apart. */
  readonly #led: AddressBook;
  readonly #site: string | undefined;
  /** The address of the source, without a place in it; where none is named, it may be any. */
  readonly #page: string | undefined;
  readonly #places: ReadonlySet<string>;
  readonly #headings: Stock;
  readonly #cells: Stock;
  readonly #lines: Stock;
  readonly #squeezedLines: Stock;
  /** Lines without their tags: the result may show as code what was taken for a highlighter's. */
  readonly #bareLines: Stock;
  readonly #formulas: FormulaStock;

  constructor({ shown, title, addresses, removals, warnings, places, base, fold }: Destinations) {
    this.#page = base?.replace(/#.*/s, '');
    this.#places = places;
    const code = shown.code.map(({ text }) => text);
    const leads = [...findAddresses(shown), ...addresses];
    this.#result = new Notes([joinPieces(shown), ...shown.asides, ...code], leads, fold);
    this.#removed = readRemovals(removals, base, fold);
    this.#removedForReason = readRemovals(
      removals.filter(({ rule }) => !rule.startsWith('<')),
      base,
      fold,
    );
    this.#warned = new Notes(warnings, warnings.flatMap(findQuotedAddresses), fold);
    this.#led = new AddressBook(findAddresses({ ...shown, pictures: [], formulas: [] }));
    this.#site = base === undefined ? undefined : domainOf(base);
    this.words = [
      ['result', this.#result.words],
      ['removals', this.#removed.words],
      ['warnings', this.#warned.words],
    ];
    const labels = [...shown.headings, ...shown.captions].map(({ text }) => foldLabel(text));
    this.#headings = new Stock([...labels, foldLabel(title)]);
    this.#cells = new Stock(shown.cells.map(({ text }) => foldLabel(text)));
    const lines = shown.code.flatMap(splitCode);
    this.#lines = new Stock(lines);
    this.#squeezedLines = new Stock(lines.map(squeeze));
    this.#bareLines = new Stock(lines.filter((line) => TAG.test(line)).map(withoutTags));
    this.#formulas = new FormulaStock(shown.formulas, code);
  }

  ofPicture({ addresses, alt, isSmall }: Picture): Fate | undefined {
    return this.#find((notes) => {
      if (addresses.some((address) => notes.addresses.has(address) || notes.addresses.hasFile(address)))
        return true;
      if (isSmall && alt !== '' && notes.says(alt)) return true;
      return addresses.some((address) => !isAbsolute(address) && notes.says(address));
    }, this.#removedForReason);
  }

  /**
   * A recording is never removed: nobody can tell from around it that it says nothing. A frame has become what leads to
   * its site, where that is not the article's own.
   */
  ofPlayer({ addresses, isRecording }: Player): Fate | undefined {
    const isForeign = (address: string) => this.#site === undefined || domainOf(address) !== this.#site;
    if (!isRecording && addresses.some((address) => isForeign(address) && this.#led.hasSiteOf(address)))
      return 'result';
    return this.#find(
      (notes) =>
        addresses.some(
          (address) =>
            notes.addresses.has(address) ||
            notes.addresses.hasNameOf(address) ||
            (!isAbsolute(address) && notes.says(address)) ||
            (isGuessed(address) && notes.says(address.slice(address.lastIndexOf('/')))),
        ),
      isRecording ? undefined : this.#removedForReason,
    );
  }

  /** A link to a place of its own page may have become one to that place within the article. */
  ofLink({ address }: Link): Fate | undefined {
    const hash = address.indexOf('#');
    const page = address.slice(0, Math.max(0, hash));
    const isOwn = page === '' || this.#page === undefined || page === this.#page;
    if (hash >= 0 && isOwn && this.#places.has(address.slice(hash + 1))) return 'result';
    return this.#find(
      (notes) => notes.addresses.has(address) || (notes === this.#warned && notes.says(address)),
      this.#removed,
    );
  }

  ofHeading({ text }: Label): Fate | undefined {
    return this.#headings.take(foldLabel(text)) ? 'result' : this.#findRemoved(text);
  }

  ofCell({ text }: Label): Fate | undefined {
    return this.#cells.take(foldLabel(text)) ? 'result' : this.#findRemoved(text);
  }

  /** A formula is never removed. */
  ofFormula(formula: Formula): Fate | undefined {
    if (this.#formulas.take(formula)) return 'result';
    // What was only drawn, of which nobody knows more than its characters.
    const drawn = formula.tex.length === 0 ? (formula.leaves ?? '').trim() : '';
    if (drawn.length >= 3 && this.#result.says(drawn)) return 'result';
    return this.#find(
      (notes) => formula.addresses.some((address) => notes.addresses.has(address)),
      undefined,
    );
  }

  /** A line of code byte for byte; where only its white space differs, the difference is lost. Code is never removed. */
  ofCodeLine(line: string, isLoose: boolean): CodeFate {
    if (isLoose ? this.#result.says(line) : this.#lines.take(line)) return { fate: 'result', lost: 0 };
    const squeezed = squeeze(line);
    if (this.#squeezedLines.take(squeezed)) {
      return { fate: 'result', lost: countBytes(line) - countBytes(squeezed) };
    }
    if (!TAG.test(line) && this.#bareLines.take(squeezed)) return { fate: 'result', lost: 0 };
    return this.#warned.says(line) ? { fate: 'warnings', lost: 0 } : { lost: countBytes(line) };
  }

  #find(explains: (notes: Notes) => boolean, removed: Notes | undefined): Fate | undefined {
    if (explains(this.#result)) return 'result';
    if (removed !== undefined && explains(removed)) return 'removals';
    return explains(this.#warned) ? 'warnings' : undefined;
  }

  #findRemoved(text: string): Fate | undefined {
    if (this.#removed.says(text)) return 'removals';
    return this.#warned.says(text) ? 'warnings' : undefined;
  }
}

/** Whether an address was made of a template tag that perhaps is no player. */
function isGuessed(address: string): boolean {
  return /^https?:\/\/[^/]*\.invalid\//.test(address);
}

function readRemovals(removals: readonly Removed[], base: string | undefined, fold: Fold): Notes {
  return new Notes(
    removals.map(({ text }) => text),
    removals.flatMap(({ addresses }) => addresses.map((address) => resolve(address, base))),
    fold,
  );
}

/** The lines of code that are not blank, without the indent that all of them have; code in a line as one. */
export function splitCode({ text, isBlock }: Code): string[] {
  if (!isBlock) return [text.replace(/\s+/g, ' ').trim()].filter((line) => line !== '');
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trimEnd());
  const indent = lines.reduce(
    (least, line) => Math.min(least, line.length - line.trimStart().length),
    Number.POSITIVE_INFINITY,
  );
  return lines.map((line) => line.slice(indent));
}

/** The bytes of a text in UTF-8. */
export function countBytes(text: string): number {
  return Buffer.byteLength(text);
}

const TAG = /<[a-z/][^<>]*>/i;

function withoutTags(line: string): string {
  return squeeze(line.replace(/<[a-z/][^<>]*>/gi, ''));
}

function squeeze(line: string): string {
  return line.replace(/\s+/g, '');
}

function foldLabel(text: string): string {
  return foldText(text, dropsMarks).text;
}

/** Every address that a reading shows or leads to. */
function findAddresses({ pictures, players, links, formulas }: Reading): string[] {
  return [
    ...pictures.flatMap(({ addresses }) => addresses),
    ...players.flatMap(({ addresses }) => addresses),
    ...links.map(({ address }) => address),
    ...formulas.flatMap(({ addresses }) => addresses),
  ];
}

function findQuotedAddresses(message: string): string[] {
  return message.match(/(?:https?:\/\/|\/)[^\s"'“”]+/g) ?? [];
}
