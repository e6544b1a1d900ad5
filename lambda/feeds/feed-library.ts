import { type Extension, Feed, type Item } from 'feed';
import { type ElementCompact, js2xml } from 'xml-js';

/*
 * The wall around `feed` 6.0.0 and the `xml-js` that it writes XML with. What they get wrong:
 *
 * - attributes are written unescaped but for `"`: `<` makes the document ill-formed, and so does `&` in extensions
 *   and in the domain of an RSS category, while `feed` escapes it elsewhere;
 * - text that says `&amp;` comes out as `&`;
 * - a CDATA section ends at the second `]]>` of its text;
 * - characters that XML forbids are written as they are;
 * - Atom has no extensions, no `xml:lang`, no further links; the style sheet is always declared as XSLT;
 * - JSON Feed is of version 1.0; its types allow objects only, where an extension may be any value;
 * - RSS declares no namespace for an extension;
 * - an update time that is left out is now; pictures become enclosures of unknown length and a made-up type.
 *
 * So characters that need escaping go through the library as noncharacters, which Unicode reserves for such internal
 * use and which `legalText` has removed from everything else, and become references when the document is done; what
 * Atom has no option for goes into slots. Pictures, RSS titles and so on are given as extensions.
 */
const AMPERSAND = '\ufdd0';
const LESS_THAN = '\ufdd1';
const CONTENT = '\ufdd2';
const ELEMENTS = '\ufdd3';
const LANGUAGE = '\ufdd4';

/** Attributes by their names; the values are legal text. */
export type Attributes = Readonly<Record<string, string>>;

const ELEMENTS_SLOT = new RegExp(`<rights>${ELEMENTS}(\\d+)${ELEMENTS}</rights>`, 'g');
const ENTRY_WITH_LANGUAGE = new RegExp(
  `<entry>(\\s*<title type="html"><!\\[CDATA\\[)${LANGUAGE}(.+?)${LANGUAGE}`,
  'g',
);
const ATOM_ROOT = '<feed xmlns="http://www.w3.org/2005/Atom">';

/** Legal text as element text or attribute value. Not for CDATA sections, which `feed` writes for HTML. */
export function xmlText(text: string): string {
  return text.replaceAll('&', AMPERSAND).replaceAll('<', LESS_THAN);
}

/** An empty element with attributes. */
export function xmlElement(attributes: Attributes): ElementCompact {
  const escaped: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) escaped[name] = xmlText(value);
  return { _attributes: escaped };
}

/** An element that holds legal text. To `xml-js`, a bare string costs several times as much. */
export function xmlTextElement(text: string): ElementCompact {
  return { _text: xmlText(text) };
}

/** An extension of any value: `feed` hands it on to `xml-js` or to JSON, though its types ask for an object. */
export function extension(name: string, value: unknown): Extension {
  return { name, objects: value as Extension['objects'] };
}

/** What does not go through `feed` and `xml-js`, but into the places that they are given for it. */
export class Slots {
  readonly #contents: Uint8Array[] = [];
  readonly #elements: (readonly string[])[] = [];

  /** The place for content, in UTF-8: copying it from string to string is what takes most of their time. */
  content(bytes: Uint8Array): string {
    return `${CONTENT}${this.#contents.push(bytes) - 1}${CONTENT}`;
  }

  /** The place for elements that `feed` cannot write, to be given to it as a copyright for Atom. */
  elements(elements: readonly string[]): string {
    return `${ELEMENTS}${this.#elements.push(elements) - 1}${ELEMENTS}`;
  }

  /** Puts the elements into their places, and makes references out of what {@link xmlText} has set aside. */
  fillElements(xml: string): string {
    const complete = xml.replace(ELEMENTS_SLOT, (_slot, index: string, at: number) => {
      const lineFeed = xml.slice(xml.lastIndexOf('\n', at), at);
      return this.#elements[Number(index)]?.join(lineFeed) ?? '';
    });
    return refer(complete);
  }

