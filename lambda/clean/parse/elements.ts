import { html, type Token } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { SourceElement } from './tree.ts';

/**
 * An object without inherited members, as an element's attributes are. Unlike what `Object.create(null)` makes, V8 keeps it
 * as it keeps objects of a class: it is made, read and gone through in a fraction of the time.
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

/** Makes an element as the adapter does, without what only serialisers of namespaces read of its attributes. */
export function createElement(
  name: string,
  namespace: html.NS,
  attributes: readonly Token.Attribute[],
): SourceElement {
  const element = new Element(name, readAttributes(attributes), []);
  element.namespace = namespace;
  return element;
}

/** Gives an element those attributes that it does not have, as a second `<body>` does. */
export function adoptAttributes({ attribs }: SourceElement, attributes: readonly Token.Attribute[]): void {
  for (const { name, value } of attributes) attribs[name] ??= value;
}

function readAttributes(attributes: readonly Token.Attribute[]): SourceElement['attribs'] {
  const attribs = new Attributes();
  for (const { name, value } of attributes) attribs[name] = value;
  return attribs;
}
