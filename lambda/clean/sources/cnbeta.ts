import type { CheerioAPI } from 'cheerio/slim';
import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { SourceElement } from '../parse/tree.ts';
import type { SourceCode } from './source.ts';

/** What only code can do about cnBeta. */
export const cnbeta: SourceCode = {
  rewrites: [{ selector: '.article-summary > p, .article-content > p', rewrite: dropVisit }],
};

/** Shops stand in the first line of a paragraph, between `访问：` and a line break. */
function dropVisit(paragraph: SourceElement, $: CheerioAPI, remove: (part: SourceElement) => void): void {
  const [first, link, end] = $(paragraph).contents().toArray();
  if (first === undefined || link === undefined || end === undefined) return;
  if (!/^\s*访问\s*[：:]\s*$/.test($(first).text()) || !$(link).is('a') || !$(end).is('br')) return;
  const visit = adapter.createElement('span', html.NS.HTML, []);
  adapter.insertBefore(paragraph, visit, first);
  for (const part of [first, link, end]) {
    adapter.detachNode(part);
    adapter.appendChild(visit, part);
  }
  remove(visit);
}
