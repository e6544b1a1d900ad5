import { findAll, isText, removeNodes, type SourceElement } from '../parse/tree.ts';
import type { Source } from './source.ts';

/** Dockone (dockone.io): translations about containers, on a question-and-answer system. */
export const dockone: Source = {
  name: 'dockone',
  names: ['Dockone', 'DockOne', 'dockone.io'],
  hosts: ['dockone.io'],
  promotion: ['.aw-ad', '.dockone-qrcode'],
  furniture: ['.aw-upload-img-list > a.aw-delete', '.aw-comment-box', '.meta.clearfix'],
  rename: { 'div.aw-code': 'pre' },
  rewrites: [{ selector: 'pre', rewrite: dropLineBreakPairs }],
  phrases: [/^(?:={5,}|-{5,})$/, /^如果你对.{1,30}感兴趣.{0,20}(?:报名|培训).{0,40}$/],
};

/** Its editor writes a `<br>` at the end of each line of code, which has a line feed already. */
function dropLineBreakPairs(code: SourceElement): void {
  const doubled = findAll(
    code,
    ({ name, next }) => name === 'br' && next !== null && isText(next) && /^\r?\n/.test(next.data),
  );
  removeNodes(new Set(doubled));
}
