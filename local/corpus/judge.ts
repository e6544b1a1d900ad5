import { parseFragment } from 'parse5';
import { bodyToHtml } from '../../lambda/article/body.ts';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import { piecesOf, withoutDirt } from './marks.ts';

/** How cleaning did on an upload in which a person has marked what is not the article's. */
export interface Judgement {
  /** What is marked, as text without white space; and what of it the article still shows. */
  readonly dirt: readonly string[];
  readonly left: readonly string[];
  /** Lines that are not marked and that the article does not show. */
  readonly lost: readonly string[];
}

/** Compares the content of an article with its marked upload. */
export async function judge(marked: string, key: string, content: string): Promise<Judgement> {
  const dirt = await readDirt(marked, key);
  const wanted = readLines(await readHtml(withoutDirt(marked), key));
  const [shown, reference] = [readVisibleText(content), wanted.join('')];
  return {
    dirt,
    left: findLeft(dirt, shown, reference),
    lost: wanted.filter((line) => !shown.includes(line)),
  };
}

/** The pieces of dirt that a text shows more often than the text that a person would keep. */
export function findLeft(dirt: readonly string[], shown: string, reference: string): readonly string[] {
  return dirt.filter((piece) => countOf(shown, piece) > countOf(reference, piece));
}

/** What is marked, as text without white space. Pictures and the like have none. */
export async function readDirt(marked: string, key: string): Promise<readonly string[]> {
  const pieces = await Promise.all(
    piecesOf(marked).map(async (piece) => readVisibleText(await bodyToHtml(piece, { key }))),
  );
  return pieces.filter((text) => text !== '');
}

/** The body of an upload as HTML, as it is before cleaning. @throws Error for one that has none. */
export async function readHtml(upload: string, key: string): Promise<string> {
  const front = await parseFrontMatter(upload);
  if (front.status === 'rejected') throw new Error(front.rejection.reason);
  return bodyToHtml(front.body, { key });
}

/** The text of a fragment without white space: cleaners differ in that, and nobody reads it. */
export function readVisibleText(html: string): string {
  return readLines(html).join('');
}

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly Node[];
}

/** Elements whose text no reader sees, and the parentheses around ruby text. */
const UNSEEN: ReadonlySet<string> = new Set('head noscript rp script style template textarea xml'.split(' '));

/** Elements that a line goes on behind. */
const INLINE =
  /^(?:#text|a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|rb|rt|ruby|s|samp|small|span|strong|sub|sup|time|tt|u|var|wbr)$/;

/** The lines of a fragment that readers see, without white space. */
function readLines(html: string): readonly string[] {
  const lines = [''];
  const collect = ({ nodeName, value = '', childNodes = [] }: Node): void => {
    if (UNSEEN.has(nodeName)) return;
    if (nodeName === '#text') lines.push(`${lines.pop() ?? ''}${value}`);
    if (!INLINE.test(nodeName)) lines.push('');
    for (const child of childNodes) collect(child);
    if (!INLINE.test(nodeName)) lines.push('');
  };
  collect(parseFragment(html, { scriptingEnabled: false }));
  return lines.map((line) => line.replace(/[\s\u200b]+/g, '')).filter((line) => line !== '');
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
