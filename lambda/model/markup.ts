/** HTML as text: how it is escaped, and how tags in HTML that was serialised are found and changed. */

/** A tag of serialised HTML. */
export interface MarkupTag {
  readonly name: string;
  readonly isEnd: boolean;
  /** The tag as it stands: `<img src="…">`. */
  readonly source: string;
}

/** In serialised HTML quotes enclose every value, and neither `"` nor `<` stands within one. */
const TAG = /<(\/?)([a-z][a-z\d]*)((?:\s[^\s"=>]+="[^"]*")*)>/g;

/** Text as the content of an element (HTML standard, "escaping a string"). */
export function escapeText(text: string): string {
  return /[&<>\u00a0]/.test(text) ? text.replace(/[&<>\u00a0]/g, escapeCharacter) : text;
}

/** Text as an attribute's value between double quotes. */
export function escapeAttribute(value: string): string {
  return /[&<>"\u00a0]/.test(value) ? value.replace(/[&<>"\u00a0]/g, escapeCharacter) : value;
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    default:
      return '&nbsp;';
  }
}

/**
 * Text as the content of an XML element. `&` and `<` are numbers, as clients that decode feeds twice take `&amp;lt;` for
 * a tag (RSS Advisory Board, Really Simple Syndication Best Practices Profile).
 */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;').replaceAll('>', '&gt;');
}

/** Text as an XML attribute's value between double quotes. */
export function escapeXmlAttribute(value: string): string {
  return escapeXml(value).replaceAll('"', '&quot;');
}

/** Serialised HTML with each tag replaced by what `change` returns for it. */
export function mapTags(html: string, change: (tag: MarkupTag) => string): string {
  return html.replace(TAG, (source: string, slash: string, name: string) =>
    change({ name, isEnd: slash !== '', source }),
  );
}

/** The tags of serialised HTML, in order. */
export function* findTags(html: string): Generator<MarkupTag, undefined> {
  for (const [source, slash, name = ''] of html.matchAll(TAG)) yield { name, isEnd: slash !== '', source };
}

/** The value of a tag's attribute, unescaped; undefined without one. */
export function readAttribute({ source }: MarkupTag, name: string): string | undefined {
  const value = findValue(source, name);
  return value === undefined ? undefined : unescapeText(source.slice(...value));
}

/** The source of a tag with an attribute set, at its end if it is new. */
export function withAttribute({ source }: MarkupTag, name: string, value: string): string {
  const range = findValue(source, name);
  if (range === undefined) return `${source.slice(0, -1)} ${name}="${escapeAttribute(value)}">`;
  const [start, end] = range;
  return source.slice(0, start) + escapeAttribute(value) + source.slice(end);
}

/** The source of a tag without an attribute. */
export function withoutAttribute({ source }: MarkupTag, name: string): string {
  const range = findValue(source, name);
  if (range === undefined) return source;
  const [start, end] = range;
  return source.slice(0, start - ` ${name}="`.length) + source.slice(end + 1);
}

/** Where the value of an attribute stands in a tag. */
function findValue(tag: string, name: string): [start: number, end: number] | undefined {
  const before = ` ${name}="`;
  const at = tag.indexOf(before);
  if (at < 0) return undefined;
  const start = at + before.length;
  return [start, tag.indexOf('"', start)];
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
};

/** What the content of an element or the value of an attribute says, as {@link escapeText} and {@link escapeAttribute} wrote it. */
export function unescapeText(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|nbsp);/g, (reference) => REFERENCES[reference] ?? reference);
}
