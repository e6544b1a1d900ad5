import type { SourceRule } from '../../model/source-rule.ts';
import { cnbeta } from './cnbeta.ts';
import { dockone } from './dockone.ts';
import { leetcode } from './leetcode.ts';
import { sinaFinance } from './sina-finance.ts';
import type { Source, SourceCode } from './source.ts';

/** What sources have in code beside their rules, by the name of the rule. */
const CODE: Readonly<Record<string, SourceCode>> = { cnbeta, dockone, leetcode, 'sina-finance': sinaFinance };

const COMMENTS = Object.values(CODE).flatMap(({ comments = [] }) => comments);
const HEADING_READERS = Object.values(CODE).flatMap((code) => code.readHeadings ?? []);

/** Whether any source reads a comment. */
export function isReadComment(comment: string): boolean {
  return COMMENTS.some(({ pattern }) => pattern.test(comment));
}

/** The lines that a comment sets as headings, whatever source an article names: a site's editor marks its own. */
export function readHeadings(comment: string): readonly string[] {
  return HEADING_READERS.flatMap((read) => read(comment));
}

/** What tells the source of an article. */
export interface Provenance {
  readonly categories: readonly string[];
  readonly author?: string;
  /** The original's address. */
  readonly link?: string;
  /** The addresses of pictures that it shows. */
  readonly pictures?: readonly string[];
}

/**
 * The sources of an article, by the order of the rules: every one that its categories, its author or its address name,
 * and the one whose site its pictures are on, however it is filed.
 */
export function findSources(article: Provenance, rules: readonly SourceRule[]): readonly Source[] {
  let catalog = catalogs.get(rules);
  if (catalog === undefined) {
    catalog = new Catalog(rules);
    catalogs.set(rules, catalog);
  }
  return catalog.find(article);
}

/** A site has one list of rules for all of its articles. */
const catalogs = new WeakMap<readonly SourceRule[], Catalog>();

/** The rules by what names them: how long a search takes does not depend on how many there are. */
class Catalog {
  readonly #rules: readonly SourceRule[];
  readonly #byName = new Map<string, readonly number[]>();
  readonly #byHost = new Map<string, readonly number[]>();
  readonly #longestName: number;
  /** Sources by the place of their rule, once an article has named them. */
  readonly #sources = new Map<number, Source>();

  constructor(rules: readonly SourceRule[]) {
    this.#rules = rules;
    for (const [index, { names = [], hosts = [] }] of rules.entries()) {
      for (const name of names) this.#byName.set(name, [...(this.#byName.get(name) ?? []), index]);
      for (const host of hosts) this.#byHost.set(host, [...(this.#byHost.get(host) ?? []), index]);
    }
    this.#longestName = Math.max(0, ...[...this.#byName.keys()].map(({ length }) => length));
  }

  find({ categories, author, link, pictures = [] }: Provenance): readonly Source[] {
    const found = new Set<number>();
    for (const name of author === undefined ? categories : [...categories, author]) {
      for (const known of this.#namesWithin(name)) {
        for (const index of this.#byName.get(known) ?? []) found.add(index);
      }
    }
    for (const host of hostsAbove(link === undefined ? undefined : URL.parse(link)?.hostname)) {
      for (const index of this.#byHost.get(host) ?? []) found.add(index);
    }
    for (const index of this.#findPictured(pictures)) found.add(index);
    const indexes = found.size > 1 ? [...found].sort((a, b) => a - b) : [...found];
    return indexes.flatMap((index) => this.#sourceOf(index) ?? []);
  }

  /**
   * The rules of the site that keeps the pictures: two or more, and hardly any is elsewhere, since an article may well
   * show what it found on another site. Where rules share the pictures, none is theirs.
   */
  #findPictured(pictures: readonly string[]): readonly number[] {
    if (pictures.length < FEWEST_PICTURES) return [];
    let site: readonly number[] | undefined;
    let own = 0;
    for (const picture of pictures) {
      const known = this.#siteOf(picture);
      if (known === undefined) continue;
      if (site !== undefined && known[0] !== site[0]) return [];
      site ??= known;
      own++;
    }
    return own >= FEWEST_PICTURES && own >= pictures.length * OWN_PICTURES ? (site ?? []) : [];
  }

  /** The rules of the nearest host that any is known by. */
  #siteOf(address: string): readonly number[] | undefined {
    for (const host of hostsAbove(URL.parse(address)?.hostname)) {
      const known = this.#byHost.get(host);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** A name, and what it may be a channel of: a channel's name is its source's, a dash of any width, and its own. */
  #namesWithin(name: string): readonly string[] {
    const names = [name];
    if (!DASHES.test(name)) return names;
    const end = Math.min(name.length, this.#longestName + MOST_SPACE);
    for (let at = 0; at < end; at++) {
      if (DASHES.test(name.charAt(at))) names.push(name.slice(0, at).trimEnd());
    }
    return names;
  }

  #sourceOf(index: number): Source | undefined {
    const known = this.#sources.get(index);
    const rule = this.#rules[index];
    if (known !== undefined || rule === undefined) return known;
    const source = {
      ...rule,
      ...CODE[rule.name],
      phrases: compile(joinPatterns(rule.phrases)),
      sections: compile(rule.sections),
    };
    this.#sources.set(index, source);
    return source;
  }
}

function compile(patterns: readonly string[] = []): readonly RegExp[] {
  return patterns.map((pattern) => new RegExp(pattern, 'iu'));
}

/** Patterns as one, which takes a fraction of the time; one that counts or names its groups stays as it is. */
function joinPatterns(patterns: readonly string[] = []): readonly string[] {
  if (patterns.length < 2 || patterns.some((pattern) => /\\[1-9k]|\(\?<[^=!]/.test(pattern))) return patterns;
  return [patterns.map((pattern) => `(?:${pattern})`).join('|')];
}

/** Pictures that tell whose site they are on, and the share of all that have to be there. */
const FEWEST_PICTURES = 2;
const OWN_PICTURES = 0.8;

/** What stands between the name of a source and that of its channel. */
const DASHES = /[-－—–_|·]/;

/** White space that may stand between a source's name and the dash. */
const MOST_SPACE = 8;

/** A host and those that it is a subdomain of. */
function hostsAbove(host: string | undefined): readonly string[] {
  if (host === undefined) return [];
  const labels = host.split('.');
  return labels.map((_, index) => labels.slice(index).join('.'));
}
