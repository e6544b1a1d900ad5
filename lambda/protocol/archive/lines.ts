import * as v from 'valibot';
import type { ArchiveLine, ArchivePage, Period } from '../../model/archive.ts';
import type { Article } from '../../model/article.ts';
import { hash20 } from '../../model/identity.ts';
import type { Scope } from '../../model/list-kinds.ts';
import { compareNaturally } from '../../model/natural-order.ts';
import { nameSegment } from '../../model/paths.ts';
import { jsonContent } from '../../store/content.ts';
import type { Content, Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { ArchiveDerivations } from '../derivations.ts';
import { unlessCorrupt } from '../errors.ts';
import { parseState, type StateFormat } from '../state-format.ts';
import { storyMarks } from '../stories.ts';
import type { StoredLeaf } from './tree.ts';

const line = v.object({
  id: v.string(),
  published: v.string(),
  updated: v.exactOptional(v.string()),
  title: v.string(),
  summary: v.string(),
  author: v.exactOptional(v.string()),
  language: v.exactOptional(v.string()),
  categories: v.array(v.string()),
  tags: v.array(v.string()),
});

const storedLine = v.object({
  name: v.string(),
  key: v.string(),
  story: v.exactOptional(v.array(v.string())),
  line,
});

const digest = v.object({ format: v.literal(1), lines: v.array(storedLine) });

const FORMAT: StateFormat<typeof digest> = { name: 'the lines of an archive', newest: 1, schema: digest };

/** What a leaf shows of an entry of its list, under the name of the entry, which is that of its content. */
export interface StoredLine {
  readonly name: string;
  /** Of the article, by which those of one time are ordered. */
  readonly key: string;
  /** Marks of the story that it tells: it is that of another article of the same title and time with one of them. */
  readonly story?: readonly string[];
  readonly line: ArchiveLine;
}

/** The digests of all leaves stand below this, by their lists and the hashes of their entries' names. */
export const DIGESTS = 'archive/lines/';

/** Lines that a process keeps, so that a leaf is not read again for each list that it belongs to. */
const MAX_KEPT = 100_000;

/** Identifies a leaf's content. */
export function hashOfNames(names: Iterable<string>): string {
  return hash20(`leaf\n${[...names].join('\n')}`);
}

/** Lines as they are stored. */
export function linesContent(lines: readonly StoredLine[]): Content {
  return jsonContent({ format: 1, lines });
}

/** Reads stored lines. @throws CorruptStateError, NewerStateError */
export function parseLines(where: string, body: Uint8Array): readonly StoredLine[] {
  return parseState(where, body, FORMAT).lines;
}

/** Where the digest of a leaf of a list stands. */
export function digestKey(scope: Scope, names: string): string {
  const folder = scope.kind === 'site' ? 'site' : `${scope.kind}/${nameSegment(scope.name)}`;
  return `${DIGESTS}${folder}/${names}.json`;
}

/** What is kept of an article under the name of its entry. */
export function storedLineOf(
  name: string,
  article: Article,
  archives: Pick<ArchiveDerivations, 'line'>,
): StoredLine {
  const story = storyMarks(article);
  return { name, key: article.key, ...(story.length > 0 && { story }), line: archives.line(article) };
}

/** The lines of leaves, which are stored under the hash of what is in them, and so never change. */
export class Digests {
  readonly #state: Pick<Store, 'get' | 'put'>;
  readonly #kept = new Map<string, readonly StoredLine[]>();
  #lines = 0;

  constructor({ state }: Pick<Context, 'state'>) {
    this.#state = state;
  }

  /** The lines of a leaf, newest first; undefined where they are not there. */
  async read(scope: Scope, names: string): Promise<readonly StoredLine[] | undefined> {
    const where = digestKey(scope, names);
    const kept = this.#kept.get(where);
    if (kept !== undefined) return kept;
    const object = await this.#state.get(where);
    // One that is cut short is made again.
    const lines = object && unlessCorrupt(() => parseLines(where, object.body));
    if (lines !== undefined) this.#keep(where, lines);
    return lines;
  }

  /** The same of a leaf that must have some. @throws MissingDigestError */
  async readLeaf(scope: Scope, { period, names, entries }: StoredLeaf): Promise<readonly StoredLine[]> {
    const lines = entries === 0 ? [] : await this.read(scope, names);
    if (lines === undefined) throw new MissingDigestError(scope, period);
    return lines;
  }

  async put(scope: Scope, names: string, lines: readonly StoredLine[]): Promise<void> {
    const where = digestKey(scope, names);
    await this.#state.put(where, linesContent(lines));
    this.#keep(where, lines);
  }

  #keep(where: string, lines: readonly StoredLine[]): void {
    this.#lines -= this.#kept.get(where)?.length ?? 0;
    this.#kept.delete(where);
    for (const [oldest, { length }] of this.#kept) {
      if (this.#lines + lines.length <= MAX_KEPT) break;
      this.#kept.delete(oldest);
      this.#lines -= length;
    }
    this.#kept.set(where, lines);
    this.#lines += lines.length;
  }
}

/** What a leaf of a list holds is not known any more, so that it has to be made anew. */
export class MissingDigestError extends Error {
  override readonly name = 'MissingDigestError';
  readonly scope: Scope;
  readonly period: Period;

  constructor(scope: Scope, period: Period) {
    super(`the digest of the leaf ${JSON.stringify(period)} is missing`);
    this.scope = scope;
    this.period = period;
  }
}

/** What of a leaf's lines is shown: each story once, in the order in which lists are read. */
export function shownLines(stored: readonly StoredLine[]): ArchivePage['lines'] {
  const told = new Set<string>();
  const shown = stored.filter(({ line: { title, published }, story = [] }) => {
    const marks = story.map((mark) => JSON.stringify([published, title, mark]));
    const isAgain = marks.some((mark) => told.has(mark));
    for (const mark of marks) told.add(mark);
    return !isAgain;
  });
  return shown
    .toSorted((a, b) => {
      if (a.line.published !== b.line.published) return a.line.published < b.line.published ? 1 : -1;
      return compareNaturally(a.key, b.key);
    })
    .map(({ line }) => line);
}
