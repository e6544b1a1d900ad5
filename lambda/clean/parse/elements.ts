import { html, type Token } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { SourceElement } from './tree.ts';

/**
 * The attributes of an element: an object without inherited members. V8 treats it as an instance of a class, so it is created,
 * read and iterated in a fraction of the time that one of `Object.create(null)` takes.
 */
class Attributes {
  [name: string]: string;
}
Object.setPrototypeOf(Attributes.prototype, null);
Reflect.deleteProperty(Attributes.prototype, 'constructor');

/** The adapter's own class of elements, which it does not export. */
const Element = adapter.createElement('div', html.NS.HTML, []).constructor as new (
  name: string,
  attribs: SourceElement['attribs'],
  children: SourceElement['children'],
) => SourceElement;

/** Makes an element as the adapter does, but without the namespaces of attributes, which only serialisers read. */
export function createElement(
  name: string,
  namespace: html.NS,
  attributes: readonly Token.Attribute[],
): SourceElement {
  const element = new Element(name, readAttributes(attributes), []);
  element.namespace = namespace;
  return element;
}

/** Adds the attributes that an element does not have yet, as a second `<body>` tag does to the first. */
export function adoptAttributes({ attribs }: SourceElement, attributes: readonly Token.Attribute[]): void {
  for (const { name, value } of attributes) attribs[name] ??= value;
}

function readAttributes(attributes: readonly Token.Attribute[]): SourceElement['attribs'] {
  const attribs = new Attributes();
  for (const { name, value } of attributes) attribs[name] = value;
  return attribs;
}
