import { SEARCH_INDEX_PATH } from '../../model/search.ts';
import {
  type Hit,
  type Load,
  loadCharacters,
  loadIndex,
  openSearch,
  type Search,
  type Shards,
} from './search-shards.ts';
import { type Characters, findRanges, type Query, readQuery } from './search-text.ts';

/** So many results are shown at a time. */
const RESULTS_AT_ONCE = 20;

/** So many articles are looked through at first, about 300 KB; then as many again as before each time. */
const ARTICLES_AT_FIRST = 2_000;

const DAY_MS = 86_400_000;

/** What the script says, as the page has it in its own language. */
interface Phrases {
  readonly searching: string;
  readonly failed: string;
  readonly missing: string;
  readonly found: string;
  readonly foundInAll: string;
  readonly more: string;
  readonly older: string;
  readonly retry: string;
}

/** The parts of the search page that change. */
interface Parts {
  readonly input: HTMLInputElement;
  readonly status: HTMLElement;
  readonly list: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly phrases: Phrases;
  /** Whether the site has a table of characters. */
  readonly hasCharacters: boolean;
}

/** Makes the search page search: for what its address says, and for what is typed. */
export function enableSearch(document: Document): void {
  const form = document.querySelector<HTMLFormElement>('form[role="search"]');
  const parts = form === null ? undefined : findParts(document);
  if (form === null || parts === undefined) return;
  const { input } = parts;
  const title = document.title;
  const library = openLibrary();
  // Whatever will be looked for needs them; a search says if they failed.
  prepare(parts, library).catch(() => {});
  let stop = (): void => {};

  const search = (query: string): void => {
    stop();
    document.title = query === '' ? title : `${query} · ${title}`;
    stop = showResults(query, parts, library);
  };
  const searchAddress = (): void => {
    input.value = new URLSearchParams(location.search).get('q') ?? '';
    search(input.value.trim());
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const query = input.value.trim();
    history.pushState(null, '', `?${new URLSearchParams({ q: query })}`);
    search(query);
  });
  addEventListener('popstate', searchAddress);
  searchAddress();
}

function findParts(document: Document): Parts | undefined {
  const input = document.querySelector<HTMLInputElement>('input[name="q"]');
  const status = document.querySelector<HTMLElement>('#search-status');
  const list = document.querySelector<HTMLElement>('#search-results');
  const button = document.querySelector<HTMLButtonElement>('#search-more');
  if (input === null || status === null || list === null || button === null) return undefined;
  const {
    searching = '',
    failed = '',
    missing = '',
    found = '',
    foundInAll = '',
    more = '',
    older = '',
    retry = '',
  } = list.dataset;
  const hasCharacters = list.dataset.characters !== undefined;
  return {
    input,
    status,
    list,
    button,
    hasCharacters,
    phrases: { searching, failed, missing, found, foundInAll, more, older, retry },
  };
}

/** What was loaded stays for the searches after it. */
interface Library {
  readonly load: Load;
  /** Lets the list of shards be asked for anew: shards that it names may be gone. */
  readonly renew: () => void;
}

/** The server has no such document. */
class MissingDocumentError extends Error {
  override readonly name = 'MissingDocumentError';
}

function openLibrary(): Library {
  const loaded = new Map<string, Promise<unknown>>();
  let cache: RequestCache = 'default';

  async function fetchJson(path: string, encoding: string | undefined): Promise<unknown> {
    const response = await fetch(path, path === SEARCH_INDEX_PATH ? { cache } : {});
    if (!response.ok) throw new MissingDocumentError(`${response.status} ${path}`);
    return JSON.parse(new TextDecoder(encoding).decode(await response.arrayBuffer()));
  }

  return {
    load: (path, encoding) => {
      const known = loaded.get(path);
      if (known !== undefined) return known;
      const loading = fetchJson(path, encoding);
      loaded.set(path, loading);
      loading.catch(() => loaded.delete(path));
      return loading;
    },
    renew: () => {
      loaded.delete(SEARCH_INDEX_PATH);
      cache = 'no-cache';
    },
  };
}

/** Loads what every search needs. */
function prepare({ hasCharacters }: Parts, { load }: Library): Promise<[Shards, Characters]> {
  return Promise.all([loadIndex(load), hasCharacters ? loadCharacters(load) : new Map<string, string>()]);
}

