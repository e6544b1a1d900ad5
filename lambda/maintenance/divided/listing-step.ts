import { randomUUID } from 'node:crypto';
import pMap from 'p-map';
import { articleId, hash20 } from '../../model/identity.ts';
import { LIST_KINDS } from '../../model/list-kinds.ts';
import type { Context } from '../../protocol/context.ts';
import { entryNameAt, indexOf, mediaHashesIn, parseEntryKey } from '../../protocol/entries.ts';
import { parseWatchKey } from '../../protocol/watches.ts';
import { jsonContent, textContent } from '../../store/content.ts';
import { compareKeys } from '../../store/key.ts';
import type { ObjectInfo } from '../../store/store.ts';
import type { LeafCheck, LeafPosition } from '../leaf-check.ts';
import { StaleArchives } from '../stale-archives.ts';
import { SweepFindings, type SweepOptions } from '../sweep-findings.ts';
import { ListSweep } from '../sweep-of-lists.ts';
import {
  type Chain,
  type Checkpoint,
  linesKey,
  listsKey,
  partOf,
  putCheckpoint,
  type Run,
  readCheckpoint,
} from './run.ts';

/** How a step of a divided sweep does its work. */
export interface StepOptions extends Pick<SweepOptions, 'send' | 'signal'> {
  /** A step lists no more objects than this, give or take the articles of a leaf. */
  readonly objectsPerStep: number;
  /** Whether it is time to come to an end. */
  readonly isLate: () => boolean;
}

/** What a chunk tells of lists. */
export interface ListedLists {
  /** How many of their articles were queued. */
  readonly queued: number;
  /** The prefixes of lists that hold articles. */
  readonly inhabited: readonly string[];
  /** What differs in the archives, by the prefixes of the lists that were seen to their ends or in part. */
  readonly stale: Readonly<Record<string, readonly string[]>>;
}

const CONCURRENT_PUTS = 16;
const CONCURRENT_READS = 16;

/**
 * Lists the next chunk of a chain, and puts what it has of each part under a name of its own. Only the checkpoint that
 * names a chunk makes it count: of several workers at one chain, one goes on.
 *
 * @returns `lost` where another worker was faster.
 */
export async function listChunk(
  context: Context,
  run: Run,
  at: number,
  options: StepOptions,
): Promise<'done' | 'more' | 'lost'> {
  const { state, nonce = randomUUID } = context;
  const chain = run.chains[at];
  const { value: before, condition } = await readCheckpoint(state, run, at);
  if (chain === undefined || before?.done === true) return 'done';
  const name = hash20(`chunk\n${run.id}\n${nonce()}`);
  const chunk = new Chunk(context, run, chain, before);
  const { after, done } = await chunk.list(options);
  const { lines, leaf } = chunk;
  const lists = await chunk.lookAtLists(options);
  await pMap(
    lines.entries(),
    async ([part, own]) => {
      if (own.length === 0) return;
      await state.put(linesKey(run, part, name), textContent(own.join('\n')));
    },
    { concurrency: CONCURRENT_PUTS },
  );
  if (lists !== undefined) await state.put(listsKey(run, name), jsonContent(lists));
  const empty = [...lines.keys()].filter((part) => lines[part]?.length === 0);
  const chunks = [...(before?.chunks ?? []), { name, empty }];
  const next: Checkpoint = {
    chunks,
    done,
    ...(after !== undefined && { after }),
    ...(leaf !== undefined && !done && { leaf }),
  };
  if (await putCheckpoint(state, run, at, next, condition)) return done ? 'done' : 'more';
  // A put whose answer was lost meets itself.
  const { value: stored } = await readCheckpoint(state, run, at);
  const isOurs = stored?.chunks.some((each) => each.name === name) === true;
  if (!isOurs) return 'lost';
  return stored.done ? 'done' : 'more';
}

/** Objects that were listed, by the parts that they go to. */
class Chunk {
  /** For each part the lines that {@link readLine} reads. */
  readonly lines: string[][];
  readonly #context: Context;
  readonly #chain: Chain;
  readonly #run: Run;
  readonly #before: Checkpoint | undefined;
  /** The first entries of lists. */
  readonly #firsts: string[] = [];
  readonly #staleArchives: StaleArchives | undefined;
  readonly #hasNames: boolean;
  #check: LeafCheck | undefined;
  #list: string | undefined;

  constructor(context: Context, run: Run, chain: Chain, before: Checkpoint | undefined) {
    this.lines = Array.from({ length: run.parts }, () => []);
    this.#context = context;
    this.#run = run;
    this.#chain = chain;
    this.#before = before;
    this.#hasNames = LIST_KINDS.some((kind) => chain.prefix === indexOf(kind));
    if (chain.bucket === 'state') this.#staleArchives = StaleArchives.of(context);
  }

