import { load } from 'cheerio/slim';
import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { isElement, isText, type SourceDocument, type SourceElement, walk } from '../parse/tree.ts';
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

interface Marks {
  readonly removed: Map<SourceElement, Rule>;
  readonly unwrapped: Map<SourceElement, Rule>;
}

/** One selector of a source, and what is done with an element that it finds. */
interface Step {
  readonly selector: string;
  /** What every such element has; undefined where that cannot be told. */
  readonly sign: string | undefined;
  readonly act: (element: SourceElement, marks: Marks) => void;
}

/** The rules of a source as they are applied: made once, while there are many articles. */
interface Plan {
  readonly steps: readonly Step[];
  /** What any step asks for, by itself: most elements have nothing of it, and need no sign made for them. */
  readonly names: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/** Applies the rules of sources, whose selectors can be read, to every element of a document. */
export function applySources(document: SourceDocument, sources: readonly Source[]): SourceMarks {
  const marks: Marks = { removed: new Map(), unwrapped: new Map() };
  const plans = sources.map(planOf);
  // Before any step: what one changes is nothing that another finds.
  const indexes = plans.map((plan) => indexElements(document, plan));
  for (const [at, { steps }] of plans.entries()) {
    for (const { selector, sign, act } of steps) {
      const candidates = sign === undefined ? undefined : indexes[at]?.get(sign);
      if (sign !== undefined && candidates === undefined) continue;
      for (const element of find(document, selector, sign, candidates)) act(element, marks);
    }
  }
  return marks;
}

const plans = new WeakMap<Source, Plan>();

function planOf(source: Source): Plan {
  let plan = plans.get(source);
  if (plan === undefined) {
    const steps = [...listSteps(source)];
    const signs = steps.flatMap(({ sign }) => sign ?? []);
    const behind = (mark: string) => signs.flatMap((sign) => (sign.startsWith(mark) ? sign.slice(1) : []));
    // A name is its own sign.
    plan = { steps, names: new Set(signs), classes: new Set(behind('.')), ids: new Set(behind('#')) };
    plans.set(source, plan);
  }
  return plan;
}

/** The selectors of a source, in the order in which they are asked. */
function* listSteps(source: Source): Generator<Step> {
  const { promotion = [], furniture = [], unwrap = [], rename = {}, rewrites = [] } = source;
  const stepOf = (selector: string, act: Step['act']): Step => ({ selector, sign: signOf(selector), act });
  const ruleOf = (selector: string, isPromotion = false): Rule => ({
    name: `${source.name}: ${selector}`,
    isPromotion,
  });
  const removing = (selector: string, rule: Rule): Step =>
    stepOf(selector, (found, { removed }) => {
      const element = withItsLink(found);
      if (!removed.has(element)) removed.set(element, rule);
    });
  for (const selector of promotion) yield removing(selector, ruleOf(selector, true));
  for (const selector of furniture) yield removing(selector, ruleOf(selector));
  for (const { selector, rewrite } of rewrites) {
    const rule = ruleOf(selector);
    yield stepOf(selector, (element, { removed }) => rewrite(element, $, (part) => removed.set(part, rule)));
  }
  for (const [selector, name] of Object.entries(rename)) {
    yield stepOf(selector, (element) => {
      element.name = name;
    });
  }
  for (const selector of unwrap) {
    const rule = ruleOf(selector);
    yield stepOf(selector, (element, { unwrapped }) => unwrapped.set(element, rule));
  }
}

/** What goes with an element: a picture takes the link along that holds nothing else. */
function withItsLink(element: SourceElement): SourceElement {
  const { name, parent } = element;
  if (name !== 'img' || parent === null || !isElement(parent) || parent.name !== 'a') return element;
  const holdsMore = parent.children.some(
    (child) => child !== element && !(isText(child) && child.data.trim() === ''),
  );
  return holdsMore ? element : parent;
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

/** The elements of a document by the signs that a plan asks for: name, `.class`, `#id`. */
function indexElements(
  document: SourceDocument,
  { names, classes, ids }: Plan,
): ReadonlyMap<string, SourceElement[]> {
  const index = new Map<string, SourceElement[]>();
  const add = (sign: string, element: SourceElement) => {
    const elements = index.get(sign);
    if (elements === undefined) index.set(sign, [element]);
    else if (elements.at(-1) !== element) elements.push(element);
  };
  walk(document, (element) => {
    const { class: own, id } = element.attribs;
    if (names.has(element.name)) add(element.name, element);
    if (id !== undefined && ids.has(id)) add(`#${id}`, element);
    // Most elements that have a class have one, which nothing need be taken apart for.
    if (own === undefined) return;
    if (classes.has(own)) add(`.${own}`, element);
    else if (/\s/.test(own))
      for (const name of own.split(/\s+/)) if (classes.has(name)) add(`.${name}`, element);
  });
  return index;
}

/**
 * What every element has that a selector finds: few elements of a body have it, mostly none, so that there is little to
 * ask the selector of. Undefined for a selector that does not begin or end with such a sign.
 */
function signOf(selector: string): string | undefined {
  const [last] = /[.#][\w-]+$/.exec(selector) ?? [];
  const [first] = /^[a-z][a-z\d]*(?=[.#[]|$)/.exec(selector) ?? [];
  return selector.includes(',') ? undefined : (last ?? (/[\s>+~]/.test(selector) ? undefined : first));
}
