import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../lambda/model/article.ts';
import { articleId } from '../../lambda/model/identity.ts';
import type { Scope } from '../../lambda/model/list-kinds.ts';
import { archivePath, listingPath, SITE } from '../../lambda/model/paths.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { ascendingName, entryKey, parseEntryKey } from '../../lambda/protocol/entries.ts';
import type { Archive } from '../../lambda/protocol/history/archives.ts';
import { opensArchive } from '../../lambda/protocol/history/boundaries.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { bytesOf, plainDerivations } from '../simulation/plain-derivations.ts';
import type { SimulatedFile } from '../simulation/plan.ts';
import { protocolContext } from '../support/protocol-context.ts';
import { runs } from '../support/runs.ts';

/** What a list's feed and archives show, as far as these tests ask. */
interface Shown {
  readonly ids: readonly string[];
  readonly previous?: string;
}

const ITEMS_PER_FEED = 3;
const CATEGORY: Scope = { kind: 'category', name: '金融' };

/** Keys of which every third opens an archive. */
const KEYS = (() => {
  const opening: string[] = [];
  const others: string[] = [];
  for (let number = 0; opening.length < 8 || others.length < 16; number++) {
    const key = `${number}.md`;
    if (opensArchive(articleId(key))) opening.push(key);
    else others.push(key);
  }
  return [...opening.slice(0, 8), ...others.slice(0, 16)];
})();

const derivations: Derivations = {
  ...plainDerivations,
  listingDocuments: async (scope, articles, { history } = {}) => [
    { path: listingPath(scope, 'atom.xml'), content: shown(articles, history) },
  ],
  archiveDocument: (_scope: Scope, _id: string, { articles, previous }: Archive) => shown(articles, previous),
};

function shown(articles: readonly Article[], previous: string | undefined) {
  const body = Buffer.from(JSON.stringify({ ids: articles.map(({ id }) => id), previous }));
  return { body, contentType: 'application/json' };
}

function newContext(articles: MemoryStore) {
  return protocolContext({ articles, derivations, itemsPerFeed: ITEMS_PER_FEED });
}

async function read(store: MemoryStore, path: string): Promise<Shown> {
  const object = await store.get(path);
  if (object === undefined) throw new Error(`${path} is missing`);
  return JSON.parse(Buffer.from(object.body).toString());
}

async function walk(store: MemoryStore, scope: Scope): Promise<readonly Shown[]> {
  const documents = [await read(store, listingPath(scope, 'atom.xml'))];
  for (let previous = documents[0]?.previous; previous !== undefined; previous = documents.at(-1)?.previous) {
    documents.push(await read(store, archivePath(scope, previous)));
  }
  return documents;
}

async function bytesBelow(store: MemoryStore): Promise<Record<string, string>> {
  const bytes: Record<string, string> = {};
  for (const { key } of (await store.list('')).objects) {
    bytes[key] = Buffer.from((await store.get(key))?.body ?? []).toString();
  }
  return bytes;
}

/** Minutes of one hour, so that articles come in any order and sometimes at the same time. */
const upload = fc.record({
  key: fc.constantFrom(...KEYS),
  minute: fc.nat({ max: 40 }),
  listed: fc.boolean(),
});
const removal = fc.record({ key: fc.constantFrom(...KEYS), gone: fc.constant(true) });
const batches = fc.array(fc.array(fc.oneof({ weight: 4, arbitrary: upload }, removal), { maxLength: 8 }), {
  maxLength: 8,
});

function fileOf(key: string, minute: number, listed: boolean): SimulatedFile {
  const published = `2021-09-16T04:${String(minute).padStart(2, '0')}:00Z`;
  return { status: 'published', title: key, published, categories: listed ? ['金融'] : [] };
}

describe('the history of a list', () => {
  it('is complete, without gaps, and the same whatever the order in which articles came and went', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (plan) => {
        const articles = new MemoryStore();
        const context = newContext(articles);
        for (const batch of plan) {
          for (const step of batch) {
            if ('gone' in step) await articles.delete(step.key);
            else await articles.put(step.key, bytesOf(fileOf(step.key, step.minute, step.listed)));
          }
          await republish(
            batch.map(({ key }) => key),
            context,
          );
        }
        const rebuilt = newContext(articles);
        const keys = (await articles.list('')).objects.map(({ key }) => key);
        await republish(keys, rebuilt, { complete: true });

        for (const scope of [SITE, CATEGORY]) {
          if ((await rebuilt.publicSite.head(listingPath(scope, 'atom.xml'))) === undefined) continue;
          const documents = await walk(context.publicSite, scope);
          expect(documents).toEqual(await walk(rebuilt.publicSite, scope));
          const expected: string[] = [];
          for (const key of keys) {
            const file: SimulatedFile = JSON.parse(
              Buffer.from((await articles.get(key))?.body ?? []).toString(),
            );
            if (scope === SITE || (file.status === 'published' && file.categories.length > 0)) {
              expected.push(articleId(key));
            }
          }
          expect(new Set(documents.flatMap(({ ids }) => ids))).toEqual(new Set(expected));
          const archived = documents.slice(1).flatMap(({ ids }) => ids);
          expect(new Set(archived).size).toBe(archived.length);
        }
        const bytes = await bytesBelow(context.publicSite);
        const archives = Object.keys(bytes).filter((path) => path.includes('archive/'));
        const rebuiltBytes = await bytesBelow(rebuilt.publicSite);
        expect(archives).toEqual(Object.keys(rebuiltBytes).filter((path) => path.includes('archive/')));
      }),
      { numRuns: runs(150) },
    );
  });

  it('does not take for the beginning of an archive what a crash left and no record vouches for', async () => {
    const articles = new MemoryStore();
    const context = newContext(articles);
    const [opening = '', left = ''] = KEYS;
    const [late = '', ...others] = KEYS.slice(8, 20);
    const times = new Map([...others, opening, left].map((key, at) => [key, at * 2]));
    for (const [key, minute] of times) await articles.put(key, bytesOf(fileOf(key, minute, true)));
    await republish([...times.keys()], context);
    const name = ascendingName({
      time: Date.UTC(2021, 8, 16, 4, 3),
      id: articleId(left),
      fingerprint: '0'.repeat(20),
      writeId: '0'.repeat(12),
    });
    const where = entryKey({ list: { kind: 'boundaries', of: CATEGORY }, name });
    expect(parseEntryKey(where)).toBeDefined();
    await context.state.put(where, { body: new Uint8Array(), contentType: 'application/json' });

    await articles.put(late, bytesOf(fileOf(late, 1, true)));
    await republish([late], context);
    const rebuilt = newContext(articles);
    await republish([late, ...times.keys()], rebuilt, { complete: true });
    expect(await walk(context.publicSite, CATEGORY)).toEqual(await walk(rebuilt.publicSite, CATEGORY));
  });
});
