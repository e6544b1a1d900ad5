import { randomUUID } from 'node:crypto';
import pMap from 'p-map';
import { hash20 } from '../../model/identity.ts';
import { listAll, type ObjectInfo, StoreError } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Archives } from '../derivations.ts';
import { unlessCorrupt } from '../errors.ts';
import { type ArticleRecord, entriesOf } from '../record.ts';
import { linesContent, parseLines, type StoredLine, storedLineOf } from './lines.ts';

/** The keys of all handovers begin with this. */
export const HANDOVERS = 'archive/handovers/';

/** A PUT for fewer articles costs more than the tick's GET for each of them. */
const SMALLEST = 12;

const LARGEST = 100;

/** So many are read by a tick, as their lines are held in memory. */
const MOST_READ = 500;

const CONCURRENT_REQUESTS = 16;

/**
 * What a batch hands over to the tick: what archives show of the articles whose records it has put, so that the tick reads
 * none of these. It is written once the records are there, so that they vouched for what it says; and without it, nothing
 * is missing but time.
 */
export class Handover {
  readonly #context: Pick<Context, 'state' | 'nonce'>;
  readonly #archives: Archives | undefined;
  #lines: StoredLine[] = [];

  constructor(context: Pick<Context, 'state' | 'nonce' | 'derivations'>) {
    this.#context = context;
    this.#archives = context.derivations.archives;
  }

  /** Takes a record up that was just put. */
  async add(record: ArticleRecord): Promise<void> {
    if (this.#archives === undefined || record.outcome.status !== 'published') return;
    const entry = entriesOf(record).find(({ list }) => list.kind === 'site');
    if (entry === undefined) return;
    this.#lines.push(storedLineOf(entry.name, record.outcome.article, this.#archives));
    if (this.#lines.length >= LARGEST) await this.#put();
  }

  /** Hands over what is left, if it is worth it. */
  async close(): Promise<void> {
    if (this.#lines.length >= (this.#archives?.smallestHandover ?? SMALLEST)) await this.#put();
  }

  async #put(): Promise<void> {
    const { state, nonce = randomUUID } = this.#context;
    const lines = this.#lines;
    this.#lines = [];
    try {
      await state.put(`${HANDOVERS}${hash20(nonce())}`, linesContent(lines));
    } catch (error) {
      // The tick reads the records instead: that costs less than to do a batch again.
      if (!(error instanceof StoreError)) throw error;
    }
  }
}

/** What batches have handed over. */
export interface HandedOver {
  /** By the names of their entries. */
  readonly lines: ReadonlyMap<string, StoredLine>;
  readonly objects: readonly ObjectInfo[];
}

/** All that was handed over; of very many handovers, what the first of them say. Costs a LIST, and a GET for each. */
export async function readHandovers({ state }: Pick<Context, 'state'>): Promise<HandedOver> {
  const objects: ObjectInfo[] = [];
  for await (const object of listAll(state, HANDOVERS)) objects.push(object);
  const lines = new Map<string, StoredLine>();
  await pMap(
    objects.slice(0, MOST_READ),
    async ({ key }) => {
      const object = await state.get(key);
      for (const line of (object && unlessCorrupt(() => parseLines(key, object.body))) ?? [])
        lines.set(line.name, line);
    },
    { concurrency: CONCURRENT_REQUESTS },
  );
  return { lines, objects };
}

/** Removes handovers that are in digests by now. */
export async function removeHandovers(
  { objects }: HandedOver,
  { state }: Pick<Context, 'state'>,
): Promise<void> {
  await pMap(objects, ({ key, version }) => state.delete(key, { ifVersion: version }), {
    concurrency: CONCURRENT_REQUESTS,
  });
}
