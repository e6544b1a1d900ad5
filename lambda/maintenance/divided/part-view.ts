import { MEDIA } from '../../model/media.ts';
import { ARTICLE_PAGES } from '../../model/paths.ts';
import type { Context } from '../../protocol/context.ts';
import { RECORDS } from '../../protocol/record.ts';
import type { Listing, ListOptions, ObjectInfo, Store } from '../../store/store.ts';
import { readLine } from './listing-step.ts';
import { type Chain, type Checkpoint, linesKey, prefixesOf, type Run, readCheckpoint } from './run.ts';

/** The checkpoints of all chains of a run, each of which was listed to its end. */
export type Checkpoints = readonly Checkpoint[];

/** Reads the checkpoints of a run; undefined while a chain has not been listed to its end. */
export async function readCheckpoints(
  { state }: Pick<Context, 'state'>,
  run: Run,
): Promise<Checkpoints | undefined> {
  const checkpoints: Checkpoint[] = [];
  for (const at of run.chains.keys()) {
    const { value } = await readCheckpoint(state, run, at);
    if (value?.done !== true) return undefined;
    checkpoints.push(value);
  }
  return checkpoints;
}

/**
 * The context of a worker that sees one part of the articles alone, and what was derived from them: so a sweep of a part
 * is a sweep. Records, pages and published files, whose keys are hashes, are listed where they stand; all else is
 * read from what was listed before. Every other request goes to the buckets.
 *
 * @param by by which of their parts objects are taken that may be of several, see {@link Chain}.
 */
export function viewOf(
  context: Context,
  run: Run,
  part: number,
  checkpoints: Checkpoints,
  by: Chain['by'],
): Context {
  const { state, articles, publicSite } = context;
  const listed = (bucket: Chain['bucket'], prefix: string): Pages =>
    listLines(
      { run, part, checkpoints, state },
      (chain) => chain.bucket === bucket && chain.by === by,
      prefix,
    );
  const hashed = (store: Pick<Store, 'list'>, prefix: string): Pages =>
    listBelow(
      store,
      prefixesOf(part, run).map((digits) => prefix + digits),
    );
  return {
    ...context,
    articles: {
      get: (key, options) => articles.get(key, options),
      read: (key) => articles.read(key),
      head: (key) => articles.head(key),
      list: pager((prefix) => listed('articles', prefix)),
    },
    state: listing(state, (prefix) => (prefix === RECORDS ? hashed(state, prefix) : listed('state', prefix))),
    publicSite: listing(publicSite, (prefix) => {
      if (prefix !== ARTICLE_PAGES && prefix !== MEDIA) throw new Error(`a part does not list ${prefix}`);
      return hashed(publicSite, prefix);
    }),
  };
}

/** A store that lists from elsewhere. */
function listing(store: Store, open: (prefix: string) => Pages): Store {
  return {
    get: (key, options) => store.get(key, options),
    read: (key) => store.read(key),
    head: (key) => store.head(key),
    compare: (key, content) => store.compare(key, content),
    put: (key, content, condition) => store.put(key, content, condition),
    write: (key, content) => store.write(key, content),
    delete: (key, condition) => store.delete(key, condition),
    list: pager(open),
  };
}

type Pages = AsyncGenerator<readonly ObjectInfo[]>;

/** What was listed of a part below a prefix, chunk by chunk. */
async function* listLines(
  {
    run,
    part,
    checkpoints,
    state,
  }: {
    readonly run: Run;
    readonly part: number;
    readonly checkpoints: Checkpoints;
    readonly state: Store;
  },
  isWanted: (chain: Chain) => boolean,
  prefix: string,
): Pages {
  const chains = [...run.chains.entries()].filter(([, chain]) => isWanted(chain) && chain.prefix === prefix);
  if (chains.length === 0) throw new Error(`a part does not list ${prefix}`);
  for (const [at] of chains) {
    for (const { name, empty } of checkpoints[at]?.chunks ?? []) {
      if (empty.includes(part)) continue;
      const key = linesKey(run, part, name);
      const object = await state.get(key);
      // Whatever misses it would look as if it were gone.
      if (object === undefined) throw new Error(`${key} is gone, and the sweep cannot go on without it`);
      yield Buffer.from(object.body)
        .toString()
        .split('\n')
        .map((line) => readLine(line, prefix));
    }
  }
}

async function* listBelow(store: Pick<Store, 'list'>, prefixes: readonly string[]): Pages {
  for (const prefix of prefixes) {
    let after: string | undefined;
    for (;;) {
      const { objects, more } = await store.list(prefix, after === undefined ? {} : { after });
      if (objects.length > 0) yield objects;
      after = objects.at(-1)?.key;
      if (!more || after === undefined) break;
    }
  }
}

/** Lists from pages that come one after the other; whoever asks for the page after another is given the next. */
function pager(open: (prefix: string) => Pages): Store['list'] {
  const readers = new Map<string, Pages>();
  return async (prefix: string, { after }: ListOptions = {}): Promise<Listing> => {
    const place = (key: string): string => `${prefix}\n${key}`;
    const reader = after === undefined ? open(prefix) : readers.get(place(after));
    if (reader === undefined) throw new Error(`nobody has listed ${prefix} up to ${after}`);
    if (after !== undefined) readers.delete(place(after));
    const { value: objects, done } = await reader.next();
    const last = objects?.at(-1);
    if (done === true || last === undefined) return { objects: [], more: false };
    readers.set(place(last.key), reader);
    return { objects, more: true };
  };
}
