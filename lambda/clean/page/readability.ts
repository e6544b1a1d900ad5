import { Readability } from '@mozilla/readability';
import { createDocument } from './dom.ts';

/** The text that Readability takes for the article: it scores paragraphs, and the boxes around them, by commas, length and names. */
export function extractByReadability(markup: string): string {
  const options = { charThreshold: 200, serializer: (node: Node) => node };
  return new Readability(createDocument(markup), options).parse()?.content?.textContent ?? '';
}
