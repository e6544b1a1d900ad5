import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import type { CleaningInput } from './input.ts';

/** DOMPurify on jsdom with a window for each article, so that none can reach another. */
export default function prepare({ html }: CleaningInput) {
  return () => {
    const { window } = new JSDOM('');
    const clean = createDOMPurify(window).sanitize(html);
    window.close();
    return clean;
  };
}
