import { isHostWithin } from '../hosts.ts';
import type { SourceDocument, SourceElement } from '../parse/tree.ts';
import { cnbeta } from './cnbeta.ts';
import { dockone } from './dockone.ts';
import { juejin } from './juejin.ts';
import { oschina } from './oschina.ts';
import { sinaFinance } from './sina-finance.ts';
import type { CommentReader, Rewrite, Source } from './source.ts';
import { woshipm } from './woshipm.ts';
import { zaker } from './zaker.ts';
import { zhihu } from './zhihu.ts';

/** Every known source, by name. */
export const SOURCES: readonly Source[] = [
  cnbeta,
  dockone,
  juejin,
  oschina,
  sinaFinance,
  woshipm,
  zaker,
  zhihu,
];

/** Whether any source reads a comment. */
export function isReadComment(comment: string): boolean {
  return COMMENTS.some(({ pattern }) => pattern.test(comment));
}

const COMMENTS = SOURCES.flatMap(({ comments = [] }) => comments);

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
    rewrite: (element: SourceElement, document: SourceDocument) => void,
  ])[];
}

const compiled = new Map<string, SourceRules>();

/** The rules for an article: those of every source that its categories, its author or its address name. */
export async function findRules(article: {
  readonly categories: readonly string[];
  readonly author?: string;
  readonly link?: string;
}): Promise<readonly SourceRules[]> {
  const names = article.author === undefined ? article.categories : [...article.categories, article.author];
  const host = article.link === undefined ? undefined : URL.parse(article.link)?.hostname;
  const sources = SOURCES.filter(
    (source) =>
      names.some((name) => source.names.some((known) => isNameWithin(name, known))) ||
      (host !== undefined && source.hosts?.some((known) => isHostWithin(host, known))),
  );
  const rules: SourceRules[] = [];
  for (const source of sources) rules.push(compiled.get(source.name) ?? (await compileRules(source)));
  return rules;
}

/** A channel's name is its source's, a dash of any width, and its own. */
function isNameWithin(name: string, known: string): boolean {
  return name === known || (name.startsWith(known) && /^\s*[-－—–_|·]/.test(name.slice(known.length)));
}

/** Compiles the rules of a source once. What reads selectors and queries documents is loaded for a source that does. */
async function compileRules(source: Source): Promise<SourceRules> {
  const { compile } = await import('./selectors.ts');
  const compileTest = (selector: string): Test => compile<SourceElement, SourceElement>(selector);
  const rules: SourceRules = {
    name: source.name,
    promotion: (source.promotion ?? []).map((selector) => [selector, compileTest(selector)]),
    furniture: (source.furniture ?? []).map((selector) => [selector, compileTest(selector)]),
    unwrap: (source.unwrap ?? []).map(compileTest),
    rename: Object.entries(source.rename ?? {}).map(([selector, name]) => [compileTest(selector), name]),
    comments: source.comments ?? [],
    phrases: source.phrases ?? [],
    rewrites: source.rewrites === undefined ? [] : await compileRewrites(source.rewrites, compileTest),
  };
  compiled.set(source.name, rules);
  return rules;
}

async function compileRewrites(
  rewrites: readonly Rewrite[],
  compileTest: (selector: string) => Test,
): Promise<SourceRules['rewrites']> {
  const { query } = await import('./query.ts');
  return rewrites.map(({ selector, rewrite }) => [
    compileTest(selector),
    (element, document) => rewrite(element, query(document)),
  ]);
}
