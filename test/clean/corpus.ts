import { readdirSync, readFileSync } from 'node:fs';
import { parseFragment } from 'parse5';
import { bodyToHtml } from '../../lambda/article/body.ts';
import { parseFrontMatter } from '../../lambda/article/front-matter/front-matter.ts';
import type { Article } from '../../lambda/model/article.ts';
import { publish } from '../article/uploads.ts';

const folder = new URL('corpus/', import.meta.url);

/** The marks around what a person would not keep of an upload in `corpus/`. */
const DIRT = /⟦[\s\S]*?⟧/g;

/** An upload of the corpus: the article that it comes to, its body before cleaning, and the text that a person would keep. */
export interface Sample {
  readonly name: string;
  readonly article: Article;
  readonly html: string;
  readonly reference: string;
}

/** Reads every upload of the corpus. */
export function readCorpus(): Promise<readonly Sample[]> {
  return Promise.all(
    readdirSync(folder).map((file) => readSample(file, readFileSync(new URL(file, folder), 'utf8'))),
  );
}

/** Reads an upload in which `⟦` and `⟧` stand around what a person would not keep. */
export async function readSample(name: string, marked: string): Promise<Sample> {
  const upload = marked.replace(/[⟦⟧]/g, '');
  return {
    name,
    article: await publish(upload, name),
    html: await readHtml(upload, name),
    reference: readVisibleText(await readHtml(marked.replace(DIRT, ''), name)),
  };
}

/** The body of an upload as HTML, as it is before cleaning. */
export async function readHtml(upload: string, key: string): Promise<string> {
  const front = await parseFrontMatter(upload);
  if (front.status === 'rejected') throw new Error(front.rejection.reason);
  return bodyToHtml(front.body, { key });
}

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly Node[];
}

/** Elements whose text no reader sees, and the parentheses around ruby text. */
const UNSEEN: ReadonlySet<string> = new Set('head noscript rp script style template textarea xml'.split(' '));

/** The text of a fragment without white space: cleaners differ in that, and nobody reads it. */
export function readVisibleText(html: string): string {
  const collect = (node: Node): string => {
    if (UNSEEN.has(node.nodeName)) return '';
    return node.nodeName === '#text' ? (node.value ?? '') : (node.childNodes ?? []).map(collect).join('');
  };
  return collect(parseFragment(html, { scriptingEnabled: false })).replace(/[\s\u200b]+/g, '');
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
