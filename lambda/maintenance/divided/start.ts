import { randomUUID } from 'node:crypto';
import { hash20 } from '../../model/identity.ts';
import { LIST_KINDS } from '../../model/list-kinds.ts';
import { ARTICLE_PAGES, SITE } from '../../model/paths.ts';
import type { Context } from '../../protocol/context.ts';
import {
  INDEX_OF_BOUNDARIES,
  INDEX_OF_HELD,
  INDEX_OF_MEDIA,
  INDEX_OF_WITHDRAWN,
  indexOf,
  listPrefix,
} from '../../protocol/entries.ts';
import { RECORDS } from '../../protocol/record.ts';
import { WATCHES } from '../../protocol/watches.ts';
import { listAll, type Store } from '../../store/store.ts';
import { isStateLost } from '../corrupt-state.ts';
import { listFolders } from '../named-lists.ts';
import { isRecovering } from '../recovery.ts';
import {
  type Chain,
  checkpointsOf,
  MAX_PARTS,
  putRun,
  type Run,
  readRun,
  resultsOf,
  type SweepStep,
} from './run.ts';

/** How large the pieces of a divided sweep are. */
export interface Division {
  /** A part has about so many articles: some 300 bytes of each are in memory. */
  readonly articlesPerPart: number;
  /** So many steps are under way at a time. */
  readonly lanes: number;
}

/** How a sweep in steps is started, and how it is divided. */
export interface StartOptions extends Division {
  /** Every article is to be processed, not only those that listing shows to be wrong. */
  readonly all: boolean;
  /** The name of the function that starts it, for whoever ends it. */
  readonly startedBy: string;
  /** Queues steps. */
  readonly sendSteps: (steps: readonly SweepStep[]) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A run that has put nothing for so long will never go on: a message that fails comes back for an hour. */
const STALLED_MS = 2 * 60 * 60 * 1000;

/** The entries of all lists of a kind are listed in so many chains at most. */
const CHAINS_PER_KIND = 8;

/** Lists that are looked for to cut their kind into chains. */
const MAX_FOLDERS = 1000;

/** Nobody knows how many articles there are once the state is gone. */
const PARTS_OF_UNKNOWN = 64;

/**
 * Begins a sweep that is divided into steps of some minutes, or continues the one that is under way, unless that covers less
 * than what is asked for.
 *
 * @returns the id of the sweep.
 */
export async function startSweep(context: Context, options: StartOptions): Promise<string> {
  const { state, nonce = randomUUID, now } = context;
  const { all, lanes, startedBy, signal } = options;
  const { value: before, condition } = await readRun(state);
  const isEnough = before !== undefined && (before.processesAll || !all);
  if (isEnough && before.ended === undefined && !(await isStalled(before, context))) {
    // Its steps may never have been queued; where they were, these meet the others and end.
    await options.sendSteps(firstSteps(before));
    return before.id;
  }
  const isLost = await isStateLost(context);
  const run: Run = {
    id: hash20(`sweep\n${now()}\n${nonce()}`),
    start: now(),
    processesAll: all || (isLost && !(await isRecovering(state))),
    isLost,
    startedBy,
    chains: await chainsOf(state, signal),
    parts: await countParts(context, isLost, options),
    lanes,
  };
  // Whoever was faster has queued the steps of another run.
  if (!(await putRun(state, run, condition))) return (await readRun(state)).value?.id ?? run.id;
  await options.sendSteps(firstSteps(run));
  return run.id;
}

function firstSteps({ id, lanes }: Run): readonly SweepStep[] {
  return Array.from({ length: lanes }, (_, lane) => ({ run: id, phase: 'list', lane }));
}

async function isStalled(
  { id, start }: Run,
  { state, now }: Pick<Context, 'state' | 'now'>,
): Promise<boolean> {
  let newest = start;
  for (const prefix of [checkpointsOf(id), resultsOf(id)])
    for await (const { modified } of listAll(state, prefix)) newest = Math.max(newest, modified);
  return newest < now() - STALLED_MS;
}

/** What has to be listed, the longest first: the lanes take them in turn. */
async function chainsOf(state: Pick<Store, 'list'>, signal: AbortSignal): Promise<readonly Chain[]> {
  const prefixes = [
    INDEX_OF_HELD,
    listPrefix({ kind: 'rejected' }),
    listPrefix({ kind: 'skipped' }),
    listPrefix({ kind: 'deleted' }),
    INDEX_OF_BOUNDARIES,
    INDEX_OF_WITHDRAWN,
    WATCHES,
    INDEX_OF_MEDIA,
  ];
  const inState = (prefix: string): Chain => ({ bucket: 'state', prefix, by: 'id' });
  const chains: Chain[] = [{ bucket: 'articles', prefix: '', by: 'id' }, inState(listPrefix(SITE))];
  for (const kind of LIST_KINDS) chains.push(...(await cut(indexOf(kind), state, signal)));
  return [...chains, { bucket: 'state', prefix: INDEX_OF_MEDIA, by: 'file' }, ...prefixes.map(inState)];
}

/** The chains of all lists of a kind, between some of their folders. */
async function cut(
  prefix: string,
  state: Pick<Store, 'list'>,
  signal: AbortSignal,
): Promise<readonly Chain[]> {
  const folders: string[] = [];
  for await (const { segment } of listFolders(state, prefix, signal)) {
    folders.push(`${prefix}${segment}/`);
    if (folders.length === MAX_FOLDERS) break;
  }
  const size = Math.max(1, Math.ceil(folders.length / CHAINS_PER_KIND));
  const bounds = folders.filter((_, at) => at > 0 && at % size === 0);
  return [undefined, ...bounds].map((after, at) => ({
    bucket: 'state',
    prefix,
    by: 'id',
    ...(after !== undefined && { after }),
    ...(bounds[at] !== undefined && { until: bounds[at] }),
  }));
}

/** As many parts as the articles need. Ids are hashes, so that how far a page of them reaches tells how many there are. */
async function countParts(
  { state, publicSite }: Pick<Context, 'state' | 'publicSite'>,
  isLost: boolean,
  { articlesPerPart }: Division,
): Promise<number> {
  const counts = [await estimate(state, RECORDS), await estimate(publicSite, ARTICLE_PAGES)];
  let parts = isLost ? PARTS_OF_UNKNOWN : 1;
  while (parts < MAX_PARTS && Math.max(...counts) / parts > articlesPerPart) parts *= 2;
  return parts;
}

const ID_START = 4;

async function estimate(store: Pick<Store, 'list'>, prefix: string): Promise<number> {
  const { objects, more } = await store.list(prefix);
  const last = objects.at(-1)?.key.slice(prefix.length, prefix.length + ID_START);
  if (!more || last === undefined) return objects.length;
  return objects.length / Math.max(shareBefore(last), Number.EPSILON);
}

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** Which share of all ids comes before those that begin with some digits. */
function shareBefore(digits: string): number {
  return [...digits].reduce(
    (share, digit, at) => share + BASE32.indexOf(digit) / BASE32.length ** (at + 1),
    0,
  );
}
