import { escapeXml, escapeXmlAttribute } from '../model/markup.ts';

/** An element as XML, a line for each start tag, end tag and element without children. */
export type XmlLines = readonly string[];

/** Attributes by their names; what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

const INDENT = '    ';

/** An element with others in it, or without any content; children that are undefined are left out. */
export function element(
  name: string,
  attributes: Attributes = {},
  children: readonly (XmlLines | undefined)[] = [],
): XmlLines {
  const lines = children.flatMap((child) => child ?? []);
  if (lines.length === 0) return [`<${name}${writeAttributes(attributes)}/>`];
  return [`<${name}${writeAttributes(attributes)}>`, ...indent(lines), `</${name}>`];
}

/** An element that holds plain text. */
export function textElement(name: string, text: string, attributes: Attributes = {}): XmlLines {
  return [`<${name}${writeAttributes(attributes)}>${escapeXml(text)}</${name}>`];
}

/** An element that holds HTML, as a CDATA section: HTML without `]]>`. */
export function htmlElement(name: string, html: string, attributes: Attributes = {}): XmlLines {
  return [`<${name}${writeAttributes(attributes)}><![CDATA[${html}]]></${name}>`];
}

/** Lines within an element that is `depth` levels deep. */
export function indent(lines: XmlLines, depth = 1): XmlLines {
  const space = INDENT.repeat(depth);
  return lines.map((line) => space + line);
}

function writeAttributes(attributes: Attributes): string {
  let written = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) written += ` ${name}="${escapeXmlAttribute(value)}"`;
  }
  return written;
}
