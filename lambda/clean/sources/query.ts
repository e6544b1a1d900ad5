import { type CheerioAPI, load } from 'cheerio/slim';
import type { SourceDocument } from '../parse/tree.ts';

const queries = new WeakMap<SourceDocument, CheerioAPI>();

/** The function to query a document with. */
export function query(document: SourceDocument): CheerioAPI {
  const known = queries.get(document);
  if (known !== undefined) return known;
  const made = load(document);
  queries.set(document, made);
  return made;
}
