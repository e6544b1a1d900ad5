import * as v from 'valibot';
import { unlessCorrupt } from '../../protocol/errors.ts';
import { parseState, type StateFormat } from '../../protocol/state-format.ts';
import { jsonContent } from '../../store/content.ts';
import type { PutCondition, Store } from '../../store/store.ts';

/** What one worker is asked to do of a divided sweep, as a message of the queue says it. */
export interface SweepStep {
  readonly run: string;
  /** Which phase of the run it goes on with. */
  readonly phase: 'list' | 'compare' | 'end';
  /** Steps of one lane come one after the other; so many are under way at a time as there are lanes. */
  readonly lane: number;
}

const chain = v.object({
  bucket: v.picklist(['articles', 'state']),
  prefix: v.string(),
  after: v.optional(v.string()),
  until: v.optional(v.string()),
  by: v.picklist(['id', 'file']),
});

/** A stretch of a bucket that is listed by one step after the other. */
export interface Chain {
  readonly bucket: 'articles' | 'state';
  readonly prefix: string;
  /** It begins after this key, and ends before that one. */
  readonly after?: string | undefined;
  readonly until?: string | undefined;
  /** What decides to which part an object goes: the article's id, or the hashes of the published files that it names. */
  readonly by: 'id' | 'file';
}

const run = v.object({
  format: v.literal(1),
  id: v.string(),
  start: v.number(),
  processesAll: v.boolean(),
  isLost: v.boolean(),
  startedBy: v.string(),
  chains: v.array(chain),
  parts: v.number(),
  lanes: v.number(),
  ended: v.optional(v.number()),
  endedBy: v.optional(v.string()),
});

/** A sweep that is divided into steps. */
export interface Run {
  readonly id: string;
  /** When it began, in milliseconds since the epoch; and when it ended, if it has. */
  readonly start: number;
  readonly ended?: number | undefined;
  /** A random name of the worker that ended it, so that exactly one of several did. */
  readonly endedBy?: string | undefined;
  /** Every article is to be processed, not only those that listing shows to be wrong. */
  readonly processesAll: boolean;
  /** There is a public site, but no state that it was made from. */
  readonly isLost: boolean;
  /** The name of the function that began it. */
  readonly startedBy: string;
  readonly chains: readonly Chain[];
  /** Into how many parts the articles are divided by the beginning of their ids; a power of two. */
  readonly parts: number;
  readonly lanes: number;
}

const checkpoint = v.object({
  format: v.literal(1),
  after: v.optional(v.string()),
  chunks: v.array(v.object({ name: v.string(), empty: v.array(v.number()) })),
  done: v.boolean(),
  leaf: v.optional(v.object({ time: v.nullable(v.number()), compared: v.number() })),
});

/** How far a chain was listed. */
export interface Checkpoint {
  /** The last key that was listed. */
  readonly after?: string | undefined;
  /** What was listed: the name of each chunk, and the parts of which it holds nothing. */
  readonly chunks: readonly { readonly name: string; readonly empty: readonly number[] }[];
  readonly done: boolean;
  /** How far the archive of the list that `after` is in has been compared; the time is null before its first entry. */
  readonly leaf?: { readonly time: number | null; readonly compared: number } | undefined;
}

const RUN: StateFormat<typeof run> = { name: 'a divided sweep', newest: 1, schema: run };
const CHECKPOINT: StateFormat<typeof checkpoint> = {
  name: 'how far a sweep was listed',
  newest: 1,
  schema: checkpoint,
};

/** Whatever divided sweeps keep in the state bucket begins with this. */
export const SWEEPS = 'sweep/';

/** Where the newest divided sweep stands in the state bucket. */
export const RUN_KEY = `${SWEEPS}run.json`;

/** A part of a run holds so many prefixes of ids at least. */
export const MAX_PARTS = 1024;

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** A value of the state, and the condition under which a put replaces it. */
export interface Stored<Value> {
  readonly value: Value | undefined;
  readonly condition: PutCondition;
}

