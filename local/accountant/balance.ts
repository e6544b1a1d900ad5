import { decodeHTML } from 'entities';
import type { Article } from '../../lambda/model/article.ts';
import { AddressBook, resolve } from './addresses.ts';
import { escapeHtml } from './escape.ts';
import type { KnownFile } from './files.ts';
import { readHtml } from './html.ts';
import { countBytes, type Fate, Ledger, type Removed, splitCode } from './ledger.ts';
import { translateMarkdown } from './markdown.ts';
import { dropsMarks, type Fold, foldText, keepsMarks, Passages } from './passages.ts';
import { createReading, KINDS, type Kind, type Reading } from './reading.ts';
import { type TakenApart, takeApart } from './upload.ts';
import { accountWords } from './words.ts';

/** What was uploaded: its text, under its key. */
export interface Source {
  readonly key: string;
  readonly text: string;
}

/** What the upload came to. */
export interface Outcome {
  readonly article: Article;
  readonly removals: readonly Removed[];
  readonly warnings: readonly string[];
  /** Pictures within the source that have become files of the site. */
  readonly files?: readonly KnownFile[];
  /** Hosts whose pictures stand for "no picture". */
  readonly placeholderHosts?: readonly string[];
}

/** How much of a kind the source has, and where it has gone to: characters, things, or bytes of code. */
export interface Sum {
  readonly source: number;
  readonly result: number;
  readonly removals: number;
  readonly warnings: number;
  readonly unexplained: number;
}

/** Something of the source that is nowhere. */
export interface Loss {
  readonly kind: Kind;
  readonly amount: number;
  readonly excerpt: string;
  /** Line of the file, counted from 1: about there. */
  readonly line: number;
}

/** What became of all that an upload shows. */
export interface Balance {
  readonly sums: Readonly<Record<Kind, Sum>>;
  /** In the order of the kinds, and then of the source. */
  readonly losses: readonly Loss[];
}

const EXCERPT = 60;

/**
 * Compares what a reader of an upload would have seen with what became of it: everything is in the article, in its
 * removals, or in a warning, or it is unexplained. Takes time and space in proportion to the texts.
 */
export function balance(source: Source, outcome: Outcome): Balance {
  const upload = takeApart(source.text, source.key);
  const { article } = outcome;
  const fold = upload.notation === 'markdown' ? dropsMarks : keepsMarks;
  const shown = createReading();
  readHtml(article.content, shown);
  const isShown = (path: string): boolean =>
    article.content.includes(path) || article.image?.includes(path) === true;
  const files = (outcome.files ?? []).filter(({ path }) => isShown(path)).map(({ address }) => address);
  const addresses = [
    ...[article.image, article.link].filter((address) => address !== undefined),
    ...files,
    ...files.map((file) => resolve(file, article.link)),
  ];
  const ledger = new Ledger({
    shown,
    title: article.title,
    addresses,
    removals: outcome.removals,
    warnings: outcome.warnings,
    places: findPlaces(article.content),
    base: article.link,
    fold,
  });
  const accounts = new Accounts(upload.bodyLine);
  accountBody(readUpload(upload, article.link), ledger, accounts, fold);
  accountFields(upload, outcome, ledger, accounts);
  return accounts.close();
}

/** The places that links within a content lead to, without the prefix that tells the places of articles apart. */
function findPlaces(content: string): ReadonlySet<string> {
  return new Set(
    Array.from(content.matchAll(/ href="#[^"-]{1,100}-([^"]{1,200})"/g), ([, place = '']) => place),
  );
}

function readUpload({ body, notation }: TakenApart, base: string | undefined): Reading {
  const reading = createReading();
  const html = notation === 'html' ? body : notation === 'plain' ? escapeHtml(body) : translateMarkdown(body);
  readHtml(html, reading, base);
  return reading;
}

class Accounts {
  readonly #sums: Record<Kind, { -readonly [Name in keyof Sum]: number }>;
  readonly #losses: Loss[] = [];
  readonly #firstLine: number;

  constructor(bodyLine: number) {
    this.#firstLine = bodyLine + 1;
    const nothing = () => ({ source: 0, result: 0, removals: 0, warnings: 0, unexplained: 0 });
    this.#sums = {
      words: nothing(),
      pictures: nothing(),
      players: nothing(),
      links: nothing(),
      headings: nothing(),
      code: nothing(),
      cells: nothing(),
      formulas: nothing(),
    };
  }

  /** Enters something that went one way. */
  enter(kind: Kind, fate: Fate | undefined, amount: number): void {
    this.#sums[kind].source += amount;
    this.#sums[kind][fate ?? 'unexplained'] += amount;
  }

  /** Names what {@link enter} was told to be nowhere; lines of the body are counted from 0. */
  lose(kind: Kind, amount: number, excerpt: string, line: number): void {
    this.#losses.push({ kind, amount, excerpt: shorten(excerpt), line: this.#firstLine + line });
  }

  close(): Balance {
    const order = (kind: Kind) => KINDS.indexOf(kind);
    return {
      sums: this.#sums,
      losses: this.#losses.toSorted((one, other) => order(one.kind) - order(other.kind)),
    };
  }
}

