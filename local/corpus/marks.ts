/** The beginning of a piece of an upload that is not the article's. */
export const OPEN = '⟦';

/** The end of such a piece. */
export const CLOSE = '⟧';

/** Either of them. */
export const ANY_MARK = /[⟦⟧]/;

const DIRT = /⟦([^⟦⟧]*)⟧/g;

/** The upload without the marks. */
export function withoutMarks(marked: string): string {
  return marked.replace(/[⟦⟧]/g, '');
}

/** The upload without what is marked. */
export function withoutDirt(marked: string): string {
  return marked.replace(DIRT, '');
}

/** What is marked, piece by piece. */
export function piecesOf(marked: string): readonly string[] {
  return [...marked.matchAll(DIRT)].map(([, piece = '']) => piece);
}

/** What is wrong with the marks of an upload, and in which line; undefined where nothing is. */
export function faultOfMarks(marked: string): { readonly line: number; readonly fault: string } | undefined {
  let open: number | undefined;
  let line = 1;
  for (const character of marked) {
    if (character === '\n') line++;
    if (character === OPEN) {
      if (open !== undefined)
        return { line, fault: `there is ${OPEN} within the piece that begins in line ${open}` };
      open = line;
    } else if (character === CLOSE) {
      if (open === undefined) return { line, fault: `there is ${CLOSE} without ${OPEN} before it` };
      open = undefined;
    }
  }
  return open === undefined ? undefined : { line: open, fault: `there is no ${CLOSE} behind this ${OPEN}` };
}
