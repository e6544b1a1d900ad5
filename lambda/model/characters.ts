/**
 * What no document may hold: control characters but tab and line feed, lone surrogates, noncharacters, byte order
 * marks, and the marks of interlinear annotations. XML 1.0 forbids most of them, and no reader sees any.
 */
const ILLEGAL = /[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufeff\ufff9-\ufffb]--[\t\n]]/gv;

/** What is illegal, and whatever is written with surrogates: testing code units is several times as fast. */
const UNUSUAL = /[^\t\n -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufff8\ufffc\ufffd]/;

/** The text without characters that no document may hold; line ends are line feeds, other breaks spaces. */
export function legalText(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\v\f]/g, ' ')
    .replace(ILLEGAL, '');
}

/** Whether a code unit is white space of HTML: a space, tab, line feed, form feed, carriage return. */
export function isHtmlSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
}
