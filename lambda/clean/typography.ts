/** White space that HTML collapses. */
const SPACE_RUN = /[ \t\n\f\r]+/g;
const UNEVEN_SPACE = /[\t\n\f\r]| {2}/;

/** What indents a paragraph or pads its end: white space of every kind, ideographic and invisible included. */
const LEADING_BLANK = /^[\s\u200b\u2060\u3164]+/;
const TRAILING_BLANK = /[\s\u200b\u2060\u3164]+$/;

/** Characters that no document may hold: controls (tab and line ends aside), noncharacters, lone surrogates, marks of byte order. */
const FORBIDDEN = /[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufeff\ufff9-\ufffb]--[\t\n\f\r]]/gv;

/** What no ordinary text has: all that is forbidden, and what is written with surrogates. Several times as fast. */
const UNUSUAL = /[^\t\n\f\r -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufff8\ufffc\ufffd]/;

/** Text without the characters that cannot stand in XML or that no reader sees. */
export function dropForbidden(text: string): string {
  return UNUSUAL.test(text) ? text.replace(FORBIDDEN, '') : text;
}

/** One space for every run of white space; none where a line of Chinese or Japanese was merely wrapped. */
export function collapseSpace(text: string): string {
  if (!UNEVEN_SPACE.test(text)) return text;
  return text.replace(SPACE_RUN, (space: string, offset: number) => {
    if (!/[\n\r]/.test(space)) return ' ';
    return joinsWithoutSpace(text.charCodeAt(offset - 1), text.charCodeAt(offset + space.length)) ? '' : ' ';
  });
}

/** Text without the indent of a paragraph: white space of every kind. */
export function trimLeadingBlank(text: string): string {
  return text.replace(LEADING_BLANK, '');
}

/** Text without the white space of every kind at its end; in linear time, however much there is within. */
export function trimTrailingBlank(text: string): string {
  // Testing the last character first spares ordinary text the search for a run at its end.
  return TRAILING_BLANK.test(text.slice(-1)) ? trimEndLinear(text) : text;
}

function trimEndLinear(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING_BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Whether a reader sees nothing of a text. */
export function isBlank(text: string): boolean {
  return trimLeadingBlank(text) === '';
}

/** Whether a line may be wrapped between two characters without a space: both are of a script that has none. */
export function joinsWithoutSpace(before: number, after: number): boolean {
  return (isIdeographic(before) && isUnspaced(after)) || (isUnspaced(before) && isIdeographic(after));
}

/** Han, kana, and the full-width forms and punctuation that go with them. */
function isIdeographic(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xffef)
  );
}

/** An ideographic character, or the quotation marks, dashes and dots that Chinese shares with other scripts. */
function isUnspaced(code: number): boolean {
  return isIdeographic(code) || code === 0x2014 || (code >= 0x2018 && code <= 0x201d) || code === 0x2026;
}
