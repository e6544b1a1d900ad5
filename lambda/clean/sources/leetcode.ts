import type { CheerioAPI } from 'cheerio/slim';
import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { isText, type SourceElement } from '../parse/tree.ts';
import type { SourceCode } from './source.ts';

/** What only code can do about LeetCode. */
export const leetcode: SourceCode = {
  rewrites: [{ selector: 'p', rewrite: dropAttributes }],
};

/** Its solutions are written in Markdown; what kramdown calls an attribute list is shown as text below each figure. */
function dropAttributes(
  paragraph: SourceElement,
  _: CheerioAPI,
  remove: (part: SourceElement) => void,
): void {
  const last = paragraph.children.at(-1);
  if (last === undefined || !isText(last) || !/^\s*\{:\w{1,20}="\w{1,20}"\}\s*$/.test(last.data)) return;
  const list = adapter.createElement('span', html.NS.HTML, []);
  adapter.insertBefore(paragraph, list, last);
  adapter.detachNode(last);
  adapter.appendChild(list, last);
  remove(list);
}
