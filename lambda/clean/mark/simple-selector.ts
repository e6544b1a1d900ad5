import { parse, type Selector } from 'css-what';
import type { SourceElement } from '../parse/tree.ts';

/** Whether an element is one that a selector asks for. */
export type ElementTest = (element: SourceElement) => boolean;

/**
 * What a selector asks of an element, where that is about its name, class, id and addresses, as nearly all do: made once,
 * while cheerio reads a selector each time. Undefined for one that asks for more.
 */
export function readSimpleSelector(selector: string): ElementTest | undefined {
  if (!simple.has(selector)) simple.set(selector, makeTest(selector));
  return simple.get(selector);
}

const simple = new Map<string, ElementTest | undefined>();

function makeTest(selector: string): ElementTest | undefined {
  const [parts = [], ...others] = parse(selector);
  const tests = parts.map(testOf);
  const known = tests.filter((test) => test !== undefined);
  if (others.length > 0 || known.length < tests.length) return undefined;
  return (element) => known.every((test) => test(element));
}

/** Attributes whose values every document compares by case. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['class', 'href', 'id', 'src']);

function testOf(part: Selector): ElementTest | undefined {
  if (part.type === 'tag' && part.namespace === null) {
    const name = part.name.toLowerCase();
    return (element) => element.name === name;
  }
  if (part.type !== 'attribute' || part.namespace !== null || part.ignoreCase === true) return undefined;
  const { name, value } = part;
  if (!ATTRIBUTES.has(name) || value === '') return undefined;
  switch (part.action) {
    case 'element':
      return ({ attribs }) => attribs[name]?.split(/\s+/).includes(value) === true;
    case 'equals':
      return ({ attribs }) => attribs[name] === value;
    case 'any':
      return ({ attribs }) => attribs[name]?.includes(value) === true;
    default:
      return undefined;
  }
}
