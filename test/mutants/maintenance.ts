import type { Mutant } from './mutant.ts';

/** One for each safeguard of what the protocol is maintained by. */
export const MAINTENANCE: readonly Mutant[] = [
  {
    name: 'removes entries that are an hour old',
    file: 'maintenance/sweep-findings.ts',
    says: 'return modified < this.start - DAY_MS;',
    becomes: 'return modified < this.start - DAY_MS / 24;',
  },
  {
    name: 'does not queue the article whose page it removed',
    file: 'maintenance/sweep-of-files.ts',
    says: `      this.#findings.counts.pagesRemoved++;
      await this.#findings.add(key);`,
    becomes: '      this.#findings.counts.pagesRemoved++;\n      void key;',
  },
  {
    name: 'does not queue the article whose entry it removed',
    file: 'maintenance/sweep-of-files.ts',
    says: `      this.#findings.counts.entriesRemoved++;
      await this.#findings.add(key);`,
    becomes: '      this.#findings.counts.entriesRemoved++;\n      void key;',
  },
  {
    name: 'leaves lists without articles as they are',
    file: 'maintenance/sweep-of-lists.ts',
    says: '      changes.push({ list });\n    }\n    counts.emptyLists',
    becomes: '      void list;\n    }\n    counts.emptyLists',
  },
  {
    name: 'takes the page of all categories for the folder of one',
    file: 'maintenance/list-sweep.ts',
    says: 'file === undefined ? undefined : lists.find(kind, segment)',
    becomes: "file === '' ? undefined : lists.find(kind, segment)",
  },
  {
    name: 'never looks at lists without feeds',
    file: 'maintenance/sweep-of-lists.ts',
    says: ' || isTurn(hash20(prefix), this.#findings.start))',
    becomes: ' || isTurn(hash20(prefix), 0))',
  },
  {
    name: 'takes every empty list of a tag for published as that',
    file: 'protocol/list-documents.ts',
    says: "return (await publicSite.head(listingPath(scope, 'index.html'))) === undefined;",
    becomes: 'return true;',
  },
  {
    name: 'leaves the site as it is',
    file: 'maintenance/sweep-of-lists.ts',
    says: 'await this.#publish([...changes, { list: SITE }], false);',
    becomes: 'if (changes.length > 0) await this.#publish(changes, false);',
  },
  {
    name: 'does not look whether pages are what their records come to',
    file: 'maintenance/sweep-of-files.ts',
    says: "if (!isPageOf(parseEntryKey(entry)?.writeId ?? '', version)) {",
    becomes: 'if (version === entry) {',
  },
  {
    name: 'removes pages while the state is lost',
    file: 'maintenance/sweep-of-files.ts',
    says: "if (this.#unrecorded.has(articlePathId(page.key) ?? '')) continue;",
    becomes: '',
  },
  {
    name: 'waits for ever for an article that cannot be processed',
    file: 'maintenance/recovery.ts',
    says: '(missing >= before.missing || sweeps > MAX_SWEEPS)',
    becomes: 'missing > 1e9',
  },
  {
    name: 'recovers without archives',
    file: 'maintenance/sweep-of-lists.ts',
    says: 'const changes = await changesOfWhole(this.#context, [SITE, ...scopes]);',
    becomes: 'const changes: ListChange[] = [SITE, ...scopes].map((list) => ({ list }));',
  },
  {
    name: 'removes the record of a file that was deleted yesterday',
    file: 'maintenance/tombstones.ts',
    says: 'const TOMBSTONE_AGE_MS = 30 *',
    becomes: 'const TOMBSTONE_AGE_MS = 1 *',
  },
  {
    name: 'removes the record of a file that is back',
    file: 'maintenance/tombstones.ts',
    says: ' || (await articles.head(record.key)) !== undefined',
    becomes: '',
  },
  {
    name: 'removes the entries of a deleted file before its record',
    file: 'maintenance/tombstones.ts',
    says: `  if ((await state.delete(where, { ifVersion: version })) !== 'gone') return false;
  for (const entry of entriesOf(record)) await state.delete(entryKey(entry));`,
    becomes: `  for (const entry of entriesOf(record)) await state.delete(entryKey(entry));
  if ((await state.delete(where, { ifVersion: version })) !== 'gone') return false;`,
  },
  {
    name: 'removes an archive that an article opens',
    file: 'maintenance/list-sweep.ts',
    says: 'if (!openings.has(id) && (await isOrphan(id, of, state))) yield object;',
    becomes: 'yield object;',
  },
  {
    name: 'takes what is due for what is not',
    file: 'maintenance/comparison.ts',
    says: 'return entry !== undefined && entry.time <= now;',
    becomes: 'return entry === undefined;',
  },
  {
    name: 'takes an article that is gone for one that never was',
    file: 'maintenance/comparison.ts',
    says: "if (stored?.record !== undefined) yield { is: 'gone', key: stored.record.key };",
    becomes: "if (stored?.record?.key === '') yield { is: 'gone', key: stored.record.key };",
  },
  {
    name: 'counts a repair as complete that has failed',
    file: 'maintenance/repair.ts',
    says: 'const complete = isLost && failed.length === 0;',
    becomes: 'const complete = isLost;',
  },
  {
    name: 'stops at the first page of what is due',
    file: 'maintenance/tick.ts',
    says: 'if (due.length < objects.length || !more || after === undefined) return sent;',
    becomes: 'if (due.length <= objects.length || !more || after === undefined) return sent;',
  },
];
