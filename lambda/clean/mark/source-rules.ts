import { load } from 'cheerio/slim';
import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { type SourceDocument, type SourceElement, walk } from '../parse/tree.ts';
import type { Source } from '../sources/source.ts';
import type { Rule } from './rule.ts';
import { readSimpleSelector } from './simple-selector.ts';

/** What the rules of sources say of the elements of a body. What they rename or rewrite is changed in the tree. */
export interface SourceMarks {
  /** The elements that go, by the rule that takes each. */
  readonly removed: ReadonlyMap<SourceElement, Rule>;
  /** The elements whose tags go and whose content stays, by the rule that takes each. */
  readonly unwrapped: ReadonlyMap<SourceElement, Rule>;
}

const HTML = html.NS.HTML;

/** One for all documents: each makes a class of its own, which costs more than all the rules. */
const $ = load([]);

/** Applies the rules of sources, whose selectors can be read, to every element of a document. */
export function applySources(document: SourceDocument, sources: readonly Source[]): SourceMarks {
  const index = indexElements(document);
  const removed = new Map<SourceElement, Rule>();
  const unwrapped = new Map<SourceElement, Rule>();
  for (const source of sources) {
    const { promotion = [], furniture = [], unwrap = [], rename = {}, rewrites = [] } = source;
    const each = (selector: string, mark: (element: SourceElement) => void) => {
      const sign = signOf(selector);
      const candidates = sign === undefined ? undefined : index.get(sign);
      if (sign !== undefined && candidates === undefined) return;
      for (const element of find(document, selector, sign, candidates)) mark(element);
    };
    const ruleOf = (selector: string, isPromotion: boolean): Rule => ({
      name: `${source.name}: ${selector}`,
      isPromotion,
    });
    const remove = (selector: string, isPromotion: boolean) =>
      each(selector, (element) => {
        if (!removed.has(element)) removed.set(element, ruleOf(selector, isPromotion));
      });
    for (const selector of promotion) remove(selector, true);
    for (const selector of furniture) remove(selector, false);
    for (const { selector, rewrite } of rewrites)
      each(selector, (element) => rewrite(element, $, (part) => removed.set(part, ruleOf(selector, false))));
    for (const [selector, name] of Object.entries(rename)) {
      each(selector, (element) => {
        element.name = name;
      });
    }
    for (const selector of unwrap)
      each(selector, (element) => unwrapped.set(element, ruleOf(selector, false)));
  }
  return { removed, unwrapped };
}

/** The elements that a selector finds; `candidates` are all that have its `sign`. */
function find(
  document: SourceDocument,
  selector: string,
  sign: string | undefined,
  candidates: readonly SourceElement[] | undefined,
): readonly SourceElement[] {
  if (candidates === undefined) return $(startOf(document)).find(selector).toArray();
  if (selector === sign) return candidates;
  const test = readSimpleSelector(selector);
  if (test !== undefined) return candidates.filter(test);
  return $([...candidates])
    .filter(selector)
    .toArray();
}

/**
 * Where a query begins. It takes time with the square of the number of elements that it is to look at first, which are
 * the children of what it begins at: so that is an element with one child, which holds the document.
 */
function startOf({ children }: SourceDocument): SourceElement {
  const [start, child] = [adapter.createElement('start', HTML, []), adapter.createElement('start', HTML, [])];
  child.children = children;
  start.children = [child];
  return start;
}

/** The elements of a document by what a selector may ask for: name, `.class`, `#id`. */
function indexElements(document: SourceDocument): ReadonlyMap<string, SourceElement[]> {
  const index = new Map<string, SourceElement[]>();
  const add = (sign: string, element: SourceElement) => {
    const elements = index.get(sign);
    if (elements === undefined) index.set(sign, [element]);
    else if (elements.at(-1) !== element) elements.push(element);
  };
  walk(document, (element) => {
    const { class: classes, id } = element.attribs;
    add(element.name, element);
    if (id !== undefined) add(`#${id}`, element);
    if (classes !== undefined) for (const name of classes.split(/\s+/)) add(`.${name}`, element);
  });
  return index;
}

const signs = new Map<string, string | undefined>();

/**
 * What every element has that a selector finds: few elements of a body have it, mostly none, so that there is little to
 * ask the selector of. Undefined for a selector that does not begin or end with such a sign.
 */
function signOf(selector: string): string | undefined {
  if (!signs.has(selector)) {
    const [last] = /[.#][\w-]+$/.exec(selector) ?? [];
    const [first] = /^[a-z][a-z\d]*(?=[.#[]|$)/.exec(selector) ?? [];
    signs.set(
      selector,
      selector.includes(',') ? undefined : (last ?? (/[\s>+~]/.test(selector) ? undefined : first)),
    );
  }
  return signs.get(selector);
}
