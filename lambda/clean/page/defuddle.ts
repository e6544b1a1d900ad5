import library from 'defuddle';
import { createDocument } from './dom.ts';

interface Extractor {
  parse(): { readonly content: string };
}

interface Options {
  readonly useAsync: boolean;
  readonly standardize: boolean;
  readonly url: string;
}

/** The module is the class itself; its types tell of a module that has it as a member. */
const Defuddle = library as unknown as new (document: Document, options: Options) => Extractor;

/** Extractors of its own for single sites are chosen by the address; nothing is ever asked for over the network. */
const OPTIONS: Options = { useAsync: false, standardize: false, url: 'https://page.invalid/' };

/** The text that Defuddle takes for the article: it looks for a box by selectors, and takes out what surrounds articles. */
export function extractByDefuddle(markup: string): string {
  const document = createDocument(markup);
  Object.defineProperty(document, 'styleSheets', { value: [] });
  const { content } = new Defuddle(document, OPTIONS).parse();
  return createDocument(`<html><body>${content}</body></html>`).body.textContent ?? '';
}