  /** Puts the contents into their places. */
  fillContents(text: string): Pieces {
    return text
      .split(CONTENT)
      .map((part, place) => (place % 2 === 0 ? part : this.#contents[Number(part)]))
      .filter((piece) => piece !== undefined);
  }
}

/** Text and contents in UTF-8 that stand one after the other. */
export type Pieces = readonly (string | Uint8Array)[];

/** All pieces in UTF-8. */
export function encodePieces(pieces: Pieces): Buffer {
  const parts: Uint8Array[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
    } else {
      parts.push(Buffer.from(text), piece);
      text = '';
    }
  }
  return Buffer.concat([...parts, Buffer.from(text)]);
}

/** A document in pieces, so that each item can stand in others, too. */
export interface Written {
  readonly head: string;
  readonly items: readonly Pieces[];
  readonly separator: string;
  readonly tail: string;
}

/** How a format begins and ends an item: with its indentation, as no text of ours has a line feed in it. */
interface ItemMarks {
  /** What stands before the first one. */
  readonly before: string;
  readonly open: string;
  readonly close: string;
  readonly separator: string;
}

const RSS_ITEM: ItemMarks = {
  before: '',
  open: '\n        <item',
  close: '\n        </item>',
  separator: '',
};
const ATOM_ENTRY: ItemMarks = { before: '', open: '\n    <entry', close: '\n    </entry>', separator: '' };
const JSON_ITEM: ItemMarks = {
  before: '\n    "items": [',
  open: '\n        {',
  close: '\n        }',
  separator: ',',
};

/** Cuts a document of so many items into its pieces. */
function cut(text: string, count: number, marks: ItemMarks, slots: Slots): Written {
  const { before, open, close, separator } = marks;
  const items: Pieces[] = [];
  const start = count === 0 ? text.length : text.indexOf(before + open) + before.length;
  let at = start;
  while (items.length < count && text.startsWith(open, at)) {
    const end = text.indexOf(close, at) + close.length;
    items.push(slots.fillContents(text.slice(at, end)));
    at = text.startsWith(`${separator}${open}`, end) ? end + separator.length : end;
  }
  if (items.length < count) throw new Error('the items of a feed are not written as they used to be');
  return { head: text.slice(0, start), items, separator, tail: text.slice(at) };
}

/** An element as XML, empty unless it has text. */
export function writeElement(name: string, attributes: Attributes, text?: string): string {
  const start = `<${name}${writeAttributes(attributes)}`;
  return text === undefined ? `${start}/>` : `${start}>${xmlText(text).replaceAll('>', '&gt;')}</${name}>`;
}

function writeAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(value).replaceAll('"', '&quot;')}"`)
    .join('');
}

/** An Atom title, as HTML, that makes its entry one in another language than the feed's. */
export function titleInLanguage(title: string, language: string): string {
  return `${LANGUAGE}${language}${LANGUAGE}${title}`;
}

/** RSS 2.0 of what the feed holds and what was put into slots. */
export function writeRss(feed: Feed, slots: Slots): Written {
  const rss = slots.fillElements(`${declareCss(feed.rss2())}\n`);
  return cut(rss, feed.items.length, RSS_ITEM, slots);
}

/** Atom 1.0 of what the feed holds, with the attributes of its root and what was put into slots. */
export function writeAtom(feed: Feed, root: Attributes, slots: Slots): Written {
  const atom = declareCss(feed.atom1())
    .replace(ATOM_ROOT, () => `${ATOM_ROOT.slice(0, -1)}${writeAttributes(root)}>`)
    .replace(ENTRY_WITH_LANGUAGE, '<entry xml:lang="$2">$1');
  return cut(slots.fillElements(`${atom}\n`), feed.items.length, ATOM_ENTRY, slots);
}

/** XML of an object in the compact form of `xml-js`, its text given by {@link xmlText}. */
export function writeXml(root: ElementCompact): string {
  const declaration = { _declaration: { _attributes: { version: '1.0', encoding: 'utf-8' } } };
  return `${refer(js2xml({ ...declaration, ...root }, { compact: true, spaces: 4 }))}\n`;
}

/** The declaration of the style sheet stands before anything else that says so. */
function declareCss(xml: string): string {
  return xml.replace('" type="text/xsl"?>', '" type="text/css"?>');
}

function refer(xml: string): string {
  return xml.replaceAll(AMPERSAND, '&#x26;').replaceAll(LESS_THAN, '&#x3C;');
}

/** JSON Feed of what the feed holds, with the version and whatever else extensions tell. */
export function writeJsonFeed(feed: Feed, slots: Slots): Written {
  return cut(`${feed.json1()}\n`, feed.items.length, JSON_ITEM, slots);
}

export { type Extension, Feed, type Item };
