import { Defuddle } from 'defuddle/node';
import { type CleaningInput, pageOf } from './input.ts';

/** Defuddle for Node.js, on the document that it brings along (linkedom). */
export default function prepare(input: CleaningInput) {
  const page = pageOf(input);
  return () => Defuddle(page, 'https://example.org/article.html');
}
