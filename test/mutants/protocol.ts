import type { Mutant } from './mutant.ts';

/** One for each safeguard of the protocol, up to the publication of lists. */
export const PROTOCOL: readonly Mutant[] = [
  {
    name: 'reads the article before the record',
    file: 'protocol/update-record.ts',
    says: `      const stored = await inspectRecord(id, state);
      const upload = await readUpload(key, articles);`,
    becomes: `      const upload = await readUpload(key, articles);
      const stored = await inspectRecord(id, state);`,
    harmless:
      'The second look at the article begins again where it is another, and a worker that dies before it has its message delivered again: the order only saves a round.',
  },
  {
    name: 'leaves the entries of a lost try',
    file: 'protocol/update-record.ts',
    says: '[...tried, ...left]',
    becomes: 'left',
  },
  {
    name: 'leaves the entries of the record before to nobody',
    file: 'protocol/update-record.ts',
    says: '[...tried, ...left]',
    becomes: 'tried',
  },
  {
    name: 'puts the record before its entries',
    file: 'protocol/update-record.ts',
    says: '      await settleAll(tried.map((entry) => state.put(entryKey(entry), entryContent(next))));',
    becomes: `      await state.put(
        recordKey(id),
        recordContent(next),
        stored === undefined ? { ifAbsent: true } : { ifVersion: stored.version },
      );
      await settleAll(tried.map((entry) => state.put(entryKey(entry), entryContent(next))));`,
  },
  {
    name: 'goes on when its record was not written',
    file: 'protocol/update-record.ts',
    says: "if (put.outcome === 'conflict') return LOST;",
    becomes:
      "if (put.outcome === 'conflict') return { record: next, version: '', isFirst: false, isNew: true };",
  },
  {
    name: 'does not delete the entries of the record before',
    file: 'protocol/update-record.ts',
    says: '    await deleteEntries(next.replaced, next, context);\n',
    becomes: '',
  },
  {
    name: 'does not look at the article again',
    file: 'protocol/update-record.ts',
    says: '    if (now?.version !== upload?.version || now?.modified !== upload?.modified) return LOST;\n',
    becomes: '',
  },
  {
    name: 'takes the same bytes at another time for the same upload',
    file: 'protocol/update-record.ts',
    says: ' || now?.modified !== upload?.modified',
    becomes: '',
    harmless:
      'Fingerprints hold the time, so that the event of the second upload finds a record that is out of date and processes it.',
  },
  {
    name: 'believes that the entries of a record are there',
    file: 'protocol/file-state.ts',
    says: 'return entries.includes(undefined) ?',
    becomes: 'return !entries ?',
  },
  {
    name: 'publishes nothing that has become due',
    file: 'protocol/file-state.ts',
    says: 'if (isDue(known.outcome, now))',
    becomes: 'if (false as boolean)',
  },
  {
    name: 'deletes entries that the record vouches for',
    file: 'protocol/update-record.ts',
    says: 'record === undefined || !vouchesFor(record, key)',
    becomes: 'true',
  },
  {
    name: 'looks for files before it watches',
    file: 'protocol/companions.ts',
    says: '    await settleAll(groupByFolder(next).map(watch));',
    becomes: '    void settleAll(groupByFolder(next).map(watch));',
  },
  {
    name: 'does not look at files again',
    file: 'protocol/update-record.ts',
    says: 'if (!(await areFilesSame(stored?.record, next, context))) return LOST;',
    becomes: '',
  },
  {
    name: 'keeps the watches of a try that may have been replaced',
    file: 'protocol/update-record.ts',
    says: '      watches = new Map();',
    becomes: '',
  },
  {
    name: 'puts the record of a file whatever was seen of it',
    file: 'protocol/file-batch.ts',
    says: 'await process(key, { only })',
    becomes: 'await process(key)',
  },
  {
    name: 'gives every try the same write id',
    file: 'protocol/page-mark.ts',
    says: 'hash20(nonce())',
    becomes: "hash20('nonce')",
  },
  {
    name: 'does not mark what a page is',
    file: 'protocol/page-mark.ts',
    says: "return writeId.endsWith(markOf(version.replaceAll('\"', '')));",
    becomes: 'return writeId !== version;',
  },
  {
    name: 'forgets the entries of the record before',
    file: 'protocol/record.ts',
    says: 'replaced: previous === undefined ? [] : entriesOf(previous),',
    becomes: 'replaced: [],',
  },
  {
    name: 'forgets where the article has been',
    file: 'protocol/record.ts',
    says: 'former: [...former.values()].slice(-MAX_REMEMBERED),',
    becomes: 'former: [],',
  },
  {
    name: 'forgets where the article was before the last time',
    file: 'protocol/record.ts',
    says: '[...previous.former, ...feedEntriesOf(previous)]',
    becomes: 'feedEntriesOf(previous)',
  },
  {
    name: 'remembers the first places of an article rather than the last',
    file: 'protocol/record.ts',
    says: '.slice(-MAX_REMEMBERED),\n    archives',
    becomes: '.slice(0, MAX_REMEMBERED),\n    archives',
  },
  {
    name: 'forgets which archives were written because of an article',
    file: 'protocol/record.ts',
    says: 'archives: previous?.archives ?? [],',
    becomes: 'archives: [],',
  },
  {
    name: 'takes another write of a record for the same',
    file: 'protocol/record.ts',
    says: 'if (previous?.writeId === now.writeId) return previous;',
    becomes: 'if (previous?.fingerprint === now.fingerprint) return previous;',
  },
  {
    name: 'does not note a withdrawal before it counts',
    file: 'protocol/withdrawals.ts',
    says: "await state.put(entryKey(withdrawalEntry(name)), textContent(''));",
    becomes: '',
  },
  {
    name: 'withdraws before the time has come',
    file: 'protocol/file-state.ts',
    says: 'if (Date.parse(withdrawn) + limits.hold <= now)',
    becomes: 'if (Date.parse(withdrawn) <= now)',
  },
  {
    name: 'forgets when a withdrawal is due',
    file: 'protocol/record.ts',
    says: "entriesIn([{ kind: 'withdrawn' }], ",
    becomes: 'entriesIn([], ',
  },
  {
    name: 'publishes a held article at once',
    file: 'protocol/record.ts',
    says: 'Date.parse(outcome.until) <= now;',
    becomes: 'Date.parse(outcome.until) <= now + 1e12;',
  },
  {
    name: 'never reads the second page of a list',
    file: 'protocol/listing.ts',
    says: 'if (!more || end === undefined) return;',
    becomes: 'if (more || !more) return;',
  },
  {
    name: 'believes an entry that no record vouches for',
    file: 'protocol/listing.ts',
    says: "record.outcome.status !== 'published' || !vouchesFor(record, key)",
    becomes: "record.outcome.status !== 'published'",
  },
  {
    name: 'shows one article fewer',
    file: 'protocol/listing.ts',
    says: 'const isEnough = isFull || articles.length >= count;',
    becomes: 'const isEnough = isFull || articles.length >= count - 1;',
  },
  {
    name: 'shows a story twice',
    file: 'protocol/listing.ts',
    says: `      repeats.push({ shown, hidden: article.key });
      continue;`,
    becomes: '      repeats.push({ shown, hidden: article.key });',
  },
  {
    name: 'keeps what it read of an article for other lists although its record was another',
    file: 'protocol/entry-cache.ts',
    says: 'for (const entry of entriesOf(record)) this.#articles.set(entryKey(entry), article);',
    becomes:
      'for (const entry of [...entriesOf(record), ...record.replaced]) this.#articles.set(entryKey(entry), article);',
  },
  {
    name: 'publishes the lists that an article is in, and none that it was in',
    file: 'protocol/republish.ts',
    says: '[...feedEntriesOf(record), ...record.former, ...record.archives]',
    becomes: '[...feedEntriesOf(record), ...record.archives]',
  },
  {
    name: 'looks at no archive that the record remembers',
    file: 'protocol/republish.ts',
    says: '[...feedEntriesOf(record), ...record.former, ...record.archives]',
    becomes: '[...feedEntriesOf(record), ...record.former]',
  },
  {
    name: 'takes a batch for complete though an article of it failed',
    file: 'protocol/republish.ts',
    says: "options.complete === true && processed.every(({ report }) => report.status !== 'failed')",
    becomes: 'options.complete === true',
  },
  {
    name: 'reports an article as done although its list failed',
    file: 'protocol/republish.ts',
    says: 'if (failure !== undefined)\n      return {',
    becomes: 'if (failure === null)\n      return {',
  },
  {
    name: 'does not look at the record after it put the page',
    file: 'protocol/article-page.ts',
    says: 'if ((await state.head(recordKey(id)))?.version === version) return;',
    becomes: "if ((await state.head(recordKey(id)))?.version !== '') return;",
  },
  {
    name: 'puts the page again that it had rendered, though the record is another',
    file: 'protocol/article-page.ts',
    says: '    rendered = undefined;\n',
    becomes: '',
  },
  {
    name: 'leaves the page of an article that is not published',
    file: 'protocol/article-page.ts',
    says: 'await remove(articlePath(id), publicSite);',
    becomes: 'await Promise.resolve();',
  },
  {
    name: 'puts documents that stand there already',
    file: 'protocol/documents.ts',
    says: "if (condition === 'same') return tries > 0;",
    becomes: "if (condition === 'same') return (await store.put(path, content)).outcome === 'written';",
  },
  {
    name: 'puts documents whatever stands there',
    file: 'protocol/documents.ts',
    says: 'store.put(path, content, condition)',
    becomes: 'store.put(path, content)',
  },
  {
    name: 'gives up a document when another worker was faster',
    file: 'protocol/documents.ts',
    says: "if ((await store.put(path, content, condition)).outcome === 'written') return true;",
    becomes: 'await store.put(path, content, condition);\n    return true;',
  },
  {
    name: 'says nothing of documents that were put in spite of a conflict',
    file: 'protocol/documents.ts',
    says: "if (condition === 'same') return tries > 0;",
    becomes: "if (condition === 'same') return false;",
  },
  {
    name: 'takes tags and authors for none of the lists of an article',
    file: 'protocol/record.ts',
    says: 'as const), ...lists];',
    becomes: 'as const)];',
  },
  {
    name: 'forgets the archives that were touched in a lost try',
    file: 'protocol/history/history.ts',
    says: 'const { scope, archives } = list;',
    becomes: 'const { scope } = list;\n      const archives = new Set(list.archives);',
  },
  {
    name: 'does not note the archive that it writes',
    file: 'protocol/history/history.ts',
    says: 'if (archive !== article) await noteArchive(article, { list: scope, archive }, context);',
    becomes: 'if (archive === "") await noteArchive(article, { list: scope, archive }, context);',
  },
  {
    name: 'believes a boundary that no record vouches for',
    file: 'protocol/history/archives.ts',
    says: 'if (stored !== undefined && vouchesFor(stored.record, key)) return boundary;',
    becomes: 'if (stored !== undefined) return boundary;',
  },
  {
    name: 'does not look for the archive before a boundary',
    file: 'protocol/history/archives.ts',
    says: 'if (boundary !== undefined) affected.push({ article: entry.id, archive: boundary.id });',
    becomes: 'void boundary;',
  },
  {
    name: 'leaves a request under way when another one fails',
    file: 'protocol/requests.ts',
    says: '  await Promise.allSettled(requests);\n',
    becomes: '',
  },
  {
    name: 'puts the placeholder of an archive over what a tick has made',
    file: 'protocol/documents.ts',
    says: "if ((await store.put(path, content, { ifAbsent: true })).outcome === 'written') return true;",
    becomes: "if ((await store.put(path, content)).outcome === 'written') return true;",
  },
];
