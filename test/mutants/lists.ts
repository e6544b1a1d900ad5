import type { Mutant } from './mutant.ts';

/** One for each safeguard of the publication of lists and their archives. */
export const LISTS: readonly Mutant[] = [
  {
    name: 'puts the head whatever stands there',
    file: 'protocol/lists.ts',
    says: 'const put = await state.put(key, content, condition);',
    becomes: 'const put = await state.put(key, content);\n    void condition;',
  },
  {
    name: 'reads the head after the work',
    file: 'protocol/lists.ts',
    says: `    const { content, result } = await work(object);
    const condition = object === undefined ? { ifAbsent: true as const } : { ifVersion: object.version };`,
    becomes: `    const { content, result } = await work(object);
    const later = await state.get(key);
    const condition = later === undefined ? { ifAbsent: true as const } : { ifVersion: later.version };`,
  },
  {
    name: 'does not count the publications of a category',
    file: 'protocol/lists.ts',
    says: 'const generation = (await generationOf(scope, object, publication)) + 1;',
    becomes: 'const generation = await generationOf(scope, object, publication);',
  },
  {
    name: 'begins to count a category again whose head is lost',
    file: 'protocol/lists.ts',
    says: 'return findList(parseSiteHead(SITE_HEAD_KEY, site.body), scope)?.generation ?? 0;',
    becomes: 'return 0;',
  },
  {
    name: 'publishes over a site whose state is lost',
    file: 'protocol/lists.ts',
    says: '      throw new LostStateError();\n    }\n    const put',
    becomes: '    }\n    const put',
  },
  {
    name: 'has no second look whether the state is lost',
    file: 'protocol/lists.ts',
    says: 'if (complete || (await state.head(SITE_HEAD_KEY)) !== undefined) return;',
    becomes: 'if (complete) return;',
  },
  {
    name: 'puts the head of a rebuild although a list failed',
    file: 'protocol/lists.ts',
    says: 'complete: complete && failures.size === 0 };',
    becomes: 'complete };',
  },
  {
    name: 'believes what was known first of a category',
    file: 'protocol/heads.ts',
    says: 'before === undefined || before.generation < generation',
    becomes: 'before === undefined',
  },
  {
    name: 'believes what was told last of a category',
    file: 'protocol/heads.ts',
    says: 'before === undefined || before.generation < generation',
    becomes: 'true',
  },
  {
    name: 'believes of a list that the site does not know what was told last',
    file: 'protocol/lists.ts',
    says: 'return head?.generation === generation;',
    becomes: 'return head !== undefined;',
  },
  {
    name: 'makes every tag known to the site',
    file: 'protocol/lists.ts',
    says: '    if (!hasFeeds) return false;\n',
    becomes: '',
  },
  {
    name: 'names lists that have too few articles',
    file: 'protocol/lists.ts',
    says: 'path: hasFeeds ? pathOf(scope, articles[0]) : null',
    becomes: 'path: pathOf(scope, articles[0])',
  },
  {
    name: 'forgets the feeds of a list that has too few articles again',
    file: 'protocol/list-documents.ts',
    says: 'const feeds = (await hasFeeds(scope, publicSite)) ?',
    becomes: 'const feeds = (await hasFeeds(scope, publicSite)) && scope.name === "" ?',
  },
  {
    name: 'gives feeds to lists that have too few articles',
    file: 'protocol/list-documents.ts',
    says: 'const feeds = (await hasFeeds(scope, publicSite)) ?',
    becomes: 'const feeds = (await hasFeeds(scope, publicSite)) || scope.name !== "" ?',
  },
  {
    name: 'looks for one feed of a list alone',
    file: 'protocol/list-documents.ts',
    says: 'feeds.some((feed) => feed !== undefined)',
    becomes: 'feeds[0] !== undefined',
  },
  {
    name: 'leaves the page of a list without articles',
    file: 'protocol/list-documents.ts',
    says: "  else await remove(listingPath(scope, 'index.html'), publicSite);\n",
    becomes: '',
  },
  {
    name: 'takes its own lease for that of another',
    file: 'protocol/archive/lease.ts',
    says: "if (held !== undefined && (await state.compare(LEASE_KEY, content)) === 'same') return held.version;",
    becomes: '',
  },
  {
    name: 'does not look at a bundle again of which a leaf has changed',
    file: 'protocol/archive/refresh-site.ts',
    says: 'withBundles(leaves, withNeighbours(leaves, after), archives)',
    becomes: 'withNeighbours(leaves, after)',
  },
  {
    name: 'believes what was handed over of an article that has come again since',
    file: 'protocol/archive/refresh-site.ts',
    says: 'isOnly ? (known.get(name) ?? made.get(name) ?? this.#handed.get(name)) : undefined;',
    becomes: '(isOnly ? (known.get(name) ?? made.get(name)) : undefined) ?? this.#handed.get(name);',
  },
];
