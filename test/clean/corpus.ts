import { readdirSync, readFileSync } from 'node:fs';
import type { Article } from '../../lambda/model/article.ts';
import { readDirt, readHtml, readVisibleText } from '../../local/corpus/judge.ts';
import { withoutDirt, withoutMarks } from '../../local/corpus/marks.ts';
import { publish } from '../article/uploads.ts';

export { readHtml, readVisibleText } from '../../local/corpus/judge.ts';

/** An upload of the corpus: the article that it comes to, its body before cleaning, and the text that a person would keep. */
export interface Sample {
  readonly name: string;
  readonly article: Article;
  readonly html: string;
  readonly reference: string;
  /** The text of each piece that is marked. */
  readonly dirt: readonly string[];
}

/** The uploads that cleaning is made for, and those that nobody looks at who writes rules. */
export type Part = 'corpus' | 'held-out';

/** Reads every upload of a part of the corpus. */
export function readCorpus(part: Part = 'corpus'): Promise<readonly Sample[]> {
  const folder = new URL(`${part}/`, import.meta.url);
  return Promise.all(
    readdirSync(folder).map((file) => readSample(file, readFileSync(new URL(file, folder), 'utf8'))),
  );
}

/** Reads an upload in which `⟦` and `⟧` stand around what a person would not keep. */
export async function readSample(name: string, marked: string): Promise<Sample> {
  const upload = withoutMarks(marked);
  return {
    name,
    article: await publish(upload, name),
    html: await readHtml(upload, name),
    reference: readVisibleText(await readHtml(withoutDirt(marked), name)),
    dirt: await readDirt(marked, name),
  };
}

/** How many sequences of five characters two texts have in common, and how many each of them has. */
export interface Overlap {
  readonly common: number;
  readonly wanted: number;
  readonly got: number;
}

/** Compares a text with what a person would keep, by the multisets of their sequences of five characters. */
export function compareTexts(got: string, wanted: string): Overlap {
  const rest = countSequences(wanted);
  let common = 0;
  for (const [sequence, count] of countSequences(got)) common += Math.min(count, rest.get(sequence) ?? 0);
  return { common, wanted: Math.max(0, wanted.length - 4), got: Math.max(0, got.length - 4) };
}

function countSequences(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + 5 <= text.length; at++) {
    const sequence = text.slice(at, at + 5);
    counts.set(sequence, (counts.get(sequence) ?? 0) + 1);
  }
  return counts;
}

/** Overlaps of several texts as one. */
export function sumOverlaps(overlaps: readonly Overlap[]): Overlap {
  const sum = (name: keyof Overlap) => overlaps.reduce((total, overlap) => total + overlap[name], 0);
  return { common: sum('common'), wanted: sum('wanted'), got: sum('got') };
}

/** The part of what was wanted that is there. */
export function recallOf({ common, wanted }: Overlap): number {
  return wanted === 0 ? 1 : common / wanted;
}

/** The part of what is there that was wanted. */
export function precisionOf({ common, got }: Overlap): number {
  return got === 0 ? 1 : common / got;
}

/** Addresses in a fragment that are relative or could do harm: neither absolute, nor fragments, nor pictures in place. */
export function findUnsafeAddresses(html: string): readonly string[] {
  const addresses = [...html.matchAll(/<[a-z][^<>]*?>/gi)].flatMap(([tag]) =>
    [...tag.matchAll(/\s(?:href|src|srcset|poster|data|action|background|cite)="([^"]*)"/gi)].map(
      ([, value = '']) => value.trim(),
    ),
  );
  return addresses.filter(
    (address) => !/^(?:https?:\/\/|mailto:|tel:|#|data:image\/(?:png|jpeg|gif|webp);)/i.test(address),
  );
}
