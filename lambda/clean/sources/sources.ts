import type { CheerioAPI } from 'cheerio/slim';
import { load } from 'cheerio/slim';
import { compile } from 'css-select';
import { isHostWithin } from '../hosts.ts';
import type { SourceDocument, SourceElement } from '../parse.ts';
import { cnbeta } from './cnbeta.ts';
import { dockone } from './dockone.ts';
import { juejin } from './juejin.ts';
import { oschina } from './oschina.ts';
import { sinaFinance } from './sina-finance.ts';
import type { CommentReader, Source } from './source.ts';
import { woshipm } from './woshipm.ts';
import { zaker } from './zaker.ts';
import { zhihu } from './zhihu.ts';

/** Every known source, by name. */
const SOURCES: readonly Source[] = [cnbeta, dockone, juejin, oschina, sinaFinance, woshipm, zaker, zhihu];

type Test = (element: SourceElement) => boolean;

/** A source with its selectors compiled. */
export interface SourceRules {
  readonly name: string;
  readonly promotion: readonly (readonly [selector: string, test: Test])[];
  readonly furniture: readonly (readonly [selector: string, test: Test])[];
  readonly unwrap: readonly Test[];
  readonly rename: readonly (readonly [test: Test, name: string])[];
  readonly comments: readonly CommentReader[];
  readonly phrases: readonly RegExp[];
  readonly rewrites: readonly (readonly [
    test: Test,
    rewrite: (element: SourceElement, $: CheerioAPI) => void,
  ])[];
}

const compiled = new Map<string, SourceRules>();

/** The rules for an article: those of every source that its categories, its author or its address name. */
export function findRules(article: {
  readonly categories: readonly string[];
  readonly author?: string;
  readonly link?: string;
}): readonly SourceRules[] {
  const names = article.author === undefined ? article.categories : [...article.categories, article.author];
  const host = article.link === undefined ? undefined : URL.parse(article.link)?.hostname;
  return SOURCES.filter(
    (source) =>
      names.some((name) => source.names.some((known) => isNameWithin(name, known))) ||
      (host !== undefined && source.hosts?.some((known) => isHostWithin(host, known))),
  ).map(compileRules);
}

/** The function to query a document with. */
export function query(document: SourceDocument): CheerioAPI {
  return load(document);
}

/** A channel's name is its source's, a dash of any width, and its own. */
function isNameWithin(name: string, known: string): boolean {
  return name === known || (name.startsWith(known) && /^\s*[-－—–_|·]/.test(name.slice(known.length)));
}

function compileRules(source: Source): SourceRules {
  const known = compiled.get(source.name);
  if (known !== undefined) return known;
  const rules: SourceRules = {
    name: source.name,
    promotion: (source.promotion ?? []).map((selector) => [selector, compileTest(selector)]),
    furniture: (source.furniture ?? []).map((selector) => [selector, compileTest(selector)]),
    unwrap: (source.unwrap ?? []).map(compileTest),
    rename: Object.entries(source.rename ?? {}).map(([selector, name]) => [compileTest(selector), name]),
    comments: source.comments ?? [],
    phrases: source.phrases ?? [],
    rewrites: (source.rewrites ?? []).map(({ selector, rewrite }) => [compileTest(selector), rewrite]),
  };
  compiled.set(source.name, rules);
  return rules;
}

function compileTest(selector: string): Test {
  return compile<SourceElement, SourceElement>(selector);
}
