/** Who is credited with a text, behind a label; a name ends where the next label begins. */
const LABELLED = /(?:作者|记者|撰文|文字)\s?[:：]\s?([\p{L}·、]{2,20})(?![\p{L}:：])/u;

/** What a line in English begins with. */
const BY = /^[Bb][Yy]:?\s([\p{Lu}][\p{L}.'’-]{0,30}(?:\s[\p{Lu}][\p{L}.'’-]{0,30}){1,3})(?![\p{L}])/u;

/** The author that the lines between a title and the text name. */
export function readByline(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const name = LABELLED.exec(line)?.[1] ?? BY.exec(line.trim())?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}