/** Shows what is found, some at a time. Gives a function that ends it. */
function showResults(text: string, parts: Parts, library: Library): () => void {
  const { status, list, button, phrases } = parts;
  let isStopped = false;
  let query: Query | undefined;
  let search: Search | undefined;
  let hasFailed = false;
  let found = 0;
  let waiting: readonly Hit[] = [];
  reset();
  if (text === '') return () => {};

  /** Begins from the newest article. */
  function reset(): void {
    search = undefined;
    hasFailed = false;
    found = 0;
    waiting = [];
    list.textContent = '';
    status.textContent = '';
    button.hidden = true;
    button.onclick = null;
  }

  /** Shows the next results. */
  async function go(isFirst: boolean): Promise<void> {
    if (hasFailed) {
      library.renew();
      reset();
    }
    const before = list.children.length;
    let shown = 0;
    const show = (): void => {
      const now = waiting.slice(0, RESULTS_AT_ONCE - shown);
      waiting = waiting.slice(now.length);
      shown += now.length;
      for (const hit of now) if (query !== undefined) list.append(renderHit(hit, query, list.lang));
    };
    status.textContent = phrases.searching;
    button.disabled = true;
    try {
      show();
      if (query === undefined || search === undefined) {
        const [shards, characters] = await prepare(parts, library);
        query = readQuery(text, characters);
        search = openSearch(query, shards, library.load);
      }
      const until = Math.max(2 * search.searched(), ARTICLES_AT_FIRST);
      while (!isStopped && shown < RESULTS_AT_ONCE && search.searched() < until) {
        const hits = await search.next(until - search.searched());
        if (isStopped || hits === undefined) break;
        found += hits.length;
        waiting = [...waiting, ...hits];
        show();
      }
      if (isStopped) return;
      const { total } = search;
      const isDone = search.searched() >= total;
      const phrase = isDone ? phrases.foundInAll : phrases.found;
      status.textContent = fill(phrase, found, search.searched(), total);
      button.textContent = waiting.length > 0 ? phrases.more : phrases.older;
      button.hidden = isDone && waiting.length === 0;
    } catch (error) {
      if (isStopped) return;
      console.warn(error);
      hasFailed = true;
      status.textContent =
        search === undefined && error instanceof MissingDocumentError ? phrases.missing : phrases.failed;
      button.textContent = phrases.retry;
      button.hidden = false;
    }
    button.disabled = false;
    button.onclick = () => void go(false);
    // Whoever asked for more goes on reading there.
    if (!isFirst) list.children[before]?.querySelector('a')?.focus();
  }

  void go(true);
  return () => {
    isStopped = true;
  };
}

function fill(phrase: string, found: number, searched: number, total: number): string {
  const numbers: { readonly [name: string]: number } = { found, searched, total };
  return phrase.replace(/\{(\w+)\}/g, (_, name) => (numbers[name] ?? 0).toLocaleString());
}

/** A result. Text becomes text nodes, and the address is made of an id. */
function renderHit(hit: Hit, query: Query, language: string): HTMLElement {
  const { id, day, title, summary, author, categories, tags } = hit;
  const card = element('li', 'card');
  const shownTags = tags.filter((tag) => findRanges(tag, query).length > 0);
  const names = [...categories, ...shownTags];
  if (names.length > 0) {
    const kicker = element('p', 'kicker');
    for (const name of names) kicker.append(marked('bdi', name, query));
    card.append(kicker);
  }
  const heading = element('h3');
  heading.dir = 'auto';
  const link = document.createElement('a');
  link.href = `articles/${id}.html`;
  link.append(...markedParts(title, query));
  heading.append(link);
  const byline = element('p', 'byline');
  if (author !== '') byline.append(marked('bdi', author, query));
  byline.append(renderDay(day, language));
  card.append(heading, byline);
  if (summary !== '') {
    const paragraph = element('p', 'summary');
    paragraph.dir = 'auto';
    // Shards do not say whether a summary was cut; one that ends as a sentence does reads as whole.
    paragraph.append(...markedParts(summary, query), /[。！？.!?…]$/u.test(summary) ? '' : '…');
    card.append(paragraph);
  }
  return card;
}

function renderDay(day: number, language: string): HTMLElement {
  const date = new Date(day * DAY_MS);
  const time = document.createElement('time');
  time.dateTime = date.toISOString().slice(0, 'yyyy-mm-dd'.length);
  time.textContent = date.toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });
  return time;
}

function element(name: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  return made;
}

function marked(name: string, text: string, query: Query): HTMLElement {
  const made = element(name);
  made.append(...markedParts(text, query));
  return made;
}

/** A text in which what was looked for is marked. */
function markedParts(text: string, query: Query): readonly (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let at = 0;
  for (const [start, end] of findRanges(text, query)) {
    const mark = element('mark');
    mark.textContent = text.slice(start, end);
    parts.push(text.slice(at, start), mark);
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}
