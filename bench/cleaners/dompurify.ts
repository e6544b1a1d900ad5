import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import type { CleaningInput } from './input.ts';

/** DOMPurify on jsdom, as its documentation has it for servers: one window for all. */
export default function prepare({ html }: CleaningInput) {
  const purifier = createDOMPurify(new JSDOM('').window);
  return () => purifier.sanitize(html);
}
