import * as v from 'valibot';
import { articleId } from '../model/identity.ts';
import { LIST_KINDS } from '../model/list-kinds.ts';
import { RULED_KINDS } from '../model/list-rules.ts';
import { jsonContent } from '../store/content.ts';
import type { Content } from '../store/store.ts';
import type { IndexEntry, List } from './entries.ts';
import { CorruptStateError } from './errors.ts';
import { type ArticleRecord, recordKey } from './record.ts';
import { parseState, type StateFormat } from './state-format.ts';

const text = v.string();
const texts = v.array(text);
const time = v.pipe(
  text,
  v.check((value) => !Number.isNaN(Date.parse(value))),
);

const scope = v.variant('kind', [
  v.object({ kind: v.literal('site') }),
  v.object({ kind: v.picklist(LIST_KINDS), name: text }),
]);

const list = v.variant('kind', [
  scope,
  v.object({ kind: v.literal('boundaries'), of: scope }),
  v.object({ kind: v.literal('media'), hashes: text }),
  v.object({ kind: v.picklist(['held', 'withdrawn', 'rejected', 'skipped', 'deleted']) }),
]);

const entries = v.array(v.object({ list, entry: text }));

const pixels = v.exactOptional(v.number());
const media = v.object({ path: text, type: text, length: v.number(), width: pixels, height: pixels });

const episode = v.object({
  duration: v.exactOptional(v.number()),
  number: v.exactOptional(v.number()),
  season: v.exactOptional(v.number()),
  type: v.exactOptional(text),
  explicit: v.exactOptional(v.boolean()),
});

/** What an article was derived from beside its own upload; see `Inputs`. */
const inputs = v.object({
  revision: text,
  references: texts,
  found: v.array(
    v.object({
      reference: text,
      key: text,
      version: text,
      modified: v.number(),
      file: v.union([media, v.object({ problem: text })]),
    }),
  ),
  watches: texts,
});

const article = v.object({
  key: text,
  id: text,
  guid: text,
  title: text,
  published: time,
  dated: v.exactOptional(v.picklist(['day', 'found', 'upload'])),
  updated: v.exactOptional(text),
  link: v.exactOptional(text),
  author: v.exactOptional(text),
  editor: v.exactOptional(text),
  language: v.exactOptional(text),
  summary: text,
  content: text,
  image: v.exactOptional(text),
  media: v.exactOptional(v.array(media)),
  episode: v.exactOptional(episode),
  categories: texts,
  tags: texts,
  lists: v.exactOptional(v.array(v.object({ kind: v.picklist(RULED_KINDS), name: text }))),
});

const line = v.exactOptional(v.number());
const warnings = v.array(v.object({ message: text, line }));

const outcome = v.variant('status', [
  v.object({ status: v.literal('published'), article, warnings, withdrawn: v.exactOptional(time) }),
  v.object({ status: v.literal('held'), until: time, article, warnings }),
  v.object({ status: v.literal('skipped'), reason: text, warnings }),
  v.object({
    status: v.literal('rejected'),
    rejection: v.object({ reason: text, advice: text, line }),
    warnings,
  }),
  v.object({ status: v.literal('deleted') }),
]);

/**
 * A record as it is stored. Its members keep the names of the first version, where later ones learned better words:
 * `stamp` is the fingerprint, `attempt` the write id, `left` holds the replaced entries, `opens` says whether the article
 * opens an archive.
 */
const storedRecord = v.object({
  format: v.picklist([1, 2, 3, 4]),
  key: text,
  stamp: text,
  attempt: text,
  uploaded: v.number(),
  outcome,
  opens: v.boolean(),
  inputs: v.exactOptional(inputs),
  left: entries,
  former: entries,
  archives: v.array(v.object({ list: scope, archive: text })),
});

const FORMAT: StateFormat<typeof storedRecord> = { name: 'a record', newest: 4, schema: storedRecord };

/**
 * Reads the record that stands at a key of the state bucket.
 *
 * @throws CorruptStateError when it is no record, or that of another file. @throws NewerStateError
 */
export function parseRecord(where: string, body: Uint8Array): ArticleRecord {
  const { format: _, stamp, attempt, opens, left, former, ...rest } = parseState(where, body, FORMAT);
  if (recordKey(articleId(rest.key)) !== where) {
    throw new CorruptStateError(where, `belongs to the file ${JSON.stringify(rest.key)}`);
  }
  return {
    ...rest,
    fingerprint: stamp,
    writeId: attempt,
    opensArchive: opens,
    replaced: left.map(parseEntry),
    former: former.map(parseEntry),
  };
}

/** A record as it is stored; equal records have equal bytes. */
export function recordContent(record: ArticleRecord): Content {
  const { key, fingerprint, writeId, uploaded, outcome, opensArchive, inputs } = record;
  const { replaced, former, archives } = record;
  return jsonContent({
    format: formatOf(record),
    key,
    stamp: fingerprint,
    attempt: writeId,
    uploaded,
    outcome,
    opens: opensArchive,
    ...(inputs && { inputs }),
    left: replaced.map(formatEntry),
    former: former.map(formatEntry),
    archives,
  });
}

/**
 * The lowest format that says it all. A version that knows no held articles would publish one at once, one that knows no
 * files of uploaders would forget them, one that knows no withdrawals that wait would never make them, and one that knows no
 * lists of tags and authors would leave the article in them: the other formats keep its hands off.
 */
function formatOf({ outcome, inputs, replaced, former, archives }: ArticleRecord): 1 | 2 | 3 | 4 {
  const isOfTagsOrAuthors = ({ list }: { readonly list: List }): boolean =>
    list.kind === 'boundaries'
      ? isOfTagsOrAuthors({ list: list.of })
      : list.kind === 'tag' || list.kind === 'author';
  if ('article' in outcome && outcome.article.lists !== undefined) return 4;
  if ([...replaced, ...former, ...archives].some(isOfTagsOrAuthors)) return 4;
  const hasMedia = 'article' in outcome && outcome.article.media !== undefined;
  const waits = outcome.status === 'published' && outcome.withdrawn !== undefined;
  if (hasMedia || waits || inputs !== undefined) return 3;
  if (replaced.some(({ list }) => list.kind === 'media' || list.kind === 'withdrawn')) return 3;
  return outcome.status === 'held' ? 2 : 1;
}

function parseEntry({ list, entry }: v.InferInput<typeof entries>[number]): IndexEntry {
  return { list, name: entry };
}

function formatEntry({ list, name }: IndexEntry): v.InferInput<typeof entries>[number] {
  return { list, entry: name };
}
