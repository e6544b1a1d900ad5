import { createHash } from 'node:crypto';
import pMap from 'p-map';
import {
  type Companion,
  MAX_PICTURE_BYTES,
  MAX_RECORDING_BYTES,
  type MediaContent,
  mediaKindOf,
  OPENING_BYTES,
} from '../model/media.ts';
import { candidateKeys } from '../model/references.ts';
import { textContent } from '../store/content.ts';
import type { ObjectInfo } from '../store/store.ts';
import type { Context } from './context.ts';
import type { FoundFile, Inputs } from './record.ts';
import { settleAll } from './requests.ts';
import { LOST } from './retry.ts';
import { groupByFolder, newWatchKey, parseWatchKey, type WantedFiles } from './watches.ts';

/** What an article's look for other uploads came to. */
export interface Look {
  /** The files that stand where its addresses lead, by these. */
  readonly found: ReadonlyMap<string, ObjectInfo>;
  /** All keys that were looked at, and what stood there. */
  readonly seen: ReadonlyMap<string, ObjectInfo | undefined>;
  /** The keys of the watches that tell others of this look. */
  readonly watches: readonly string[];
}

/** An article looks for so many files at most. */
const MAX_REFERENCES = 500;

const CONCURRENT_LOOKS = 8;

/**
 * Looks for the uploads that the relative addresses in an article mean. Each folder is watched *before* it is looked
 * into: either the look sees a file, or whoever is told of the file sees the watch.
 *
 * @param known watches of the article that are there, by {@link nameOfWanted}; new ones are added.
 */
export async function lookForFiles(
  references: readonly string[],
  articleKey: string,
  { articles, state, nonce }: Pick<Context, 'articles' | 'state' | 'nonce'>,
  known: Map<string, string>,
): Promise<Look> {
  const found = new Map<string, ObjectInfo>();
  const seen = new Map<string, ObjectInfo | undefined>();
  const watches = new Set<string>();
  const watch = async (wanted: WantedFiles): Promise<void> => {
    const name = nameOfWanted(wanted);
    const key = known.get(name) ?? newWatchKey(articleKey, wanted, nonce);
    if (!known.has(name)) {
      await state.put(key, textContent(articleKey));
      known.set(name, key);
    }
    watches.add(key);
  };
  let open = references.slice(0, MAX_REFERENCES).map((reference) => ({
    reference,
    keys: candidateKeys(reference, articleKey).filter((key) => mediaKindOf(key) !== undefined),
  }));
  for (let round = 0; ; round++) {
    open = open.filter(({ reference, keys }) => {
      const key = keys[round - 1];
      const file = key === undefined ? undefined : seen.get(key);
      if (file !== undefined) found.set(reference, file);
      return file === undefined && keys[round] !== undefined;
    });
    if (open.length === 0) break;
    const next = new Set(open.map(({ keys }) => keys[round] ?? '').filter((key) => !seen.has(key)));
    await settleAll(groupByFolder(next).map(watch));
    await pMap(next, async (key) => seen.set(key, await articles.head(key)), {
      concurrency: CONCURRENT_LOOKS,
    });
  }
  return { found, seen, watches: [...watches].sort() };
}

/** What makes two watches of an article the same. */
export function nameOfWanted({ folder, names }: WantedFiles): string {
  return `${folder}/${names}`;
}

/** The watches of a record that still stand, by {@link nameOfWanted}. */
export async function standingWatches(
  inputs: Inputs | undefined,
  { state }: Pick<Context, 'state'>,
): Promise<Map<string, string>> {
  const standing = new Map<string, string>();
  await settleAll(
    (inputs?.watches ?? []).map(async (key) => {
      const watch = parseWatchKey(key);
      if (watch !== undefined && (await state.head(key)) !== undefined)
        standing.set(nameOfWanted(watch), key);
    }),
  );
  return standing;
}

/** Whether a look came to what a record was derived from. */
export function isSameLook(inputs: Inputs | undefined, { found, watches }: Look): boolean {
  const recorded = inputs?.found ?? [];
  return (
    recorded.length === found.size &&
    recorded.every((file) => isFileAt(file, found.get(file.reference))) &&
    (inputs?.watches ?? []).join() === watches.join()
  );
}

function isFileAt({ key, version, modified }: FoundFile, info: ObjectInfo | undefined): boolean {
  return key === info?.key && version === info.version && modified === info.modified;
}