function accountBody(reading: Reading, ledger: Ledger, accounts: Accounts, fold: Fold): void {
  const words = accountWords(reading, ledger.words, fold);
  for (const [fate, amount] of words.covered) accounts.enter('words', fate, amount);
  for (const { amount, excerpt, line } of words.losses) {
    accounts.enter('words', undefined, amount);
    accounts.lose('words', amount, excerpt, line);
  }
  const account = (kind: Kind, fate: Fate | undefined, excerpt: string, line: number) => {
    accounts.enter(kind, fate, 1);
    if (fate === undefined) accounts.lose(kind, 1, excerpt, line);
  };
  const pictures = reading.pictures.filter(({ isTwin }) => !isTwin);
  const book = new AddressBook(pictures.flatMap(({ addresses }) => addresses));
  for (const picture of reading.pictures) {
    if (picture.isTwin && picture.addresses.some((address) => book.has(address))) continue;
    account('pictures', ledger.ofPicture(picture), picture.addresses[0] ?? '', picture.line);
  }
  for (const player of reading.players) {
    account('players', ledger.ofPlayer(player), player.addresses[0] ?? '', player.line);
  }
  for (const link of reading.links)
    account('links', ledger.ofLink(link), `${link.text} → ${link.address}`, link.line);
  for (const heading of reading.headings)
    account('headings', ledger.ofHeading(heading), heading.text, heading.line);
  for (const cell of reading.cells) account('cells', ledger.ofCell(cell), cell.text, cell.line);
  for (const formula of reading.formulas) {
    account('formulas', ledger.ofFormula(formula), formula.tex[0] ?? formula.leaves ?? '', formula.line);
  }
  for (const code of reading.code) {
    let lost = 0;
    let excerpt = '';
    for (const line of splitCode(code)) {
      const fate = ledger.ofCodeLine(line, code.isLoose);
      accounts.enter('code', fate.fate, countBytes(line) - fate.lost);
      if (fate.lost === 0) continue;
      accounts.enter('code', undefined, fate.lost);
      if (lost === 0) excerpt = line;
      lost += fate.lost;
    }
    if (lost > 0) accounts.lose('code', lost, excerpt, code.line);
  }
}

function accountFields(
  { fields, bodyLine }: TakenApart,
  { article, warnings, placeholderHosts = [] }: Outcome,
  ledger: Ledger,
  accounts: Accounts,
): void {
  const names = [
    article.title,
    article.author ?? '',
    article.summary,
    ...article.categories,
    ...article.tags,
  ];
  const said = new Passages(names, dropsMarks);
  const warned = new Passages(warnings, dropsMarks);
  for (const { kind, value, line } of fields) {
    const text = decodeHTML(value);
    const folded = foldText(text, dropsMarks).text;
    let fate: Fate | undefined;
    if (kind === 'words') {
      const holds = (passages: Passages) =>
        partsOf(text).every((part) => passages.holds(foldText(part, dropsMarks).text));
      fate = holds(said) ? 'result' : warned.holds(folded) ? 'warnings' : undefined;
    } else {
      if (!/[./]/.test(text)) continue;
      const isPlaceholder = placeholderHosts.some((host) => text.includes(host));
      const picture = { addresses: [text], alt: '', isSmall: false, isTwin: false, line };
      fate = isPlaceholder ? 'removals' : ledger.ofPicture(picture);
    }
    const account = kind === 'words' ? 'words' : kind === 'picture' ? 'pictures' : 'links';
    const amount = kind === 'words' ? folded.length : 1;
    accounts.enter(account, fate, amount);
    if (fate === undefined) accounts.lose(account, amount, text, line - bodyLine);
  }
}

/** The names in a value, without markup: writers part them as they like. */
function partsOf(text: string): string[] {
  const parts = text.replace(/<\/?[a-z][^<>]*>/g, ' ').split(/[,，、;；|]/);
  return parts.filter((part) => foldText(part, dropsMarks).text !== '');
}

function shorten(text: string): string {
  const line = text
    .slice(0, EXCERPT * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= EXCERPT ? line : `${line.slice(0, EXCERPT)}…`.toWellFormed();
}
