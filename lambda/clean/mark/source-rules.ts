import { load } from 'cheerio/slim';
import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { Warning } from '../../model/article.ts';
import { type SourceDocument, type SourceElement, walk } from '../parse/tree.ts';
import type { Source } from '../sources/source.ts';
import type { Rule } from './rule.ts';

/** What the rules of sources say of the elements of a body. What they rename or rewrite is changed in the tree. */
export interface SourceMarks {
  /** The elements that go, by the rule that takes each. */
  readonly removed: ReadonlyMap<SourceElement, Rule>;
  /** The elements whose tags go and whose content stays. */
  readonly unwrapped: ReadonlySet<SourceElement>;
  /** The rules that are left out, because their selectors are wrong. */
  readonly warnings: readonly Warning[];
}

const HTML = html.NS.HTML;

/** One for all documents: each makes a class of its own, which costs more than all the rules. */
const $ = load([]);

/** Applies the rules of sources to every element of a document. */
export function applySources(document: SourceDocument, sources: readonly Source[]): SourceMarks {
  const names = collectNames(document);
  const removed = new Map<SourceElement, Rule>();
  const unwrapped = new Set<SourceElement>();
  const warnings: Warning[] = [];
  for (const source of sources) {
    const { promotion = [], furniture = [], unwrap = [], rename = {}, rewrites = [] } = source;
    const each = (rule: string, selector: string, mark: (element: SourceElement) => void) => {
      if (!requiredNames(selector).every((name) => names.has(name))) return;
      try {
        for (const element of $(startOf(document)).find(selector).toArray()) mark(element);
      } catch (error) {
        warnings.push(describe(error, rule, selector, source));
      }
    };
    const remove = (rule: string, selector: string, isPromotion: boolean) =>
      each(rule, selector, (element) => {
        if (!removed.has(element)) removed.set(element, { name: `${source.name}: ${selector}`, isPromotion });
      });
    for (const selector of promotion) remove('promotion', selector, true);
    for (const selector of furniture) remove('furniture', selector, false);
    for (const { selector, rewrite } of rewrites)
      each('rewrites', selector, (element) => rewrite(element, $));
    for (const [selector, name] of Object.entries(rename)) {
      each('rename', selector, (element) => {
        element.name = name;
      });
    }
    for (const selector of unwrap) each('unwrap', selector, (element) => unwrapped.add(element));
  }
  return { removed, unwrapped, warnings };
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

/** The classes and ids of a document. */
function collectNames(document: SourceDocument): ReadonlySet<string> {
  const names = new Set<string>();
  walk(document, ({ attribs: { class: classes, id } }) => {
    if (id !== undefined) names.add(id);
    if (classes !== undefined) for (const name of classes.split(/\s+/)) names.add(name);
  });
  return names;
}

const required = new Map<string, readonly string[]>();

/** The classes and ids that a selector cannot do without: most bodies lack them, which is known sooner than by a query. */
function requiredNames(selector: string): readonly string[] {
  let names = required.get(selector);
  if (names === undefined) {
    const isSimple = /^[\w\s.#>+-]*$/.test(selector);
    names = isSimple ? (selector.match(/(?<=[.#])[\w-]+/g) ?? []) : [];
    required.set(selector, names);
  }
  return names;
}

function describe(error: unknown, rule: string, selector: string, { name }: Source): Warning {
  const reason = error instanceof Error ? error.message : String(error);
  return { message: `the rule "${rule}: ${selector}" of the source "${name}" is left out: ${reason}` };
}