/**
 * The keys at which two records of an article saw different files. Once the later record is put, these have to be looked
 * at again: whoever was told of a change there may have found the earlier record still right.
 */
export function changedFiles(before: Inputs | undefined, after: Inputs | undefined): ReadonlySet<string> {
  const describe = ({ key, version, modified }: FoundFile): string => `${version} ${modified} ${key}`;
  const [old, now] = [before, after].map(
    (inputs) => new Map((inputs?.found ?? []).map((file) => [describe(file), file.key])),
  );
  const differing = new Set<string>();
  for (const [file, key] of old ?? []) if (now?.has(file) !== true) differing.add(key);
  for (const [file, key] of now ?? []) if (old?.has(file) !== true) differing.add(key);
  return differing;
}

/** Files that are at hand and not yet published hold so many bytes of memory, in all articles that are worked on. */
const MAX_HELD_BYTES = 24 * 1024 * 1024;

let heldBytes = 0;

/** Keeps the bytes of an article's files from reading to publication; those for which there is no space are read again. */
export class Shelf {
  readonly #files = new Map<string, MediaContent>();
  #bytes = 0;

  add(file: MediaContent): void {
    if (this.#files.has(file.path) || heldBytes + file.body.length > MAX_HELD_BYTES) return;
    this.#files.set(file.path, file);
    this.#bytes += file.body.length;
    heldBytes += file.body.length;
  }

  get(path: string): MediaContent | undefined {
    return this.#files.get(path);
  }

  clear(): void {
    heldBytes -= this.#bytes;
    this.#bytes = 0;
    this.#files.clear();
  }
}

/** Pictures are read one by one in each article: of several articles at once, some are held at the same time. */
const CONCURRENT_READS = 1;

/** Reads what a look has found; files that the record before knows are not read again. */
export async function readFiles(
  { found }: Look,
  known: Inputs | undefined,
  context: Pick<Context, 'articles' | 'derivations' | 'revision'>,
  shelf: Shelf,
): Promise<readonly FoundFile[] | typeof LOST> {
  const trusted = known?.revision === context.revision ? known.found : [];
  const read = await pMap(
    found,
    async ([reference, info]): Promise<FoundFile | typeof LOST> => {
      const { key, version, modified } = info;
      const same = trusted.find((file) => file.reference === reference && isFileAt(file, info));
      const file = same?.file ?? (await readFile(info, context, shelf));
      return file === LOST ? LOST : { reference, key, version, modified, file };
    },
    { concurrency: CONCURRENT_READS },
  );
  const files = read.filter((file) => file !== LOST);
  return files.length < read.length ? LOST : files;
}

/** Reads one file; `LOST` where it is not the one any more that was seen. */
async function readFile(
  info: ObjectInfo,
  { articles, derivations }: Pick<Context, 'articles' | 'derivations'>,
  shelf: Shelf,
): Promise<Companion | typeof LOST> {
  const isBulky = mediaKindOf(info.key) === 'bulky';
  const limit = isBulky ? MAX_RECORDING_BYTES : MAX_PICTURE_BYTES;
  if (info.size > limit) {
    const size = `${Math.ceil(info.size / 1e5) / 10} MB`;
    return { problem: `the file has ${size}, and the limit is ${limit / 1e6} MB` };
  }
  const object = await articles.get(info.key, { first: isBulky ? OPENING_BYTES : limit + 1 });
  if (!isSame(object, info)) return LOST;
  if (!isBulky) {
    const file = await derivations.readMedia?.(info.key, object);
    if (file === undefined) return { problem: 'it is no picture' };
    if (!('body' in file)) return file;
    shelf.add(file);
    const { body: _, ...facts } = file;
    return facts;
  }
  const whole = await articles.read(info.key);
  if (whole === undefined || !isSame(whole, info)) return LOST;
  const hash = createHash('sha256');
  for await (const chunk of whole.chunks) hash.update(chunk);
  const { size: length } = info;
  const facts = { length, sha256: hash.digest('hex'), opening: object.body };
  return (await derivations.readBulky?.(info.key, facts)) ?? { problem: 'it is no recording' };
}

function isSame<Info extends ObjectInfo>(object: Info | undefined, info: ObjectInfo): object is Info {
  return object?.version === info.version && object.modified === info.modified;
}

/** What the addresses of an article lead to, as its derivation takes it. */
export function companionsOf(files: readonly FoundFile[]): Readonly<Record<string, Companion>> {
  return Object.fromEntries(files.map(({ reference, file }) => [reference, file]));
}
