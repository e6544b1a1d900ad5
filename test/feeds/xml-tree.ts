import { SaxesParser } from 'saxes';

/** An element of an XML document, its names with the usual prefix of their namespace: `atom:link`, `title`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The character data of the element itself. */
  readonly text: string;
}

/** A document that a strict, namespace-aware parser has accepted. */
export interface XmlDocument {
  readonly root: XmlElement;
  /** Processing instructions before the root, as `target body`. */
  readonly instructions: readonly string[];
}

/** The prefixes that the Feed Validation Service wants to see, by namespace. */
const PREFIXES: Readonly<Record<string, string>> = {
  '': '',
  'http://www.w3.org/XML/1998/namespace': 'xml:',
  'http://www.w3.org/2000/xmlns/': 'xmlns:',
  'http://www.w3.org/2005/Atom': 'atom:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
  'http://search.yahoo.com/mrss/': 'media:',
  'http://purl.org/syndication/history/1.0': 'fh:',
};

/** Parses XML strictly. Throws where it is not well-formed, or a namespace is not one that feeds use. */
export function parseXml(xml: string): XmlDocument {
  const parser = new SaxesParser({ xmlns: true });
  const instructions: string[] = [];
  const open: { name: string; attributes: Map<string, string>; children: XmlElement[]; text: string }[] = [];
  const roots: XmlElement[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('processinginstruction', ({ target, body }) => instructions.push(`${target} ${body}`));
  parser.on('opentag', (tag) => {
    const attributes = new Map(
      Object.values(tag.attributes)
        .filter(({ uri }) => uri !== 'http://www.w3.org/2000/xmlns/')
        .map(({ uri, local, value }) => [prefixed(uri, local), value]),
    );
    open.push({ name: prefixed(tag.uri, tag.local), attributes, children: [], text: '' });
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) (open.at(-1)?.children ?? roots).push(element);
  });
  parser.write(xml).close();
  const [root] = roots;
  if (root === undefined) throw new Error('the document has no element');
  return { root, instructions };
}

/** The children of that name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first child of that name. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return element?.children.find((child) => child.name === name)?.text;
}

function prefixed(uri: string, local: string): string {
  const prefix = PREFIXES[uri];
  if (prefix === undefined) throw new Error(`the namespace ${uri} is not one that feeds use`);
  return prefix + local;
}
