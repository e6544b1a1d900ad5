import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { type CleaningInput, pageOf } from './input.ts';

/** Readability on jsdom, as its documentation has it for servers: it changes its document, so that each has its own. */
export default function prepare(input: CleaningInput) {
  const page = pageOf(input);
  // Without one, jsdom tells the terminal of every style sheet that it cannot read.
  const virtualConsole = new VirtualConsole();
  return () => {
    const dom = new JSDOM(page, { url: 'https://example.org/article.html', virtualConsole });
    const article = new Readability(dom.window.document).parse();
    dom.window.close();
    return article;
  };
}