type State = Pick<Store, 'get' | 'put' | 'list'>;

/** The newest divided sweep. @throws NewerStateError */
export async function readRun(state: Pick<Store, 'get'>): Promise<Stored<Run>> {
  return read(state, RUN_KEY, RUN);
}

/** Puts the newest divided sweep; whether the condition held. Each has to be put with a random name that no other has. */
export async function putRun(
  state: Pick<Store, 'put' | 'compare'>,
  value: Run,
  condition: PutCondition,
): Promise<boolean> {
  const content = jsonContent({ format: 1, ...value });
  const put = await state.put(RUN_KEY, content, condition).catch((error: unknown) => ({ error }));
  // A put whose answer was lost meets itself, or has failed.
  if ('outcome' in put && put.outcome === 'written') return true;
  if ((await state.compare(RUN_KEY, content)) === 'same') return true;
  if ('error' in put) throw put.error;
  return false;
}

/** How far a chain of a run was listed. @throws NewerStateError */
export async function readCheckpoint(
  state: Pick<Store, 'get'>,
  { id }: Run,
  at: number,
): Promise<Stored<Checkpoint>> {
  return read(state, checkpointKey(id, at), CHECKPOINT);
}

/** Puts how far a chain was listed; whether the condition held. */
export async function putCheckpoint(
  state: State,
  { id }: Run,
  at: number,
  value: Checkpoint,
  condition: PutCondition,
): Promise<boolean> {
  const put = await state.put(checkpointKey(id, at), jsonContent({ format: 1, ...value }), condition);
  return put.outcome === 'written';
}

/** All that a run keeps begins with this. */
export function folderOf(id: string): string {
  return `${SWEEPS}${id}/`;
}

/** Where all checkpoints of a run stand. */
export function checkpointsOf(id: string): string {
  return `${folderOf(id)}chains/`;
}

function checkpointKey(id: string, at: number): string {
  return `${checkpointsOf(id)}${at}.json`;
}

/** Where what a chunk has of a part stands. */
export function linesKey({ id }: Run, part: number, chunk: string): string {
  return `${folderOf(id)}lines/${part}/${chunk}`;
}

/** Where stands what a chunk tells of lists. */
export function listsKey({ id }: Run, chunk: string): string {
  return `${folderOf(id)}lists/${chunk}.json`;
}

/** Where the results of all parts of a run stand. */
export function resultsOf(id: string): string {
  return `${folderOf(id)}parts/`;
}

/** The part of a run that an id belongs to, of an article or a published file. */
export function partOf(id: string, { parts }: Pick<Run, 'parts'>): number {
  const value = BASE32.indexOf(id[0] ?? '') * BASE32.length + BASE32.indexOf(id[1] ?? '');
  return Math.floor((value * parts) / MAX_PARTS);
}

/** What the ids of a part begin with. */
export function prefixesOf(part: number, { parts }: Pick<Run, 'parts'>): readonly string[] {
  const each = MAX_PARTS / parts;
  const isWhole = each >= BASE32.length;
  const step = isWhole ? BASE32.length : 1;
  return Array.from({ length: each / step }, (_, i) => {
    const value = part * each + i * step;
    const first = BASE32[Math.floor(value / BASE32.length)] ?? '';
    return isWhole ? first : first + (BASE32[value % BASE32.length] ?? '');
  });
}

async function read<Schema extends v.GenericSchema>(
  state: Pick<Store, 'get'>,
  key: string,
  format: StateFormat<Schema>,
): Promise<Stored<v.InferInput<Schema>>> {
  const object = await state.get(key);
  if (object === undefined) return { value: undefined, condition: { ifAbsent: true } };
  const value = unlessCorrupt(() => parseState(key, object.body, format));
  return { value, condition: { ifVersion: object.version } };
}