  /** Where the check of the archive would go on. */
  get leaf(): Checkpoint['leaf'] {
    const position = this.#check?.position;
    if (position === undefined) return undefined;
    const { time, compared } = position;
    return { time: Number.isFinite(time) ? time : null, compared };
  }

  async list({ signal, objectsPerStep, isLate }: StepOptions): Promise<Pick<Checkpoint, 'after' | 'done'>> {
    const { prefix, until } = this.#chain;
    const store = this.#context[this.#chain.bucket];
    await this.#goOn();
    let after = this.#before?.after ?? this.#chain.after;
    let listed = 0;
    for (;;) {
      signal.throwIfAborted();
      const { objects, more } = await store.list(prefix, after === undefined ? {} : { after });
      for (const object of objects) {
        if (until !== undefined && compareKeys(object.key, until) >= 0) return this.#end(after);
        await this.#take(object);
        after = object.key;
        listed++;
        const isEnough = listed >= objectsPerStep || (isLate() && listed > 0);
        if (isEnough && (this.#check === undefined || this.#check.position !== undefined)) {
          this.#note(this.#check?.stale);
          return { after, done: false };
        }
      }
      if (!more || objects.length === 0) return this.#end(after);
    }
  }

  /** Queues the newest articles of the lists that begin in it. What it tells of lists; undefined where it has none. */
  async lookAtLists({ send, signal }: StepOptions): Promise<ListedLists | undefined> {
    const findings = new SweepFindings({ send }, this.#run.start);
    const lists = new ListSweep(this.#context, findings, signal);
    await pMap(this.#firsts, (first) => lists.queueNewest(first, undefined, signal), {
      concurrency: CONCURRENT_READS,
    });
    await findings.flush();
    const stale = this.#staleArchives?.found() ?? {};
    const inhabited = [...lists.inhabited];
    const { queued } = findings.counts;
    return inhabited.length === 0 && Object.keys(stale).length === 0
      ? undefined
      : { queued, inhabited, stale };
  }

  async #take(object: ObjectInfo): Promise<void> {
    const { key } = object;
    if (this.#chain.bucket === 'state') await this.#enter(key);
    this.#check?.see(key);
    const line = JSON.stringify([
      key.slice(this.#chain.prefix.length),
      object.version,
      object.modified / 1000,
    ]);
    for (const part of this.#partsOf(key)) this.lines[part]?.push(line);
  }

  #partsOf(key: string): readonly number[] {
    if (this.#chain.by === 'file')
      return [...new Set(mediaHashesIn(key).map((hash) => partOf(hash, this.#run)))];
    const id =
      this.#chain.bucket === 'articles' ? articleId(key) : (parseEntryKey(key)?.id ?? parseWatchKey(key)?.id);
    return id === undefined ? [] : [partOf(id, this.#run)];
  }

  /** Opens the list where the chunk before has stopped: even if it has no more entries, its archive may have more leaves. */
  async #goOn(): Promise<void> {
    const { after, leaf } = this.#before ?? {};
    if (after === undefined || this.#chain.bucket !== 'state') return;
    const from = leaf && { ...leaf, time: leaf.time ?? Number.POSITIVE_INFINITY };
    await this.#open(listOf(after), from);
  }

  /** Opens the list of an entry, where another one came before. */
  async #enter(key: string): Promise<void> {
    const list = listOf(key);
    if (list === this.#list) return;
    this.#note(this.#check?.end());
    if (this.#hasNames) this.#firsts.push(key);
    await this.#open(list);
  }

  async #open(list: string, from?: LeafPosition): Promise<void> {
    this.#list = list;
    this.#check = await this.#staleArchives?.open(list, from);
  }

  #end(after: string | undefined): Pick<Checkpoint, 'after' | 'done'> {
    this.#note(this.#check?.end());
    return { ...(after !== undefined && { after }), done: true };
  }

  #note(stale: Iterable<string> | undefined): void {
    if (this.#list !== undefined && stale !== undefined) this.#staleArchives?.add(this.#list, stale);
  }
}

/** What a line of a chunk says of an object; its size is not kept. */
export function readLine(line: string, prefix: string): ObjectInfo {
  const [rest, version, seconds]: [string, string, number] = JSON.parse(line);
  return { key: prefix + rest, version, modified: seconds * 1000, size: 0 };
}

function listOf(key: string): string {
  return key.slice(0, -entryNameAt(key).length);
}
